"""What follows from facts of delegations, and what they hear of registrations."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from conference.core.jobs import services as jobs
from conference.delegations import facts
from conference.delegations.choices import DelegationState
from conference.delegations.models import Allotment, Delegation, Member
from conference.events.models import Event
from conference.registration.counting import give_back, take
from conference.registration.facts import RegistrationCancelled, RegistrationChanged, RegistrationMade
from conference.registration.handlers import on_registration_made
from conference.registration.models import Registration

LETTERS_AT_ONCE = 100


def on_made(fact: facts.DelegationMade | facts.HeadChanged) -> None:
    """Queue the letter with the link to the head's page."""
    _queue(fact, "delegations.head", letter="made")


def on_decided(fact: facts.DelegationDecided) -> None:
    """Queue the letter about the decision."""
    state = Delegation.objects.values_list("state", flat=True).get(pk=fact.delegation_pk)
    _queue(fact, "delegations.head", letter="admitted" if state == DelegationState.OPEN else "declined")


def on_withdrawn(fact: facts.DelegationWithdrawn) -> None:
    """Queue the cancelling of its members."""
    _queue(fact, "delegations.cancel")


def _queue(fact: Any, kind: str, **params: Any) -> None:
    event = Event(pk=fact.event_pk)  # only its key is stored
    jobs.start(kind=kind, by=None, event=event, is_routine=True, delegation=fact.delegation_pk, **params)


def on_members_registered(fact: facts.MembersRegistered) -> None:
    """Queue the letters to members, some at a time: one that fails holds back few."""
    keys = list(fact.member_pks)
    for start in range(0, len(keys), LETTERS_AT_ONCE):
        _queue(fact, "delegations.members", members=keys[start : start + LETTERS_AT_ONCE])


def on_completed(fact: facts.MemberCompleted) -> None:
    """Queue the letter that any guest gets who has registered."""
    on_registration_made(RegistrationMade(fact.event_pk, fact.registration_pk, fact.state))


def on_cancelled(fact: RegistrationCancelled) -> None:
    """Free the delegation's place, once."""
    row = Member.objects.filter(registration=fact.registration_pk, ended_at=None)
    if (found := row.first()) and row.update(ended_at=timezone.now()):
        give_back(Allotment.objects.filter(members=found.pk))
        give_back(Delegation.objects.filter(pk=found.delegation_id))


def on_changed(fact: RegistrationChanged) -> None:
    """Count a member whom the team moved into another category there; beyond the limit, without one."""
    found = Member.objects.filter(registration=fact.registration_pk, ended_at=None).select_related("allotment").first()
    if found is None:
        return
    category = Registration.objects.values_list("category", flat=True).get(pk=fact.registration_pk)
    if found.allotment and found.allotment.category_id == category:
        return
    wanted = Allotment.objects.filter(delegation=found.delegation_id, category=category).first()
    give_back(Allotment.objects.filter(members=found.pk))
    has_place = wanted is not None and take(Allotment.objects.filter(pk=wanted.pk))
    Member.objects.filter(pk=found.pk).update(allotment=wanted if has_place else None)


def on_reopened(fact: Any) -> None:
    """Count a member again whose application the team took up again; the team may go beyond the limit."""
    row = Member.objects.filter(registration=fact.registration_pk, ended_at__isnull=False)
    if (found := row.first()) and row.update(ended_at=None, allotment=None):
        own = Delegation.objects.filter(pk=found.delegation_id)
        if not take(own):
            own.update(taken=F("taken") + 1, capacity=F("capacity") + 1)
