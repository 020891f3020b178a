"""Which tag ends which element: the tree construction of HTML, section 13.2.6.

It does what a browser does with the stack of open elements, tag by tag, and keeps no tree. An
element is said to end somewhere only where browsers, with all they move and open again, agree.
"""

import re

from newslint.html import foreign, formatting, tables
from newslint.html.categories import (
    BREAKING_OUT,
    CLOSING_P,
    ELEMENTS,
    FOREIGN_ROOTS,
    FORMATTING,
    HEADINGS,
    LIST_ITEMS,
    MARKERS,
    OPTIONAL_END,
    PAGE,
    RAW_TEXT,
    SPECIAL,
    TABLE_LEVELS,
    VOID,
)
from newslint.html.stack import DEEPEST, Around, Open, Stack, Tag

_TERMS = ("dd", "dt")
_RUBY = ("rp", "rt")
# Section 13.2.6.3, "generate implied end tags".
_IMPLIED = frozenset({"dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"})
_SELF_ENDING = frozenset({"optgroup", "option", *_RUBY})
# Before these, browsers do not open formatting again.
_NOT_REOPENING = frozenset(
    {*_RUBY, "base", "basefont", "bgsound", "col", "frame", "hr", "link", "meta", "param"}
    | {"source", "track"}
)
_REOPENING = frozenset({"applet", "button", "marquee", "noscript", "object", "select", "xmp"})
# Section 13.2.6.4.7: their end tags reach through the blocks in them, up to the next scope.
_REACHING = CLOSING_P | {"applet", "button", "marquee", "object"}
# Their content follows rules of its own, of which newslint knows nothing.
_EXOTIC = frozenset({"frameset", "template"})
_WITH_RULES = TABLE_LEVELS.keys() | LIST_ITEMS | HEADINGS | {"form"} | _EXOTIC | _REOPENING
_ENDING_WITH_RULES = FORMATTING | MARKERS | TABLE_LEVELS.keys() | {"form", "select"}
_IN_SELECT = frozenset({"hr", "optgroup", "option", "script", "select"})

# Nearly every tag of an article is one of these, with nothing special around it.
_EMPTY, _INLINE, _FORMAT, _BLOCK, _ITEM, _HEADING = range(6)
_ORDINARY = (
    dict.fromkeys(ELEMENTS - PAGE - FOREIGN_ROOTS - _SELF_ENDING - SPECIAL - {"hr"}, _INLINE)
    | dict.fromkeys(SPECIAL - _WITH_RULES - RAW_TEXT, _BLOCK)
    | dict.fromkeys(LIST_ITEMS, _ITEM)
    | dict.fromkeys(HEADINGS, _HEADING)
    | dict.fromkeys(FORMATTING, _FORMAT)
    | dict.fromkeys(VOID - {"hr"}, _EMPTY)
)


