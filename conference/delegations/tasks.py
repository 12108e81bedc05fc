"""Letters to heads and members, and the cancelling of a withdrawn delegation: background work."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.mail import services as mail
from conference.delegations.choices import DelegationState
from conference.delegations.links import head_link, member_link
from conference.delegations.models import Delegation, Member
from conference.delegations.queries import delegation_setup_of
from conference.delegations.rules import DELEGATIONS_EDIT
from conference.delegations.services import cancel_members
from conference.events.models import Event
from conference.registration.queries import setup_of


@jobs.handles("delegations.head", _("Mail to the head of a delegation"), DELEGATIONS_EDIT)
def write_to_head(run: jobs.Run, *, delegation: int, letter: str) -> None:
    """Compose the letter with the link to the head's page."""
    with scope(event=_event(run)):
        found = Delegation.objects.select_related("head", "organisation", "event").get(pk=delegation)
        if not found.head.email:
            return
        mail.compose(
            to=found.head.email,
            template="delegations/head",
            language=found.head.language,
            event=found.event,
            context={
                "delegation": found,
                "person": found.head,
                "letter": letter,
                "is_waiting": found.state == DelegationState.APPLIED,
                "page": head_link(found),
            },
        )


@jobs.handles("delegations.members", _("Mail to members of a delegation"), DELEGATIONS_EDIT)
def write_to_members(run: jobs.Run, *, delegation: int, members: Sequence[int]) -> dict[str, Any]:
    """Write to each member who has not said the rest, once for each time that they were asked."""
    event = _event(run)
    with scope(event=event):
        head = Delegation.objects.select_related("head", "organisation").get(pk=delegation)
        rows = Member.objects.filter(pk__in=members, completed_at=None, ended_at=None)
        found = list(
            rows.exclude(registration__person__email="")
            .select_related("registration__person", "registration__category", "delegation__event")
            .order_by("pk")
        )
        until = delegation_setup_of(event).members_until or setup_of(event).changes_until
        for number, member in enumerate(found, start=1):
            _write(member, head, until)
            run.progress(number, len(found))
    return {"letters": len(found)}


def _write(member: Member, delegation: Delegation, until: Any) -> None:
    registration = member.registration
    mail.compose(
        to=registration.person.email,
        template="delegations/member",
        language=registration.person.language,
        event=member.delegation.event,
        context={
            "delegation": delegation,
            "head": delegation.head,
            "registration": registration,
            "person": registration.person,
            "until": until,
            "page": member_link(member),
            "again": member.invited_at is not None,
        },
    )
    Member.objects.filter(pk=member.pk).update(invited_at=timezone.now())


@jobs.handles("delegations.cancel", _("Cancelling a delegation"), DELEGATIONS_EDIT)
def cancel(run: jobs.Run, *, delegation: int) -> dict[str, Any]:
    """Cancel the registrations of its members."""
    with scope(event=_event(run)):
        return {"cancelled": cancel_members(delegation=Delegation.objects.get(pk=delegation))}


def _event(run: jobs.Run) -> Event:
    if run.job.event is None:
        raise jobs.UserError("A delegation belongs to an event.")
    return run.job.event
