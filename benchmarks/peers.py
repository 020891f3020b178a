"""The linters that newslint is measured beside, with the rules that they have by default."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from processes import ENVIRONMENT


class Peer(Struct, frozen=True):
    """A linter: its program, and its arguments for all Markdown files of the working directory.

    One that is slow is run on some of the posts only.
    """

    name: str
    program: str
    everything: Sequence[str]
    is_slow: bool = True


RUMDL = Peer("rumdl", "rumdl", ("check", "--no-cache", "."), is_slow=False)
YAMLLINT = Peer("yamllint", "yamllint", (".",))
"""Reads YAML only, so it gets the front matter of the posts."""

PEERS = (
    RUMDL,
    Peer("markdownlint-cli2", "markdownlint-cli2", ("**/*.md",)),
    Peer("HTMLHint", "htmlhint", ("**/*.md",)),
    Peer("html-validate", "html-validate", ("--ext", "md", ".")),
    Peer("djLint", "djlint", ("--extension", "md", "--lint", ".")),
    # Without the option it ends with the first file that it cannot read.
    Peer("PyMarkdown", "pymarkdown", ("--continue-on-error", "scan", "--recurse", ".")),
    YAMLLINT,
)


class Programs(Struct, frozen=True):
    """Where the programs are: beside this Python, in the folders given, then in the PATH."""

    folders: tuple[Path, ...]

    def find(self, program: str) -> str | None:
        """Return a program's path, None where it is not installed."""
        # Beside this Python, and not where a symbolic link to it leads.
        places = [Path(sys.executable).parent, *self.folders]
        path = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
        return shutil.which(program, path=path)

    def version(self, program: str) -> str:
        """Return what a program calls its version."""
        for asked in ("--version", "version"):
            said = subprocess.run(
                [self.find(program) or program, asked],
                capture_output=True,
                check=False,
                env=ENVIRONMENT,
                text=True,
            ).stdout
            numbers = [word for word in said.replace("-", " ").split() if _is_version(word)]
            if numbers:
                return numbers[0].lstrip("v")
        return "unknown"


def _is_version(word: str) -> bool:
    return word.lstrip("v").split(".")[0].isdigit() and "." in word
