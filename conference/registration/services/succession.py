"""One guest instead of another: the place changes hands and is never free in between."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from conference.accounts.models import User
from conference.accounts.services import make_account
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.people.models import Person
from conference.people.services import save_person
from conference.registration.choices import HOLDING, State
from conference.registration.facts import GuestsNamed
from conference.registration.models import Registration
from conference.registration.places import hold_quotas, take_place
from conference.registration.services.codes import take_code_again
from conference.registration.services.ending import RegistrationClosedError, end_registration
from conference.registration.services.locks import locked

HANDED_ON = ("category", "mode", "state", "party", "access_code", "waiting_since", "offered_until", "missed_offers")


@transaction.atomic
def replace_guest(
    *, registration: Registration, person: Mapping[str, Any], by: User | None, reason: str = ""
) -> Registration:
    """End the registration and make one for `person` (fields of Person) in its state: place, turn or application.

    What the first guest told, agreed to and was sent stays theirs. Who comes now is told by the caller. Raises
    RegistrationClosedError for a registration that has ended.
    """
    stored = locked(registration)
    if not stored.is_live:
        raise RegistrationClosedError
    handed_on = {name: getattr(stored, name) for name in HANDED_ON}
    newcomer = save_person(Person(event=stored.event), **person)
    if newcomer.email:
        make_account(newcomer.email, language=newcomer.language)
    end_registration(stored, State.CANCELLED, by=by, reason=reason)
    new = Registration(event=stored.event, person=newcomer, **handed_on)
    new.access_code = take_code_again(new)
    if new.state in HOLDING:
        take_place(new.category, also_closed=True)
    new.save()
    if new.state in HOLDING:
        hold_quotas(new, category=new.category, mode=new.mode, is_new=True)
    activity.record(
        by=by,
        action="registration_made",
        target=new,
        event=new.event,
        after=activity.snapshot(new, ("category", "state", "mode")),
    )
    publish(GuestsNamed(new.event_id, (new.pk,)))
    return new
