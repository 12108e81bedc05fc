"""Registering as one must not: look, then act. The negative control of the races."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

from conference.registration.models import Category
from conference.registration.places import CategoryFullError


def take_place(category: Category, *, also_closed: bool = False) -> None:
    """Read, judge, save: what others did between reading and saving is lost."""
    seen = Category.objects.get(pk=category.pk)
    if seen.places_left == 0:
        raise CategoryFullError
    seen.taken += 1
    seen.save(update_fields=["taken"])


def read_before_anybody_writes(runners: int, *related: str) -> Callable[[Any], Any]:
    """Return what reads a row without locking it, and waits until all have read what it was before."""
    seen = Barrier(runners)

    def read(row: Any) -> Any:
        found = type(row).objects.select_related(*related).get(pk=row.pk)
        seen.wait(5)
        return found

    return read
