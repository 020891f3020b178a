"""The stack of open elements of HTML, and what is known of those that have ended."""

import re
from collections import defaultdict

from msgspec import Struct, field

from newslint.html.categories import (
    MARKERS,
    NOT_ITEM_BORDERS,
    OPTIONAL_END,
    SCOPES,
    TABLE_FRAMES,
    TABLE_LEVELS,
)

Tag = re.Match[str]

DEEPEST = 512
"""Browsers stop nesting here. Beyond it, nothing is said of any element that follows."""


class Around(Struct, eq=False):
    """What the standard asks about the elements around: places in the stack, 0 where none is."""

    special: int = 0
    scope: int = 0
    p: int = 0
    item: int = 0
    table: int = 0
    foreign: bool = False
    inside: "dict[str, Around]" = field(default_factory=dict)
    """What was last true inside an element of a name; siblings share it."""

    def within(self, name: str, place: int) -> "Around":
        """Return what is true inside a special element at this place in the stack."""
        known = self.inside.get(name)
        if known is not None and known.special == place:
            return known
        is_scope = name in SCOPES
        found = self.inside[name] = Around(
            place,
            place if is_scope else self.scope,
            place if name == "p" else 0 if is_scope or name == "button" else self.p,
            self.item if name in NOT_ITEM_BORDERS else place,
            place if name in TABLE_LEVELS else self.table,
        )
        return found


class Open(Struct, eq=False):
    """An open element. `number` is None for one of which nothing can be said.

    Of a formatting element, `written` is its tag, and `origin` the number of the one that it
    continues where a browser opened it again.
    """

    name: str
    number: int | None
    branch: int
    around: Around
    written: str = ""
    origin: int | None = None
    is_open: bool = True


class Stack:
    """The elements that wait for their ends, outermost first, and what is known of the others.

    Elements go by the number that their start tag is given with. `ends` are the end tags of those
    that have one, `stops` the offsets where others end for certain, `ended_by` the tags that end
    them there. `unclosed` are those that need an end tag and have none. `late` are end tags that
    come when something else has ended the element, or where something in between keeps them from
    ending it; `strays` those of which no element was open.
    """

    def __init__(self) -> None:
        self.elements = [Open("", None, 0, Around())]
        self.waiting: defaultdict[str, list[int]] = defaultdict(list)
        """Places in the stack by name, innermost last."""
        self.formatting: list[Open | None] = []
        """Section 13.2.4.3, the list of active formatting elements; None is a marker."""
        self.ends: dict[int, Tag] = {}
        self.stops: dict[int, int] = {}
        self.unclosed: list[int] = []
        self.ended_by: dict[int, Tag] = {}
        self.late: dict[int, Tag] = {}
        self.strays: list[Tag] = []
        self.quiet: set[str] = set()
        """Of tags of these names nobody can say any more whether they have their partners."""
        self.uncertain: set[str] = set()
        """Of elements of these names nobody can say any more where they end."""
        self.in_select = False
        self.lost = False
        self.minds_text = False
        """Whether text between tags changes anything."""
        self.wary = False
        """Whether anything but the elements around has a say in what the next tag does."""
        # Elements that were ended before their end tag came, by name, innermost last.
        self._cut_short: defaultdict[str, list[int]] = defaultdict(list)

    @property
    def around(self) -> Around:
        """What is true inside the innermost element."""
        return self.elements[-1].around

    @property
    def in_table_frame(self) -> bool:
        """Whether only parts of a table may stand here."""
        return self.elements[self.around.table].name in TABLE_FRAMES

    def push(self, opened: Open) -> None:
        """Open an element inside all others."""
        self.waiting[opened.name].append(len(self.elements))
        self.elements.append(opened)
        if len(self.elements) > DEEPEST:
            self.give_up()

    def push_special(self, name: str, number: int | None, branch: int) -> None:
        """Open an element of one of the names that the standard calls special."""
        inside = self.around.within(name, len(self.elements))
        self.push(Open(name, number, branch, inside))
        if name in MARKERS:
            self.formatting.append(None)
        if inside.table:
            self.listen()

    def pop_to(self, place: int, tag: Tag | None, branch: int, end: int | None = None) -> bool:
        """End all from this place on, because of `tag`; return whether all of them may end so."""
        elements = self.elements
        proper = True
        stop = tag.start() if tag else end
        while len(elements) > place:
            opened = elements.pop()
            self.forget(opened)
            number, name = opened.number, opened.name
            if opened.branch != branch:
                self.quiet.add(name)
            elif number is None:
                continue
            elif name in OPTIONAL_END:
                if proper and stop is not None and name not in self.uncertain:
                    self.stops[number] = stop
                if tag:
                    self.ended_by[number] = tag
                    self._cut_short[name].append(number)
            else:
                proper = False
                self.report(opened, tag)
        self.listen()
        return proper

    def end_at(self, place: int, tag: Tag, branch: int) -> None:
        """End the element at this place by its own end tag."""
        ended = self.elements[place]
        if ended.branch != branch:
            # Which of several start tags this one ends is for the template to say.
            self.quiet.add(ended.name)
            for each in self.waiting[ended.name]:
                self.elements[each].number = None
            return
        proper = len(self.elements) == place + 1 or self.pop_to(place + 1, tag, branch)
        if proper and ended.number is not None and ended.name not in self.uncertain:
            self.ends[ended.number] = tag
        elif ended.origin is not None:
            self.late.setdefault(ended.origin, tag)
        self.elements.pop()
        self.forget(ended)
        self.listen()

    def report(self, opened: Open, tag: Tag | None) -> None:
        """Take down an element that needs an end tag and is ended without one, because of `tag`."""
        if opened.number is not None and opened.name not in self.quiet:
            self.unclosed.append(opened.number)
            if tag:
                self.ended_by[opened.number] = tag
                self._cut_short[opened.name].append(opened.number)

    def without_start(self, name: str, tag: Tag) -> None:
        """Take down an end tag that ends nothing, at least not where it stands."""
        if name in self.quiet:
            return
        if cut := self._cut_short[name]:
            self.late[cut.pop()] = tag
            return
        places = self.waiting[name]
        number = self.elements[places[-1]].number if places else None
        if number is None or number in self.late:
            self.strays.append(tag)
        else:
            self.late[number] = tag

    def forget(self, opened: Open) -> None:
        """Let an element wait no longer."""
        if not opened.is_open:
            return
        opened.is_open = False
        name = opened.name
        self.waiting[name].pop()
        if name in MARKERS:
            while self.formatting and self.formatting.pop():
                pass
        elif name == "select":
            self.in_select = False

    def listen(self) -> None:
        """Find out what has a say in what comes next."""
        last = self.formatting[-1] if self.formatting else None
        self.minds_text = (last is not None and not last.is_open) or self.in_table_frame
        self.wary = self.minds_text or self.in_select or self.lost

    def give_up(self) -> None:
        """Say nothing of what is open, and of what follows."""
        self.lost = self.wary = True
        self.minds_text = False
        del self.elements[1:]
        self.formatting.clear()
        self.waiting.clear()
