"""The pieces of text on a page, put into lines, columns and rows of tables in the order in which a reader takes them.

Distances are in points, x to the right, y upwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from ingest.texts import joined

ROW = " | "
MOST_LINES = 2_000  # of a page that is looked at for columns
MOST_INITIALS = 50
DOUBT = 0.12  # of a letter's height, each letter: how much longer a piece may be than the least it can be
_LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line as it is drawn: page (from 1), where it begins, the size of its letters, its words."""

    page: int
    x: float
    y: float
    size: float
    text: str
    bold: bool = False
    row: bool = False

    @property
    def end(self) -> float:
        """Where the line ends at the least: small letters are some 0.45 as wide as they are high, capitals 0.65."""
        capitals = sum(map(str.isupper, self.text))
        return self.x + self.size * (0.42 * len(self.text) + 0.2 * capitals)


def apart(drawn: Sequence[Sequence[Line]]) -> list[Line]:
    """The pieces of the lines of a page joined, but for those that begin a column or a cell of a table.

    A column begins where many lines of the page have a piece that begins there; a cell behind a wide gap.
    """
    drawn = _continued(drawn)
    grid = Counter(int(piece.x // 12) for line in drawn for piece in line[1:])
    lines: list[Line] = []
    for pieces in drawn:
        part = [pieces[0]]
        for before, piece in pairwise(pieces):
            many = sum(grid[int(piece.x // 12) + step] for step in (-1, 0, 1)) >= max(4, 0.3 * len(drawn))
            doubt = 0.6 if many else 1.8 + DOUBT * len(before.text)
            if piece.x - before.end > doubt * max(piece.size, before.size):
                lines.append(_one(part))
                part = []
            part.append(piece)
        lines.append(_one(part))
    return _with_initials([line for line in lines if line.text])


def _continued(drawn: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines as drawn, those put together that are one: what stands behind the last piece, raised or on its base."""
    rows: list[list[Line]] = []
    for pieces in drawn:
        first, row = pieces[0], rows[-1] if rows else []
        up = first.y - row[0].y if row else 0.0
        is_behind = bool(row) and row[0].page == first.page and first.x > row[-1].x
        small = is_behind and len(first.text.strip()) < 5 and first.size < 0.85 * row[0].size
        raised = small and 0 < up < 0.7 * row[0].size
        if raised or (is_behind and abs(up) < 0.2 * row[0].size):
            gap = "" if raised or first.text[:1] in " ,.;:)-–" or row[-1].text.endswith(" ") else " "
            row += [replace(first, text=gap + first.text), *pieces[1:]]
        else:
            rows.append(list(pieces))
    return rows


def _with_initials(lines: list[Line]) -> list[Line]:
    """The lines, a large initial put before the words that it begins."""
    kept = list(lines)
    letters = [line for line in lines if len(line.text) == 1 and line.text.isalpha()]
    for initial in letters[:MOST_INITIALS]:
        beside = [
            line
            for line in kept
            if 0 < line.x - initial.x < 2 * initial.size
            and 0 <= line.y - initial.y < initial.size
            and initial.size > 1.8 * line.size
        ]
        if beside:
            first = max(beside, key=lambda line: line.y)
            kept[kept.index(first)] = replace(first, text=initial.text + first.text)
            kept.remove(initial)
    return kept


def _one(pieces: Sequence[Line]) -> Line:
    text = joined("".join(piece.text for piece in pieces).translate(_LIGATURES))
    return replace(
        pieces[0], text=text, size=max(piece.size for piece in pieces), bold=all(piece.bold for piece in pieces)
    )


def in_reading_order(page: list[Line]) -> list[Line]:
    """The lines of a page, columns one after the other where they are drawn row by row.

    Most programs draw column after column; then nothing is moved. Short pieces side by side are a table and stay rows.
    """
    beside = [(left, right) for left, right in pairwise(page) if is_beside(left, right)]
    if (
        len(page) > MOST_LINES
        or len(beside) < 4
        or min(median(len(line.text) for line in side) for side in zip(*beside, strict=True)) < 20
    ):
        return page
    starts = _column_starts(page, [right for _, right in beside])
    widest = {
        column: median(len(line.text) for line in page if _column(line, starts) == column)
        for column in range(len(starts))
    }
    ordered: list[Line] = []
    for spans, run in groupby(page, key=lambda line: len(line.text) > 1.35 * widest[_column(line, starts)]):
        part = list(run)
        ordered += part if spans else sorted(part, key=lambda line: _column(line, starts))
    return ordered


def is_beside(left: Line, right: Line) -> bool:
    """Whether a piece stands on the same line as the one before it, to the right of it."""
    return left.page == right.page and abs(left.y - right.y) < 0.3 * left.size and right.x > left.x + left.size


def with_rows(page: list[Line]) -> list[Line]:
    """The lines of a page, pieces that stand side by side made one row of a table."""
    rows: list[Line] = []
    for line in page:
        if rows and is_beside(rows[-1], line):
            rows[-1] = replace(rows[-1], text=rows[-1].text + ROW + line.text, row=True)
        else:
            rows.append(line)
    return rows


def _column_starts(page: list[Line], right: list[Line]) -> list[float]:
    """Where the columns begin: at the left, and where many of the pieces to the right do."""
    starts = [min(line.x for line in page)]
    for x in sorted(line.x for line in right):
        near = sum(abs(line.x - x) < 2 * line.size for line in right)
        if near >= 0.3 * len(right) and x > starts[-1] + 10 * right[0].size:
            starts.append(x)
    return starts


def _column(line: Line, starts: list[float]) -> int:
    return max(0, sum(line.x >= start - line.size for start in starts) - 1)
