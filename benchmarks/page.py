"""How results are written down: goals, tables and a plot."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from processes import Times

_WIDTH, _HEIGHT, _MARGIN, _GAP = 720, 260, 50, 70


class Goal(Struct, frozen=True):
    """What was aimed at, how far it may go, and what was measured."""

    name: str
    bound: float
    measured: float
    unit: str = "times"

    def row(self) -> str:
        """Return the row of a table."""
        verdict = "met" if self.measured <= self.bound else "**missed**"
        shown = f"{self.measured:.2f} {self.unit}"
        return f"| {self.name} | {shown} | {self.bound:g} {self.unit} | {verdict} |"


class Section(Struct, frozen=True):
    """A part of the page, with the goals that it decides."""

    title: str
    text: str
    goals: tuple[Goal, ...] = ()


def goals_table(goals: Sequence[Goal]) -> str:
    """Return all goals as a table."""
    head = "| Goal | Measured | At most | |\n|---|--:|--:|---|\n"
    return head + "\n".join(goal.row() for goal in goals)


def times_table(times: Mapping[str, Times], bases: Mapping[str, str]) -> str:
    """Return times as a table, ratios first; `bases` says to whose time each is compared."""
    rows = ["| | Ratio | Median | Range | Largest process |", "|---|--:|--:|--:|--:|"]
    for name, of_case in times.items():
        base = times.get(bases.get(name, ""))
        ratio = f"{of_case.median / base.median:.2f}" if base else ""
        least, most = min(of_case.seconds), max(of_case.seconds)
        odd = f" (exit code {of_case.code})" if of_case.code not in {0, 1} else ""
        rows.append(
            f"| {name}{odd} | {ratio} | {of_case.median:.3f} s | {least:.3f} to {most:.3f} s"
            f" | {of_case.peak / 1e6:.0f} MB |"
        )
    return "\n".join(rows)


def plot(posts: Sequence[int], lines: Mapping[str, Sequence[float]]) -> str:
    """Return an SVG of how numbers grow with the number of posts, a panel for each line."""
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    width = (_WIDTH - _MARGIN * 2 - _GAP * (len(lines) - 1)) / len(lines)
    for panel, (name, values) in enumerate(lines.items()):
        parts += _panel(name, posts, values, _MARGIN + panel * (width + _GAP), width)
    return "\n".join([*parts, "</svg>\n"])


def _panel(
    name: str, posts: Sequence[int], values: Sequence[float], left: float, width: float
) -> Iterator[str]:
    top, bottom = _MARGIN, _HEIGHT - _MARGIN
    most = max(values) * 1.2
    step = width / max(len(posts) - 1, 1)
    places = [
        (left + number * step, bottom - value / most * (bottom - top))
        for number, value in enumerate(values)
    ]
    yield f'<text x="{left}" y="{top - 18}" font-weight="bold">{name}</text>'
    yield f'<path d="M{left} {top}V{bottom}H{left + width}" fill="none" stroke="#888"/>'
    for (x, y), (to_x, to_y) in pairwise(places):
        yield f'<path d="M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}" stroke="#06c" stroke-width="2"/>'
    for (x, y), count, value in zip(places, posts, values, strict=True):
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="#06c"/>'
        yield f'<text x="{x:.0f}" y="{y - 8:.0f}" text-anchor="middle">{value:.3g}</text>'
        yield f'<text x="{x:.0f}" y="{bottom + 18}" text-anchor="middle">{count:,}</text>'
