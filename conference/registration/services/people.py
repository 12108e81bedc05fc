"""Who a registration is for: known persons found again, addresses proven, links to other people's pages closed."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from conference.accounts.models import User
from conference.accounts.services import make_account
from conference.core.ids import new_token
from conference.events.models import Event
from conference.people.models import Person
from conference.people.services import PERSON_FIELDS, person_for, save_person
from conference.registration.choices import LIVE
from conference.registration.models import Draft, Registration
from conference.registration.queries import people_of
from conference.registration.services.locks import locked


@transaction.atomic
def confirm_address(*, registration: Registration, email: str) -> bool:
    """Note that the guest opened the link sent to `email`; returns False when that was known or is past.

    Who is at the event already, say as a speaker with this address, is one person with the guest from now on.
    """
    stored = locked(registration)
    if stored.email_confirmed_at or stored.person.email.casefold() != email.casefold():
        return False
    stored.email_confirmed_at = timezone.now()
    stored.save(update_fields=["email_confirmed_at"])
    _join_known(stored)
    return True


@transaction.atomic
def claim_people(*, user: User) -> None:
    """Tie to `user`, at every event, whom the signed-in account means there: one person each."""
    with scopes_disabled():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        found = [person.pk for person in people_of(user) if person.user_id is None]
        Person.objects.filter(pk__in=found, user=None).update(user=user)
        renew_links(*found)


def renew_links(*people: int) -> None:
    """Close the pages that whoever registered these people has open: from now on they are somebody's who proved it.

    The links in letters go on working, see `links.py`.
    """
    for registration in Registration.objects.filter(person__in=people).only("pk"):
        Registration.objects.filter(pk=registration.pk).update(token=new_token())
    Draft.objects.filter(registration__person__in=people).delete()  # it leads to the page, too


def person_who_registers(event: Event, user: User | None, typed: dict[str, Any]) -> Person:
    """Store what was typed with who registers, and return them; what is known of them and was left empty stays."""
    person = person_for(event=event, user=user, email=typed.get("email", ""), among=_may_be_taken)
    if person._state.adding:
        return save_person(person, **typed)
    renew_links(person.pk)
    return _completed(person, typed)


def _completed(person: Person, typed: dict[str, Any]) -> Person:
    known = {name: getattr(person, name) for name in typed if name != "organisation"}
    known["organisation"] = str(person.organisation or "")
    return save_person(person, **{name: value or known[name] for name, value in typed.items()})


def _may_be_taken(event: Event) -> QuerySet[Person]:
    """Return who may register: nobody who is registered, or over whom the link of an unproven address has power."""
    own = Registration.objects.filter(person=OuterRef("pk"))
    barred = own.filter(Q(state__in=LIVE) | Q(email_confirmed_at=None, person__user=None))
    return Person.objects.filter(~Exists(barred), event=event)


def change_person(registration: Registration, typed: dict[str, Any]) -> None:
    """Store what was typed; another address is unproven, whichever of the person's registrations proved the old one."""
    person = registration.person
    earlier = person.email.casefold()
    save_person(person, **typed)
    if person.email.casefold() != earlier:
        Registration.objects.filter(person=person).update(email_confirmed_at=None)
        registration.email_confirmed_at = None
        if person.email:
            make_account(person.email, language=person.language)


def _join_known(registration: Registration) -> None:
    """Let the registration be that of whom the event knew before under the address, if nobody else's link leads there.

    The person made by registering goes, unless something else was tied to them meanwhile.
    """
    made = registration.person
    same = Q(user=None, email__iexact=made.email) | Q(user__email__iexact=made.email)
    others = _may_be_taken(registration.event).filter(same).exclude(pk=made.pk)
    known = Person.objects.select_for_update().filter(pk__in=others.values("pk")).order_by("pk").first()
    if known is None or made.user_id or _references_to(made) > 1:
        return
    typed = {name: getattr(made, name) for name in (*PERSON_FIELDS, "organisation_code")}
    typed["organisation"] = str(made.organisation or "")
    registration.person = _completed(known, typed)
    registration.save(update_fields=["person"])
    made.delete()
    renew_links(known.pk)


def _references_to(person: Person) -> int:
    """Return how many rows of whatever feature point at the person."""
    return sum(
        relation.related_model._base_manager.filter(**{relation.field.name: person.pk}).count()
        for relation in Person._meta.related_objects
    )
