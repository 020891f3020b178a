"""SVG and MathML among HTML: section 13.2.6.5 of the HTML standard."""

from newslint.html.categories import INTEGRATION_POINTS
from newslint.html.grammar import closes_itself
from newslint.html.stack import Around, Open, Stack, Tag


def start(stack: Stack, name: str, number: int | None, tag: Tag, branch: int) -> bool:
    """Take in a start tag and return whether what follows is raw text."""
    if closes_itself(tag):
        return False
    around = stack.around
    place = len(stack.elements)
    if name in INTEGRATION_POINTS:
        inside = Around(place, place, item=place)
    else:
        inside = Around(
            around.special, around.scope, around.p, around.item, around.table, foreign=True
        )
    stack.push(Open(name, number, branch, inside))
    # Of SVG, a browser reads even a script as markup. No reader sees any of it, and neither do
    # we, lest a rule mend a script.
    return name == "script"


def leave(stack: Stack, tag: Tag, branch: int) -> None:
    """End all that is foreign, because of a tag that cannot stand in it."""
    place = len(stack.elements) - 1
    while stack.elements[place - 1].around.foreign:
        place -= 1
    stack.pop_to(place, tag, branch)
