"""Reading for letters: what is offered to a guest, which template fits, and the tables of requests and letters."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from conference.core.prepared import PreparedQuery
from conference.core.text.folding import search_words
from conference.events.models import Event
from conference.letters.choices import Kind, RequestState
from conference.letters.models import Letter, LetterRequest, LetterSettings, LetterTemplate, Passport, PassportOpening
from conference.registration.models import Registration

ISSUE_JOB = "letters.issue"
VALID, REVOKED = "valid", "revoked"


def setup_of(event: Event) -> LetterSettings:
    """Return the event's settings of letters; the defaults, not stored, until the team has chosen some."""
    return LetterSettings.objects.filter(event=event).first() or LetterSettings(event=event)


def erasure_day(event: Event) -> date:
    """Return the day on which passports that are stored now will be erased."""
    return Passport.day_of_erasure(event.ends_on, setup_of(event).erase_after_days)


def used_templates(event: Event, kind: str = "") -> list[LetterTemplate]:
    """Return the templates offered to guests, of one kind when asked."""
    return [template for template in _used.rows(event.pk) if kind in {"", template.kind}]


_used: PreparedQuery[LetterTemplate] = PreparedQuery(
    lambda event: LetterTemplate.objects.filter(is_used=True), scoped=True
)


def template_for(event: Event, *, kind: str, language: str, country: str) -> LetterTemplate | None:
    """Return the template of a letter: the one made for the country, else the one for all; None where neither is."""
    rows = [row for row in used_templates(event, kind) if row.language == language]
    fitting = [row for row in rows if country in row.countries] + [row for row in rows if row.is_for_all]
    return fitting[0] if fitting else None


def offered_kinds(registration: Registration) -> list[Kind]:
    """Return the kinds of letters that a guest may ask for now; none where one of the kind is open or valid already."""
    if not registration.is_confirmed:
        return []
    country = str(registration.person.country)
    fitting = {
        row.kind
        for row in used_templates(registration.event)
        if row.kind == Kind.VISA or row.is_for_all or country in row.countries
    }
    had = held_kinds(registration) if fitting else set()
    return [kind for kind in Kind if kind in fitting and kind not in had]


def held_kinds(registration: Registration) -> set[str]:
    """Return the kinds of which a guest waits for a letter or has a valid one."""
    waiting = LetterRequest.objects.filter(registration=registration, state=RequestState.ASKED)
    valid = Letter.objects.filter(registration=registration, revoked_at=None)
    return {*waiting.values_list("kind", flat=True), *valid.values_list("kind", flat=True)}


def offered_languages(event: Event, kind: str, countries: Iterable[str] | None = None) -> list[str]:
    """Return the languages in which a kind is offered, to guests of these countries or to any."""
    rows = used_templates(event, kind)
    if countries is not None:
        rows = [row for row in rows if row.is_for_all or set(countries) & set(row.countries)]
    return list(dict.fromkeys(row.language for row in rows))


def has_letters(registration: Registration) -> bool:
    """Whether a guest has something to see on the page of letters: an offer, a request, or a letter."""
    return bool(offered_kinds(registration) or _asked.rows(registration.event_id, registration.pk))


_asked: PreparedQuery[tuple[int]] = PreparedQuery(
    lambda event, registration: LetterRequest.objects.filter(registration=registration).values_list("pk")[:1],
    scoped=True,
)


def requests_of(registration: Registration) -> QuerySet[LetterRequest]:
    """Return what a guest asked for, newest first, with the letters that came of it."""
    return LetterRequest.objects.filter(registration=registration).prefetch_related("letters__replaces")


def found_requests(event: Event, wanted: Mapping[str, str]) -> QuerySet[LetterRequest]:
    """Return the requests that a table asks for: `q`, `state`, `kind`, `country`; unknown values are ignored."""
    rows = LetterRequest.objects.filter(event=event).select_related("registration__person__organisation")
    rows = rows.filter(_of_table(wanted), _named(wanted.get("q", "")))
    if wanted.get("state") in RequestState.values:
        rows = rows.filter(state=wanted["state"])
    return rows


def found_letters(event: Event, wanted: Mapping[str, str]) -> QuerySet[Letter]:
    """Return the letters that the register asks for: `q` (a name or a number), `state`, `kind`, `country`."""
    rows = Letter.objects.filter(event=event).select_related(
        "registration__person__organisation", "issued_by", "replaces", "replaced_by"
    )
    rows = rows.filter(_of_table(wanted))
    if typed := wanted.get("q", "").strip():
        rows = rows.filter(_named(typed) | Q(number__iexact=typed.removeprefix("№").strip()))
    if wanted.get("state") in {VALID, REVOKED}:
        rows = rows.filter(revoked_at__isnull=wanted["state"] == VALID)
    return rows


def _named(typed: str) -> Q:
    found = Q()
    for word in search_words(typed):
        found &= Q(registration__person__search_key__contains=word)
    return found


def _of_table(wanted: Mapping[str, str]) -> Q:
    found = Q()
    if wanted.get("kind") in Kind.values:
        found &= Q(kind=wanted["kind"])
    if wanted.get("country"):
        found &= Q(country=wanted["country"])
    return found


def countries_in(rows: QuerySet[LetterRequest] | QuerySet[Letter]) -> list[str]:
    """Return the codes of countries that occur in a table, for its filter."""
    return [code for code in rows.order_by().values_list("country", flat=True).distinct() if code]


def passport_of(registration: Registration) -> Passport | None:
    """Return the row of a guest's passport, under its seal."""
    return Passport.objects.filter(registration=registration).first()


def openings(event: Event, registration: Registration | None = None) -> QuerySet[PassportOpening]:
    """Return who opened passports, the latest first; of one guest when asked."""
    rows = PassportOpening.objects.filter(event=event).select_related("opened_by", "registration__person")
    return rows.filter(registration=registration) if registration else rows


def letter_proved_by(typed: str) -> Letter | None:
    """Return the letter of any event that a code of verification belongs to, however it was typed."""
    proof = "".join(sign for sign in typed.upper() if sign.isalnum())
    with scopes_disabled():
        return Letter.objects.select_related("event", "replaced_by").filter(proof=proof).first()
