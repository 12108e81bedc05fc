"""What the pages of letters share."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django_countries import countries

from conference.accounts.requests import SignedInRequest
from conference.core.downloads import pdf_named
from conference.events.models import Event
from conference.letters import services
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


def letter_response(letter: Letter, content: bytes) -> HttpResponse:
    """Return a letter as a file named after its number, which nobody keeps on the way."""
    return pdf_named(content, f"{letter.get_kind_display()} {letter.number}")


def fault_in_words(fault: Exception) -> str:
    """Say why a letter cannot be issued, for whoever wanted to."""
    if isinstance(fault, services.AlreadyDecidedError):
        return _("This request had been decided on before, or the guest withdrew it.")
    if isinstance(fault, services.NoTemplateError):
        return _("No template that is offered fits: of this kind, in this language, for this country.")
    if isinstance(fault, services.NoPassportError):
        return _("The guest's passport data are not here: they were not given, or have been erased.")
    return _("The passport data cannot be opened: the key that sealed them is missing in the site's settings.")
