"""Which tag ends which element: the stack of open elements of HTML, section 13.2.6.

It does what a browser does with that stack, tag by tag, and keeps no tree. An element is said to
end somewhere only where browsers, with all they move and open again, agree.
"""

import re
from collections import defaultdict

from newslint.html.categories import (
    BREAKING_OUT,
    CLOSING_P,
    FOREIGN_ROOTS,
    FORMATTING,
    HEADINGS,
    INTEGRATION_POINTS,
    LIST_ITEMS,
    MARKERS,
    NOT_ITEM_BORDERS,
    OPTIONAL_END,
    PAGE,
    RAW_TEXT,
    SCOPES,
    SPECIAL,
    TABLE_FRAMES,
    TABLE_LEVELS,
    VOID,
)
from newslint.html.grammar import closes_itself

Tag = re.Match[str]

# Browsers stop nesting at 512 elements. Beyond it, nothing is said of any element that follows.
_DEEPEST = 512
_MOST_FORMATTING = 64
# Section 13.2.4.3: of so many alike, the first is not opened again.
_NOAHS_ARK = 3
_TERMS = ("dd", "dt")
_RUBY = ("rp", "rt")
# Section 13.2.6.3, "generate implied end tags".
_IMPLIED = frozenset({"dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"})
_SELF_ENDING = frozenset({"optgroup", "option", *_RUBY})
_NO_ROWS = ("caption", "colgroup")
# In a table these stay where they stand, though no part of one.
_UNSEEN = frozenset({"col", "script", "style"})
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


class _Around:
    """What the standard asks about the elements around: places in the stack, 0 where none is."""

    __slots__ = ("foreign", "inside", "item", "p", "scope", "special", "table")

    def __init__(
        self, special: int, scope: int, p: int, item: int, table: int, *, foreign: bool = False
    ) -> None:
        self.special = special
        self.scope = scope
        self.p = p
        self.item = item
        self.table = table
        self.foreign = foreign
        self.inside: dict[str, _Around] = {}
        """What was last true inside an element of a name; siblings share it."""

    def within(self, name: str, place: int) -> "_Around":
        """Return what is true inside a special element at this place in the stack."""
        known = self.inside.get(name)
        if known is not None and known.special == place:
            return known
        is_scope = name in SCOPES
        found = self.inside[name] = _Around(
            place,
            place if is_scope else self.scope,
            place if name == "p" else 0 if is_scope or name == "button" else self.p,
            self.item if name in NOT_ITEM_BORDERS else place,
            place if name in TABLE_LEVELS else self.table,
        )
        return found


class _Open:
    """An open element. `number` is None for one of which nothing can be said."""

    __slots__ = ("around", "branch", "is_open", "name", "number")

    def __init__(
        self,
        name: str,
        number: int | None,
        branch: int,
        around: _Around,
    ) -> None:
        self.name = name
        self.number = number
        self.branch = branch
        self.around = around
        self.is_open = True


class _OpenFormatting(_Open):
    """An open formatting element, as its tag is written.

    `origin` is the number of the one that it continues, where a browser opened it again.
    """

    __slots__ = ("origin", "written")

    def __init__(
        self,
        name: str,
        number: int | None,
        branch: int,
        around: _Around,
        written: str,
        origin: int | None,
    ) -> None:
        super().__init__(name, number, branch, around)
        self.written = written
        self.origin = origin


