"""The rule event-handler."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.html.srcdoc import framed
from newslint.regex import regex
from newslint.rule import Rule


class EventHandler(Rule, frozen=True):
    """An article runs no scripts of its own: no `onclick`, no `onerror`.

    ## Why

    Event handlers come along with a pasted page and call functions that the site does not have,
    report clicks to another company, or are an attack: `<img src=x onerror=…>` is the most common
    one there is. What stands in a frame's `srcdoc` runs like the rest.

    ## What to do

    Delete the attribute. What a reader shall be able to do belongs in the site's own scripts.
    The `onClick={…}` of components is left alone, and so is what a template writes.

    ## Options

    - `allow`: handlers that may stay, such as `["onclick"]`.
    """

    fixes = Applicability.SAFE
    in_code = True  # what stands in `<pre>` runs as well as any other
    severity: Severity = Severity.ERROR
    allow: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every attribute that runs a script when something happens."""
        for name in document.attribute_names:
            if not self._minds(name):
                continue
            for attribute in document.attributes_named(name):
                if _is_written_elsewhere(document, attribute):
                    continue
                says = "runs a script" if attribute.value.strip() else "has no script"
                fix = Fix.safe(f"Remove `{name}`", Edit(attribute.removal))
                yield Problem(attribute.span, f"`{name}` {says}", fix)
        for element in document.elements_named("iframe"):
            srcdoc = element.attribute("srcdoc")
            if srcdoc and (name := next(self._handlers(framed(srcdoc.value)), "")):
                yield Problem(srcdoc.span, f"`{name}` in `srcdoc` runs a script")

    def _minds(self, name: str) -> bool:
        return bool(_HANDLER.fullmatch(name)) and name not in self.allow

    def _handlers(self, elements: Iterator[Element]) -> Iterator[str]:
        for element in elements:
            yield from (each.name for each in element.attributes if self._minds(each.name))


_HANDLER = regex(r"on[a-z]{3,}")


def _is_written_elsewhere(document: Document, attribute: Attribute) -> bool:
    """Whether a value is a component's property, or begins with what a template writes.

    A browser runs `onerror={…}` and `onerror="{…}"` as it runs any script, so braces alone say
    nothing: the properties of components have a capital letter, and no quotes.
    """
    if not attribute.value.startswith(("{", "<%")) or attribute.literal is None:
        return False
    value = attribute.literal.span
    if document.templates.covers(value.start):
        return True
    written = document.text.content[attribute.span.start : value.end]
    return written[: len(attribute.name)] != attribute.name and value.end == attribute.span.end
