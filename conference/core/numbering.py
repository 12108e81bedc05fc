"""Numbers of documents without gaps: counted for each event and year, in a table of the feature that issues them."""

from typing import Any

from django.db.models import F


def next_number(counter: Any, *, event: Any, year: int) -> int:
    """Return the next number of a year, and hold the `counter` (a model with `last`) until the transaction ends.

    So nobody gets the number twice, and a document that fails gives it back.
    """
    counter.objects.get_or_create(event=event, year=year)
    rows = counter.objects.filter(event=event, year=year)
    rows.update(last=F("last") + 1)
    return int(rows.get().last)
