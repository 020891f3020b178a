"""Generated pages: `pytest --update` writes them, plain `pytest` compares."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from rich.console import Console
from rich.text import Text

from newslint.config.options import option_types
from newslint.rule import Rule, page
from newslint.rules import every_rule
from tests.conftest import ROOT, Golden
from tests.rules.examples import Example, examples

README = ROOT / "README.md"


def ran(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80", **environment},
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def fenced(text: str, language: str = "") -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text.removesuffix(chr(10))}\n{fence}\n"


def shown(example: Example) -> str:
    """Return an example with what newslint says of it and makes of it."""
    language = "html" if example.file.suffix == ".html" else "markdown"
    parts = [fenced(example.content.decode(errors="replace"), language)]
    said, fixed = example.golden("", ".txt"), example.golden(".fixed")
    unsafe = example.golden(".unsafe")
    if said.exists():
        parts += ["newslint says:\n", fenced(said.read_text(), "text")]
    if fixed.exists():
        parts += ["`newslint fix` makes of it:\n", fenced(fixed.read_bytes().decode(), language)]
    if unsafe.exists():
        parts += ["`newslint fix --unsafe`:\n", fenced(unsafe.read_bytes().decode(), language)]
    return "\n".join(parts)


def documented(rule: type[Rule]) -> str:
    """Return a rule's page with its first examples."""
    mine = [example for example in examples() if example.rule is rule]
    mine.sort(key=lambda example: len(example.file.stem))  # `bad` before `bad-allowed`
    bad = next(example for example in mine if not example.is_good)
    good = next(example for example in mine if example.is_good)
    return f"{page(rule)}\n## Reported\n\n{shown(bad)}\n## Not reported\n\n{shown(good)}"


def table() -> str:
    rows = ["| Rule | Fix | What it says |", "|---|---|---|"]
    for name, rule in every_rule().items():
        fix = rule.fixes.value if rule.fixes else "–"
        rows.append(f"| [{name}](docs/rules/{name}.md) | {fix} | {rule.summary()} |")
    return "\n".join(rows)


def with_section(text: str, name: str, content: str) -> str:
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
    assert pattern.search(text), f"README.md has no section {name}"
    return pattern.sub(lambda found: found[1] + content + found[2], text)


@pytest.mark.parametrize("name", every_rule())
def test_every_rule_has_its_page(name: str, golden: Golden) -> None:
    golden(ROOT / "docs" / "rules" / f"{name}.md", documented(every_rule()[name]))


def test_every_page_has_its_rule() -> None:
    pages = {file.stem for file in (ROOT / "docs" / "rules").glob("*.md")}

    assert pages == set(every_rule())


@pytest.mark.parametrize("name", every_rule())
def test_every_page_says_why_and_what_to_do_and_names_every_option(name: str) -> None:
    rule = every_rule()[name]

    assert rule.summary().endswith(".")
    assert re.findall(r"^## (.+)$", rule.docs(), re.MULTILINE)[:2] == ["Why", "What to do"]
    for option in option_types(rule).keys() - {"severity"}:
        assert f"- `{option}`:" in rule.docs()


def test_the_readme_lists_rules_and_options(golden: Golden) -> None:
    text = README.read_text(encoding="utf-8")
    text = with_section(text, "rules", table())
    for command in ("check", "fix"):
        text = with_section(text, f"help {command}", fenced(ran(command, "--help"), "text").strip())

    golden(README, text)


def test_the_picture_shows_what_newslint_prints(golden: Golden) -> None:
    printed = ran("check", "examples/posts/2024-05-04-market-day.md", FORCE_COLOR="1")
    console = Console(record=True, width=156, file=io.StringIO())
    console.print("$ newslint check examples/posts/2024-05-04-market-day.md", highlight=False)
    console.print(Text.from_ansi(printed), soft_wrap=True)
    svg = console.export_svg(title="newslint", unique_id="newslint")

    golden(
        ROOT / "docs" / "terminal.svg", re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    )


def test_the_readme_names_every_hook() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    text = README.read_text(encoding="utf-8")

    assert [hook["id"] for hook in hooks] == ["newslint", "newslint-fix", "newslint-schema"]
    for hook in hooks:
        assert re.search(rf"id: {hook['id']}[\n`]", text)


def test_nothing_names_a_place_of_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in map(os.fsdecode, listed.stdout.split(b"\0")[:-1]):
        content = (ROOT / name).read_bytes()
        assert str(ROOT).encode() not in content, name


def test_links_in_the_readme_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text(encoding="utf-8"))

    assert targets
    assert [target for target in targets if not Path(ROOT, target).exists()] == []
