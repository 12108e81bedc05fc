"""What follows from facts of registration, and in registration from what happens elsewhere."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from conference.accounts.models import User
from conference.core.jobs import services as jobs
from conference.events.models import Event
from conference.registration import facts
from conference.registration.choices import State
from conference.registration.models import Draft, Registration
from conference.registration.services import claim_people, miss_offers, offer_places, release_holds

LETTERS = {
    facts.RegistrationChanged: "changed",
    facts.PutOnWaitingList: "waiting",
    facts.ApplicationReopened: "reopened",
    facts.PlaceOffered: "offered",
    facts.OfferMissed: "missed",
}
# After these a place may be free for who waits.
FREEING = (
    facts.RegistrationCancelled,
    facts.RegistrationChanged,
    facts.OfferMissed,
    facts.PutOnWaitingList,
    facts.PlacesChanged,
)


def on_registration(fact: Any) -> None:
    """Queue the letter that goes with a fact about one registration."""
    if getattr(fact, "is_quiet", False):
        return
    _queue(fact, "agreed" if getattr(fact, "is_agreed", False) else LETTERS[type(fact)])


def on_registration_made(fact: facts.RegistrationMade) -> None:
    """Queue the letter to who registered: with a place, or as one who applied or waits."""
    letter = "made" if fact.state == State.CONFIRMED else fact.state
    _queue(fact, letter, dropped=list(fact.dropped))


def on_registration_cancelled(fact: facts.RegistrationCancelled) -> None:
    """Queue the letter to whose registration ended."""
    if fact.state == State.DECLINED:
        _queue(fact, "declined")
    else:
        _queue(fact, "cancelled" if fact.was_confirmed else "withdrawn")


def _queue(fact: Any, letter: str, **params: Any) -> None:
    jobs.start(
        kind="registration.mail",
        by=None,
        event=Event(pk=fact.event_pk),  # only its key is stored
        is_routine=True,
        registration=fact.registration_pk,
        letter=letter,
        **params,
    )


def on_places_changed(fact: Any) -> None:
    """Offer places that may be free now, if anybody waits."""
    event = Event(pk=fact.event_pk)  # only its key is needed
    with scope(event=event):  # the change may be committed after its own scope has ended
        if Registration.objects.filter(event=event, state=State.WAITING).exists():
            jobs.start(kind="registration.offers", by=None, event=event, is_routine=True)


def keep_places_moving() -> None:
    """Give back the places of forms that were not finished in time, end offers that ran out, offer what is free.

    Done each minute, because time passes without a fact.
    """
    now = timezone.now()
    with scopes_disabled():
        late = Draft.objects.filter(held__isnull=False, held_until__lte=now).values("event")
        moving = Registration.objects.filter(state__in=(State.WAITING, State.OFFERED)).values("event")
        events = list(Event.objects.filter(Q(pk__in=late) | Q(pk__in=moving)))
    for event in events:
        with scope(event=event):
            release_holds(event=event)
            miss_offers(event=event)
            offer_places(event=event)


def on_signed_in(sender: Any, request: Any, user: User, **_more: Any) -> None:
    """Tie to the account the persons with its address: by signing in its owner proved that it is theirs."""
    claim_people(user=user)
