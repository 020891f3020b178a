import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from jsonschema import Draft202012Validator

from newslint.tracking import BUNDLED
from newslint.tracking.entries import Parameter, Pixel, Redirect

ROOT = Path(__file__).parents[1]
DATA = json.loads((ROOT / "newslint" / "data" / "tracking.json").read_text(encoding="utf-8"))
SCHEMA = json.loads((ROOT / "schemas" / "tracking.schema.json").read_text(encoding="utf-8"))
ENTRIES = [entry for section in DATA.values() if isinstance(section, list) for entry in section]


def test_the_data_file_fits_its_schema() -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(DATA)] == []


def test_every_field_of_the_schema_is_described() -> None:
    assert list(undescribed(SCHEMA, "")) == []


def undescribed(schema: object, path: str) -> Iterator[str]:
    """Yield the paths of the fields that neither have a description nor refer to one."""
    if not isinstance(schema, dict):
        return
    is_field = path.rpartition("/")[0].endswith("/properties") and "/if/" not in path
    if is_field and not {"description", "$ref"} & set(schema):
        yield path
    for name, value in schema.items():
        yield from undescribed(value, f"{path}/{name}")


def test_the_ids_are_unique() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)


def test_every_entry_says_what_it_is_and_who_says_so() -> None:
    assert [
        entry["id"] for entry in ENTRIES if not (entry.get("what") and entry.get("source"))
    ] == []


def test_every_listed_parameter_is_cut_where_it_is_listed() -> None:
    kept = [
        url
        for entry in BUNDLED.entries.values()
        if isinstance(entry, Parameter) and entry.place == "query"
        for url in urls_with(entry)
        if not BUNDLED.parameters(url, kinds=(entry.kind,))
    ]

    assert kept == []


def urls_with(entry: Parameter) -> Iterator[str]:
    """Yield a URL for each name on each host of an entry."""
    value = (entry.values or ("7",))[0].replace("*", "a")
    for host in entry.hosts or ("daily.example",):
        page = f"https://{host.replace('*', 'com')}{path_of(entry.paths)}"
        yield from (f"{page}?{name.replace('*', 'x')}={value}" for name in entry.names)


def path_of(patterns: tuple[str, ...]) -> str:
    """Return a path that fits the first pattern, or any path."""
    return "/" + (patterns or ("/a",))[0].replace("*", "a").removeprefix("/")


def test_every_redirect_leads_to_its_target() -> None:
    lost = [
        url
        for entry in BUNDLED.entries.values()
        if isinstance(entry, Redirect)
        for url in urls_through(entry)
        if BUNDLED.target(url) is None
    ]

    assert lost == []


def urls_through(entry: Redirect) -> Iterator[str]:
    """Yield a URL for each host of a redirect that leads to a daily."""
    target = "daily.example/a" if entry.prefix else "https://daily.example/a"
    encoded = quote(target, safe="")
    if entry.encoding == "base64":
        encoded = b64encode(target.encode()).decode()
    if entry.prefix.endswith(".com"):
        encoded = "/a"
    for host in entry.hosts:
        page = f"https://{host.replace('*', 'com')}"
        beginning = page + (entry.paths or ("/*",))[0].rpartition("*")[0].replace("*", "")
        yield {
            "parameter": f"{page}{path_of(entry.paths)}?{(*entry.parameters, '')[0]}={encoded}",
            "query": f"{page}{path_of(entry.paths)}?{target}",
            "path": beginning + target,
            "segment": beginning + encoded,
        }[entry.place]


def test_every_pixel_is_asked_by_its_place() -> None:
    missing = [
        entry.id
        for entry in BUNDLED.entries.values()
        if isinstance(entry, Pixel)
        for host in entry.hosts
        if BUNDLED.pixel(f"https://{host}{path_of(entry.paths)}") is None
    ]

    assert missing == []
