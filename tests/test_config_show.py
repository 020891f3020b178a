"""`newslint config show`, `extend`, and what they say of where a value comes from."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newslint.config import ConfigError, Configs, Selection, load
from newslint.config.effective import effective
from newslint.diagnostic import Severity
from tests.conftest import ROOT
from tests.test_cli import Newslint, newslint, write
from tests.test_config import configured, rules

__all__ = ["newslint"]


def shown(newslint: Newslint, *arguments: str) -> dict[str, Any]:
    ran = newslint("config", "show", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    said: dict[str, Any] = json.loads(ran.out)
    return said


def rule(said: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (each for each in said["rules"] if each["name"] == name)
    return dict(found)


def origin(path: str, line: int, override: int | None = None) -> dict[str, Any]:
    return {"what": "configuration", "path": path, "line": line, "override": override}


DEFAULT = {"what": "default", "path": None, "line": None, "override": None}

HOUSE = """\
preset = "hexo"
[rules.inline-style]
allow = ["color"]
severity = "off"
"""
NEAR = """\
extend = "house.toml"
ignore = ["target-blank"]
exclude = ["drafts/"]

[rules.inline-style]
severity = "error"

[[schemas]]
files = ["pages/"]
schema = false

[[overrides]]
files = ["old/"]
ignore = ["img-alt"]
[overrides.rules.date-format]
severity = "off"
[overrides.rules.inline-style]
allow = ["margin"]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    configured(tmp_path, HOUSE, "house.toml")
    configured(tmp_path, NEAR)
    return tmp_path


def test_each_option_says_where_it_is_from(newslint: Newslint, site: Path) -> None:
    said = shown(newslint, "posts/a.md")

    options = rule(said, "inline-style")["options"]
    assert options["severity"] == {"value": "error", "origin": origin("newslint.toml", 6)}
    assert options["allow"] == {"value": ["color"], "origin": origin("house.toml", 3)}
    assert options["classes"] == {"value": {}, "origin": DEFAULT}


def test_an_override_is_named_by_its_number_for_its_files_only(
    newslint: Newslint, site: Path
) -> None:
    old, new = shown(newslint, "old/a.md"), shown(newslint, "posts/a.md")

    allow = rule(old, "inline-style")["options"]["allow"]
    assert allow == {"value": ["margin"], "origin": origin("newslint.toml", 18, 1)}
    assert rule(old, "img-alt")["origin"] == origin("newslint.toml", 14, 1)
    assert rule(old, "date-format")["origin"] == origin("newslint.toml", 16, 1)
    assert rule(new, "date-format")["runs"]


def test_whether_a_rule_runs_has_its_reason(newslint: Newslint, site: Path) -> None:
    said = shown(newslint, "posts/a.md", "--ignore", "links")

    told = {
        name: (rule(said, name)["runs"], rule(said, name)["origin"])
        for name in ("target-blank", "date-timezone", "keyword-link", "inline-style")
    }
    command_line = {"what": "command line", "path": None, "line": None, "override": None}
    assert told == {
        "target-blank": (False, origin("newslint.toml", 2)),
        "date-timezone": (False, DEFAULT),
        "keyword-link": (False, command_line),
        "inline-style": (True, DEFAULT),
    }


def test_the_schema_has_its_reason(newslint: Newslint, site: Path) -> None:
    (site / "own.json").write_text("{}")
    write(site, "posts/own.md", "---\n$schema: ../own.json\n---\n")

    schemas = {
        name: shown(newslint, name)["schema"]
        for name in ("posts/a.md", "pages/a.md", "README.md", "posts/own.md")
    }
    file = {"what": "file", "path": "posts/own.md", "line": None, "override": None}
    assert schemas == {
        "posts/a.md": {"value": "hexo", "origin": origin("house.toml", 1)},
        "pages/a.md": {"value": None, "origin": origin("newslint.toml", 8)},
        "README.md": {"value": None, "origin": DEFAULT},
        "posts/own.md": {"value": "own", "origin": file},
    }


def test_a_file_that_is_left_out_is_told(newslint: Newslint, site: Path) -> None:
    ran = newslint("config", "show", "drafts/a.md")

    assert "# Left out: `exclude` names it (newslint.toml:3)" in ran.out


