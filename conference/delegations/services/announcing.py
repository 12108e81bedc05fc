"""A delegation is announced by its head, or added by the team; what it is and who speaks for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.accounts.services import make_account
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.ids import new_token
from conference.delegations.choices import DelegationState
from conference.delegations.facts import DelegationMade, HeadChanged
from conference.delegations.models import Allotment, Delegation, DelegationSettings, Roster
from conference.delegations.queries import delegation_setup_of
from conference.delegations.words import describe_actions
from conference.events.models import Event
from conference.people.models import Organisation, Person
from conference.people.services import organisation_named, save_person
from conference.registration.models import Category
from conference.registration.queries import person_at

describe_actions()
LOGGED = ("organisation", "head", "state", "size", "capacity")
SETTINGS = ("is_on", "intro", "needs_approval", "places", "members_until")


@transaction.atomic
def announce_delegation(
    *,
    event: Event,
    organisation: Mapping[str, str],
    head: Mapping[str, Any],
    by: User | None,
    user: User | None = None,
    size: int | None = None,
    note: str = "",
    first_row: Mapping[str, Any] | None = None,
) -> Delegation:
    """Create the delegation of an institution (`name`, `code`, `town`, `region`, `country`) and tell its head.

    `head` has the fields of Person; who is signed in as `user` is whom the event knows under that account. The team
    (`by`) admits at once and gives as many places as people are expected. `first_row` begins the list of people.
    """
    setup = delegation_setup_of(event)
    is_admitted = by is not None or not setup.needs_approval
    made = Delegation.objects.create(
        event=event,
        organisation=_institution(event, organisation, str(head.get("language") or "ru")),
        head=_head(event, head, user),
        state=DelegationState.OPEN if is_admitted else DelegationState.APPLIED,
        capacity=(size or setup.places) if by else setup.places,
        size=size,
        note=note,
    )
    if first_row:
        Roster.objects.create(delegation=made, rows=[first_row])
    activity.record(by=by, action="delegation_made", target=made, event=event, after=activity.snapshot(made, LOGGED))
    publish(DelegationMade(event.pk, made.pk))
    return made


def _institution(event: Event, typed: Mapping[str, str], language: str) -> Organisation:
    found = organisation_named(
        event,
        typed["name"],
        code=typed.get("code", ""),
        town=typed.get("town", ""),
        country=typed.get("country", ""),
        language=language,
    )
    if found is None:
        raise ValidationError({"organisation": _("Write the name of the institution.")})
    if not found.region and typed.get("region") and not found.is_known:
        found.region = typed["region"]
        found.save()
    return found


def _head(event: Event, typed: Mapping[str, Any], user: User | None) -> Person:
    """Return who is signed in and known at the event, else a new person: what is typed proves nothing."""
    known = person_at(event, user) if user else None
    if known and known.user_id == getattr(user, "pk", None):
        return known
    person = save_person(Person(event=event), **typed)
    make_account(person.email, language=person.language)
    return person


@transaction.atomic
def confirm_head(*, delegation: Delegation) -> bool:
    """Note that the head opened the link in a letter to them; returns False when that was known."""
    unproven = Delegation.objects.filter(pk=delegation.pk, email_confirmed_at=None)
    if not unproven.update(email_confirmed_at=timezone.now()):
        return False
    activity.record(by=None, action="delegation_confirmed", target=delegation, event=delegation.event)
    return True


@transaction.atomic
def change_delegation(
    *,
    delegation: Delegation,
    by: User,
    capacity: int | None,
    allotments: Mapping[Category, int | None],
    note: str,
) -> Delegation:
    """Set how many may come, in all and by category (None: no limit there). Raises ValidationError beside the field."""
    list(
        Allotment.objects.select_for_update(of=("self",)).filter(delegation=delegation).order_by("pk").values_list("pk")
    )
    _allot(delegation, allotments)
    stored = Delegation.objects.select_for_update().get(pk=delegation.pk)
    before = activity.snapshot(stored, LOGGED)
    stored.capacity, stored.note = capacity, note
    try:
        with transaction.atomic():
            stored.save(update_fields=["capacity", "note"])
    except IntegrityError as fault:
        text = _("The delegation has more members already: %(n)s.") % {"n": stored.taken}
        raise ValidationError({"capacity": text}) from fault
    after = activity.snapshot(stored, LOGGED)
    after["places"] = {str(row.category): row.capacity for row in stored.allotments.select_related("category")}
    activity.record(by=by, action="delegation_changed", target=stored, event=stored.event, before=before, after=after)
    return stored


def _allot(delegation: Delegation, wanted: Mapping[Category, int | None]) -> None:
    """Store the limits by category, and count anew who comes within each."""
    for category, capacity in sorted(wanted.items(), key=lambda pair: pair[0].pk):
        own = delegation.members.filter(ended_at=None, registration__category=category)
        if capacity is None:
            Allotment.objects.filter(delegation=delegation, category=category).delete()
            continue
        row, _made = Allotment.objects.get_or_create(delegation=delegation, category=category)
        number = own.count()
        if number > capacity:
            text = _("%(category)s: the delegation has more members there already: %(n)s.")
            raise ValidationError({f"allotment_{category.code}": text % {"category": category, "n": number}})
        Allotment.objects.filter(pk=row.pk).update(capacity=capacity, taken=number)
        own.update(allotment=row)


@transaction.atomic
def change_head(*, delegation: Delegation, head: Mapping[str, Any], by: User) -> Delegation:
    """Let somebody else speak for the delegation, or correct who does: the old links close, a letter brings a new one.

    The same address is the same person, corrected; another is somebody new.
    """
    stored = Delegation.objects.select_for_update(of=("self",)).select_related("head", "event").get(pk=delegation.pk)
    before = activity.snapshot(stored, ("head",))
    if stored.head.email.casefold() == str(head["email"]).casefold():
        save_person(stored.head, **head)
    else:
        stored.head, stored.email_confirmed_at = _head(stored.event, head, None), None
    stored.token = new_token()
    stored.save(update_fields=["head", "email_confirmed_at", "token"])
    after = activity.snapshot(stored, ("head",)) | {"email": "•••"}
    activity.record(
        by=by, action="delegation_head_changed", target=stored, event=stored.event, before=before, after=after
    )
    publish(HeadChanged(stored.event_id, stored.pk))
    return stored


@transaction.atomic
def change_settings(*, event: Event, by: User, categories: Sequence[Category], **fields: Any) -> DelegationSettings:
    """Set whether institutions may announce delegations, and what one may do."""
    stored, _made = DelegationSettings.objects.select_for_update().get_or_create(event=event)
    before = activity.snapshot(stored, SETTINGS) | {"categories": sorted(map(str, stored.categories.all()))}
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save()
    stored.categories.set(categories)
    after = activity.snapshot(stored, SETTINGS) | {"categories": sorted(map(str, categories))}
    activity.record(by=by, action="delegation_settings_changed", target=event, event=event, before=before, after=after)
    return stored
