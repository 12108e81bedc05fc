"""What the team's pages of letters share."""

from typing import Any

from django.db.models import QuerySet
from django_countries import countries

from conference.accounts.requests import SignedInRequest
from conference.events.models import Event
from conference.letters.models import Letter, LetterRequest
from conference.letters.queries import countries_in
from conference.letters.rules import LETTERS_OPENINGS, LETTERS_SETUP

HERE = "conference/letters/manage/"


def country_choices(rows: QuerySet[LetterRequest] | QuerySet[Letter]) -> list[tuple[str, str]]:
    """Return the countries of a table with their names, for its filter, in the order of their names."""
    return sorted(((code, str(countries.name(code))) for code in countries_in(rows)), key=lambda pair: pair[1])


def tabs_for(request: SignedInRequest, event: Event) -> dict[str, Any]:
    """Return the event, and which tabs this reader has."""
    return {
        "event": event,
        "may_set_up": request.user.has_perm(LETTERS_SETUP, event),
        "may_see_openings": request.user.has_perm(LETTERS_OPENINGS, event),
    }
