"""The same words and the same bytes, wherever and however newslint runs."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from shutil import copytree

from msgspec import Struct

from newslint.formats import FORMATS
from newslint.rules import every_rule
from tests.reliability.account import Account

ROOT = Path(__file__).parents[2]
SITE = "site-under-examination"
GROUPS = ",".join(sorted({rule.group for rule in every_rule().values()}))
# Dates are judged against this moment; it is yesterday in one of the zones and tomorrow in another.
NOW = "2024-05-04T11:30:00Z"
_PATHS = ("about.md", "posts", "made", "long", "tomorrow.md", "today.md")
_CACHES = ("none", "none", "cold", "warm", "half warm", "foreign", "torn")


class Setting(Struct, frozen=True):
    """How newslint is run: what must make no difference."""

    jobs: int = 1
    environment: Mapping[str, str] = {}
    paths: tuple[str, ...] = ()
    """Below the site, in the order in which they are named; none for the folder itself."""
    inside: bool = True
    """Whether newslint runs in the folder of the site, or in the one above."""
    cache: str = "none"
    shuffled: int | None = None
    """The seed by which the file system lists what is in a folder; None for its own order."""

    @classmethod
    def of(cls, number: int) -> "Setting":
        """Return the setting of a number, each time the same; the first is the plainest."""
        if not number:
            return cls()
        random = Random(number)  # noqa: S311 - the same settings every time
        environment = {
            "PYTHONHASHSEED": str(random.randrange(1000)),
            "TZ": random.choice(("UTC", "Pacific/Kiritimati", "America/Los_Angeles")),
            "LC_ALL": random.choice(("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.ISO-8859-1")),
            "PYTHONUTF8": random.choice(("0", "1")),
            "PYTHONCOERCECLOCALE": random.choice(("0", "1")),
            "PYTHONIOENCODING": random.choice(("", "ascii", "latin-1", "utf-16")),
            "PYTHONOPTIMIZE": random.choice(("", "1", "2")),
            "COLUMNS": random.choice(("", "20", "300")),
        }
        named = random.sample(_PATHS, len(_PATHS))
        return cls(
            jobs=random.choice((1, 2, 5)),
            environment={name: value for name, value in environment.items() if value},
            paths=tuple(named) if random.random() < 0.5 else (),
            inside=random.random() < 0.8,
            cache=random.choice(_CACHES),
            shuffled=random.choice((None, number)),
        )


def examine(amount: int) -> Account:
    """Run newslint in that many settings, and compare all that it says and writes."""
    failures: list[str] = []
    figures = Counter({"settings": amount})
    with tempfile.TemporaryDirectory() as folder:
        examination = _Examination(Path(folder))
        expected = examination.outcome(Setting())
        for number in range(1, amount + 1):
            setting = Setting.of(number)
            outcome = examination.outcome(setting)
            for name, content in expected.items():
                if name not in outcome and not setting.inside:
                    continue
                figures["outputs and files compared"] += 1
                figures["bytes compared"] += len(content)
                if outcome.pop(name, None) != content:
                    failures.append(f"{name} is another in setting {number}: {setting}")
            failures += [f"{name} is there in setting {number}: {setting}" for name in outcome]
    return Account(
        promise="The same files get the same words and the same repair",
        how=(
            "`check` in every format and `fix --unsafe` with every rule, for any number of "
            "processes, order of arguments and folders, locale, time zone, hash seed, "
            "optimisation, width, working directory and state of the cache"
        ),
        figures=figures,
        failures=tuple(failures),
    )


class _Examination:
    """A site to be copied, and what is done with each copy; all copies are in the same place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._original = folder / "original"
        self._site = folder / "work" / SITE
        self._number = 0
        _make(self._original)
        (folder / "listing").mkdir()
        (folder / "listing" / "sitecustomize.py").write_text(_SHUFFLING)

    def outcome(self, setting: Setting) -> dict[str, bytes]:
        """Return what newslint says and makes of a copy, by what it is."""
        self._number += 1
        site = self._site
        _empty(site)
        copytree(self._original, site)
        before = _contents(site)
        run = _Run(self._folder, site, setting, self._folder / f"cache-{self._number}")
        run.prepare()
        outcome = {f"check: {name}": said for name, said in run.check()}
        if _contents(site) != before:
            outcome["what check has changed"] = b"something"
        outcome |= {f"fix: {name}": said for name, said in run.fix()}
        return outcome | {f"fixed: {name}": content for name, content in _contents(site).items()}


