"""Passports: sealed when they come, opened with a reason, erased on their day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.sealing import seal, sealed_anew, unseal
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.rules import roles_of
from conference.letters.choices import OpeningReason
from conference.letters.frozen import PassportData
from conference.letters.models import Letter, Passport, PassportOpening
from conference.letters.queries import erasure_day, passport_of
from conference.letters.words import describe_actions
from conference.registration.models import Registration

describe_actions()


class NoPassportError(Exception):
    """The guest gave no passport data, or they have been erased."""


@transaction.atomic
def store_passport(*, registration: Registration, data: PassportData, by: User | None) -> Passport:
    """Seal what a guest's passport says in place of what was known; letters that were issued keep what they say."""
    passport, _is_new = Passport.objects.update_or_create(
        registration=registration,
        defaults={
            "event": registration.event,
            "sealed": seal(data.as_json()),
            "consented_at": timezone.now(),
            "erase_on": erasure_day(registration.event),
        },
    )
    activity.record(by=by, action="passport_stored", target=registration, event=registration.event)
    return passport


def open_passport(*, registration: Registration, by: User, reason: str, note: str = "") -> PassportData:
    """Return what a guest's passport says, after it was noted who looks and why.

    Raises PermissionDenied for whoever is no visa officer, the site's administrators included; NoPassportError; and
    SealError when the key is gone.
    """
    passport = passport_of(registration)
    return _opened(passport.sealed if passport else "", registration, by, reason, note)


def open_letter(*, letter: Letter, by: User) -> PassportData:
    """Return what an issued letter says of a passport; noted and refused as by `open_passport`."""
    return _opened(letter.sealed, letter.registration, by, OpeningReason.LETTER, str(letter))


@transaction.atomic
def _opened(sealed: str, registration: Registration, by: User, reason: str, note: str) -> PassportData:
    event = registration.event
    if Role.VISA not in roles_of(by, event):
        raise PermissionDenied
    if not sealed:
        raise NoPassportError
    PassportOpening.objects.create(
        event=event, registration=registration, opened_by=by, reason=OpeningReason(reason), note=note[:200]
    )
    return PassportData.from_json(unseal(sealed))


@transaction.atomic
def erase_passport(*, registration: Registration, by: User | None) -> bool:
    """Erase what is known of a guest's passport, in their letters too; False when nothing was."""
    rows, _models = Passport.objects.filter(registration=registration).delete()
    letters = Letter.objects.filter(registration=registration).exclude(sealed="").update(sealed="")
    if rows or letters:
        activity.record(by=by, action="passport_erased", target=registration, event=registration.event)
    return bool(rows or letters)


def erase_due_passports(at: datetime) -> int:
    """Erase the passports of all events whose day has come where the event takes place; return how many.

    For the schedule: once a day is enough, and a second run the same day finds nothing.
    """
    count = 0
    for passport in _due(at):
        with scope(event=passport.event):
            count += erase_passport(registration=passport.registration, by=None)
    return count


def _due(at: datetime) -> Iterator[Passport]:
    with scopes_disabled():
        tomorrow = at.date() + timedelta(days=1)  # where the event is, it may be tomorrow already
        rows = list(Passport.objects.filter(erase_on__lte=tomorrow).select_related("registration__event", "event"))
    return (row for row in rows if at.astimezone(row.event.zone).date() >= row.erase_on)


@transaction.atomic
def move_day_of_erasure(*, event: Event) -> None:
    """Let passports be erased on the day that the event's dates and settings say now."""
    Passport.objects.filter(event=event).update(erase_on=erasure_day(event))


def seal_anew() -> int:
    """Seal everything by the newest key, so that older ones can be given up; return how many values.

    Raises SealError at a value that no key opens; what went before is stored.
    """
    count = 0
    with scopes_disabled():
        for model in (Passport, Letter):
            for row in model.objects.exclude(sealed="").only("sealed").iterator():
                fresh = sealed_anew(row.sealed)
                count += model.objects.filter(pk=row.pk, sealed=row.sealed).update(sealed=fresh)
    return count
