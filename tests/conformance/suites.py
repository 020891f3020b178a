"""All suites that newslint is held to."""

from tests.conformance import commonmark, html_tokenizer, json_schema, urls, yaml_front_matter

SUITES = (
    html_tokenizer.SUITE,
    commonmark.SUITE,
    yaml_front_matter.SUITE,
    json_schema.SUITE,
    urls.SUITE,
)
