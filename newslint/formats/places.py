"""Where a problem is, as far as other programs count differently."""

from newslint.report import Located


def last_line(each: Located) -> int:
    """Return the last line (1-based) that has something of the problem in it."""
    start, end = each.start.line, each.end.line
    return end - 1 if end > start and each.end.column == 1 else end


def byte_column(each: Located, offset: int) -> int | None:
    """Return the column of a character offset in bytes of UTF-8, 1-based.

    None where it is not in the line in which the problem begins, or the excerpt does not show
    enough of that line to tell.
    """
    before = known_line(each)
    position = offset - line_start(each)
    if before is None or not 0 <= position <= len(before):
        return None
    return len(before[:position].encode(errors="replace")) + 1


def known_line(each: Located) -> str | None:
    """Return what the excerpt has of the line from its beginning on; None where that is cut."""
    excerpt = each.excerpt
    cut_before, cut_marked, _ = excerpt.cut
    if cut_before:
        return None
    return excerpt.before + excerpt.marked + ("" if cut_marked else excerpt.after)


def line_start(each: Located) -> int:
    """Return the character offset of the line in which the problem begins."""
    return each.said.span.start - each.start.column + 1