class OpenElements:
    """The elements of a text as its tags come in; `stack` says what became of them."""

    def __init__(self) -> None:
        self.stack = Stack()
        self._in_form = False

    @property
    def foreign(self) -> bool:
        """Whether what comes next belongs to SVG or MathML."""
        return self.stack.around.foreign

    def start(self, name: str, number: int | None, tag: Tag, branch: int = 0) -> bool:
        """Take in a start tag and return whether what follows is raw text."""
        stack = self.stack
        if stack.lost:
            return name in RAW_TEXT
        kind = _ORDINARY.get(name)
        elements = stack.elements
        around = elements[-1].around
        place = len(elements)
        if kind is None or stack.wary or around.foreign or place >= DEEPEST:
            return self._start_with_care(name, number, tag, branch)
        if kind == _EMPTY:
            return False
        if kind >= _BLOCK:
            if (
                (around.p and name in CLOSING_P)
                or (kind == _ITEM and elements[around.item].name in LIST_ITEMS)
                or (
                    kind == _HEADING
                    and not (elements[-1].is_open and elements[-1].name not in HEADINGS)
                )
            ):
                return self._start_with_care(name, number, tag, branch)
            elements.append(Open(name, number, branch, around.within(name, place)))
        elif kind == _INLINE:
            elements.append(Open(name, number, branch, around))
        elif stack.formatting and stack.formatting[-1]:
            formatting.start(stack, name, number, tag, branch)
            return False
        else:
            opened = Open(name, number, branch, around, tag[0])
            elements.append(opened)
            stack.formatting.append(opened)
        stack.waiting[name].append(place)
        return False

    def _start_with_care(self, name: str, number: int | None, tag: Tag, branch: int) -> bool:
        stack = self.stack
        if stack.around.foreign:
            if name not in BREAKING_OUT:
                return foreign.start(stack, name, number, tag, branch)
            foreign.leave(stack, tag, branch)
        if stack.in_select and name not in _IN_SELECT:
            stack.give_up()
        if stack.lost:
            return name in RAW_TEXT
        if stack.minds_text and tables.is_misplaced(stack, name):
            tables.spoil(stack)
            return self._start(name, None, tag, branch)
        return self._start(name, number, tag, branch)

    def _start(  # noqa: C901 - the order of the standard
        self, name: str, number: int | None, tag: Tag, branch: int
    ) -> bool:
        stack = self.stack
        around = stack.around
        if name in SPECIAL:
            if name == "form" and self._in_form:
                stack.quiet.add(name)
                return False
            if around.p and name in CLOSING_P:
                stack.pop_to(around.p, tag, branch)
            if name not in _WITH_RULES or self._may_start(name, tag, branch):
                stack.push_special(name, number, branch)
            return name in RAW_TEXT
        if name in PAGE:
            return False
        if name == "hr" and around.p:
            stack.pop_to(around.p, tag, branch)
        elif name in _SELF_ENDING:
            self._end_before(name, tag, branch)
        if stack.formatting and name not in _NOT_REOPENING:
            formatting.reopen(stack, branch)
        if name in VOID:
            return False
        if name in FOREIGN_ROOTS:
            return foreign.start(stack, name, number, tag, branch)
        if name in FORMATTING:
            formatting.start(stack, name, number, tag, branch)
        else:
            stack.push(Open(name, number, branch, stack.around))
        return name in RAW_TEXT

    def end(self, name: str, tag: Tag, branch: int = 0) -> None:
        """Take in an end tag."""
        stack = self.stack
        top = stack.elements[-1]
        if top.name != name or top.branch != branch or top.origin is not None:
            self._end_with_care(name, tag, branch)
            return
        if name in _ENDING_WITH_RULES:
            active = stack.formatting
            if not active or active[-1] is not top or not top.is_open:
                self._end_with_care(name, tag, branch)
                return
            active.pop()
            top.is_open = False
            if active:
                stack.listen()
        stack.elements.pop()
        stack.waiting[name].pop()
        if top.number is not None and name not in stack.uncertain:
            stack.ends[top.number] = tag

    def _end_with_care(self, name: str, tag: Tag, branch: int) -> None:
        """Take in an end tag that may be about another element than the innermost one."""
        stack = self.stack
        if name in PAGE or stack.lost:
            return
        if stack.in_select and name not in _IN_SELECT:
            stack.give_up()
            return
        if name == "form":
            self._in_form = False
        places = stack.waiting[name]
        around = stack.around
        place = places[-1] if places else 0
        if around.foreign and place and stack.elements[place].around.foreign:
            stack.end_at(place, tag, branch)
        elif name in FORMATTING and formatting.is_active(stack, name):
            formatting.end(stack, name, tag, branch)
        elif name in HEADINGS:
            self._end_heading(name, tag, branch)
        elif place == 0 or place < self._border(name, around):
            stack.without_start(name, tag)
        elif name == "form" and self._top_needing_end() != place:
            stack.give_up()
        else:
            stack.end_at(place, tag, branch)

    def text(self, written: str) -> None:
        """Take in text between two tags; needed if the stack `minds_text`."""
        if not self.stack.in_table_frame:
            formatting.reopen(self.stack, 0)
        elif written.strip():
            tables.spoil(self.stack)
            formatting.reopen(self.stack, 0)

    def finish(self, end: int | None) -> None:
        """Take in the end of the text; `end` is its offset, if nothing can follow it."""
        stack = self.stack
        if not stack.lost:
            stack.pop_to(1, None, 0, end)
        for number in stack.late.keys() & stack.ends.keys():
            stack.strays.append(stack.late.pop(number))
        stack.strays.sort(key=re.Match.start)

    def _may_start(self, name: str, tag: Tag, branch: int) -> bool:
        """Make room for an element with its own rules, and return whether it is to open."""
        stack = self.stack
        top = stack.elements[-1]
        if name in TABLE_LEVELS:
            return tables.may_start(stack, name, tag, branch)
        if name in LIST_ITEMS:
            item = stack.elements[top.around.item]
            if item.name == name or (item.name in _TERMS and name in _TERMS):
                stack.pop_to(top.around.item, tag, branch)
        elif name in HEADINGS:
            self._end_heading_before(tag, branch)
        elif name == "form":
            self._in_form = True
        elif name == "select":
            return self._may_start_select(tag, branch)
        elif name in _EXOTIC:
            stack.give_up()
            return False
        else:
            buttons = stack.waiting["button"]
            if name == "button" and buttons and buttons[-1] > top.around.scope:
                stack.pop_to(buttons[-1], tag, branch)
            formatting.reopen(stack, branch)
        return not stack.lost

    def _end_heading_before(self, tag: Tag, branch: int) -> None:
        stack = self.stack
        place = len(stack.elements) - 1
        while not stack.elements[place].is_open:  # it ended when a block in it did not
            place -= 1
        if stack.elements[place].name in HEADINGS:
            stack.pop_to(place, tag, branch)

    def _may_start_select(self, tag: Tag, branch: int) -> bool:
        stack = self.stack
        if stack.in_select:  # a second one only ends the first
            stack.pop_to(stack.waiting["select"][-1], tag, branch)
            return False
        formatting.reopen(stack, branch)
        stack.in_select = stack.wary = True
        return True

    def _end_before(self, name: str, tag: Tag, branch: int) -> None:
        """End an `option` or a part of a `ruby` that the next one ends."""
        stack = self.stack
        ended = frozenset({"option", "optgroup"} if name == "optgroup" else {"option"})
        if name in _RUBY:
            if stack.waiting["ruby"][-1:] <= [stack.around.scope]:
                return
            ended = _IMPLIED
        while stack.elements[-1].name in ended:
            stack.pop_to(len(stack.elements) - 1, tag, branch)

    def _border(self, name: str, around: Around) -> int:
        """Return the place in the stack that an end tag of this name cannot reach."""
        waiting = self.stack.waiting
        if name in TABLE_LEVELS:
            return waiting["table"][-1] if waiting["table"] else 0
        if name == "p":
            return around.p or len(self.stack.elements)
        if name == "li":
            lists = (waiting[each][-1:] for each in ("ol", "ul"))
            return max(around.scope, *(place for found in lists for place in found), 0)
        return around.scope if name in _REACHING else around.special

    def _top_needing_end(self) -> int:
        place = len(self.stack.elements) - 1
        while self.stack.elements[place].name in OPTIONAL_END:
            place -= 1
        return place

    def _end_heading(self, name: str, tag: Tag, branch: int) -> None:
        stack = self.stack
        places = [stack.waiting[each][-1] for each in HEADINGS if stack.waiting[each]]
        place = max(places, default=0)
        if place < max(stack.around.scope, 1):
            stack.without_start(name, tag)
        elif stack.elements[place].name == name:
            stack.end_at(place, tag, branch)
        else:
            stack.pop_to(place, tag, branch)
            stack.without_start(name, tag)
