"""The team admits a delegation or does not; a delegation is withdrawn, and its members with it."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.delegations.choices import TRANSITIONS, DelegationState
from conference.delegations.facts import DelegationDecided, DelegationWithdrawn
from conference.delegations.models import Delegation, Member, Roster
from conference.registration.services import cancel_registration


class WrongStateError(Exception):
    """The delegation is not in a state in which this can be decided, any more."""


@transaction.atomic
def admit_delegation(*, delegation: Delegation, by: User, capacity: int | None = None) -> Delegation:
    """Let the delegation come, with `capacity` places if given. Raises WrongStateError."""
    stored = _stepping(delegation, DelegationState.OPEN)
    before = activity.snapshot(stored, ("state", "capacity"))
    stored.state, stored.reason = DelegationState.OPEN, ""
    stored.capacity = capacity if capacity is not None else stored.capacity
    stored.save(update_fields=["state", "reason", "capacity"])
    _note(stored, "delegation_admitted", before, by)
    publish(DelegationDecided(stored.event_id, stored.pk))
    return stored


@transaction.atomic
def decline_delegation(*, delegation: Delegation, by: User, reason: str = "") -> Delegation:
    """Do not let the delegation come; the reason stands in the letter. Raises WrongStateError."""
    stored = _stepping(delegation, DelegationState.DECLINED)
    before = activity.snapshot(stored, ("state",))
    stored.state, stored.reason = DelegationState.DECLINED, reason
    stored.save(update_fields=["state", "reason"])
    _note(stored, "delegation_declined", before, by)
    publish(DelegationDecided(stored.event_id, stored.pk))
    return stored


@transaction.atomic
def withdraw_delegation(*, delegation: Delegation, by: User | None, reason: str = "") -> Delegation:
    """End the delegation: nobody joins it from now on, and its members' registrations are cancelled by a job.

    Whether the head is in time is the caller's to judge. Raises WrongStateError.
    """
    stored = _stepping(delegation, DelegationState.WITHDRAWN)
    before = activity.snapshot(stored, ("state",))
    stored.state, stored.reason = DelegationState.WITHDRAWN, reason
    stored.save(update_fields=["state", "reason"])
    Roster.objects.filter(delegation=stored).delete()
    _note(stored, "delegation_withdrawn", before, by)
    publish(DelegationWithdrawn(stored.event_id, stored.pk))
    return stored


def cancel_members(*, delegation: Delegation) -> int:
    """Cancel the registrations of a withdrawn delegation; returns how many had not ended.

    Each in a transaction of its own: whoever cancels one holds no place of another, and a second call goes on.
    """
    rows = Member.objects.filter(delegation=delegation, delegation__state=DelegationState.WITHDRAWN, ended_at=None)
    return sum(
        cancel_registration(registration=row.registration, by=None, reason=_why(row, delegation), is_late=True)
        for row in rows.select_related("registration__person").order_by("pk")
    )


def _why(member: Member, delegation: Delegation) -> str:
    """Return for the member's letter that it is the delegation which does not come, and what was said of it."""
    with translation.override(member.registration.person.language):
        text = _("The delegation does not come: %(institution)s.") % {"institution": delegation.organisation}
    return f"{text} {delegation.reason}".strip()


def _stepping(delegation: Delegation, to: DelegationState) -> Delegation:
    """Lock a delegation that may come into the state `to`."""
    stored = Delegation.objects.select_for_update(of=("self",)).select_related("event", "head").get(pk=delegation.pk)
    if to not in TRANSITIONS[stored.state]:
        raise WrongStateError
    return stored


def _note(delegation: Delegation, action: str, before: dict[str, object], by: User | None) -> None:
    after = activity.snapshot(delegation, before.keys())
    activity.record(by=by, action=action, target=delegation, event=delegation.event, before=before, after=after)
