"""Reading what is known of people, and what an event asks of them."""

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language

from conference.core.text.collation import sort_key
from conference.core.text.languages import language_name
from conference.events.models import Event
from conference.people.choices import ASKABLE, LANGUAGES, NEVER_REQUIRED, USUAL_LANGUAGES, Asked
from conference.people.models import AskedField


def asked_at(event: Event) -> Mapping[str, Asked]:
    """Return for every field of `ASKABLE`, in its order, whether the event asks it. One query."""
    decided = dict(AskedField.objects.filter(event=event).values_list("field", "asked"))
    return {name: Asked(decided.get(name, usual)) for name, usual in ASKABLE.items()}


def allowed_for(field: str) -> list[tuple[str, str]]:
    """Return what an event may decide about a field, with words."""
    barred = {Asked.REQUIRED} if field in NEVER_REQUIRED else set()
    return [(value, str(label)) for value, label in Asked.choices if value not in barred]


def languages_to_choose() -> list[tuple[str, str]]:
    """Return languages with their names for the reader: the usual ones first, the rest by the reader's alphabet."""
    return list(_languages_for(get_language() or "ru"))


@cache
def _languages_for(reader: str) -> list[tuple[str, str]]:
    named = [(code, language_name(code, reader)) for code in LANGUAGES]
    first, rest = named[: len(USUAL_LANGUAGES)], named[len(USUAL_LANGUAGES) :]
    return [*first, *sorted(rest, key=lambda pair: sort_key(pair[1], reader))]
