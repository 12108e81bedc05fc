"""The figures: rows, their ratios to the floors of the same run, a table for people and a list for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

HEAD = ("what", "how", "per second", "p50 ms", "p95 ms", "CPU ms each", "queries", "× floor", "floor")


@dataclass(frozen=True)
class Figure:
    """One measurement. `per_second` is by the clock; `cpu_ms` is milliseconds of CPU for one of `unit`.

    `p50` and `p95` are milliseconds by the clock, where each of them was timed on its own.
    """

    section: str
    name: str
    how: str
    unit: str
    count: int
    per_second: float
    cpu_ms: float
    queries: float | None = None
    floor: str = "500 rows"
    p50: float | None = None
    p95: float | None = None


def ratio(figure: Figure, floors: Mapping[str, float]) -> float | None:
    """Return how many times the floor's CPU this costs; None where the floor is not known or was too small to see."""
    below = floors.get(figure.floor)
    return figure.cpu_ms / below if below else None


def as_table(figures: Sequence[Figure], floors: Mapping[str, float]) -> str:
    """Return the figures as lines of aligned columns, an empty line between sections."""
    rows: list[Sequence[str]] = [HEAD, *(_cells(figure, ratio(figure, floors)) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_line(row, widths) for row in rows]
    printed = [lines[0], "─" * len(lines[0])]
    for before, figure, line in zip([None, *figures], figures, lines[1:], strict=False):
        printed += [""] if before and before.section != figure.section else []
        printed.append(line)
    return "\n".join(printed)


def _cells(figure: Figure, times: float | None) -> Sequence[str]:
    return (
        figure.name,
        figure.how,
        f"{figure.per_second:,.0f} {figure.unit}"
        if figure.per_second >= 10
        else f"{figure.per_second:.1f} {figure.unit}",
        "" if figure.p50 is None else f"{figure.p50:.1f}",
        "" if figure.p95 is None else f"{figure.p95:.1f}",
        f"{figure.cpu_ms:.2f}",
        "" if figure.queries is None else f"{figure.queries:g}",
        "" if times is None else f"{times:.2f}",
        figure.floor,
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Set words to the left and numbers to the right."""
    words = {0, 1, len(widths) - 1}
    set_ = [
        cell.ljust(width) if column in words else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(set_)


def as_data(figures: Sequence[Figure], floors: Mapping[str, float], about: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything for a JSON file: what was measured on, the floors in CPU ms, the figures with their ratios."""
    return {
        **about,
        "floors_cpu_ms": dict(floors),
        "figures": [{**asdict(figure), "times_floor": ratio(figure, floors)} for figure in figures],
    }
