"""A configuration file: rules for a post, or what is wrong with it in words."""

import tempfile
from functools import cache
from pathlib import Path

from newslint.config import ConfigError, Configs
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.target import Target


def examine(data: bytes) -> None:
    file = _folder() / "newslint.toml"
    file.write_bytes(data)
    post = _folder() / "posts" / "2024-05-01-pier.md"

    try:
        configs = Configs()
        config = configs.of(post)
        config.include.match(post)
        config.exclude.match(post)
        rules = config.rules_for(post)
        list(config.inputs)
    except ConfigError as error:
        told = str(error)
    else:
        told = ""
        assert isinstance(rules, tuple)
        assert isinstance(configs.notes, list)
    assert not told or told.startswith(str(_folder())), f"an error without its place: {told}"


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="newslint-fuzz-"))
    (folder / "list.txt").write_text("$removeparam=utm_x\n||example.org^$removeparam=/^a+$/\n")
    (folder / "own.json").write_text('{"required": ["title"], "properties": {"title": {}}}')
    (folder / "base.toml").write_text('select = ["html"]\n')
    return folder


TARGET = Target(
    "configuration",
    "any configuration holds, or newslint says where it is wrong and why",
    examine,
    (
        b'extend = "base.toml"\nselect = ["html", "links"]\nignore = ["img-alt"]\npreset = "news"',
        b'include = ["posts/**/*.txt"]\nexclude = ["old/", "!old/a.md", "[a-z]?"]\n',
        b'[[schemas]]\nfiles = ["posts/"]\nschema = "./own.json"\n',
        b'[[schemas]]\nfiles = ["x"]\nschema = false\n',
        b'[rules.inline-style]\nseverity = "error"\nallow = ["color"]\n[rules.taxonomy]\n',
        b'[[overrides]]\nfiles = ["posts/"]\nignore = ["html"]\n',
        b'[[overrides]]\nfiles = ["a"]\n[overrides.rules.img-alt]\nseverity = "off"\n',
        b'[[links.lists]]\npath = "list.txt"\nformat = "adblock"\n',
        b'[[links.parameters]]\nid = "x"\nnames = ["y*"]\nhosts = ["example.org"]\n',
    ),
    tokens.CONFIGURATION,
)
