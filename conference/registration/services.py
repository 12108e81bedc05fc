"""Registering, changing and cancelling.

Rows are locked in one order, so that nobody waits in a circle: registration, person, account, category, choices.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from conference.accounts.models import User
from conference.accounts.services import account_for
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.ids import new_token
from conference.events.models import Event
from conference.people.models import Person
from conference.people.services import CONTACTS, PERSON_FIELDS, person_for, save_person, without_contacts
from conference.registration.choices import Mode, State, Visibility
from conference.registration.facts import RegistrationCancelled, RegistrationChanged, RegistrationMade
from conference.registration.models import Category, Draft, Registration
from conference.registration.places import give_place_back, lock_categories, mode_in, take_place
from conference.registration.queries import people_of, setup_of
from conference.registration.questions.answers import Answers
from conference.registration.questions.models import Question
from conference.registration.questions.queries import answers_of
from conference.registration.questions.services import free_choices, keep_uploads, store_answers
from conference.registration.words import describe_actions

describe_actions()
LOGGED = ("category", "state", "mode", "visibility", "note")
UNLOGGED = (*CONTACTS, "note")  # a note may tell of somebody's health


class RegistrationClosedError(Exception):
    """Registration, or the time for changes, is over or has not begun."""


class Details(TypedDict, total=False):
    """What a guest says: `person` has the fields of Person and `organisation` as text.

    `answers` (in their plain form) replace those to `questions`; `files` are checked files by a question's code.
    """

    person: dict[str, Any]
    category: Category
    mode: Mode | str
    visibility: Visibility | str
    note: str
    questions: Sequence[Question]
    answers: Answers
    files: Mapping[str, Any]


@transaction.atomic
def register_guest(
    *, event: Event, details: Details, by: User | None, user: User | None = None, draft: Draft | None = None
) -> Registration:
    """Create person and registration with a place, and tell the guest by mail.

    `by` is one of the team, `user` a guest who is signed in: who is known at the event is not made a second time.
    With a `draft` a second call (a double click, a retry after a broken connection) returns the first registration.
    Raises CategoryFullError, ChoiceFullError, and RegistrationClosedError unless one of the team registers the guest.
    """
    if draft:
        draft = _locked_draft(draft)
        if draft.registration:
            return draft.registration
    setup = setup_of(event)
    if by is None and not setup.is_open:
        raise RegistrationClosedError
    person = _person_of(event, user, details["person"])
    if person.email:
        account_for(person.email, language=person.language)
    take_place(details["category"], also_closed=by is not None)
    registration = Registration.objects.create(
        event=event,
        person=person,
        category=details["category"],
        mode=mode_in(details["category"], details.get("mode", Mode.IN_PERSON)),
        visibility=details.get("visibility", Visibility.NOBODY),
        note=details.get("note", ""),
        consent_version=setup.consent_version,
    )
    _keep_answers(registration, details, is_new=True)
    if draft:
        draft.registration, draft.data = registration, {}
        draft.save(update_fields=["registration", "data", "changed_at"])
    activity.record(
        by=by,
        action="registration_made",
        target=registration,
        event=event,
        **without_contacts({}, activity.snapshot(registration, LOGGED), names=UNLOGGED),
    )
    publish(RegistrationMade(event.pk, registration.pk))
    return registration


@transaction.atomic
def change_registration(*, registration: Registration, details: Details, by: User | None) -> Registration:
    """Set what the guest or the team changed; another category takes a place there and frees the old one.

    Another address has to be confirmed anew. Raises CategoryFullError, ChoiceFullError, and RegistrationClosedError for
    a guest after the deadline or a cancelled registration.
    """
    stored = _locked(registration)
    if not stored.is_confirmed or (by is None and not setup_of(stored.event).may_change):
        raise RegistrationClosedError
    before = activity.snapshot(stored, LOGGED) | activity.snapshot(stored.person, PERSON_FIELDS)
    if "person" in details:
        _change_person(stored, details["person"])
    wanted = details.get("category", stored.category)
    lock_categories(wanted, stored.category)
    if wanted.pk != stored.category_id:
        take_place(wanted, also_closed=by is not None)
        give_place_back(stored.category)
        stored.category = wanted
    stored.mode = mode_in(wanted, details.get("mode", stored.mode))
    for field in ("visibility", "note"):
        setattr(stored, field, details.get(field, getattr(stored, field)))
    stored.revision += 1
    stored.save()
    after = activity.snapshot(stored, LOGGED) | activity.snapshot(stored.person, PERSON_FIELDS)
    if changed := _keep_answers(stored, details):
        after["answers_changed"] = changed
    activity.record(
        by=by,
        action="registration_changed",
        target=stored,
        event=stored.event,
        **without_contacts(before, after, names=UNLOGGED),
    )
    publish(RegistrationChanged(stored.event_id, stored.pk))
    return stored


@transaction.atomic
def cancel_registration(*, registration: Registration, by: User | None) -> bool:
    """Cancel and free the place, once: a second call returns False. Raises RegistrationClosedError for a late guest."""
    stored = _locked(registration)
    if by is None and not setup_of(stored.event).may_change:
        raise RegistrationClosedError
    if not stored.is_confirmed:
        return False
    stored.state, stored.cancelled_at = State.CANCELLED, timezone.now()
    stored.revision += 1
    stored.save(update_fields=["state", "cancelled_at", "changed_at", "revision"])
    give_place_back(stored.category)
    free_choices(registration=stored)
    activity.record(
        by=by,
        action="registration_cancelled",
        target=stored,
        event=stored.event,
        before={"state": State.CONFIRMED},
        after={"state": State.CANCELLED},
    )
    publish(RegistrationCancelled(stored.event_id, stored.pk))
    return True


def _keep_answers(registration: Registration, details: Details, *, is_new: bool = False) -> list[str]:
    """Store answers and files; return the questions answered otherwise than before, never what was answered."""
    questions = list(details.get("questions", ()))
    if not questions:
        return []
    earlier = {} if is_new else answers_of(registration)
    files = keep_uploads(files=details.get("files", {}), registration=registration)
    answers = {**details.get("answers", {}), **files}
    store_answers(registration=registration, questions=questions, answers=answers, is_new=is_new)
    return [str(question) for question in questions if earlier.get(question.code) != answers.get(question.code)]


@transaction.atomic
def confirm_address(*, registration: Registration, email: str) -> bool:
    """Note that the guest opened the link sent to `email`; returns False when that was known or is past.

    Who is at the event already, say as a speaker with this address, is one person with the guest from now on.
    """
    stored = _locked(registration)
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


def _person_of(event: Event, user: User | None, typed: dict[str, Any]) -> Person:
    """Store what was typed with who registers; what is known of them and was left empty stays."""
    person = person_for(event=event, user=user, email=typed.get("email", ""), among=_may_be_taken(event))
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
    barred = own.filter(Q(state=State.CONFIRMED) | Q(email_confirmed_at=None, person__user=None))
    return Person.objects.filter(~Exists(barred), event=event)


def _change_person(registration: Registration, typed: dict[str, Any]) -> None:
    """Store what was typed; another address is unproven, whichever of the person's registrations proved the old one."""
    person = registration.person
    earlier = person.email.casefold()
    save_person(person, **typed)
    if person.email.casefold() != earlier:
        Registration.objects.filter(person=person).update(email_confirmed_at=None)
        registration.email_confirmed_at = None
        if person.email:
            account_for(person.email, language=person.language)


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


def _locked_draft(draft: Draft) -> Draft:
    """Lock the draft, without a join: after a wait PostgreSQL reads the row again, and not what was joined to it."""
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _locked(registration: Registration) -> Registration:
    """Lock the registration, then its person, and read both as they are now: one query with joins misses changes."""
    row = Registration.objects.select_for_update().only("person_id").get(pk=registration.pk)
    Person.objects.select_for_update().only("pk").get(pk=row.person_id)
    return Registration.objects.select_related("event", "category", "person").get(pk=registration.pk)