def test_the_text_is_a_configuration_that_does_the_same(newslint: Newslint, site: Path) -> None:
    before = rules(site / "old" / "a.md")

    ran = newslint("config", "show", "old/a.md")

    again = tomllib.loads(ran.out)["rules"]
    configured(site / "again", f"select = {json.dumps([*again])}\n{ran.out}")
    after = rules(site / "again" / "a.md")
    names = [name for name in before if not {"schema", "now"} & {*before[name].__struct_fields__}]
    assert after.keys() == before.keys()
    assert {name: after[name] for name in names} == {name: before[name] for name in names}


def test_the_text_names_places_as_editors_open_them(newslint: Newslint, site: Path) -> None:
    ran = newslint("config", "show", "old/a.md", "inline-style", "img-alt", "date-timezone")

    assert ran.out == (
        "# What holds for old/a.md\n"
        "# Configuration: newslint.toml, which extends house.toml\n"
        "# Schema: hexo (house.toml:1)\n"
        '# exclude = ["drafts/"]  (newslint.toml:3)\n'
        '# preset = "hexo"  (house.toml:1)\n'
        '# schemas = { files = ["pages/"], schema = false }  (newslint.toml:8)\n'
        "# Rules: 1 of 3 run\n"
        "#   date-timezone does not: off by default\n"
        "#   img-alt does not: newslint.toml:14, override 1\n"
        "\n"
        "[rules.inline-style]  # runs: default\n"
        'severity = "error"  # newslint.toml:6\n'
        'allow = ["margin"]  # newslint.toml:18, override 1\n'
        "classes = {}  # default\n"
    )


