"""The table of a day: nothing is lost, nothing overlaps, every row is full."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from conference.programme.queries.grid import lay_out

MORNING = datetime(2026, 12, 14, 9, tzinfo=UTC)
ROOMS = ["a", "b", "c"]


@dataclass(frozen=True)
class Item:
    name: int
    starts_at: datetime
    ends_at: datetime
    rooms: tuple[str, ...]


def item(name: int, begins: int, length: int, *rooms: str) -> Item:
    starts_at = MORNING + timedelta(minutes=begins)
    return Item(name, starts_at, starts_at + timedelta(minutes=length), rooms)


@st.composite
def days(draw):
    count = draw(st.integers(0, 12))
    return [
        item(
            number,
            draw(st.integers(0, 40)) * 5,
            draw(st.integers(1, 12)) * 5,
            *draw(st.lists(st.sampled_from(ROOMS), unique=True, max_size=3)),
        )
        for number in range(count)
    ]


def covered(lines, columns: int) -> list[list[int]]:
    """Return how often each square of the table is covered."""
    squares = [[0] * columns for _ in lines]
    for number, line in enumerate(lines):
        for cell in line.cells:
            for row in range(number, number + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    squares[row][column] += 1
    return squares


@given(days())
def test_every_square_is_covered_once_and_every_session_is_shown(items) -> None:
    lines, has_more = lay_out(items, ROOMS, lambda each: each.rooms)
    squares = covered(lines, len(ROOMS) + has_more)
    assert all(square == 1 for row in squares for square in row)
    shown = {each.name for line in lines for cell in line.cells for each in cell.sessions}
    assert shown == {each.name for each in items}


@given(days())
def test_a_session_begins_no_earlier_than_its_row_and_stands_in_its_rooms(items) -> None:
    lines, _has_more = lay_out(items, ROOMS, lambda each: each.rooms)
    columns = dict(enumerate(ROOMS))
    for line in lines:
        for cell in line.cells:
            for each in cell.sessions:
                assert each.starts_at >= line.at
                places = {columns.get(n) for n in range(cell.column, cell.column + cell.colspan)}
                assert not each.rooms or places & set(each.rooms)


def test_a_break_spans_the_rooms_that_are_free() -> None:
    lines, has_more = lay_out(
        [item(1, 0, 60, "c"), item(2, 0, 20, "a"), item(3, 20, 20)], ROOMS, lambda each: each.rooms
    )
    assert not has_more
    assert [(cell.column, cell.colspan) for cell in lines[1].cells] == [(0, 2)]


def test_marks_make_rows_and_single_empty_cells() -> None:
    marks = [MORNING + timedelta(minutes=15 * n) for n in range(5)]
    lines, _has_more = lay_out([item(1, 15, 20, "b")], ROOMS, lambda each: each.rooms, marks)
    assert [line.at.minute for line in lines] == [0, 15, 30, 35, 45]
    assert [cell.colspan for cell in lines[0].cells] == [1, 1, 1]
    assert [cell.rowspan for cell in lines[1].cells] == [1, 2, 1]
