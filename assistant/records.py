"""The claims of a story across its days: each statement as a record, with what bears it out and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.comparing import relations
from assistant.figures import Figure, figures
from assistant.statements import Statement
from assistant.tellings import places
from assistant.words import names


@dataclass(frozen=True, slots=True)
class Record:
    """A statement of a story and how it stands among the others.

    `supports` are statements of other articles that say the same, `opposes` those that say it otherwise, whatever their day.
    """

    statement: Statement
    supports: tuple[Statement, ...] = ()
    opposes: tuple[Statement, ...] = ()

    @property
    def numbers(self) -> list[Figure]:
        """The numbers that it tells, with their units."""
        return [one for one in figures(self.statement.text) if one.role == "now"]

    @property
    def names(self) -> tuple[str, ...]:
        """The names in it."""
        return names(self.statement.text)

    @property
    def places(self) -> tuple[str, ...]:
        """The names in it that stand where a place does."""
        where = places(self.statement.text, ())
        return tuple(name for name in self.names if places(f"in {name}", ()) & where)


def records(statements: Sequence[Statement]) -> list[Record]:
    """The statements of a story as records, in their order."""
    supports: dict[int, list[int]] = {}
    opposes: dict[int, list[int]] = {}
    for one, other, relation in relations(statements):
        side = supports if relation.kind == "same" else opposes
        side.setdefault(one, []).append(other)
        side.setdefault(other, []).append(one)
    return [
        Record(one, _of(statements, supports.get(at, ())), _of(statements, opposes.get(at, ())))
        for at, one in enumerate(statements)
    ]


def _of(statements: Sequence[Statement], places: Iterable[int]) -> tuple[Statement, ...]:
    return tuple(statements[at] for at in sorted(places))
