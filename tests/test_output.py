"""Where reports go: several in one run, each in its place, with the exit code of the whole."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newslint.cli.output import Output
from newslint.cli.targets import Target
from newslint.report import FileReport, Report
from tests.conftest import ROOT

GOOD = "---\ntitle: A\ndate: 2024-05-01\n---\n\nText.\n"
BAD = GOOD.replace("Text.", '<p style="color: red">Text.</p>')
SUMMARY = "Checked 1 file: 1 problem in 1 file (1 warning), 1 fixable with `newslint fix`.\n"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Newslint = Callable[..., Ran]


@pytest.fixture
def newslint(tmp_path: Path) -> Newslint:
    """Return what runs newslint in a folder with a bad post, as on a machine that is no CI."""
    (tmp_path / "a.md").write_text(BAD)

    def run(*arguments: str, given: str | None = None, **environment: str) -> Ran:
        here = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
        done = subprocess.run(
            [sys.executable, "-m", "newslint", *arguments],
            cwd=tmp_path,
            input=given,
            capture_output=True,
            text=True,
            env={**here, **environment},
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def test_one_run_makes_several_reports(newslint: Newslint, tmp_path: Path) -> None:
    alone = newslint("check")

    ran = newslint(
        "check", "--format", "full", "--format=sarif:report.sarif", "--format=jsonl:report.jsonl"
    )

    assert ran == alone
    assert json.loads((tmp_path / "report.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((tmp_path / "report.jsonl").read_text())["rule"] == "inline-style"


def test_a_report_is_the_same_beside_others(newslint: Newslint, tmp_path: Path) -> None:
    alone = newslint("check", "--format", "json").out

    newslint("check", "--format", "concise", "--format", "json:report.json")

    assert (tmp_path / "report.json").read_text() == alone


def test_nothing_is_printed_where_every_report_has_a_file(
    newslint: Newslint, tmp_path: Path
) -> None:
    ran = newslint("check", "--format", "concise:report.txt")

    assert ran == Ran(1, "", "")
    assert (tmp_path / "report.txt").read_text().endswith(SUMMARY)


def test_the_output_file_takes_the_report_without_a_file(
    newslint: Newslint, tmp_path: Path
) -> None:
    ran = newslint(
        "check", "--format=concise", "--format=json:a.json", "--output-file", "report.txt"
    )

    assert ran == Ran(1, "", "")
    assert (tmp_path / "report.txt").read_text().endswith(SUMMARY)
    assert json.loads((tmp_path / "a.json").read_text())["summary"]["problems"] == 1


def test_statistics_stand_where_the_report_would(newslint: Newslint, tmp_path: Path) -> None:
    alone = newslint("check", "--statistics")

    ran = newslint("check", "--statistics", "--format", "json:report.json")

    assert ran == alone
    assert "1  inline-style" in ran.out
    assert json.loads((tmp_path / "report.json").read_text())["summary"]["problems"] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format=full", "--format=json"), "`full` and `json` cannot both go to standard output"),
        (("--format=json:a", "--format=jsonl:./a"), "Two reports cannot both go to a."),
        (("--format=json:a", "--format=full", "--output-file=a"), "Two reports cannot both go"),
        (("--format=json:a", "--output-file=b"), "`--output-file` has nothing to hold"),
        (("--format=jason",), "there is no format `jason`; did you mean `json`?"),
        (("--format=zzz",), "there is no format `zzz`; there are full, "),
        (("--format=json:",), "`json:` names no file"),
    ],
)
def test_reports_that_meet_are_a_wrong_call(
    newslint: Newslint, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    ran = newslint("check", *arguments)

    assert ran.code == 2
    assert told in " ".join(ran.err.split())
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("first", ["--format=sarif:no/such/a", "--format=concise"])
def test_a_file_that_cannot_be_written_leaves_the_others(
    newslint: Newslint, tmp_path: Path, first: str
) -> None:
    ran = newslint("check", first, "--format=junit:no/such/b", "--format=json:c.json")

    assert ran.code == 2
    assert "newslint: cannot write no/such/b: No such file or directory\n" in ran.err
    assert json.loads((tmp_path / "c.json").read_text())["summary"]["problems"] == 1


def test_fix_reports_to_several_places_and_repairs_once(newslint: Newslint, tmp_path: Path) -> None:
    ran = newslint("fix", "--format=full", "--format=json:report.json")

    assert ran.code == 0
    assert ran.out == (
        "Checked 1 file: fixed 1 problem, none remain.\n\nFixed:\n  1  inline-style  safe\n"
    )
    assert json.loads((tmp_path / "report.json").read_text())["summary"]["fixed"] == 1
    assert (tmp_path / "a.md").read_text() == GOOD.replace("Text.", "<p>Text.</p>")


def test_colour_does_not_get_into_files(newslint: Newslint, tmp_path: Path) -> None:
    ran = newslint("check", "--format=full", "--format=concise:report.txt", FORCE_COLOR="1")

    assert "\x1b[" in ran.out
    assert "\x1b[" not in (tmp_path / "report.txt").read_text()


def test_github_gets_a_summary_of_the_step_below_what_is_there(
    newslint: Newslint, tmp_path: Path
) -> None:
    step = tmp_path / "step.txt"
    step.write_text("# Before\n")

    ran = newslint("check", "--format", "github", GITHUB_STEP_SUMMARY=str(step))

    assert ran.code == 1
    assert ran.out.startswith("::warning file=a.md,line=6,col=4,")
    assert step.read_text().startswith("# Before\n## newslint\n")
    assert "| a.md:6:4 | warning |" in step.read_text()


@pytest.mark.parametrize("arguments", [(), ("--format=github", "--statistics")])
def test_only_the_format_of_github_writes_a_summary_of_the_step(
    newslint: Newslint, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    newslint("check", *arguments, GITHUB_STEP_SUMMARY=str(tmp_path / "step.txt"))

    assert not (tmp_path / "step.txt").exists()


def test_reports_are_printed_as_files_come(capsys: pytest.CaptureFixture[str]) -> None:
    printed: list[str] = []

    def files() -> Iterator[FileReport]:
        for name in ("a.md", "b.md"):
            yield FileReport(name)
            printed.append(capsys.readouterr().out)

    def paths(report: Report) -> Iterator[str]:
        for file in report:
            yield f"{file.path}\n"

    output = Output((Target(paths), Target(paths, Path(os.devnull))), None)

    output.show(Report(files()))

    assert printed == ["a.md\n", "b.md\n"]


def test_many_files_at_once_are_printed_in_fewer_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[str] = []
    monkeypatch.setattr("click.echo", lambda text, **_: pieces.append(text))
    names = [f"{number}.md\n" for number in range(20_000)]

    Output((Target(lambda _: iter(names)),), None).show(Report([]))

    assert "".join(pieces) == "".join(names)
    assert len(pieces) < len(names) / 2


def test_what_was_found_before_an_error_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    def failing(report: Report) -> Iterator[str]:
        yield from map(str, range(1_000 + len([*report])))
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the one from above
        Output((Target(failing),), None).show(Report([]))

    assert capsys.readouterr().out == "".join(map(str, range(1_000)))


def test_a_format_that_is_not_asked_for_is_not_loaded(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['newslint', 'check', '--format', 'concise']\n"
        "from newslint.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('newslint.formats.')))\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    loaded = ran.stdout.splitlines()[-1]
    assert "concise" in loaded
    assert not any(name in loaded for name in ("full", "json", "sarif", "xml", "html"))


def test_the_examples_come_out_in_every_format(newslint: Newslint, tmp_path: Path) -> None:
    from newslint.formats import FORMATS

    arguments = [f"--format={name}:{name}.out" for name in FORMATS]

    ran = newslint("check", str(ROOT / "examples"), "--no-cache", *arguments)

    assert (ran.code, ran.err) == (1, "")
    assert all((tmp_path / f"{name}.out").stat().st_size > 0 for name in FORMATS)
