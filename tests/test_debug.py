"""The case of a bug: what a user gets to report it, asked of a newslint with a broken rule."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from newslint.config import Configs
from newslint.config.pinned import pinned
from newslint.document import Document
from newslint.rule import Rule
from newslint.runner.own_schema import own_schema
from newslint.schema import Schema
from newslint.tracking import Catalogue
from tests.test_cli import BAD, GOOD, MENDED, Ran, write

RAISING = """
def check(self, document):
    if "boom" in document.text.content:
        raise KeyError("boom")
    yield from sound(self, document)
"""
TAKING_WORDS = """
def check(self, document):
    for match in document.matches(re.compile("boom")):
        span = Span(*match.span())
        yield Problem(span, "It is loud", Fix.safe("Drop it", Edit(span)))
"""
TURNING = """
def check(self, document):
    for match in document.matches(re.compile("<hr>|<br>")):
        span, by = Span(*match.span()), "<br>" if match[0] == "<hr>" else "<hr>"
        yield Problem(span, f"It is {by}", Fix.safe("Turn it", Edit(span, by)))
"""
_START = """
import re, sys
from newslint import Edit, Fix, Problem, Span
from newslint.rules.html.target_blank import TargetBlank as broken
sound = broken.check
{0}
broken.check = check
from newslint.cli import run
sys.argv[0] = "newslint"
run()
"""
SECRET = "Nobody may know before Monday. " * 40
LONG = BAD.replace("Text.", f"{SECRET}\n{SECRET} boom {SECRET}\n<hr>{SECRET}")


def broken(folder: Path, rule: str, *arguments: str, given: bytes = b"") -> Ran:
    done = subprocess.run(
        [sys.executable, "-c", _START.format(rule), *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def only_case(folder: Path) -> Path:
    (case,) = (each for each in folder.iterdir() if each.is_dir())
    return case


@pytest.mark.parametrize(
    ("command", "rule", "told", "excerpt"),
    [
        ("check", RAISING, "raised KeyError: 'boom'", "boom"),
        ("fix", RAISING, "raised KeyError: 'boom'", "boom"),
        ("fix", TAKING_WORDS, "its fix would change the words the reader sees", "boom"),
        ("fix --unsafe", TURNING, "its fix does not settle", "<hr>"),
    ],
)
def test_an_issue_holds_little_of_an_article_and_shows_the_bug_again(
    tmp_path: Path, command: str, rule: str, told: str, excerpt: str
) -> None:
    write(tmp_path, "posts/secret-plan.md", LONG)

    ran = broken(tmp_path, rule, *command.split(), "--debug", "posts")

    case = only_case(tmp_path / "newslint-debug")
    issue = (case / "issue.md").read_text()
    assert ran.code == 2
    assert f"newslint-debug/{case.name}" in ran.out
    assert issue.startswith(f"# The rule `target-blank` {told}")
    assert (case / "excerpt.md").read_text() == excerpt
    assert "Nobody" not in issue
    assert "secret" not in issue
    (again,) = (line for line in issue.splitlines() if line.startswith(f"newslint {command}"))
    replayed = broken(case, rule, *shlex.split(again)[1:])
    assert told in replayed.out
    assert replayed.code == 2


def test_the_whole_article_is_kept_as_it_was(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + LONG.replace("\n", "\r\n").encode() + b"caf\xe9"
    write(tmp_path, "a.md", content)

    broken(tmp_path, RAISING, "fix", "--debug-dir", "cases")

    assert (only_case(tmp_path / "cases") / "whole/a.md").read_bytes() == content


def test_a_traceback_tells_of_the_code_and_not_of_the_machine(tmp_path: Path) -> None:
    write(tmp_path, "a.md", LONG)

    broken(tmp_path, RAISING, "check", "--debug")

    issue = (only_case(tmp_path / "newslint-debug") / "issue.md").read_text()
    assert 'File "newslint/engine.py"' in issue
    assert os.fspath(Path(__file__).parents[1]) not in issue


@pytest.mark.parametrize("rule", [RAISING, TAKING_WORDS, TURNING])
def test_the_other_fixes_are_made(tmp_path: Path, rule: str) -> None:
    file = write(tmp_path, "a.md", LONG)

    broken(tmp_path, rule, "fix", "--debug")

    assert file.read_text() == LONG.replace(' style="color: red"', "")


@pytest.mark.parametrize("command", ["check", "fix"])
def test_bugs_of_a_kind_have_one_case_whatever_the_number_of_processes(
    tmp_path: Path, command: str
) -> None:
    said = []
    for jobs in ("1", "3"):
        for number in range(60):
            write(tmp_path / jobs, f"{number:02}.md", f"{LONG}{number}\n" + "Words. " * 1200)
        said.append(broken(tmp_path / jobs, RAISING, command, "--debug", "--jobs", jobs))
        only_case(tmp_path / jobs / "newslint-debug")

    assert said[0] == said[1]
    assert said[0].out.count("whole article") >= 60


def test_cases_are_not_looked_at(tmp_path: Path) -> None:
    write(tmp_path, "a.md", LONG)
    broken(tmp_path, RAISING, "check", "--debug")

    for paths in ((), (".",), ("newslint-debug",)):
        ran = broken(tmp_path, RAISING, "check", *paths)
        assert "excerpt.md" not in ran.out
        assert "whole/a.md" not in ran.out


def test_a_folder_that_is_there_is_refused_and_none_is_made_without_a_bug(tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", BAD)

    ran = broken(tmp_path, RAISING, "fix", "--debug-dir", "posts")
    sound = broken(tmp_path, RAISING, "check", "--debug")

    assert (ran.code, "it is there already" in ran.err) == (2, True)
    assert sound.code == 1
    assert [file.name for file in tmp_path.rglob("*")] == ["posts", "a.md"]


@pytest.mark.parametrize("command", ["check", "fix", "fix --unsafe"])
def test_without_debug_it_is_said_how_to_get_a_case(tmp_path: Path, command: str) -> None:
    write(tmp_path, "a.md", LONG)

    ran = broken(tmp_path, RAISING, *command.split())

    assert f"please report it; `newslint {command} --debug` writes down what that takes" in ran.out
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.md"]


@pytest.mark.parametrize("command", ["check", "fix"])
def test_standard_input_has_cases_too(tmp_path: Path, command: str) -> None:
    broken(tmp_path, RAISING, command, "--debug", "-", given=LONG.encode())

    assert (only_case(tmp_path / "newslint-debug") / "excerpt.md").read_text() == "boom"


def test_a_case_that_cannot_be_written_leaves_the_bug_told_and_the_fixes_made(
    tmp_path: Path,
) -> None:
    file = write(tmp_path, "a.md", BAD.replace("Text.", "boom"))
    write(tmp_path, "file", "")

    ran = broken(tmp_path, RAISING, "fix", "--debug-dir", "file/cases", "a.md")

    assert ran.code == 2
    assert "raised KeyError" in ran.out
    assert "what that takes cannot be written down: Not a directory" in ran.out
    assert file.read_text() == MENDED.replace("Text.", "boom")


def test_a_name_that_takes_part_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "boom.md", GOOD)
    rule = RAISING.replace("document.text.content", "document.path.name")

    broken(tmp_path, rule, "check", "--debug")

    case = only_case(tmp_path / "newslint-debug")
    assert (case / "boom.md").read_text() == ""
    assert not (case / "excerpt.md").exists()


CONFIGURATIONS = {
    "none": "",
    "options": '[rules.inline-style]\nallow = ["color", "a\\"b"]\nseverity = "error"\n',
    "selection": 'select = ["html", "date-format"]\nignore = ["img-alt"]\n',
    "overrides": '[[overrides]]\nfiles = ["posts/"]\nignore = ["html"]\n',
    "no schema": '[[schemas]]\nfiles = ["*"]\nschema = false\n',
    "schema": '[[schemas]]\nfiles = ["posts/"]\nschema = "schemas/my.schema.json"\n',
    "links": (
        '[links]\ndisable = ["utm"]\n\n[[links.parameters]]\nid = "pier"\nnames = ["p"]\n\n'
        '[[links.lists]]\npath = "lists/mine.txt"\nformat = "adblock"\n'
    ),
}


def described(rules: tuple[Rule, ...]) -> list[list[object]]:
    """Return rules as values that can be compared."""
    return [
        [_comparable(getattr(rule, field)) for field in rule.__struct_fields__] for rule in rules
    ]


def _comparable(value: object) -> object:
    if isinstance(value, Schema):
        return (value.name, value.contents)
    if isinstance(value, Catalogue):
        cuts = value.parameters("https://pier.example/?from=x&utm_source=y&fbclid=z&p=1")
        lists = [each.name for each in value.lists]
        return (value.additions, value.disabled, value.keep, lists, cuts)
    return value


@pytest.mark.parametrize("said", CONFIGURATIONS)
@pytest.mark.parametrize("name", ["posts/a.md", "posts/2024-05-01-a.md", "posts/own.md"])
def test_what_is_pinned_says_the_same_without_the_site(
    tmp_path: Path, said: str, name: str
) -> None:
    site, case = tmp_path / "site", tmp_path / "case"
    write(site, "newslint.toml", CONFIGURATIONS[said])
    write(site, "schemas/my.schema.json", '{"required": ["desk"]}')
    write(site, "posts/own.schema.json", '{"required": ["city"]}')
    write(site, "lists/mine.txt", "||pier.example^$removeparam=from\n")
    own_post = GOOD.replace("title", '"$schema": own.schema.json\ntitle')
    post = write(site, name, own_post if "own" in name else GOOD)
    config = Configs().of(post)
    own = own_schema(Document.parse(post, post.read_bytes()), post, config)
    rules = config.rules_for(post, own)

    for file, content in pinned(config, rules).items():
        write(case, file, content)

    excerpt = case / "excerpt.md"
    assert described(Configs(case / "newslint.toml").of(excerpt).rules_for(excerpt)) == described(
        rules
    )
