"""What a baseline says of the files of a run."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath

from msgspec.structs import replace

from newslint.baseline.accepted import Baseline
from newslint.baseline.entry import Entry, Key, entries
from newslint.report import FileReport


class Comparison:
    """Files and a baseline, taken one by one and let go.

    A problem is accepted where the baseline has it for its file. One for a file that is gone
    counts for a file of which the baseline knows nothing: that is how a renamed file looks.
    """

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.accepted = 0
        """How many problems are accepted, of the files taken so far."""
        self.fresh = 0
        """How many are not."""
        self._accepted: dict[str, list[Entry]] = {}
        self._fresh: dict[str, list[Entry]] = {}
        self._moved: dict[str, set[Key]] = {}
        self._failed: set[str] = set()

    def remaining(self, files: Iterable[FileReport]) -> Iterator[FileReport]:
        """Yield the files with the problems that are not accepted."""
        for file in files:
            name = self.baseline.name(file.path)
            if file.failure is not None:
                self._failed.add(name)
            known = entries(file)
            keys = self._accepted_keys(name, known)
            accepted = [each for each in known if each.key in keys]
            fresh = [each for each in known if each.key not in keys]
            self.accepted += len(accepted)
            self.fresh += len(fresh)
            if accepted:
                self._accepted[name] = accepted
                pairs = zip(file.located, known, strict=True)
                left = tuple(located for located, each in pairs if each.key not in keys)
                file = replace(file, located=left)  # noqa: PLW2901 - the same file, with less to say
            if fresh:
                self._fresh[name] = fresh
            yield file

    def pruned(self, is_judged: Callable[[str, str], bool]) -> Baseline:
        """Return the baseline without what is no longer true, once all files were taken.

        What is not judged by this run stays; `is_judged` is asked with a path of the baseline and
        the name of a rule.
        """
        kept = {}
        for name, before in self.baseline.files.items():
            moved = self._moved.get(name, set())
            found = {each.key for each in self._accepted.get(name, ())}
            failed = self._has_failed(name)
            kept[name] = [
                each
                for each in before
                if each.key not in moved
                and (each.key in found or failed or not is_judged(name, each.rule))
            ]
        return replace(self.baseline, files={**self._accepted, **kept})

    def grown(self, baseline: Baseline) -> Baseline:
        """Return a baseline with what is not accepted yet, too."""
        files = dict(baseline.files)
        for name, fresh in self._fresh.items():
            files[name] = [*files.get(name, ()), *fresh]
        return replace(baseline, files=files)

    def _accepted_keys(self, name: str, known: Iterable[Entry]) -> set[Key]:
        if name in self.baseline.files:
            return {each.key for each in self.baseline.files[name]}
        keys = set()
        for each in known:
            if places := self._homeless.get(each.key):
                self._moved.setdefault(places.pop(), set()).add(each.key)
                keys.add(each.key)
        return keys

    @cached_property
    def _homeless(self) -> dict[Key, list[str]]:
        """The entries of files that are gone, and in which each stood, the first at the end."""
        homeless: dict[Key, list[str]] = {}
        for name in reversed(self.baseline.gone):
            for key in {each.key for each in self.baseline.files[name]}:
                homeless.setdefault(key, []).append(name)
        return homeless

    def _has_failed(self, name: str) -> bool:
        """Whether newslint failed on a file or on a folder above it."""
        if not self._failed:
            return False
        path = PurePosixPath(name)
        return any(str(each) in self._failed for each in (path, *path.parents))
