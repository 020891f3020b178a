"""Parts of tables: what ends them, and what has no place between them.

Sections 13.2.6.4.9 to 13.2.6.4.15 of the HTML standard.
"""

from newslint.html.categories import TABLE_LEVELS
from newslint.html.stack import Stack, Tag

_NO_ROWS = ("caption", "colgroup")
# In a table these stay where they stand, though no part of one.
_UNSEEN = frozenset({"col", "script", "style"})


def may_start(stack: Stack, name: str, tag: Tag, branch: int) -> bool:
    """Make room for a part of a table, and return whether it is to open."""
    level = TABLE_LEVELS[name]
    table = stack.around.table
    if level and not table:
        # Outside tables a browser overlooks such a tag, and with it the end tag.
        stack.quiet.add(name)
        return False
    if table and (level or stack.in_table_frame):
        elements = stack.elements
        place = table
        while TABLE_LEVELS[elements[place].name] > max(level - 1, 0) or (
            level > 1 and elements[place].name in _NO_ROWS
        ):
            place = elements[place - 1].around.table
        stack.pop_to(place + (level > 0), tag, branch)
        around_level = TABLE_LEVELS[elements[place].name] if level else 0
        for missing in ("tbody", "tr")[around_level : max(level - 1, 0)]:
            stack.push_special(missing, None, branch)
    return True


def is_misplaced(stack: Stack, name: str) -> bool:
    """Whether a browser moves an element of that name out of the table."""
    return stack.in_table_frame and name not in TABLE_LEVELS and name not in _UNSEEN


def spoil(stack: Stack) -> None:
    """Say nothing of a table out of which a browser moves what has no place in it."""
    for opened in stack.elements[stack.waiting["table"][-1] :]:
        opened.number = None
