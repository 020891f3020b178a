"""The configuration's own schema, held to the configuration."""

import json
import tomllib
from typing import Any

import jsonschema
import pytest

from newslint.config.described import config_schema
from tests.conftest import ROOT, Golden


def test_the_schema_in_the_repository_is_the_rules_own(golden: Golden) -> None:
    text = json.dumps(config_schema(), indent=2, ensure_ascii=False)

    golden(ROOT / "schemas" / "newslint.schema.json", f"{text}\n")


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(config_schema())


def test_the_examples_follow_it() -> None:
    configuration = tomllib.loads((ROOT / "examples" / "newslint.toml").read_text())

    jsonschema.validate(configuration, config_schema())


@pytest.mark.parametrize(
    "configuration",
    [
        {"selct": []},
        {"select": ["htlm"]},
        {"rules": {"inline-stile": {}}},
        {"rules": {"inline-style": {"alow": []}}},
        {"rules": {"inline-style": {"allow": "text-align"}}},
        {"rules": {"inline-style": {"severity": "bad"}}},
        {"schemas": [{"files": ["a"]}]},
        {"overrides": [{"select": ["html"]}]},
    ],
)
def test_it_refuses_what_loading_refuses(configuration: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(configuration, config_schema())