class _Run(Struct, frozen=True):
    folder: Path
    site: Path
    setting: Setting
    cache: Path

    def prepare(self) -> None:
        """Bring the cache into its state."""
        if self.setting.cache in {"none", "cold"}:
            return
        paths = ("posts", "made") if self.setting.cache == "half warm" else self.setting.paths
        self._newslint("check", "--select", GROUPS, "--exit-zero", *self._named(paths))
        for file in self.cache.glob("*"):
            content = file.read_bytes()
            if self.setting.cache == "foreign":
                file.write_bytes(content.replace(b"cache 1", b"cache 0", 1))
            elif self.setting.cache == "torn":
                file.write_bytes(content[: len(content) // 2])

    def check(self) -> Iterator[tuple[str, bytes]]:
        """Yield what `check` says in each format, where it does not depend on the folder."""
        reports = self.folder / "reports"
        _empty(reports)
        reports.mkdir()
        formats = [f"--format={name}:{reports / name}" for name in FORMATS]
        arguments = ("--select", GROUPS, *formats, *self._named(self.setting.paths))
        yield from self._said(self._newslint("check", *arguments))
        for name in FORMATS if self.setting.inside else _WITH_PATHS_ONLY:
            yield name, self._from_site((reports / name).read_bytes())

    def fix(self) -> Iterator[tuple[str, bytes]]:
        """Yield what `fix` says of its work."""
        named = self._named(self.setting.paths)
        arguments = ("--unsafe", "--select", GROUPS, "--format", "json", *named)
        yield from self._said(self._newslint("fix", *arguments))

    def _named(self, paths: tuple[str, ...]) -> Iterator[str]:
        for path in paths or ("",):
            yield str(Path(path) if self.setting.inside else Path(SITE, path))

    def _newslint(self, command: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
        if self.setting.shuffled is not None:
            environment["PYTHONPATH"] = f"{self.folder / 'listing'}{os.pathsep}{ROOT}"
            environment["LISTED_BY"] = str(self.setting.shuffled)
        remembering = ("--cache-dir", str(self.cache))
        options = ("--now", NOW, "--jobs", str(self.setting.jobs))
        memory = ("--no-cache",) if self.setting.cache == "none" else remembering
        return subprocess.run(
            [sys.executable, "-m", "newslint", command, *options, *memory, *arguments],
            cwd=self.site if self.setting.inside else self.site.parent,
            env={**environment, **self.setting.environment},
            capture_output=True,
            check=False,
        )

    def _said(self, done: subprocess.CompletedProcess[bytes]) -> Iterator[tuple[str, bytes]]:
        yield "exit code", str(done.returncode).encode()
        yield "standard output", self._from_site(done.stdout)
        yield "standard error", self._from_site(done.stderr)

    def _from_site(self, text: bytes) -> bytes:
        """Return a text with its paths from the folder of the site, wherever newslint ran."""
        return text if self.setting.inside else text.replace(f"{SITE}/".encode(), b"")


# What the others say of a file, such as its fingerprint, is made of its path.
_WITH_PATHS_ONLY = ("full", "concise", "json", "jsonl", "azure", "rdjson", "checkstyle")

_SHUFFLING = '''"""A file system that lists a folder in an order of its own."""

import os
from random import Random

_scandir, _listdir = os.scandir, os.listdir


class _Shuffled:
    def __init__(self, scan):
        self._scan = scan
        entries = sorted(scan, key=lambda entry: entry.name)
        Random(os.environ["LISTED_BY"]).shuffle(entries)
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._scan.close()


def _listed(path="."):
    names = sorted(_listdir(path))
    Random(os.environ["LISTED_BY"]).shuffle(names)
    return names


os.scandir = lambda path=".": _Shuffled(_scandir(path))
os.listdir = _listed
'''


def _make(site: Path) -> None:
    """Make a site of the examples, made-up posts, long ones, and some on the edge of a day."""
    copytree(ROOT / "examples", site)
    made = (str(ROOT / "benchmarks/synthetic.py"), "40", str(site / "made"))
    subprocess.run([sys.executable, *made], check=True, capture_output=True)
    (site / "long").mkdir()
    for number in range(4):
        # Together more than what one process would look at alone, and than is worth a cache.
        prose = '<p style="color: red">The pier is open.</p>\n\n' + "Words and words. " * 6000
        (site / "long" / f"{number}.md").write_text(_POST.format(date="2024-05-01", text=prose))
    for name, date in (("today", "2024-05-04"), ("tomorrow", "2024-05-05 01:00:00")):
        (site / f"{name}.md").write_text(_POST.format(date=date, text="The pier opens."))
    undated = _POST.replace("date: {date}\n", "").format(text='İstanbul ıspanağı <img src="i.png">')
    (site / "posts" / "İstanbul.md").write_bytes(undated.encode("utf-8"))
    (site / "posts" / "latin.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n\nText.\n")


_POST = "---\ntitle: The pier\ndate: {date}\n---\n\n{text}\n"


def _contents(folder: Path) -> dict[str, bytes]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _empty(folder: Path) -> None:
    """Take away a folder, if it is there."""
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)
