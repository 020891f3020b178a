"""Which configurations a configuration extends: files, and files that Python packages bring."""

import os
from collections.abc import Iterator
from pathlib import Path

from newslint.config.table import ConfigError, Table

NAMES = {".newslint.toml": (), "newslint.toml": (), "pyproject.toml": ("tool", "newslint")}
"""What configuration files are called, the first counts, and where in them it stands."""

_PACKAGE = "package:"
_IN_PACKAGE = "newslint.toml"


def with_extended(file: Path) -> tuple[Table, ...]:
    """Return the table of a file after those of the files that it extends, each file once.

    What comes later counts more. Raises `ConfigError`.
    """
    table = _read(file)
    if table is None:
        raise ConfigError(f"{file}: there is no table `[tool.newslint]`")
    tables = (*_extended(table, (file.resolve(),)), table)
    return tuple({each.file: each for each in tables}.values())


def _read(file: Path) -> Table | None:
    return Table.read(file, NAMES.get(file.name, ()))


def _extended(table: Table, above: tuple[Path, ...]) -> Iterator[Table]:
    """Yield what a table extends, the first first, each after what that extends in turn."""
    for name in table.string_or_strings("extend"):
        if "\0" in name:
            raise table.error("extend", "`extend` names a path, and no path holds a NUL")
        file = _packaged(table, name) if name.startswith(_PACKAGE) else _beside(table, name)
        if file in above:
            raise table.error("extend", f"`{name}` leads back to this file")
        if not _is_file(file):
            raise table.error("extend", f"`{name}` leads to {file}: no such file")
        base = _read(file)
        if base is None:
            raise table.error("extend", f"`{name}` has no table `[tool.newslint]`")
        yield from _extended(base, (*above, file))
        yield base


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its name is too long, or leads through what is no folder of ours
        return False


def _beside(table: Table, name: str) -> Path:
    return Path(os.path.realpath(table.file.parent / name))


def _packaged(table: Table, name: str) -> Path:
    """Return the configuration in an installed package, found without running any of its code.

    Only what lies in `a.b` knows where `a.b` is, and would run to say so: a package is named
    whole, without dots.
    """
    from importlib.util import find_spec  # few sites extend a package

    package = name.removeprefix(_PACKAGE)
    if not package.isidentifier():
        told = f"`{name}` must name a Python package, such as `package:newsroom_style`"
        raise table.error("extend", told)
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        spec = None
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        told = f"there is no package `{package}` beside newslint; install it where newslint is"
        raise table.error("extend", told)
    files = [Path(os.path.realpath(folder)) / _IN_PACKAGE for folder in folders]
    return next((file for file in files if file.is_file()), files[0])
