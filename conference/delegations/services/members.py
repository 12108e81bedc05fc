"""Members: registered by the head, completed by themselves, replaced, taken off.

Rows are held in the order of `registration.services.locks`; the delegation's own counters come last, so that a guest
who cancels and a head who registers never wait for each other in a circle.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import make_account
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.ids import new_token
from conference.delegations.choices import DelegationState
from conference.delegations.facts import MemberCompleted, MembersRegistered
from conference.delegations.models import Allotment, Delegation, Member
from conference.delegations.services.rosters import locked_roster
from conference.people.services import save_person
from conference.registration.consents.choices import How
from conference.registration.consents.services import keep_agreements
from conference.registration.counting import take
from conference.registration.models import Registration
from conference.registration.services import (
    Details,
    Newcomer,
    cancel_registration,
    change_registration,
    confirm_address,
    register_many,
    renew_links,
    replace_guest,
)


class DelegationFullError(Exception):
    """The delegation has not so many places, in all or in a category."""


class DelegationClosedError(Exception):
    """The delegation does not come, or has not been admitted yet."""


class AlreadyCompletedError(Exception):
    """The member has said the rest before, or does not come any more."""


@transaction.atomic
def register_members(
    *, delegation: Delegation, people: Mapping[str, Newcomer], by: User | None, from_list: bool = True
) -> list[Member]:
    """Register people, given by the ids of their rows, and write to them; who finds no place stays on the list.

    With `from_list` rows that are not on the list any more are passed over, so that a form sent twice registers once.
    Raises DelegationFullError and DelegationClosedError, and then registers nobody.
    """
    wanted = dict(people)
    roster = locked_roster(delegation)
    if from_list:
        there = {row["id"] for row in roster.rows}
        wanted = {key: one for key, one in wanted.items() if key in there}
    made = register_many(event=delegation.event, newcomers=list(wanted.values()), by=by)
    registered = {key: row for key, row in zip(wanted, made, strict=True) if row}
    members = _added(delegation, list(registered.values()))
    roster.rows = [row for row in roster.rows if row["id"] not in registered]
    roster.save()
    if members:
        after = {"count": len(members)}
        activity.record(by=by, action="members_registered", target=delegation, event=delegation.event, after=after)
        publish(MembersRegistered(delegation.event_id, delegation.pk, tuple(row.pk for row in members)))
    return members


def _added(delegation: Delegation, registrations: Sequence[Registration]) -> list[Member]:
    """Make members of new registrations, within the delegation's places. Raises the errors of `register_members`."""
    allotments = {row.category_id: row for row in Allotment.objects.filter(delegation=delegation)}
    rows = [
        Member(delegation=delegation, registration=row, allotment=allotments.get(row.category_id))
        for row in registrations
    ]
    _take(delegation, rows)
    return Member.objects.bulk_create(rows)


def _take(delegation: Delegation, rows: Sequence[Member]) -> None:
    for pk, number in sorted(Counter(row.allotment_id for row in rows if row.allotment_id).items()):
        if not take(Allotment.objects.filter(pk=pk), number):
            raise DelegationFullError
    own = Delegation.objects.filter(pk=delegation.pk)
    if not own.filter(state=DelegationState.OPEN).exists():
        raise DelegationClosedError
    if not take(own.filter(state=DelegationState.OPEN), len(rows)):
        raise DelegationFullError


@transaction.atomic
def remove_member(*, member: Member, by: User | None, reason: str = "") -> bool:
    """Cancel a member's registration; a second call returns False. Whether the head is in time the caller judges."""
    return cancel_registration(registration=member.registration, by=by, reason=reason, is_late=True)


@transaction.atomic
def replace_member(*, member: Member, person: Mapping[str, Any], by: User | None) -> Member:
    """Send `person` in the member's place, which is never free in between. Raises RegistrationClosedError if ended."""
    new = replace_guest(registration=member.registration, person=person, by=by)
    [made] = _added(member.delegation, [new])
    Member.objects.filter(pk=made.pk).update(replaces=member)
    names = {"before": {"members": str(member)}, "after": {"members": str(new)}}
    activity.record(by=by, action="member_replaced", target=member.delegation, event=new.event, **names)
    publish(MembersRegistered(new.event_id, member.delegation_id, (made.pk,)))
    return made


@transaction.atomic
def readdress_member(*, member: Member, email: str, by: User | None) -> Member:
    """Correct the address of somebody who has not said the rest yet, and write there; the old link closes.

    Raises AlreadyCompletedError.
    """
    stored = _incomplete(member)
    person = stored.registration.person
    save_person(person, email=email)
    if email:
        make_account(email, language=person.language)
    Member.objects.filter(pk=stored.pk).update(token=new_token())
    activity.record(
        by=by,
        action="member_readdressed",
        target=stored.registration,
        event=stored.delegation.event,
        after={"email": "•••"},
    )
    publish(MembersRegistered(stored.delegation.event_id, stored.delegation_id, (stored.pk,)))
    return stored


@transaction.atomic
def invite_again(*, delegation: Delegation, members: Sequence[Member]) -> int:
    """Write once more to these members where they have not said the rest; returns to how many."""
    rows = Member.objects.filter(delegation=delegation, pk__in=[row.pk for row in members], completed_at=None)
    keys = tuple(rows.filter(ended_at=None).exclude(registration__person__email="").values_list("pk", flat=True))
    if keys:
        publish(MembersRegistered(delegation.event_id, delegation.pk, keys))
    return len(keys)


@transaction.atomic
def complete_member(*, member: Member, details: Details, is_proven: bool) -> Registration:
    """Store what the member says and agrees to; they get the letter with their badge, and a page of their own.

    `is_proven` says that they came by a letter to the address known so far. The link that led here and the head's
    knowledge of it open nothing from now on. Raises AlreadyCompletedError, and what `change_registration` raises.
    """
    stored = _incomplete(member)
    earlier = stored.registration.person.email.casefold()
    registration = change_registration(registration=stored.registration, details=details, by=None, completes=True)
    keep_agreements(registration=registration, versions=details.get("consents", ()), how=How.FORM)
    Member.objects.filter(pk=stored.pk).update(completed_at=timezone.now(), token=new_token())
    renew_links(registration.person_id)
    email = registration.person.email
    if is_proven and email.casefold() == earlier:
        confirm_address(registration=registration, email=email)
    activity.record(by=None, action="member_completed", target=registration, event=registration.event)
    publish(MemberCompleted(registration.event_id, registration.pk, str(registration.state)))
    return Registration.objects.select_related("event").get(pk=registration.pk)


def _incomplete(member: Member) -> Member:
    """Hold the registration of a member who has not said the rest. Raises AlreadyCompletedError."""
    Registration.objects.select_for_update().only("pk").get(pk=member.registration_id)
    stored = Member.objects.select_related("delegation__event", "registration__person").get(pk=member.pk)
    if stored.completed_at or stored.ended_at:
        raise AlreadyCompletedError
    return stored
