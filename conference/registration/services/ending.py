"""Ending a registration, and noting each step from one state into another."""

from django.db import transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.registration.choices import ENDED, HOLDING, State
from conference.registration.facts import RegistrationCancelled
from conference.registration.models import Registration
from conference.registration.places import free_quotas, give_place_back
from conference.registration.queries import setup_of
from conference.registration.questions.services import free_choices
from conference.registration.services.codes import give_code_back
from conference.registration.services.locks import locked


class RegistrationClosedError(Exception):
    """Registration, or the time for changes, is over or has not begun."""


@transaction.atomic
def cancel_registration(
    *, registration: Registration, by: User | None, reason: str = "", is_late: bool = False
) -> bool:
    """Cancel and free the places, once: a second call returns False. The reason stands in the letter.

    Raises RegistrationClosedError for a guest after the deadline, unless the caller lets them (`is_late`).
    """
    stored = locked(registration)
    if by is None and not is_late and not setup_of(stored.event).may_change:
        raise RegistrationClosedError
    if not stored.is_live:
        return False
    end_registration(stored, State.CANCELLED, by=by, reason=reason)
    return True


def end_registration(stored: Registration, state: State, *, by: User | None, reason: str = "") -> None:
    """End a locked registration, cancelled or not admitted, and free whatever it holds."""
    if state not in ENDED:
        raise ValueError(state)
    before = State(stored.state)
    stored.state, stored.cancelled_at, stored.offered_until = state, timezone.now(), None
    stored.reason = reason
    stored.revision += 1
    stored.save(update_fields=["state", "cancelled_at", "offered_until", "reason", "changed_at", "revision"])
    give_code_back(stored)
    if before in HOLDING:
        give_place_back(stored.category)
    if before == State.CONFIRMED:
        free_choices(registration=stored)
    free_quotas(stored)
    record_step(stored, before, by=by)
    publish(RegistrationCancelled(stored.event_id, stored.pk, str(state), was_confirmed=before == State.CONFIRMED))


def record_step(stored: Registration, before: State, *, by: User | None) -> None:
    """Note in the activity log that the registration came from one state into another."""
    activity.record(
        by=by,
        action=f"registration_{stored.state}",
        target=stored,
        event=stored.event,
        before={"state": before},
        after={"state": stored.state},
    )
