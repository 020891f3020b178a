"""newslint as it is measured: its commands, with the options that the installed version has."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from processes import ENVIRONMENT


class Newslint(Struct, frozen=True):
    """The program, and what its help says of `check` and `fix`."""

    program: str
    check_help: str
    fix_help: str

    @classmethod
    def installed(cls, program: str) -> "Newslint":
        """Return what is installed there."""
        return cls(program, _help(program, "check"), _help(program, "fix"))

    @property
    def has_jobs(self) -> bool:
        """Whether the number of workers can be chosen."""
        return "--jobs" in self.check_help

    @property
    def has_cache(self) -> bool:
        """Whether the folder of the cache can be chosen."""
        return "--cache-dir" in self.check_help and "--no-cache" in self.check_help

    def check(
        self, *paths: str, jobs: int | None = None, cache: Path | None = None
    ) -> Sequence[str]:
        """Return the command that checks these paths, without a cache if none is given."""
        command = [self.program, "check", "--exit-zero", "--format", "concise"]
        command += ["--output-file", os.devnull]
        if jobs:
            command += ["--jobs", str(jobs)]
        if self.has_cache:
            command += ["--cache-dir", str(cache)] if cache else ["--no-cache"]
        return [*command, *(paths or (".",))]

    def fix(self) -> Sequence[str]:
        """Return the command that repairs the files of the working directory."""
        command = [self.program, "fix", "--exit-zero", "--format", "concise"]
        command += ["--output-file", os.devnull]
        return [*command, *(["--no-cache"] if "--no-cache" in self.fix_help else [])]


def _help(program: str, command: str) -> str:
    return subprocess.run(
        [program, command, "--help"], capture_output=True, check=True, env=ENVIRONMENT, text=True
    ).stdout
