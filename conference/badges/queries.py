"""Reading for badges: whose are to be printed, what each says, and whose a scanned code is."""

import hashlib
import json

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from conference.core.findable import sort_column
from conference.core.jobs.models import Job
from conference.core.text.localized import translations
from conference.events.models import Event
from conference.registration.choices import Mode, State
from conference.registration.models import Category, Registration

# An identifier is signed, nothing about the person: a corrected name leaves the printed code valid.
_signer = Signer(salt="badge", sep=".")
PRINT_JOB = "badges.print"
PRINTS_KEPT = 5


def scan_address(registration: Registration) -> str:
    """Return the full address that the code on a badge holds."""
    signed = _signer.sign(registration.code)
    return settings.SITE_URL + reverse("desk:scan", kwargs={"event": registration.event.slug, "signed": signed})


def registration_scanned(event: Event, signed: str) -> Registration | None:
    """Return the registration a code belongs to; None for a forged code and for another event's."""
    try:
        code = _signer.unsign(signed)
    except BadSignature:
        return None
    return with_guest(Registration.objects.filter(event=event, code=code)).first()


def with_guest(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Read person, organisation, category and event with the registrations."""
    return rows.select_related("person__organisation", "category", "event")


def guests(event: Event, *, category: str = "", language: str = "ru") -> QuerySet[Registration]:
    """Return those who get a badge: registered and coming in person, in alphabetical order."""
    rows = Registration.objects.filter(event=event, state=State.CONFIRMED, mode=Mode.IN_PERSON)
    if category:
        rows = rows.filter(category__code=category)
    return with_guest(rows).select_related("printed_badge").order_by(f"person__{sort_column(language)}", "pk")


def digest_of(registration: Registration) -> str:
    """Return a digest of everything a badge may say: another one means that the printed badge is out of date."""
    person, house = registration.person, registration.person.organisation
    said = [
        person.family_name,
        person.given_name,
        person.patronymic,
        person.latin_name,
        person.badge_name,
        person.photo.name,
        str(person.country),
        person.town,
        [translations(house.name), house.town, str(house.country)] if house else None,
        translations(registration.category.name),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def is_printed(registration: Registration) -> bool:
    """Return whether a badge with what it should say now went to the printer."""
    printed = getattr(registration, "printed_badge", None)
    return printed is not None and printed.digest == digest_of(registration)


def to_print(event: Event, *, category: str = "", only_new: bool = False, language: str = "ru") -> list[Registration]:
    """Return the registrations whose badges were asked for; `only_new` leaves out those printed and still true."""
    rows = guests(event, category=category, language=language)
    return [row for row in rows if not (only_new and is_printed(row))]


def categories(event: Event) -> QuerySet[Category]:
    """Return the categories with how many of their guests get a badge."""
    coming = Q(registrations__state=State.CONFIRMED, registrations__mode=Mode.IN_PERSON)
    return Category.objects.filter(event=event).annotate(badge_count=Count("registrations", filter=coming))


def latest_prints(event: Event) -> QuerySet[Job]:
    """Return the latest print jobs; older ones have lost their files."""
    return Job.objects.filter(event=event, kind=PRINT_JOB).select_related("started_by")[:PRINTS_KEPT]


def samples(event: Event) -> list[Registration]:
    """Return whom the sample shows: the first guest, and the one with the longest name."""
    rows = list(guests(event))
    if not rows:
        return []
    longest = max(rows, key=lambda row: len(row.person.name_on_badge))
    return [rows[0]] if longest == rows[0] else [rows[0], longest]
