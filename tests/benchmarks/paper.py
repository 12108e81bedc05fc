"""What goes to the printer: sheets of badges, and the volume. Counted per second of CPU, children included."""

import time
from collections.abc import Callable
from typing import TypeVar

from django_scopes import scope

from conference.badges.models import Paper
from conference.badges.services import change_design, design_of, sheets_pdf
from conference.events.models import Event
from proceedings.publishing.book import make_book
from tests.benchmarks.cpu import own_seconds
from tests.benchmarks.events import guests_of, volume_of
from tests.benchmarks.table import Figure

Made = TypeVar("Made")
ARTICLE_WORDS = 1200


def timed(make: Callable[[], Made]) -> tuple[Made, float, float]:
    """Return what is made with the seconds by the clock and of CPU."""
    cpu, begun = own_seconds(), time.monotonic()
    made = make()
    return made, time.monotonic() - begun, own_seconds() - cpu


def badges(event: Event, count: int) -> Figure:
    """Print badges with codes on sheets of A4."""
    with scope(event=event):
        change_design(event=event, by=None, paper=Paper.A4)
        design, rows = design_of(event), guests_of(event, count)
        sheets_pdf(rows[:4], design)  # fonts are read once
        _content, seconds, cpu = timed(lambda: sheets_pdf(rows, design))
    return Figure(
        "badges", "badges on A4", "one process", "badges", len(rows), len(rows) / seconds, _ms(cpu, len(rows))
    )


def volume(event: Event, articles: int, seed: int = 1) -> Figure:
    """Build a volume and a file for each article; nothing is kept from an earlier build."""
    with scope(event=event):
        made = volume_of(event, articles, words=ARTICLE_WORDS, seed=seed)
        book, seconds, cpu = timed(lambda: make_book(volume=made))
    how = f"{articles} articles"
    return Figure("volume", "volume", how, "pages", book.pages, book.pages / seconds, _ms(cpu, book.pages))


def _ms(cpu: float, count: int) -> float:
    return 1000 * cpu / count if count else 0.0