def test_without_a_configuration_all_is_default(newslint: Newslint, tmp_path: Path) -> None:
    ran = newslint("config", "show", "a.md", "encoding")

    assert "# Configuration: none, so the defaults hold\n# Schema: article (default)\n" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.md", "inline-stile"),
        ("a.md", "--select", "htlm"),
        ("a.md", "--config", "absent.toml"),
    ],
)
def test_what_cannot_be_shown_is_told(
    newslint: Newslint, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = newslint("config", "show", *arguments)

    assert ran.code == 2
    assert ran.err.startswith("newslint: ")


SELECTIONS = [
    "",
    "select = []",
    'select = ["html", "encoding"]\nignore = ["img-alt"]',
    'extend = "house.toml"',
    'extend = "house.toml"\nselect = ["inline-style", "date-timezone"]',
    NEAR,
    """
    ignore = ["html"]
    [[overrides]]
    files = ["old/"]
    select = ["html", "text"]
    [[overrides]]
    files = ["*.md"]
    ignore = ["encoding"]
    [rules.nbsp-run]
    severity = "off"
    """,
]
ASKED = [
    Selection(),
    Selection(("html", "date-timezone")),
    Selection(None, ("text", "img-alt")),
    Selection(("inline-style", "text"), ("nbsp-run",)),
]


@pytest.mark.parametrize("text", SELECTIONS)
@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", ["old/a.md", "a.md"])
def test_what_is_shown_is_what_runs(tmp_path: Path, text: str, asked: Selection, name: str) -> None:
    configured(tmp_path, HOUSE, "house.toml")
    configured(tmp_path, text)
    config = Configs(selection=asked).of(tmp_path / name)

    holding = effective(config, tmp_path / name)

    running = [each.name for each in config.rules_for(tmp_path / name)]
    assert [each.name for each in holding.rules if each.runs.value] == running


def test_a_severity_switches_a_rule_off_and_a_nearer_one_on_again(tmp_path: Path) -> None:
    configured(tmp_path, HOUSE, "house.toml")
    configured(tmp_path / "off", 'extend = "../house.toml"\n')
    configured(
        tmp_path / "on", 'extend = "../house.toml"\n[rules.inline-style]\nseverity = "info"\n'
    )

    off, on = rules(tmp_path / "off" / "a.md"), rules(tmp_path / "on" / "a.md")

    assert "inline-style" not in off
    assert on["inline-style"].severity is Severity.INFO


def test_the_command_line_selects_what_the_configuration_switches_off(tmp_path: Path) -> None:
    configured(tmp_path, HOUSE)

    found = rules(tmp_path / "a.md", Configs(selection=Selection(("inline-style",))))

    assert [*found] == ["inline-style"]


def test_no_override_selects_more_than_the_command_line(tmp_path: Path) -> None:
    configured(tmp_path, '[[overrides]]\nfiles = ["*"]\nselect = ["text"]\nignore = ["img-alt"]\n')

    one = rules(tmp_path / "a.md", Configs(selection=Selection(("inline-style", "img-alt"))))
    two = rules(tmp_path / "a.md", Configs(selection=Selection(None, ("text",))))

    assert [*one] == ["inline-style"]
    assert not two


def test_several_files_are_extended_and_the_later_counts_more(tmp_path: Path) -> None:
    configured(tmp_path, "[rules.title-length]\nmost = 10\nleast = 3\n[rules.img-alt]\n", "a.toml")
    configured(tmp_path, "[rules.title-length]\nmost = 20\n", "b.toml")
    configured(tmp_path, 'extend = ["a.toml", "b.toml"]\n')

    found = rules(tmp_path / "a.md")["title-length"]

    assert (getattr(found, "most", 0), getattr(found, "least", 0)) == (20, 3)


def test_a_file_that_two_extend_counts_once_and_first(tmp_path: Path) -> None:
    configured(tmp_path, "[rules.title-length]\nmost = 10\n", "base.toml")
    configured(tmp_path, 'extend = "base.toml"\n[rules.title-length]\nmost = 20\n', "a.toml")
    configured(tmp_path, 'extend = "base.toml"\n', "b.toml")
    configured(tmp_path, 'extend = ["a.toml", "b.toml"]\n')

    found = rules(tmp_path / "a.md")["title-length"]

    assert getattr(found, "most", 0) == 20


def test_an_empty_list_takes_back_what_is_extended(tmp_path: Path) -> None:
    configured(tmp_path, 'exclude = ["old/"]\n', "base.toml")
    configured(tmp_path, 'extend = "base.toml"\nexclude = []\n')

    assert not load(tmp_path / "newslint.toml").exclude.match(tmp_path / "old" / "a.md")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a package that must not be run, and return its folder."""
    folder = tmp_path / "installed" / "newsroom_style"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise SystemExit('run')\n")
    configured(folder, '[rules.inline-style]\nallow = ["margin"]\n')
    monkeypatch.syspath_prepend(str(folder.parent))
    monkeypatch.setenv("PYTHONPATH", str(folder.parent))
    return folder


def test_a_package_is_extended_and_not_run(
    newslint: Newslint, tmp_path: Path, package: Path
) -> None:
    configured(tmp_path, 'extend = "package:newsroom_style"\n')

    said = shown(newslint, "a.md")

    allow = rule(said, "inline-style")["options"]["allow"]
    assert allow["value"] == ["margin"]
    assert allow["origin"] == origin("installed/newsroom_style/newslint.toml", 2)


def test_a_changed_package_is_noticed_by_the_cache(tmp_path: Path, package: Path) -> None:
    configured(tmp_path, 'extend = "package:newsroom_style"\n')

    inputs = [*load(tmp_path / "newslint.toml").inputs]

    assert package / "newslint.toml" in inputs


@pytest.mark.parametrize(
    ("extended", "told"),
    [
        ('"package:no_such_style"', "there is no package `no_such_style` beside newslint"),
        ('"package:newsroom_style.strict"', "must name a Python package"),
        ('"package:../style"', "must name a Python package"),
        ('"package:"', "must name a Python package"),
        ('"package:bisect"', "there is no package `bisect`"),
        ('"package:json"', "newslint.toml: no such file"),
        ('["a.toml", "absent.toml"]', "absent.toml: no such file"),
        ('"newslint.toml"', "`newslint.toml` leads back to this file"),
        ('"pyproject.toml"', "`pyproject.toml` has no table `[tool.newslint]`"),
        ("3", "`extend` must be text"),
        ("[3]", "`extend` must be a list of text"),
    ],
)
def test_what_cannot_be_extended_is_told_with_its_place(
    tmp_path: Path, extended: str, told: str
) -> None:
    configured(tmp_path, "", "a.toml")
    configured(tmp_path, "[tool.other]\n", "pyproject.toml")
    file = configured(tmp_path, f"\nextend = {extended}\n")

    with pytest.raises(ConfigError) as error:
        load(file)

    assert str(error.value).startswith(f"{file}:2:1: ")
    assert told in str(error.value)


PAGE = (ROOT / "docs" / "configuration.md").read_text()
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_page_s_configurations_load(tmp_path: Path, package: Path, block: str) -> None:
    configured(tmp_path, "", "house.toml")

    assert rules(configured(tmp_path / "site", block).parent / "a.md")