class OpenElements:
    """The elements that wait for their ends, and what is known of those that have ended.

    Elements go by the number that their start tag is given with. `ends` are the end tags of those
    that have one, `stops` the offsets where others end for certain, `ended_by` the tags that end
    them there. `unclosed` are those that need an end tag and have none. `late` are end tags that
    come when something else has ended the element, or where something in between keeps them from
    ending it; `strays` those of which no element was open.
    """

    def __init__(self) -> None:
        self.ends: dict[int, Tag] = {}
        self.stops: dict[int, int] = {}
        self.unclosed: list[int] = []
        self.ended_by: dict[int, Tag] = {}
        self.late: dict[int, Tag] = {}
        self.strays: list[Tag] = []
        self.minds_text = False
        """Whether `text` must be told of text between tags."""
        self._stack = [_Open("", None, 0, _Around(0, 0, 0, 0, 0))]
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)
        # Section 13.2.4.3, the list of active formatting elements; None is a marker.
        self._formatting: list[_OpenFormatting | None] = []
        # Elements that were ended before their end tag came, by name, innermost last.
        self._cut_short: defaultdict[str, list[int]] = defaultdict(list)
        # Of elements of these names nobody can say any more where they end.
        self._uncertain: set[str] = set()
        # Of tags of these names nobody can say any more whether they have their partners.
        self._quiet: set[str] = set()
        self._in_form = False
        self._in_select = False
        self._lost = False

    @property
    def foreign(self) -> bool:
        """Whether what comes next belongs to SVG or MathML."""
        return self._stack[-1].around.foreign

    def start(self, name: str, number: int, tag: Tag, branch: int = 0) -> bool:
        """Take in a start tag and return whether what follows is raw text."""
        around = self._stack[-1].around
        if around.foreign:
            if name not in BREAKING_OUT:
                return self._start_foreign(name, number, tag, branch)
            self._leave_foreign(tag, branch)
        if self._in_select and name not in _IN_SELECT:
            self._give_up()
        if self._lost:
            return name in RAW_TEXT
        if self.minds_text and self._is_misplaced(name):
            self._spoil_table()
            return self._start(name, None, tag, branch)
        return self._start(name, number, tag, branch)

    def _start(  # noqa: C901 - the order of the standard, and the usual ones first
        self, name: str, number: int | None, tag: Tag, branch: int
    ) -> bool:
        around = self._stack[-1].around
        if name in SPECIAL:
            if name == "form" and self._in_form:
                self._quiet.add(name)
                return False
            if around.p and name in CLOSING_P:
                self._pop_to(around.p, tag, branch)
            if name not in _WITH_RULES or self._may_start(name, tag, branch):
                self._push_special(name, number, branch)
            return name in RAW_TEXT
        if name in PAGE:
            return False
        if name == "hr" and around.p:
            self._pop_to(around.p, tag, branch)
        elif name in _SELF_ENDING:
            self._end_before(name, tag, branch)
        if self._formatting and name not in _NOT_REOPENING:
            self._reopen(branch)
        if name in VOID:
            return False
        if name in FOREIGN_ROOTS:
            return self._start_foreign(name, number, tag, branch)
        if name in FORMATTING:
            self._start_formatting(name, number, tag, branch)
        else:
            self._push(_Open(name, number, branch, self._stack[-1].around))
        return name in RAW_TEXT

    def end(self, name: str, tag: Tag, branch: int = 0) -> None:
        """Take in an end tag."""
        top = self._stack[-1]
        if top.name == name and top.branch == branch and name not in _ENDING_WITH_RULES:
            self._stack.pop()
            self._waiting[name].pop()
            if top.number is not None and name not in self._uncertain:
                self.ends[top.number] = tag
            if self._formatting:
                self._listen()
        else:
            self._end_further(name, tag, branch)

    def _end_further(self, name: str, tag: Tag, branch: int) -> None:
        """Take in an end tag that may be about another element than the innermost one."""
        if name in PAGE or self._lost:
            return
        if self._in_select and name not in _IN_SELECT:
            self._give_up()
            return
        if name == "form":
            self._in_form = False
        places = self._waiting[name]
        around = self._stack[-1].around
        place = places[-1] if places else 0
        if around.foreign and place and self._stack[place].around.foreign:
            self._end_at(place, tag, branch)
        elif name in FORMATTING and self._is_active(name):
            self._end_formatting(name, tag, branch)
        elif name in HEADINGS:
            self._end_heading(name, tag, branch)
        elif place == 0 or place < self._border(name, around):
            self._without_start(name, tag)
        elif name == "form" and self._top_needing_end() != place:
            self._give_up()
        else:
            self._end_at(place, tag, branch)

    def text(self, written: str) -> None:
        """Take in text between two tags; needed if `minds_text`."""
        if not self._in_table_frame:
            self._reopen(0)
        elif written.strip():
            self._spoil_table()
            self._reopen(0)

    def finish(self, end: int | None) -> None:
        """Take in the end of the text; `end` is its offset, if nothing can follow it."""
        if not self._lost:
            self._pop_to(1, None, 0, end)
        for number in self.late.keys() & self.ends.keys():
            self.strays.append(self.late.pop(number))
        self.strays.sort(key=re.Match.start)

    # Start tags.

    def _may_start(self, name: str, tag: Tag, branch: int) -> bool:
        """Make room for an element with its own rules, and return whether it is to open."""
        top = self._stack[-1]
        if name in TABLE_LEVELS:
            return self._may_start_in_table(name, tag, branch)
        if name in LIST_ITEMS:
            item = self._stack[top.around.item]
            if item.name == name or (item.name in _TERMS and name in _TERMS):
                self._pop_to(top.around.item, tag, branch)
        elif name in HEADINGS:
            if top.name in HEADINGS:
                self._pop_to(len(self._stack) - 1, tag, branch)
        elif name == "form":
            self._in_form = True
        elif name == "select":
            return self._may_start_select(tag, branch)
        elif name in _EXOTIC:
            self._give_up()
            return False
        else:
            buttons = self._waiting["button"]
            if name == "button" and buttons and buttons[-1] > top.around.scope:
                self._pop_to(buttons[-1], tag, branch)
            self._reopen(branch)
        return not self._lost

    def _may_start_select(self, tag: Tag, branch: int) -> bool:
        if self._in_select:  # a second one only ends the first
            self._pop_to(self._waiting["select"][-1], tag, branch)
            return False
        self._reopen(branch)
        self._in_select = True
        return True

    def _start_foreign(self, name: str, number: int | None, tag: Tag, branch: int) -> bool:
        if closes_itself(tag):
            return False
        around = self._stack[-1].around
        place = len(self._stack)
        if name in INTEGRATION_POINTS:
            around = _Around(place, place, 0, place, 0)
        else:
            around = _Around(
                around.special, around.scope, around.p, around.item, around.table, foreign=True
            )
        self._push(_Open(name, number, branch, around))
        # Of SVG, a browser reads even a script as markup. No reader sees any of it, and neither do
        # we, lest a rule mend a script.
        return name == "script"

    def _leave_foreign(self, tag: Tag, branch: int) -> None:
        place = len(self._stack) - 1
        while self._stack[place - 1].around.foreign:
            place -= 1
        self._pop_to(place, tag, branch)

    def _start_formatting(self, name: str, number: int | None, tag: Tag, branch: int) -> None:
        if name in {"a", "nobr"} and self._is_active(name):
            self._end_formatting(name, tag, branch)
            self._reopen(branch)
        opened = _OpenFormatting(name, number, branch, self._stack[-1].around, tag[0], None)
        alike = []
        for active in reversed(self._formatting):
            if active is None:
                break
            if active.name == name and active.written == opened.written:
                alike.append(active)
        if len(alike) >= _NOAHS_ARK:
            self._formatting.remove(alike[-1])
        self._push(opened)
        self._formatting.append(opened)
        if len(self._formatting) > _MOST_FORMATTING:
            self._give_up()

    def _may_start_in_table(self, name: str, tag: Tag, branch: int) -> bool:
        level = TABLE_LEVELS[name]
        table = self._stack[-1].around.table
        if level and not table:
            # Outside tables a browser overlooks such a tag, and with it the end tag.
            self._quiet.add(name)
            return False
        if table and (level or self._in_table_frame):
            place = table
            while TABLE_LEVELS[self._stack[place].name] > max(level - 1, 0) or (
                level > 1 and self._stack[place].name in _NO_ROWS
            ):
                place = self._stack[place - 1].around.table
            self._pop_to(place + (level > 0), tag, branch)
            around_level = TABLE_LEVELS[self._stack[place].name] if level else 0
            for missing in ("tbody", "tr")[around_level : max(level - 1, 0)]:
                self._push_special(missing, None, branch)
        return True

    def _end_before(self, name: str, tag: Tag, branch: int) -> None:
        """End an `option` or a part of a `ruby` that the next one ends."""
        ended = frozenset({"option", "optgroup"} if name == "optgroup" else {"option"})
        if name in _RUBY:
            if self._waiting["ruby"][-1:] <= [self._stack[-1].around.scope]:
                return
            ended = _IMPLIED
        while self._stack[-1].name in ended:
            self._pop_to(len(self._stack) - 1, tag, branch)

    # End tags.

    def _border(self, name: str, around: _Around) -> int:
        """Return the place in the stack that an end tag of this name cannot reach."""
        if name in TABLE_LEVELS:
            tables = self._waiting["table"]
            return tables[-1] if tables else 0
        if name == "p":
            return around.p or len(self._stack)
        if name == "li":
            lists = (self._waiting[each][-1:] for each in ("ol", "ul"))
            return max(around.scope, *(place for found in lists for place in found), 0)
        return around.scope if name in _REACHING else around.special

    def _top_needing_end(self) -> int:
        place = len(self._stack) - 1
        while self._stack[place].name in OPTIONAL_END:
            place -= 1
        return place

    def _end_heading(self, name: str, tag: Tag, branch: int) -> None:
        place = max(
            (self._waiting[each][-1] for each in HEADINGS if self._waiting[each]), default=0
        )
        if place < max(self._stack[-1].around.scope, 1):
            self._without_start(name, tag)
        elif self._stack[place].name == name:
            self._end_at(place, tag, branch)
        else:
            self._pop_to(place, tag, branch)
            self._without_start(name, tag)

    def _is_active(self, name: str) -> bool:
        for active in reversed(self._formatting):
            if active is None:
                return False
            if active.name == name:
                return True
        return False

    def _end_formatting(self, name: str, tag: Tag, branch: int) -> None:
        """Section 13.2.6.4.7, the adoption agency algorithm, as far as it concerns the stack.

        The next `<a>` ends an `a` as `</a>` does.
        """
        active = next(each for each in reversed(self._formatting) if each and each.name == name)
        places = self._waiting[name]
        around = self._stack[-1].around
        is_start = tag["end_name"] is None
        if not active.is_open:
            self._formatting.remove(active)
            if not is_start:
                self._without_start(name, tag)
        elif self._stack[places[-1]] is not active or places[-1] < around.scope:
            if is_start:
                self._give_up()
            else:
                self._without_start(name, tag)
        elif places[-1] < around.special:
            self._formatting.remove(active)
            self._cross_block(places[-1], tag, branch)
        else:
            self._formatting.remove(active)
            if is_start:
                self._pop_to(places[-1], tag, branch)
            else:
                self._end_at(places[-1], tag, branch)
        self._listen()

    def _cross_block(self, place: int, tag: Tag, branch: int) -> None:
        """End an element that has blocks inside which go on: browsers end and open much anew."""
        self._pop_to(self._stack[-1].around.special + 1, tag, branch)
        crossing = self._stack[place]
        self._report(crossing, tag)
        if tag["end_name"] is not None:
            self._without_start(crossing.name, tag)
        self._forget(crossing)
        for opened in self._stack[place:]:
            opened.number = None
            if opened.name not in SPECIAL and opened is not crossing:
                self._uncertain.add(opened.name)
                self._quiet.add(opened.name)

    def _end_at(self, place: int, tag: Tag, branch: int) -> None:
        """End the element at this place by its own end tag."""
        ended = self._stack[place]
        if ended.branch != branch:
            # Which of several start tags this one ends is for the template to say.
            self._quiet.add(ended.name)
            for each in self._waiting[ended.name]:
                self._stack[each].number = None
            return
        proper = len(self._stack) == place + 1 or self._pop_to(place + 1, tag, branch)
        if proper and ended.number is not None and ended.name not in self._uncertain:
            self.ends[ended.number] = tag
        elif isinstance(ended, _OpenFormatting) and ended.origin is not None:
            self.late.setdefault(ended.origin, tag)
        self._stack.pop()
        self._forget(ended)
        if self._formatting or ended.around.table:
            self._listen()

    def _without_start(self, name: str, tag: Tag) -> None:
        """Take in an end tag that ends nothing, at least not where it stands."""
        if name in self._quiet:
            return
        if cut := self._cut_short[name]:
            self.late[cut.pop()] = tag
            return
        places = self._waiting[name]
        number = self._stack[places[-1]].number if places else None
        if number is None or number in self.late:
            self.strays.append(tag)
        else:
            self.late[number] = tag

    # The stack.

    def _push(self, opened: _Open) -> None:
        self._waiting[opened.name].append(len(self._stack))
        self._stack.append(opened)
        if len(self._stack) > _DEEPEST:
            self._give_up()

    def _push_special(self, name: str, number: int | None, branch: int) -> None:
        inside = self._stack[-1].around.within(name, len(self._stack))
        self._push(_Open(name, number, branch, inside))
        if name in MARKERS:
            self._formatting.append(None)
        if inside.table:
            self._listen()

    def _pop_to(self, place: int, tag: Tag | None, branch: int, end: int | None = None) -> bool:
        """End all from this place on, because of `tag`; return whether all of them may end so."""
        stack = self._stack
        proper = True
        stop = tag.start() if tag else end
        while len(stack) > place:
            opened = stack.pop()
            self._forget(opened)
            number, name = opened.number, opened.name
            if opened.branch != branch:
                self._quiet.add(name)
            elif number is None:
                continue
            elif name in OPTIONAL_END:
                if proper and stop is not None and name not in self._uncertain:
                    self.stops[number] = stop
                if tag:
                    self.ended_by[number] = tag
                    self._cut_short[name].append(number)
            else:
                proper = False
                self._report(opened, tag)
        self._listen()
        return proper

    def _report(self, opened: _Open, tag: Tag | None) -> None:
        if opened.number is not None and opened.name not in self._quiet:
            self.unclosed.append(opened.number)
            if tag:
                self.ended_by[opened.number] = tag
                self._cut_short[opened.name].append(opened.number)

    def _forget(self, opened: _Open) -> None:
        if not opened.is_open:
            return
        opened.is_open = False
        name = opened.name
        self._waiting[name].pop()
        if name in MARKERS:
            while self._formatting and self._formatting.pop():
                pass
        elif name == "select":
            self._in_select = False

    def _reopen(self, branch: int) -> None:
        """Open formatting again that was ended too early: section 13.2.4.3."""
        formatting = self._formatting
        first = len(formatting)
        while first and (last := formatting[first - 1]) and not last.is_open:
            first -= 1
        for number in range(first, len(formatting)):
            if again := formatting[number]:
                around = self._stack[-1].around
                origin = again.origin if again.number is None else again.number
                opened = _OpenFormatting(again.name, None, branch, around, again.written, origin)
                self._push(opened)
                if self._lost:
                    return
                formatting[number] = opened
        self._listen()

    def _listen(self) -> None:
        last = self._formatting[-1] if self._formatting else None
        self.minds_text = (last is not None and not last.is_open) or self._in_table_frame

    @property
    def _in_table_frame(self) -> bool:
        return self._stack[self._stack[-1].around.table].name in TABLE_FRAMES

    def _is_misplaced(self, name: str) -> bool:
        return self._in_table_frame and name not in TABLE_LEVELS and name not in _UNSEEN

    def _spoil_table(self) -> None:
        """Say nothing of a table out of which a browser moves what has no place in it."""
        for opened in self._stack[self._waiting["table"][-1] :]:
            opened.number = None

    def _give_up(self) -> None:
        """Say nothing of what is open, and of what follows."""
        self._lost = True
        self.minds_text = False
        del self._stack[1:]
        self._formatting.clear()
        self._waiting.clear()
