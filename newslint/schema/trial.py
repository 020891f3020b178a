"""Whether another value would do in the place of one."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jsonschema_rs

_MOST_NEIGHBOURS = 100


def would_do(
    judge: "jsonschema_rs.Validator", data: Any, path: Sequence[str | int], value: Any
) -> bool:
    """Return whether nothing would be wrong at `path` if `value` stood there.

    What is wrong elsewhere does not count. Where the judge cannot tell, it would do.
    """
    steps = [0 if isinstance(step, int) else step for step in path]
    try:
        errors = list(judge.iter_errors(_around(data, path, value)))
    except ValueError:
        return True
    return not any(_rejects(error, steps) for error in errors)


def _around(data: Any, path: Sequence[str | int], value: Any) -> Any:
    """Return the value in what holds it: groups with some of their plain values, lists alone.

    A try must not cost more in a longer file; what tells one kind of group from another is among
    its first plain values.
    """
    if not path:
        return value
    first, *rest = path
    inside = _around(data[first], rest, value)
    if isinstance(data, list):
        return [inside]
    neighbours = {
        key: each
        for key, each in islice(data.items(), _MOST_NEIGHBOURS)
        if not isinstance(each, dict | list)
    }
    return neighbours | {first: inside}


def _rejects(error: "jsonschema_rs.ValidationError", path: list[str | int]) -> bool:
    place = error.instance_path
    if place[: len(path)] == path:
        return True
    branches: Iterable[list[jsonschema_rs.ValidationError]] = getattr(error.kind, "context", ())
    return (
        path[: len(place)] == place
        and any(branches)
        and all(
            any(_rejects(each, path) or _rules_out(each, path) for each in branch)
            for branch in branches
        )
    )


def _rules_out(error: "jsonschema_rs.ValidationError", path: list[str | int]) -> bool:
    """Whether a branch of a choice wants something else in the place of what holds the value."""
    is_above = path[: len(error.instance_path)] == error.instance_path
    return is_above and error.kind.name in {"type", "enum", "const"}
