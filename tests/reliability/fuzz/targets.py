"""All that is fuzzed."""

from collections.abc import Mapping

from tests.reliability.fuzz import (
    baseline,
    cache,
    configuration,
    document,
    front_matter,
    markup,
    repair,
    silence,
    undo,
    urls,
)
from tests.reliability.fuzz.target import Target

TARGETS: Mapping[str, Target] = {
    module.TARGET.name: module.TARGET
    for module in (
        document,
        markup,
        urls,
        front_matter,
        configuration,
        repair,
        silence,
        baseline,
        cache,
        undo,
    )
}
