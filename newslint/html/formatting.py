"""Formatting elements, which browsers end out of turn and open again.

Sections 13.2.4.3 and 13.2.6.4.7 of the HTML standard, as far as they concern the stack.
"""

from newslint.html.categories import SPECIAL
from newslint.html.stack import Open, Stack, Tag

_MOST = 64
# Section 13.2.4.3: of so many alike, the first is not opened again.
_NOAHS_ARK = 3


def is_active(stack: Stack, name: str) -> bool:
    """Whether an element of that name is open, or to be opened again."""
    for active in reversed(stack.formatting):
        if active is None:
            return False
        if active.name == name:
            return True
    return False


def reopen(stack: Stack, branch: int) -> None:
    """Open again what was ended too early."""
    formatting = stack.formatting
    first = len(formatting)
    while first and (last := formatting[first - 1]) and not last.is_open:
        first -= 1
    for number in range(first, len(formatting)):
        if again := formatting[number]:
            origin = again.origin if again.number is None else again.number
            opened = Open(again.name, None, branch, stack.around, again.written, origin)
            stack.push(opened)
            if stack.lost:
                return
            formatting[number] = opened
    stack.listen()


def start(stack: Stack, name: str, number: int | None, tag: Tag, branch: int) -> None:
    """Take in a start tag."""
    if name in {"a", "nobr"} and is_active(stack, name):
        end(stack, name, tag, branch)
        reopen(stack, branch)
    opened = Open(name, number, branch, stack.around, tag[0])
    alike = []
    for active in reversed(stack.formatting):
        if active is None:
            break
        if active.name == name and active.written == opened.written:
            alike.append(active)
    if len(alike) >= _NOAHS_ARK:
        stack.formatting.remove(alike[-1])
    stack.push(opened)
    stack.formatting.append(opened)
    if len(stack.formatting) > _MOST:
        stack.give_up()


def end(stack: Stack, name: str, tag: Tag, branch: int) -> None:
    """Take in the end tag of an active element: the adoption agency algorithm.

    The next `<a>` ends an `a` as `</a>` does.
    """
    active = next(each for each in reversed(stack.formatting) if each and each.name == name)
    places = stack.waiting[name]
    around = stack.around
    is_start = tag["end"] is None
    if not active.is_open:
        stack.formatting.remove(active)
        if not is_start:
            stack.without_start(name, tag)
    elif stack.elements[places[-1]] is not active or places[-1] < around.scope:
        if is_start:
            stack.give_up()
        else:
            stack.without_start(name, tag)
    elif places[-1] < around.special:
        stack.formatting.remove(active)
        _cross_block(stack, places[-1], tag, branch)
    else:
        stack.formatting.remove(active)
        if is_start:
            stack.pop_to(places[-1], tag, branch)
        else:
            stack.end_at(places[-1], tag, branch)
    stack.listen()


def _cross_block(stack: Stack, place: int, tag: Tag, branch: int) -> None:
    """End an element that has blocks inside which go on: browsers end and open much anew."""
    stack.pop_to(stack.around.special + 1, tag, branch)
    crossing = stack.elements[place]
    stack.report(crossing, tag)
    if tag["end"] is not None:
        stack.without_start(crossing.name, tag)
    stack.forget(crossing)
    for opened in stack.elements[place:]:
        opened.number = None
        if opened.name not in SPECIAL and opened is not crossing:
            stack.uncertain.add(opened.name)
            stack.quiet.add(opened.name)
