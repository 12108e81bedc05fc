"""Creating and changing events and their teams."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from conference.accounts.models import User
from conference.accounts.services import account_for
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.mail import services as mail
from conference.core.public_address import keep_address
from conference.events.choices import Role
from conference.events.facts import EventMoved
from conference.events.models import Event, Membership

EVENT_FIELDS = (
    "slug name theme about starts_on ends_on timezone venue address town country languages "
    "contact_email accent is_public"
).split()

# What guests have of the event in their calendars.
IN_CALENDARS = "slug name theme starts_on ends_on timezone venue address town".split()

activity.describe(
    event_created=_("created the event"),
    event_changed=_("changed the event"),
    member_added=_("added to the team"),
    member_removed=_("removed from the team"),
)


class LastOwnerError(Exception):
    """An event must keep an owner."""


@transaction.atomic
def create_event(*, by: User | None, **fields: Any) -> Event:
    """Create an event owned by `by`. Raises ValidationError for values that the model refuses."""
    event = Event(**fields)
    event.full_clean()
    event.save()
    if by:
        Membership.objects.create(event=event, user=by, role=Role.OWNER)
    activity.record(
        by=by, action="event_created", target=event, event=event, after=activity.snapshot(event, EVENT_FIELDS)
    )
    return event


def form_changed(event_pk: int) -> None:
    """Let every process read anew what the event's registration asks and offers, once this transaction is committed.

    Until then nobody else changes any of it: whoever does comes here first.
    """
    with scopes_disabled():
        Event.objects.filter(pk=event_pk).update(form_revision=F("form_revision") + 1)


@transaction.atomic
def change_event(*, event: Event, by: User, **fields: Any) -> Event:
    """Set `fields` of the event and log what differs. Raises ValidationError."""
    stored = Event.objects.select_for_update().get(pk=event.pk)
    keep_address(stored, fields)
    before = activity.snapshot(stored, EVENT_FIELDS)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    after = activity.snapshot(stored, EVENT_FIELDS)
    if any(before[name] != after[name] for name in IN_CALENDARS):
        stored.revision += 1
        stored.revised_at = timezone.now()
    stored.save()
    activity.record(by=by, action="event_changed", target=stored, event=stored, before=before, after=after)
    if any(before[name] != after[name] for name in ("starts_on", "ends_on")):
        publish(EventMoved(stored.pk))
    return stored


@transaction.atomic
def add_member(*, event: Event, by: User | None, email: str, role: Role | str) -> Membership:
    """Give `role` to whoever has this address and write to them; an account is made where there is none.

    A new account writes and reads in the language of whoever invites, until its owner chooses another.
    """
    user = account_for(email, language=translation.get_language() or "ru")
    membership, is_new = Membership.objects.get_or_create(event=event, user=user, role=role)
    if is_new:
        activity.record(by=by, action="member_added", target=user, event=event, after={"role": str(role)})
        mail.compose(
            to=user.email,
            template="events/invited",
            language=user.language,
            event=event,
            context={"user": user, "by": by, "role": Role(role)},
        )
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """Take a role away. Raises LastOwnerError for the only owner."""
    event = membership.event
    owners = Membership.objects.select_for_update().filter(event=event, role=Role.OWNER)
    if membership.role == Role.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise LastOwnerError
    activity.record(
        by=by, action="member_removed", target=membership.user, event=event, before={"role": membership.role}
    )
    membership.delete()
