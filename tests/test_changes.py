"""What changed against a state that git knows, in real repositories."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HEAD = "---\ntitle: A\ndate: 2024-05-01\n---\n\n"
RED = '<p style="color: red">Red.</p>\n'
WORDS = "Words.\n\n" * 20


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def places(self) -> list[str]:
        """Each problem's path and line."""
        lines = (line.split(" ")[0] for line in self.out.split("\n")[:-1])
        return [":".join(place.split(":")[:2]) for place in lines if place.endswith(":")]


@dataclass(frozen=True)
class Repository:
    """A repository of posts, and what newslint says in it."""

    folder: Path

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@news.example")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True
        )
        return os.fsdecode(done.stdout)

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "posts")

    def check(self, *arguments: str, below: str = "", given: str = "", **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", "check", "--format", "concise", *arguments],
            cwd=self.folder / below,
            input=given.encode(),
            capture_output=True,
            env={**os.environ, **environment},
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository whose branch `main` has two posts with a problem each."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    site = Repository(tmp_path / "site")
    site.write("posts/a.md", HEAD + RED + WORDS)
    site.write("posts/b.md", HEAD + RED)
    site.git("init", "--quiet", "--initial-branch", "main")
    site.commit()
    return site


def test_nothing_changed_is_nothing_to_say(site: Repository) -> None:
    ran = site.check("--since", "main")

    assert (ran.code, ran.out) == (0, "There were no files to check.\n")


@pytest.mark.parametrize("committed", [False, True])
def test_only_changed_lines_count(site: Repository, committed: bool) -> None:  # noqa: FBT001
    site.git("switch", "--quiet", "--create", "branch")
    site.write("posts/a.md", HEAD + RED + WORDS + RED)
    if committed:
        site.commit()

    ran = site.check("--since", "main")

    assert (ran.code, ran.places) == (1, ["posts/a.md:47"])
    assert "Checked 1 file:" in ran.out


def test_a_changed_line_above_does_not_count_for_those_below(site: Repository) -> None:
    site.write("posts/a.md", HEAD + "Words.\n\n" + RED + WORDS)

    ran = site.check("--since", "HEAD")

    assert (ran.code, ran.places) == (0, [])


def test_what_the_other_branch_did_meanwhile_does_not_count(site: Repository) -> None:
    site.git("switch", "--quiet", "--create", "branch")
    site.write("posts/a.md", HEAD + RED + WORDS + RED)
    site.commit()
    site.git("switch", "--quiet", "main")
    site.write("posts/b.md", HEAD + "<p>No red.</p>\n")
    site.commit()
    site.git("switch", "--quiet", "branch")

    assert site.check("--since", "main").places == ["posts/a.md:47"]


@pytest.mark.parametrize("staged", [False, True])
def test_a_new_file_counts_as_a_whole(site: Repository, staged: bool) -> None:  # noqa: FBT001
    site.write("posts/c.md", HEAD + RED)
    site.write("posts/empty.md", "")
    if staged:
        site.git("add", ".")

    assert site.check("--since", "main").places == ["posts/c.md:6", "posts/empty.md:1"]


def test_an_ignored_file_does_not_count(site: Repository) -> None:
    site.write(".gitignore", "drafts/\n")
    site.write("drafts/c.md", HEAD + RED)

    assert site.check("--since", "main").places == []


def test_of_a_renamed_file_only_changed_lines_count(site: Repository) -> None:
    (site.folder / "posts/a.md").unlink()
    site.write("archive/z.md", HEAD + RED + WORDS + RED)
    site.git("mv", "posts/b.md", "posts/y.md")
    site.git("add", "--all")

    assert site.check("--since", "main").places == ["archive/z.md:47"]


def test_a_deleted_file_is_no_trouble(site: Repository) -> None:
    (site.folder / "posts/a.md").unlink()

    assert site.check("--since", "main").code == 0


def test_line_ends_are_those_of_git(site: Repository) -> None:
    site.git("config", "core.autocrlf", "true")
    site.write("posts/a.md", (HEAD + RED + WORDS + RED).replace("\n", "\r\n"))

    assert site.check("--since", "main").places == ["posts/a.md:47"]


def test_a_form_feed_or_a_lone_carriage_return_ends_no_line(site: Repository) -> None:
    site.write("posts/c.md", HEAD + "A\x0cB\rC\u2028D\n" + RED)
    site.commit()
    site.write("posts/c.md", HEAD + "A\x0cB\rC\u2028D\n" + RED.replace("red", "blue"))

    places = site.check("--since", "HEAD", "--select", "inline-style").places

    assert places == ["posts/c.md:7"]


@pytest.mark.parametrize(
    "name",
    [b"caf\xe9.md", "新港口.md".encode(), b"with space.md", b'quo"te.md', b"a\tb.md", b"b\\c.md"],
)
def test_files_are_found_by_any_name(site: Repository, name: bytes) -> None:
    file = os.fsdecode(b"posts/" + name)
    site.write(file, HEAD + RED + WORDS)
    site.commit()
    site.write(file, HEAD + RED + WORDS + RED)

    ran = site.check("--since", "HEAD")

    assert ran.code == 1
    assert ran.out.count("inline-style") == 1
    assert ":47:4: inline-style" in ran.out


def test_it_works_in_a_folder_below(site: Repository) -> None:
    site.write("posts/a.md", HEAD + RED + WORDS + RED)
    site.write("c.md", HEAD + RED)

    assert site.check("--since", "main", below="posts").places == ["a.md:47"]
    assert site.check("--since", "main", "..", below="posts").out.count("inline-style") == 2


def test_it_works_through_a_link(site: Repository) -> None:
    (site.folder / "link").symlink_to("posts")
    site.write("posts/a.md", HEAD + RED + WORDS + RED)

    assert site.check("--since", "main", "link/a.md").places == ["link/a.md:47"]


def test_only_paths_that_are_given_count(site: Repository) -> None:
    site.write("posts/c.md", HEAD + RED)
    site.write("drafts/c.md", HEAD + RED)

    assert site.check("--since", "main", "drafts").places == ["drafts/c.md:6"]


def test_a_missing_key_counts_where_front_matter_changed(site: Repository) -> None:
    site.write("posts/a.md", "---\ntitle: A\n---\n\n" + RED + WORDS)

    assert site.check("--since", "main").places == ["posts/a.md:1"]


def test_a_missing_key_does_not_count_where_the_text_changed(site: Repository) -> None:
    site.write("posts/c.md", "---\ntitle: A\n---\n\nWords.\n")
    site.commit()
    site.write("posts/c.md", "---\ntitle: A\n---\n\nOther words.\n")

    assert site.check("--since", "HEAD").places == []


def test_missing_front_matter_counts_where_it_was_deleted(site: Repository) -> None:
    site.write("posts/a.md", "\n" + WORDS)

    assert "front-matter-missing" in site.check("--since", "main").out


def test_a_key_missing_from_a_table_counts_where_the_table_changed(site: Repository) -> None:
    site.write("newslint.toml", '[[schemas]]\nfiles = ["*.md"]\nschema = "./post.json"\n')
    needs = '{"properties": {"image": {"required": ["alt"]}}}'
    site.write("post.json", needs)
    whole = "---\ntitle: A\nimage:\n  src: a.png\n  alt: An image\ndate: 2024-05-01\n---\n"
    site.write("posts/c.md", whole)
    site.commit()

    site.write("posts/c.md", whole.replace("  alt: An image\n", ""))
    assert "`image.alt` is missing" in site.check("--since", "HEAD").out

    site.commit()
    site.write("posts/c.md", whole.replace("  alt: An image\n", "").replace("05", "06"))
    assert "`image.alt` is missing" not in site.check("--since", "HEAD").out


def test_a_problem_counts_where_a_line_inside_it_was_deleted(site: Repository) -> None:
    styled = '<p style="color: red;\nmargin: 0;\nfont-size: 9px">Words.</p>\n'
    site.write("posts/c.md", HEAD + styled)
    site.commit()
    site.write("posts/c.md", HEAD + styled.replace("margin: 0;\n", ""))

    assert site.check("--since", "HEAD").places == ["posts/c.md:6"]


def test_a_post_that_git_takes_for_binary_counts_as_a_whole(site: Repository) -> None:
    site.write("posts/a.md", HEAD + RED + WORDS + "\0\n")

    assert "posts/a.md:6" in site.check("--since", "main").places


def test_settings_of_git_change_nothing(site: Repository) -> None:
    for key, value in {
        "diff.external": "false",
        "diff.noprefix": "true",
        "diff.interHunkContext": "100",
        "diff.context": "100",
        "diff.renames": "false",
        "diff.relative": "true",
        "color.ui": "always",
        "core.quotePath": "false",
    }.items():
        site.git("config", key, value)
    site.write("posts/a.md", HEAD + RED + WORDS + RED)
    site.git("mv", "posts/b.md", "posts/中.md")

    ran = site.check("--since", "main", GIT_DIFF_OPTS="--unified=100", below="posts")

    assert ran.places == ["a.md:47"]


def test_the_cache_keeps_what_it_knows_of_other_files(site: Repository) -> None:
    for number in range(60):
        file = site.write(f"posts/{number}.md", HEAD + RED + "Words. " * 1200)
        os.utime(file, (1_700_000_000, 1_700_000_000))
    site.commit()
    cache = str(site.folder.parent / "cache")
    site.check("--cache-dir", cache)
    [file] = Path(cache).iterdir()
    for number in range(59):
        changed = site.write(f"posts/{number}.md", HEAD + RED + "Words. " * 1201 + "\n" + RED)
        os.utime(changed, (1_700_000_000, 1_700_000_000))

    ran = site.check("--since", "HEAD", "--cache-dir", cache, "--jobs", "2")

    assert len(ran.places) == 59
    assert b"59.md" in file.read_bytes()
    assert ran == site.check("--since", "HEAD", "--cache-dir", cache, "--jobs", "1")


def test_it_goes_together_with_a_baseline(site: Repository) -> None:
    script = "from newslint.cli.baseline import baseline; baseline()"
    subprocess.run([sys.executable, "-c", script], cwd=site.folder, check=True)
    site.write("posts/a.md", HEAD + RED.replace("Red.", "Other words.") + WORDS + RED)

    ran = site.check("--since", "main", "--baseline", ".newslint-baseline.json")

    assert ran.places == ["posts/a.md:47"]
    assert ran.err == "newslint: 1 accepted by the baseline\n"


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (("posts/a.md:6-6",), ["posts/a.md:6"]),
        (("posts/a.md:6",), ["posts/a.md:6"]),
        (("posts/a.md:1-5", "posts/a.md:7-99"), []),
        (("posts/a.md:1-5", "posts/b.md:1-99"), ["posts/b.md:6"]),
    ],
)
def test_lines_can_be_named(site: Repository, lines: tuple[str, ...], places: list[str]) -> None:
    ran = site.check(*(f"--lines={each}" for each in lines))

    assert ran.places == places
    assert ran.code == bool(places)


