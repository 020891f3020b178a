"""One file: its problems silenced where they are, and what is to be reported of it."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newslint import files, proof, suppress, writing
from newslint.config import Configs
from newslint.diagnostic import Diagnostic
from newslint.document import Document
from newslint.patch import patch
from newslint.paths import unreadable
from newslint.report import FileReport
from newslint.rules import every_rule
from newslint.runner.one import check


class Silence(Struct, frozen=True):
    """The task of silencing what is said of a file; nothing is written unless `write`.

    What shows a bug of newslint's is written down in the folder `debug`, if there is one.
    """

    configs: Configs
    reason: str
    write: bool
    debug: Path | None = None

    def __call__(self, path: Path) -> FileReport:
        """Return what became of the file at an absolute path: `fixed` problems are silent now.

        With a patch if nothing is written. Raises `ConfigError`.
        """
        try:
            content = files.read(path)
            report, silent = silence(path, content, self.configs, self.reason, self.debug)
            if silent != content and self.write:
                writing.write(path, silent, was=content)
        except OSError as error:
            return unreadable(path, error)
        if silent == content or self.write:
            return report
        return replace(report, patch=patch(report.path, content.decode(), silent.decode()))


def silence(
    path: Path, content: bytes, configs: Configs, reason: str, debug: Path | None = None
) -> tuple[FileReport, bytes]:
    """Return what becomes of a file with this content, and its content then; nothing is written.

    It is the same page, and nothing is said of it any more, or it is what it was and the report
    says why. Raises `ConfigError`.
    """
    report = check(path, content, configs, debug)
    said = _about_content(report.diagnostics)
    report = replace(report, located=())
    if not said or report.failure:
        return report, content
    document = Document.parse(path, content)
    if document.undecodable:
        told = "its bytes are not UTF-8 throughout, so newslint cannot write it"
        return replace(report, failure=told), content
    after = suppress.silenced(document, said, reason)
    if left := {each.rule for each in _said(path, after, configs)}:
        # What is wrong with a whole block is not silenced line by line.
        beside = [each for each in said if each.rule not in left]
        after = suppress.silenced(document, beside, reason)
        after = suppress.silenced_throughout(after, left, reason)
        left = {each.rule for each in _said(path, after, configs)}
    if left:
        told = f"no comment silences {', '.join(sorted(left))} here"
        return replace(report, failure=told), content
    wrong = proof.objection(
        suppress.without_tokens(document),
        suppress.without_tokens(after),
        touched={suppress.KEY},
        removed={},
        same_words=True,
    )
    if wrong:
        return replace(report, failure=f"a suppression {wrong}"), content
    return replace(report, fixed=len(said)), after.encode()


def _said(path: Path, document: Document, configs: Configs) -> list[Diagnostic]:
    return _about_content(check(path, document.encode(), configs).diagnostics)


def _about_content(said: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what is said, but for what is said about suppressions."""
    rules = every_rule()
    return [each for each in said if not issubclass(rules[each.rule], suppress.SuppressionRule)]
