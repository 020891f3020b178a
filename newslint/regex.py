"""Regular expressions that are compiled when they are first asked."""

import re
from functools import cached_property
from typing import Any, cast


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression, as `re.compile` does.

    What is wrong with it shows when it is first asked. newslint has hundreds, and a run asks few
    of them: to compile them all would take longer than to look at a post.
    """
    return cast("re.Pattern[str]", _Regex(pattern, flags))


class _Regex:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __reduce__(self) -> tuple[Any, ...]:
        return regex, (self.pattern, self._flags)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Return what the expression has by this name, which is at hand from then on."""
        found = getattr(self._compiled, name)
        self.__dict__[name] = found
        return found
