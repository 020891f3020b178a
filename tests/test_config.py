"""Configuration files: what they select, and what is said when they are wrong."""

import pickle
from pathlib import Path

import pytest

from newslint import Document, lint
from newslint.config import ConfigError, Configs, Selection, load
from newslint.diagnostic import Severity
from newslint.rule import Rule
from newslint.rules import every_rule


def configured(folder: Path, text: str, name: str = "newslint.toml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def rules(file: Path, configs: Configs | None = None) -> dict[str, Rule]:
    return {rule.name: rule for rule in (configs or Configs()).of(file).rules_for(file)}


def test_without_a_file_every_default_rule_runs(tmp_path: Path) -> None:
    found = rules(tmp_path / "a.md")

    assert "inline-style" in found
    assert found["inline-style"].severity is Severity.WARNING


def test_rules_are_selected_by_name_and_group(tmp_path: Path) -> None:
    configured(tmp_path, 'select = ["html", "encoding"]\nignore = ["target-blank"]\n')

    found = rules(tmp_path / "a.md")

    assert "inline-style" in found
    assert "encoding" in found
    assert "target-blank" not in found
    assert "date-format" not in found


def test_options_and_severity_reach_the_rule(tmp_path: Path) -> None:
    configured(tmp_path, '[rules.inline-style]\nseverity = "info"\nallow = ["text-align"]\n')

    rule = rules(tmp_path / "a.md")["inline-style"]

    assert rule.severity is Severity.INFO
    assert getattr(rule, "allow", None) == ("text-align",)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    configured(tmp_path, 'select = ["html"]\n')
    configured(tmp_path / "posts", 'select = ["text"]\n')

    assert "inline-style" not in rules(tmp_path / "posts" / "a.md")
    assert "inline-style" in rules(tmp_path / "a.md")


def test_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    configured(tmp_path, '[tool.newslint]\nselect = ["html"]\n', "pyproject.toml")
    configured(tmp_path / "posts", "[project]\n", "pyproject.toml")

    assert "encoding" not in rules(tmp_path / "posts" / "a.md")


def test_a_file_extends_another(tmp_path: Path) -> None:
    configured(
        tmp_path, '[rules.inline-style]\nallow = ["color"]\nseverity = "error"\n', "base.toml"
    )
    configured(tmp_path, 'extend = "base.toml"\n[rules.inline-style]\nallow = ["margin"]\n')

    rule = rules(tmp_path / "a.md")["inline-style"]

    assert rule.severity is Severity.ERROR
    assert getattr(rule, "allow", None) == ("margin",)


def test_overrides_hold_for_their_files_only(tmp_path: Path) -> None:
    configured(
        tmp_path,
        """
        [[overrides]]
        files = ["old/"]
        ignore = ["html"]
        [overrides.rules.date-format]
        severity = "info"
        """,
    )

    old, new = rules(tmp_path / "old" / "a.md"), rules(tmp_path / "a.md")

    assert "inline-style" not in old
    assert "inline-style" in new
    assert old["date-format"].severity is Severity.INFO
    assert new["date-format"].severity is Severity.WARNING


def test_the_first_schema_whose_files_match_counts(tmp_path: Path) -> None:
    (tmp_path / "page.schema.json").write_text('{"required": ["layout"]}')
    configured(
        tmp_path,
        """
        [[schemas]]
        files = ["pages/"]
        schema = "page.schema.json"
        [[schemas]]
        files = ["notes/"]
        schema = false
        [[schemas]]
        files = ["**"]
        schema = "article"
        """,
    )
    config = load(tmp_path / "newslint.toml")

    names = {
        name: schema.name if (schema := config.schema_for(tmp_path / name)) else None
        for name in ("pages/a.md", "notes/a.md", "posts/a.md")
    }

    assert names == {"pages/a.md": "page", "notes/a.md": None, "posts/a.md": "article"}


@pytest.mark.parametrize(
    "name", ["README.md", "license.md", "_index.md", "layouts/a.html", ".github/a.md"]
)
def test_a_file_that_is_no_post_has_no_schema_by_default(tmp_path: Path, name: str) -> None:
    config = Configs().of(tmp_path / name)

    assert config.schema_for(tmp_path / name) is None


def test_a_preset_covers_the_posts_that_no_other_schema_does(tmp_path: Path) -> None:
    configured(
        tmp_path,
        'preset = "hugo"\n[[schemas]]\nfiles = ["notes/"]\nschema = false\n',
    )
    config = load(tmp_path / "newslint.toml")

    names = {
        name: schema.name if (schema := config.schema_for(tmp_path / name)) else None
        for name in ("posts/a.md", "notes/a.md", "README.md")
    }

    assert names == {"posts/a.md": "hugo", "notes/a.md": None, "README.md": None}


def test_a_date_in_the_name_of_a_post_is_a_date(tmp_path: Path) -> None:
    config = Configs().of(tmp_path / "a.md")

    dated = config.schema_for(tmp_path / "2024-05-01-a.md")
    other = config.schema_for(tmp_path / "a.md")

    assert dated is not None
    assert other is not None
    assert dated.violations({"title": "A"}) == ()
    assert other.violations({"title": "A"}) != ()


def test_the_command_line_narrows_what_files_select(tmp_path: Path) -> None:
    configured(tmp_path, 'select = ["html"]\n')
    configs = Configs(selection=Selection(ignore=("inline-style",)))

    found = rules(tmp_path / "a.md", configs)

    assert "inline-style" not in found
    assert "target-blank" in found


def test_a_site_adds_to_what_is_known_about_tracking(tmp_path: Path) -> None:
    configured(
        tmp_path,
        """
        [links]
        disable = ["utm"]
        [[links.parameters]]
        id = "our.letter"
        names = ["letter_*"]
        applicability = "unsafe"
        """,
    )

    rule = rules(tmp_path / "a.md")["tracking-parameter"]
    said = lint(Document.parse("a.md", "[a](https://b.example/?letter_id=1&utm_source=2)"), [rule])

    assert [each.message for each in said.diagnostics] == ["Tracking parameter `letter_id`"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[links]\ndisable = ["utn"]', ":2:1: nothing known about tracking is called `utn`; did"),
        ("[links]\nparameter = []", ":2:1: there is no key of `[links]` called `parameter`"),
        ('[[links.parameters]]\nid = "a"', "`[[links.parameters]]` needs `names`"),
        ('[[links.pixels]]\nid = "a"\nhosts = "b"', ":3:1: `hosts` must be a list"),
        (
            '[[links.redirects]]\nid = "a"\nhosts = ["b"]\napplicability = "sure"',
            ":4:1: `applicability` must be one of `safe`, `unsafe`",
        ),
        ('selct = ["html"]', ":1:1: there is no key called `selct`; did you mean `select`?"),
        ('select = ["inline-stile"]', ":1:1: there is no rule or group `inline-stile`; did you"),
        ("select = 1", ':1:1: `select` must be a list of text, such as `select = ["…"]`'),
        ("[rules.inline]", ":1:8: there is no rule called `inline`"),
        (
            '[rules.inline-style]\nalow = ["a"]',
            ":2:1: there is no option of `inline-style` called `alow`; did you mean `allow`?",
        ),
        ('[rules.inline-style]\nallow = "a"', ":2:1: `allow` must be a list"),
        ("[rules.inline-style]\nallow = [1]", ":2:1: `allow` must be text"),
        ('[rules.inline-style]\nseverity = "bad"', ":2:1: `severity` must be one of `error`"),
        ("rules = 1", ":1:1: `rules` must be a table"),
        ("overrides = 1", ":1:1: `overrides` must be written as `[[overrides]]`"),
        ('[[overrides]]\nselect = ["html"]', "`[[overrides]]` needs `files`"),
        ('[[overrides]]\nfiles = ["a"]\nignroe = []', ":3:1: there is no key of `[[overrides]]`"),
        ('[[schemas]]\nschema = "article"', "`[[schemas]]` needs `files`"),
        ('[[schemas]]\nfiles = ["a"]\nschema = "artikle"', ":3:1: newslint has no schema"),
        ('[[schemas]]\nfiles = ["a"]\nschema = "a/b.json"', ":3:1: "),
        ('[[schemas]]\nfiles = ["a"]\nschema = 1', ":3:1: `schema` must name a schema or a file"),
        ('preset = "hugoo"', ":1:1: newslint has no schema `hugoo`; did you mean `hugo`?"),
        ('preset = "report"', ":1:1: newslint has no schema `report`"),
        ('extend = "newslint.toml"', ":1:1: `newslint.toml` leads back to this file"),
        ('extend = "absent.toml"', "absent.toml: "),
        ("select = [", "newslint.toml: "),
        ('include = ["posts/", "!"]', ":1:1: `!` is no pattern of paths"),
        ('exclude = ["[z-a]"]', ":1:1: `[z-a]` is no pattern of paths"),
        ('[[overrides]]\nfiles = ["!"]', ":2:1: `!` is no pattern of paths"),
        ('[[schemas]]\nfiles = ["!"]\nschema = false', ":2:1: `!` is no pattern of paths"),
        (f'extend = "{"a" * 300}"', "no such file"),
        (f'preset = "{"a" * 300}.json"', "File name too long"),
        (r'extend = "a\u0000b"', ":1:1: `extend` names a path, and no path holds a NUL"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    file = configured(tmp_path, text)

    with pytest.raises(ConfigError) as raised:
        _ = load(file).settings

    assert str(raised.value).startswith(str(tmp_path))
    assert told in str(raised.value)


def test_an_unknown_rule_on_the_command_line_is_told() -> None:
    with pytest.raises(ConfigError, match="there is no rule or group `htlm`; did you mean `html`"):
        Configs(selection=Selection(select=("htlm",)))


@pytest.mark.parametrize("name", [name for name, rule in every_rule().items() if rule.default])
def test_a_rule_can_be_sent_to_another_process(name: str, tmp_path: Path) -> None:
    rule = rules(tmp_path / "a.md")[name]

    assert repr(_sent(rule)) == repr(rule)


@pytest.mark.parametrize(
    ("name", "option", "table", "value"),
    [
        ("inline-style", "classes", '"color: red" = "red"', {"color: red": "red"}),
        ("taxonomy", "vocabulary", 'tags = ["a", "b"]', {"tags": ("a", "b")}),
    ],
)
def test_so_can_a_rule_with_a_table(
    name: str, option: str, table: str, value: object, tmp_path: Path
) -> None:
    configured(tmp_path, f"[rules.{name}.{option}]\n{table}\n")
    rule = rules(tmp_path / "a.md")[name]

    assert _sent(rule) == rule
    assert getattr(rule, option) == value


def _sent(rule: Rule) -> object:
    return pickle.loads(pickle.dumps(rule))  # noqa: S301 - our own bytes, just written
