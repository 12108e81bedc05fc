"""One person instead of two.

Locks are taken in the order of the house: what features lock before persons (registrations), then the persons.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.people.merging import MergeRefusedError, joinings, move_references
from conference.people.models import Person
from conference.people.services import PERSON_FIELDS, without_contacts
from conference.people.words import describe_actions

describe_actions()
# What the team chooses between; the parts of a name go together, so that no name is made of two.
NAME: Final = ("family_name", "given_name", "patronymic")
CHOSEN: Final = ("name", *(name for name in PERSON_FIELDS if name not in NAME), "organisation", "photo")


@transaction.atomic
def merge_people(*, kept: Person, gone: Person, take: Iterable[str], by: User) -> Person:
    """Let `kept` be both: everything moves to them, and of `gone` the fields that `take` names (of `CHOSEN`).

    What `kept` lacks is taken in any case. Raises MergeRefusedError, in words for the team, and changes nothing then.
    """
    for joining in joinings:
        joining.lock(kept, gone)
    rows = Person.objects.select_for_update().filter(event=kept.event, pk__in=[kept.pk, gone.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != 2:
        raise MergeRefusedError(_("Something has changed meanwhile. Look at the list again."))
    stays, goes = found[kept.pk], found[gone.pk]
    before = activity.snapshot(stays, PERSON_FIELDS)
    _take_over(stays, goes, set(take))
    for joining in joinings:
        joining.prepare(stays, goes, stays.email, by)
    move_references(gone=goes, kept=stays)
    user = stays.user or goes.user
    goes.delete()
    stays.user = user
    stays.save()
    after = activity.snapshot(stays, PERSON_FIELDS)
    details = without_contacts(before, after)
    details["after"]["merged"] = goes.code or gone.code
    activity.record(by=by, action="people_merged", target=stays, event=stays.event, **details)
    return stays


def fields_of(name: str) -> tuple[str, ...]:
    """Return the fields that one choice of `CHOSEN` is about."""
    return NAME if name == "name" else (name,)


def value_of(person: Person, name: str) -> Any:
    """Return what a person has for a choice of `CHOSEN`, as one value."""
    return person.full_name if name == "name" else getattr(person, name)


def _take_over(stays: Person, goes: Person, take: set[str]) -> None:
    for name in CHOSEN:
        theirs = value_of(goes, name)
        if theirs and (name in take or not value_of(stays, name)):
            for field in fields_of(name):
                setattr(stays, field, getattr(goes, field))
    if not goes.erased_at:
        stays.erased_at = None  # what is known again is to be erased again
    stays.is_key_person = stays.is_key_person or goes.is_key_person
