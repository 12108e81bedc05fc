"""What is left in a category, in words: the same on the invitation and in the form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from conference.core.caching import once
from conference.core.registry import category_notes
from conference.events.models import Event
from conference.registration.choices import Mode
from conference.registration.models import Category
from conference.registration.queries import open_categories


def is_full(category: Any) -> bool:
    """Return whether nobody can have a place at once in the category (of `open_categories`), in whichever way."""
    modes = [category.only_mode] if category.only_mode else list(Mode)
    return bool(category.has_line) or all(category.places_left_for(mode) == 0 for mode in modes)


def places_in_words(category: Category, *, may_wait: bool) -> str:
    """Return how many places there are, or what stands in the way of one; "" where there is no limit."""
    if category.needs_approval:
        return gettext("the organisers decide")
    if is_full(category):
        return gettext("waiting list") if may_wait else gettext("no places left")
    if not category.only_mode and category.places_left_for(Mode.IN_PERSON) == 0:
        return gettext("places left only for remote participation")
    left = category.places_left_for(category.only_mode or Mode.IN_PERSON)
    return "" if left is None else ngettext("%(n)s place left", "%(n)s places left", left) % {"n": left}


def notes_of(event: Event) -> dict[int, str]:
    """Return what upper features say of the event's categories, such as their prices, by primary key.

    Asked once for each event that was read, in each language.
    """
    return once(event, f"category_notes_{get_language()}", lambda: _found_notes(event))


def _found_notes(event: Event) -> dict[int, str]:
    found: dict[int, str] = {}
    for notes in category_notes:
        for key, words in notes.words(event).items():
            found[key] = " · ".join(filter(None, [found.get(key), words]))
    return found


@dataclass(frozen=True)
class ListedCategory:
    """A category with its places in words, and what upper features say of it."""

    category: Category
    places: str
    is_full: bool
    note: str


def listed_categories(event: Event, *, may_wait: bool) -> list[ListedCategory]:
    """Return the categories that everybody may choose now, full ones included."""
    notes = notes_of(event)
    return [
        ListedCategory(
            category, places_in_words(category, may_wait=may_wait), is_full(category), notes.get(category.pk, "")
        )
        for category in open_categories(event)
    ]
