"""The team decides: who applied is admitted, waits or is not admitted; a decision against somebody can be reopened."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.core.facts import publish
from conference.registration.choices import HOLDING, TRANSITIONS, State
from conference.registration.facts import ApplicationReopened, PutOnWaitingList, RegistrationMade
from conference.registration.models import Registration
from conference.registration.places import lock_categories, take_place
from conference.registration.questions.models import Choice
from conference.registration.services.codes import take_code_again
from conference.registration.services.ending import end_registration, record_step
from conference.registration.services.holding import hold_rest
from conference.registration.services.locks import locked


class DecisionError(Exception):
    """The registration is not in a state in which this can be decided, any more."""


@transaction.atomic
def admit(*, registration: Registration, by: User, reason: str = "") -> list[Choice]:
    """Give a place to who applied or waits, closed categories included, and tell them.

    Returns the answers that had to be dropped because their places are gone. Raises CategoryFullError and
    DecisionError.
    """
    stored = _undecided(registration, State.CONFIRMED)
    take_place(stored.category, also_closed=True)
    return confirm(stored, by=by, reason=reason)


def confirm(stored: Registration, *, by: User | None, reason: str = "") -> list[Choice]:
    """Make a locked registration that has its place a confirmed one; returns the answers that had to be dropped."""
    before = State(stored.state)
    lock_categories(stored.category)
    stored.state, stored.offered_until, stored.waiting_since, stored.reason = State.CONFIRMED, None, None, reason
    stored.revision += 1
    stored.save()
    dropped = hold_rest(stored)
    record_step(stored, before, by=by)
    publish(RegistrationMade(stored.event_id, stored.pk, dropped=tuple(choice.pk for choice in dropped)))
    return dropped


@transaction.atomic
def put_on_waiting_list(*, registration: Registration, by: User, reason: str = "") -> None:
    """Let who applied wait for a place, behind those who wait already. Raises DecisionError."""
    stored = _undecided(registration, State.WAITING)
    before = State(stored.state)
    stored.state, stored.waiting_since, stored.reason = State.WAITING, timezone.now(), reason
    stored.save()
    record_step(stored, before, by=by)
    publish(PutOnWaitingList(stored.event_id, stored.pk))


@transaction.atomic
def decline(*, registration: Registration, by: User, reason: str = "") -> None:
    """Do not admit who applied or waits, for the reason that they are told. Raises DecisionError."""
    stored = _undecided(registration, State.DECLINED)
    end_registration(stored, State.DECLINED, by=by, reason=reason)


@transaction.atomic
def reopen(*, registration: Registration, by: User) -> None:
    """Undo a decision against somebody: the application awaits one again. Raises DecisionError, also where the person
    has registered anew.
    """
    stored = _undecided(registration, State.PENDING)
    before = State(stored.state)
    stored.state, stored.cancelled_at, stored.reason = State.PENDING, None, ""
    stored.access_code = take_code_again(stored)
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError as fault:
        raise DecisionError from fault
    record_step(stored, before, by=by)
    publish(ApplicationReopened(stored.event_id, stored.pk))


def _undecided(registration: Registration, wanted: State) -> Registration:
    """Lock what may come into the state by a decision; an offered place waits for the guest's own word."""
    stored = locked(registration)
    if wanted not in TRANSITIONS[stored.state] or stored.state in HOLDING:
        raise DecisionError
    return stored
