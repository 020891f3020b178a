"""A search for inputs that reach new code: atheris, in a process of its own for each target.

libFuzzer takes over the process that it runs in, so what came of it is written to a file.
"""

import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import msgspec
from msgspec import Struct

from tests.reliability.fuzz.trials import Finding

_LONGEST = 2048  # bytes of an input
_HANGS = 120  # seconds for one input
_MOST_MEMORY = 3000  # megabytes
_SHARE = 6  # one part in so many of the time goes to how time grows
_GRACE = 300  # seconds to load, and to end


class Outcome(Struct, frozen=True):
    """What came of a search: how many inputs were tried, and one finding of each kind."""

    tried: int
    grown: int
    findings: tuple[Finding, ...]


def is_installed() -> bool:
    """Whether atheris is there; it has no wheels for every system."""
    return find_spec("atheris") is not None


def search(name: str, seconds: int) -> Outcome:
    """Return what came of a search of so many seconds, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "outcome.json"
        command = [sys.executable, "-m", __name__, name, str(seconds), str(file)]
        with (Path(folder) / "log").open("wb") as log:
            subprocess.run(
                command, stdout=log, stderr=log, check=False, timeout=seconds + _HANGS + _GRACE
            )
        if file.is_file():
            return msgspec.json.decode(file.read_bytes(), type=Outcome)
        # libFuzzer ends a process that hangs or takes all memory, and leaves the input behind.
        left = [*Path(folder).glob("*-*")]
        how = left[0].name.partition("-")[0] if left else ""
        stopped = [Finding(f"{name}: {how}", each.read_bytes()) for each in left]
        stopped += [
            Finding(f"{name}: {how} of this or the one before", each.read_bytes())
            for each in Path(folder).glob("long")
            if how
        ]
        told = (Path(folder) / "log").read_text(errors="replace")[-2000:]
        return Outcome(0, 0, tuple(stopped) or (Finding(f"{name}: ended early: {told}", b""),))


def _run(name: str, seconds: int, file: Path) -> NoReturn:
    import atheris  # type: ignore[import-untyped]

    with atheris.instrument_imports(include=["newslint"]):
        _load_everything()
        from tests.reliability.fuzz.targets import TARGETS
        from tests.reliability.fuzz.trials import Trials
    target = TARGETS[name]
    trials = Trials(target, time.time_ns(), (file.parent / "long").write_bytes)
    began = time.monotonic()
    lengthening = 0.0

    def once(data: bytes) -> None:
        nonlocal lengthening
        trials.give(data)
        now = time.monotonic()
        if now - began > _SHARE * lengthening:
            trials.lengthen(data)
            lengthening += time.monotonic() - now
        if time.monotonic() - began >= seconds:
            found = tuple(trials.findings.values())
            file.write_bytes(msgspec.json.encode(Outcome(trials.count, trials.grown, found)))
            os._exit(0)  # libFuzzer has no other way out

    corpus = file.parent / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds):
        (corpus / f"{number}").write_bytes(seed)
    words = file.parent / "words"
    words.write_text("".join(map(_word, target.tokens)), encoding="ascii")
    options = [
        f"-dict={words}",
        f"-artifact_prefix={file.parent}/",
        f"-max_len={_LONGEST}",
        f"-timeout={_HANGS}",
        f"-rss_limit_mb={_MOST_MEMORY}",
    ]
    atheris.Setup([name, *options, str(corpus)], once)
    atheris.Fuzz()
    sys.exit("libFuzzer ended early")


def _load_everything() -> None:
    """Load all modules now: what is loaded later is not watched."""
    import importlib
    import pkgutil

    import newslint

    for module in pkgutil.walk_packages(newslint.__path__, "newslint."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _word(token: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"\n'


if __name__ == "__main__":
    _run(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
