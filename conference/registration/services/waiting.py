"""The waiting list: places that come free are offered in turn, accepted or declined by the guest, or missed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.core.facts import publish
from conference.events.models import Event
from conference.registration.choices import State
from conference.registration.facts import OfferMissed, PlaceOffered
from conference.registration.fairness import next_in_line
from conference.registration.models import Registration, RegistrationSettings
from conference.registration.places import CategoryFullError, free_quotas, give_place_back, hold_quotas, take_place
from conference.registration.questions.models import Choice
from conference.registration.services.admission import DecisionError, confirm
from conference.registration.services.ending import end_registration, record_step
from conference.registration.services.locks import locked
from conference.registration.waiting_list import free_places, line_of

MISSED_AT_MOST = 1  # offers; whoever does not answer the next one leaves the waiting list


@transaction.atomic
def offer_places(*, event: Event) -> int:
    """Offer the free places to who waits, in turn and to parties as a whole; returns how many guests were offered one.

    One offering at a time for each event, so that none is overtaken by another process.
    """
    setup, _made = RegistrationSettings.objects.get_or_create(event=event)
    RegistrationSettings.objects.select_for_update().get(pk=setup.pk)
    waiting = Registration.objects.select_for_update().filter(event=event, state=State.WAITING)
    if event.is_over or not list(waiting.order_by("pk").values_list("pk")):
        return 0
    until = timezone.now() + timedelta(hours=setup.offer_hours)
    offered = 0
    for one in next_in_line(line_of(event), free_places(event)):
        guests = list(waiting.filter(pk__in=one.key).select_related("category", "event").order_by("pk"))
        try:
            with transaction.atomic():
                for guest in guests:
                    _offer(guest, until)
        except CategoryFullError:  # somebody was quicker since the places were looked up
            continue
        offered += len(guests)
    return offered


def _offer(guest: Registration, until: datetime) -> None:
    take_place(guest.category, also_closed=True)
    hold_quotas(guest, category=guest.category, mode=guest.mode)
    guest.state, guest.offered_until = State.OFFERED, until
    guest.save(update_fields=["state", "offered_until", "changed_at"])
    record_step(guest, State.WAITING, by=None)
    publish(PlaceOffered(guest.event_id, guest.pk))


@transaction.atomic
def accept_offer(*, registration: Registration, by: User | None = None) -> list[Choice]:
    """Take the place that is offered; of a party, the places of all its guests.

    Returns the answers that had to be dropped because their places are gone. Raises DecisionError when the offer is
    over.
    """
    dropped: list[Choice] = []
    own = Registration.objects.filter(pk=registration.pk)
    same = Registration.objects.filter(party__registrations=registration.pk)
    found = list((same | own).filter(state=State.OFFERED).order_by("pk").distinct())
    for stored in [locked(guest) for guest in found]:
        if stored.state == State.OFFERED:
            dropped += confirm(stored, by=by)
    if not locked(registration).is_confirmed:
        raise DecisionError
    return dropped


def miss_offers(*, event: Event) -> int:
    """End the offers whose term is over; returns how many.

    Who missed one goes to the end of the waiting list, the second time off it.
    """
    late = Registration.objects.filter(event=event, state=State.OFFERED, offered_until__lte=timezone.now())
    return sum(_miss(registration) for registration in late.order_by("pk"))


@transaction.atomic
def _miss(registration: Registration) -> bool:
    stored = locked(registration)
    if stored.state != State.OFFERED or stored.offered_until is None or stored.offered_until > timezone.now():
        return False
    if stored.missed_offers >= MISSED_AT_MOST:
        end_registration(stored, State.CANCELLED, by=None)
        return True
    give_place_back(stored.category)
    free_quotas(stored)
    stored.state, stored.offered_until, stored.waiting_since = State.WAITING, None, timezone.now()
    stored.missed_offers += 1
    stored.save()
    record_step(stored, State.OFFERED, by=None)
    publish(OfferMissed(stored.event_id, stored.pk))
    return True
