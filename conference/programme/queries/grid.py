"""The programme of a day as a table: rooms across, time down, each session as tall as it lasts. Pure layout."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Something with a beginning and an end."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""

    @property
    def ends_at(self) -> datetime:
        """When it ends."""


S = TypeVar("S", bound=Placed)


@dataclass
class Cell(Generic[S]):
    """A cell that begins in its row; without sessions it is empty and `column` is its first column."""

    column: int
    colspan: int = 1
    rowspan: int = 1
    sessions: list[S] = field(default_factory=list)


@dataclass
class Line(Generic[S]):
    """A row of the table. `starts` says whether something begins here, so that its time is worth reading."""

    at: datetime
    starts: bool
    cells: list[Cell[S]]


@dataclass(frozen=True)
class _Block(Generic[S]):
    starts_at: datetime
    ends_at: datetime
    sessions: tuple[S, ...]


Column = list[_Block[S]]


def lay_out(
    sessions: Sequence[S],
    columns: Sequence[Hashable],
    rooms_of: Callable[[S], Sequence[Hashable]],
    marks: Sequence[datetime] = (),
) -> tuple[list[Line[S]], bool]:
    """Return the rows of the table, and whether a column without a room stands after `columns`.

    What has no room (a break) spans the columns that are free meanwhile; where none is, it stands in that last column.
    Sessions that overlap in one room share a cell. `marks` are further moments at which a row begins; with them every
    empty cell stands alone, so that something can be put there.
    """
    blocks: list[Column[S]] = [
        _blocks([session for session in sessions if column in rooms_of(session)]) for column in columns
    ]
    homeless = _spread([session for session in sessions if not rooms_of(session)], blocks)
    if homeless:
        blocks.append(_blocks(homeless))
    moments = sorted(
        {moment for column in blocks for block in column for moment in (block.starts_at, block.ends_at)} | set(marks)
    )
    starts = {block.starts_at for column in blocks for block in column}
    return [Line(at, at in starts, _cells(at, moments, blocks, merge=not marks)) for at in moments[:-1]], bool(homeless)


def _blocks(sessions: Sequence[S]) -> Column[S]:
    """Join what overlaps."""
    found: Column[S] = []
    for session in sorted(sessions, key=lambda session: (session.starts_at, session.ends_at)):
        if found and session.starts_at < found[-1].ends_at:
            last = found.pop()
            found.append(_Block(last.starts_at, max(last.ends_at, session.ends_at), (*last.sessions, session)))
        else:
            found.append(_Block(session.starts_at, session.ends_at, (session,)))
    return found


def _spread(sessions: Sequence[S], blocks: list[Column[S]]) -> list[S]:
    """Put each session into the longest run of columns that are free; return those for which there is none."""
    homeless = []
    for session in sessions:
        free = [not any(_overlap(block, session) for block in column) for column in blocks]
        runs = [list(run) for is_free, run in groupby(range(len(free)), key=lambda n: free[n]) if is_free]
        if not runs:
            homeless.append(session)
            continue
        for column in max(runs, key=len):
            blocks[column] = sorted(
                [*blocks[column], _Block(session.starts_at, session.ends_at, (session,))],
                key=lambda block: block.starts_at,
            )
    return homeless


def _overlap(block: _Block[S], session: S) -> bool:
    return block.starts_at < session.ends_at and session.starts_at < block.ends_at


def _cells(at: datetime, moments: list[datetime], blocks: list[Column[S]], *, merge: bool) -> list[Cell[S]]:
    cells: list[Cell[S]] = []
    last: _Block[S] | None = None
    for number, column in enumerate(blocks):
        block = next((block for block in column if block.starts_at <= at < block.ends_at), None)
        if block is not None and block.starts_at < at:
            last = block  # it began in a row above
            continue
        # The same block, or nothing again, in the next column: one wide cell.
        if merge and cells and cells[-1].column + cells[-1].colspan == number and last == block:
            cells[-1].colspan += 1
            continue
        last = block
        rowspan = sum(block.starts_at <= moment < block.ends_at for moment in moments) if block else 1
        cells.append(Cell(number, 1, rowspan, list(block.sessions) if block else []))
    return cells
