"""What a run of `newslint fix` changed, written down so that it can be undone byte for byte."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from newslint.fixes.fixed_file import FixedFile, FixesError, digest, folder_of, named_from
from newslint.fixes.journal import HEAD, Journal, noted

__all__ = ["FixedFile", "Fixes", "FixesError", "Journal", "digest"]

_VERSION = 1


class Fixes:
    """The files that a run changed, in the order it did, and the `folder` of the report.

    Of a run that is not `finished`, the last of them may not have been changed.
    """

    def __init__(self, folder: Path, files: Iterable[FixedFile], *, finished: bool = True) -> None:
        self.folder = folder
        self.files = list(files)
        self.finished = finished

    @classmethod
    def read(cls, file: Path) -> "Fixes":
        """Return what is written in a file. Raises `FixesError` and `OSError`."""
        content = _read(file)
        if content.startswith(HEAD):
            return cls(folder_of(file), noted(content), finished=False)
        try:
            # The decoder of msgspec takes no names that are not text.
            written = msgspec.convert(json.loads(content), _Written)
        except (ValueError, RecursionError) as error:
            told = "this is no report of `newslint fix --report`, or not all of one"
            raise FixesError(f"{told}; nothing was undone") from error
        if written.version != _VERSION:
            told = f"this is version {written.version} of a report, and newslint knows {_VERSION}"
            raise FixesError(f"{told}; take the newslint that wrote it")
        return cls(folder_of(file), written.files)

    def made(self, reported: Mapping[str, bool]) -> "Fixes":
        """Return what was changed of what was about to be, now that the run is over.

        `reported` says of the paths that reports show, in their order, whether the file was
        changed. It was, too, where it holds the repaired bytes: a process that is killed has no
        time to say so.
        """
        by_path = {file.path: file for file in self.files}
        named = ((named_from(self.folder, path), said) for path, said in reported.items())
        those = ((by_path[name], said) for name, said in named if name in by_path)
        return Fixes(self.folder, (file for file, said in those if said or self._is_made(file)))

    def encode(self) -> bytes:
        """Return the content of the file, JSON with a line for each edit."""
        files = ",\n".join(map(_object, self.files))
        inside = f"\n{files}\n  " if files else ""
        text = f'{{\n  "version": {_VERSION},\n  "files": [{inside}]\n}}\n'
        # All that UTF-8 cannot write are the bytes of a file's name that are no text.
        return text.encode(errors="backslashreplace")

    def place(self, file: FixedFile) -> Path:
        """Return where a file is."""
        # Names are bytes; what they say does not depend on the locale.
        return self.folder / os.fsdecode(file.path.encode(errors="surrogateescape"))

    def content(self, file: FixedFile) -> bytes:
        """Return the bytes that a file has now. Raises `OSError`.

        And `FixesError` for one that is neither below the report nor where newslint runs: a report
        may come from anybody, and names files as it likes.
        """
        self._ensure_near(file)
        return _read(self.place(file))

    def _ensure_near(self, file: FixedFile) -> None:
        place = Path(os.path.realpath(self.place(file)))
        folders = map(os.path.realpath, (self.folder, Path.cwd()))
        if not any(place.is_relative_to(folder) for folder in folders):
            told = "it lies outside of this folder and of that of the report"
            raise FixesError(f"{told}; if it is yours, run this in a folder above it")

    def _is_made(self, file: FixedFile) -> bool:
        try:
            return digest(_read(self.place(file))) == file.after
        except (OSError, FixesError):
            return False


def _read(file: Path) -> bytes:
    if file.exists() and not (file.is_file() or file.is_dir()):
        # Such a thing may never come to an end.
        raise FixesError("it is a pipe or a device, not a file")
    return file.read_bytes()


class _Written(Struct, forbid_unknown_fields=True):
    version: int
    files: tuple[FixedFile, ...]


def _object(file: FixedFile) -> str:
    path, before, after = map(_string, (file.path, file.before, file.after))
    edits = ",\n".join(f"        {_string(msgspec.to_builtins(edit))}" for edit in file.edits)
    return (
        f'    {{\n      "path": {path},\n      "before": {before},\n      "after": {after},\n'
        f'      "edits": [\n{edits}\n      ]\n    }}'
    )


_string = json.JSONEncoder(ensure_ascii=False).encode
