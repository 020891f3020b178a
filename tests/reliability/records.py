"""What examinations found, kept from one run of the command to the next."""

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.reliability.account import Account


class Examined(Struct, frozen=True):
    """What came of an examination, on which day, and how many seconds it took."""

    name: str
    account: Account
    day: date
    seconds: float

    def told(self) -> str:
        """Return it as it is told while others go on."""
        lines = [f"{self.name} ({self.seconds:.0f} s): {self.account.counted()}"]
        lines += [f"  BROKEN: {failure}" for failure in self.account.failures]
        return "\n".join(lines)


class Records:
    """All that is known, in a file if there is one: an examination a line, as JSON."""

    def __init__(self, file: Path | None) -> None:
        """Read what is there."""
        self._file = file
        lines = file.read_bytes().splitlines() if file and file.exists() else []
        self.all = [msgspec.json.decode(line, type=Examined) for line in lines]

    def forget(self, name: str) -> None:
        """Forget what an examination found."""
        self.all = [each for each in self.all if each.name != name]

    def add(self, examined: Examined) -> None:
        """Keep what an examination found."""
        self.all.append(examined)
        if self._file:
            self._file.write_bytes(msgspec.json.Encoder().encode_lines(self.all))
