"""Registering, changing and cancelling. A place is taken by one conditional update and never by counting."""

from typing import Any, TypedDict

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import account_for
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.events.models import Event
from conference.people.models import Person
from conference.people.services import PERSON_FIELDS, save_person
from conference.registration.choices import Mode, State, Visibility
from conference.registration.facts import RegistrationCancelled, RegistrationChanged, RegistrationMade
from conference.registration.models import Category, Draft, Registration
from conference.registration.queries import setup_of
from conference.registration.words import describe_actions

describe_actions()
LOGGED = ("category", "state", "mode", "visibility", "note")


class CategoryFullError(Exception):
    """No place is left in the category."""


class RegistrationClosedError(Exception):
    """Registration, or the time for changes, is over or has not begun."""


class Details(TypedDict, total=False):
    """What a guest says: `person` has the fields of Person and `organisation` as text."""

    person: dict[str, Any]
    category: Category
    mode: Mode | str
    visibility: Visibility | str
    note: str


def take_place(category: Category) -> None:
    """Take one place of the category. Raises CategoryFullError when there is none; never oversells in any race."""
    free = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    if not Category.objects.filter(free, pk=category.pk, is_open=True).update(taken=F("taken") + 1):
        raise CategoryFullError


def give_place_back(category: Category) -> None:
    """Free one place."""
    Category.objects.filter(pk=category.pk, taken__gt=0).update(taken=F("taken") - 1)


@transaction.atomic
def register_guest(*, event: Event, details: Details, by: User | None, draft: Draft | None = None) -> Registration:
    """Create person and registration with a place, and tell the guest by mail.

    With a `draft` a second call (a double click, a retry after a broken connection) returns the first registration.
    Raises CategoryFullError, and RegistrationClosedError unless one of the team registers the guest.
    """
    if draft:
        draft = Draft.objects.select_for_update(of=("self",)).select_related("registration").get(pk=draft.pk)
        if draft.registration:
            return draft.registration
    setup = setup_of(event)
    if by is None and not setup.is_open:
        raise RegistrationClosedError
    take_place(details["category"])
    person = save_person(Person(event=event), **details["person"])
    registration = Registration.objects.create(
        event=event,
        person=person,
        category=details["category"],
        mode=details.get("mode", Mode.IN_PERSON),
        visibility=details.get("visibility", Visibility.NOBODY),
        note=details.get("note", ""),
        consent_version=setup.consent_version,
    )
    if person.email:
        account_for(person.email, language=person.language)
    if draft:
        draft.registration, draft.data = registration, {}
        draft.save(update_fields=["registration", "data", "changed_at"])
    activity.record(
        by=by,
        action="registration_made",
        target=registration,
        event=event,
        after=activity.snapshot(registration, LOGGED),
    )
    publish(RegistrationMade(event.pk, registration.pk))
    return registration


@transaction.atomic
def change_registration(*, registration: Registration, details: Details, by: User | None) -> Registration:
    """Set what the guest or the team changed; another category takes a place there and frees the old one.

    Raises CategoryFullError, and RegistrationClosedError for a guest after the deadline or a cancelled registration.
    """
    stored = _locked(registration)
    if not stored.is_confirmed or (by is None and not setup_of(stored.event).may_change):
        raise RegistrationClosedError
    before = activity.snapshot(stored, LOGGED) | activity.snapshot(stored.person, PERSON_FIELDS)
    wanted = details.get("category", stored.category)
    if wanted.pk != stored.category_id:
        take_place(wanted)
        give_place_back(stored.category)
        stored.category = wanted
    if "person" in details:
        save_person(stored.person, **details["person"])
    for field in ("mode", "visibility", "note"):
        setattr(stored, field, details.get(field, getattr(stored, field)))
    stored.revision += 1
    stored.save()
    after = activity.snapshot(stored, LOGGED) | activity.snapshot(stored.person, PERSON_FIELDS)
    activity.record(by=by, action="registration_changed", target=stored, event=stored.event, before=before, after=after)
    publish(RegistrationChanged(stored.event_id, stored.pk))
    return stored


@transaction.atomic
def cancel_registration(*, registration: Registration, by: User | None) -> bool:
    """Cancel and free the place, once: a second call returns False. Raises RegistrationClosedError for a late guest."""
    stored = _locked(registration)
    if by is None and not setup_of(stored.event).may_change:
        raise RegistrationClosedError
    if not stored.is_confirmed:
        return False
    stored.state, stored.cancelled_at = State.CANCELLED, timezone.now()
    stored.revision += 1
    stored.save(update_fields=["state", "cancelled_at", "changed_at", "revision"])
    give_place_back(stored.category)
    activity.record(
        by=by,
        action="registration_cancelled",
        target=stored,
        event=stored.event,
        before={"state": State.CONFIRMED},
        after={"state": State.CANCELLED},
    )
    publish(RegistrationCancelled(stored.event_id, stored.pk))
    return True


def confirm_address(*, registration: Registration) -> bool:
    """Note that the guest opened the link sent to the address; returns False when that was known."""
    unconfirmed = Registration.objects.filter(pk=registration.pk, email_confirmed_at=None)
    return bool(unconfirmed.update(email_confirmed_at=timezone.now()))


def _locked(registration: Registration) -> Registration:
    rows = Registration.objects.select_related("event", "category", "person").select_for_update(of=("self",))
    return rows.get(pk=registration.pk)