def test_named_lines_come_on_top_of_changed_ones(site: Repository) -> None:
    site.write("posts/a.md", HEAD + RED + WORDS + RED)

    ran = site.check("--since", "main", "--lines", "posts/b.md:1-9")

    assert ran.places == ["posts/a.md:47", "posts/b.md:6"]


def test_lines_of_standard_input_can_be_named(site: Repository) -> None:
    text = "---\ntitle: A\n---\n" + RED
    name = ("--stdin-filename", "new.md", "-")

    assert site.check("--lines", "new.md:4", *name, given=text).places == ["new.md:4"]
    assert site.check("--lines", "new.md:2", *name, given=text).places == ["new.md:1"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "mian"), "git knows no `mian`"),
        (("--since=--output=x",), "git knows no `--output=x`"),
        (("--since", "main", ".."), "is outside of"),
        (("--since", "main", "-"), "`--since` needs files"),
        (("--lines", "a.md"), "write a file and its lines, as in a.md:3-7"),
        (("--lines", "a.md:0-3"), "write a file and its lines"),
        (("--lines", "a.md:9-3"), "write a file and its lines"),
    ],
)
def test_a_wrong_call_is_told(site: Repository, arguments: tuple[str, ...], told: str) -> None:
    ran = site.check(*arguments)

    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert not (site.folder / "x").exists()


def test_branches_without_a_common_commit_are_told(site: Repository) -> None:
    site.git("switch", "--quiet", "--orphan", "other")
    site.git("commit", "--quiet", "--allow-empty", "--message", "start")

    ran = site.check("--since", "main")

    assert ran.code == 2
    assert "no commit that `main` and this branch have in common" in ran.err
    assert "git fetch --unshallow" in ran.err


def test_a_folder_without_git_is_told(tmp_path: Path) -> None:
    ran = Repository(tmp_path).check(
        "--since", "main", GIT_CEILING_DIRECTORIES=str(tmp_path.parent)
    )

    assert ran.code == 2
    assert "not a git repository" in ran.err


def test_a_machine_without_git_is_told(site: Repository) -> None:
    ran = site.check("--since", "main", PATH="")

    assert (ran.code, ran.out) == (2, "")
    assert "git is not installed" in ran.err
