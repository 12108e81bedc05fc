"""Registering and changing. The order in which rows are locked stands in `locks.py`."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import make_account
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.events.models import Event
from conference.people.services import CONTACTS, PERSON_FIELDS, without_contacts
from conference.registration.choices import HOLDING, Mode, State, Visibility
from conference.registration.consents.choices import How
from conference.registration.consents.models import ConsentVersion
from conference.registration.consents.services import keep_agreements
from conference.registration.facts import RegistrationChanged, RegistrationMade
from conference.registration.models import AccessCode, Category, Draft, Registration, RegistrationSettings
from conference.registration.places import (
    CategoryFullError,
    SharedFullError,
    give_place_back,
    hold_quotas,
    lock_categories,
    mode_in,
    take_place,
)
from conference.registration.queries import is_to_be_chosen, setup_of
from conference.registration.questions.answers import Answers
from conference.registration.questions.models import Choice, Question
from conference.registration.questions.queries import answers_of
from conference.registration.questions.services import (
    ChoiceFullError,
    chosen_by,
    keep_uploads,
    store_answers,
)
from conference.registration.services.codes import take_code
from conference.registration.services.ending import RegistrationClosedError
from conference.registration.services.holding import take_over_hold
from conference.registration.services.locks import locked, locked_draft
from conference.registration.services.people import change_person, person_who_registers
from conference.registration.words import describe_actions

describe_actions()
LOGGED = ("category", "state", "mode", "visibility", "note")
UNLOGGED = (*CONTACTS, "note")  # a note may tell of somebody's health


class Details(TypedDict, total=False):
    """What a guest says: `person` has the fields of Person and `organisation` as text.

    `answers` (in their plain form) replace those to `questions`; `files` are checked files by a question's code.
    `consents` are the versions that a guest who registers agreed to, and `how` by which way.
    `code` is the access code by which the category is open; who says `may_wait` would rather wait than be refused.
    """

    person: dict[str, Any]
    category: Category
    mode: Mode | str
    visibility: Visibility | str
    note: str
    questions: Sequence[Question]
    answers: Answers
    files: Mapping[str, Any]
    consents: Sequence[ConsentVersion]
    how: How
    code: AccessCode | None
    may_wait: bool


@transaction.atomic
def register_guest(
    *,
    event: Event,
    details: Details,
    by: User | None,
    user: User | None = None,
    draft: Draft | None = None,
    setup: RegistrationSettings | None = None,
) -> Registration:
    """Create person and registration with a place, and tell the guest by mail.

    Where the team decides on applications the guest applies; where no place is left and they may wait, they wait.
    `by` is one of the team, `user` a guest who is signed in: who is known at the event is not made a second time.
    With a `draft` a second call (a double click, a retry after a broken connection) returns the first registration.
    `setup` are the settings where the caller has read them.
    Raises CategoryFullError, ChoiceFullError, CodeRefusedError, and RegistrationClosedError unless one of the team
    registers the guest.
    """
    if draft:
        draft = locked_draft(draft)
        if draft.registration:
            return draft.registration
    setup = setup or setup_of(event)
    if by is None and not setup.is_open:
        raise RegistrationClosedError
    person = person_who_registers(event, user, details["person"])
    if person.email:
        make_account(person.email, language=person.language)
    new = Registration(
        event=event,
        person=person,
        category=details["category"],
        mode=details.get("mode", Mode.IN_PERSON),
        visibility=details.get("visibility", Visibility.NOBODY),
        note=details.get("note", ""),
        access_code=_used_code(details, by),
    )
    made = _stored(new, details, by=by, draft=draft, may_wait=setup.has_waiting_list and details.get("may_wait", False))
    how = details.get("how", How.TEAM if by else How.FORM)
    keep_agreements(registration=made, versions=details.get("consents", ()), how=how)
    if draft:
        draft.registration, draft.data = made, {}
        draft.save(update_fields=["registration", "data", "changed_at"])
    activity.record(
        by=by,
        action="registration_made",
        target=made,
        event=event,
        **without_contacts({}, activity.snapshot(made, LOGGED), names=UNLOGGED),
    )
    publish(RegistrationMade(event.pk, made.pk, str(made.state)))
    return made


def _used_code(details: Details, by: User | None) -> AccessCode | None:
    """Use the access code once where the category needs it of a guest. Raises CodeRefusedError."""
    if by is not None or not details["category"].needs_code:
        return None
    return take_code(details.get("code"), details["category"])


def _stored(
    new: Registration, details: Details, *, by: User | None, draft: Draft | None, may_wait: bool
) -> Registration:
    """Store a registration in the state that it begins with: an application, one with a place, or one that waits."""
    if by is None and new.category.needs_approval:
        return _store_without_place(new, details, State.PENDING)
    if not may_wait:
        return _store_with_place(new, details, by=by, draft=draft)
    try:
        with transaction.atomic():
            return _store_with_place(new, details, by=by, draft=draft)
    except CategoryFullError:
        new.pk, new._state.adding = None, True
        return _store_without_place(new, details, State.WAITING)


def _store_with_place(new: Registration, details: Details, *, by: User | None, draft: Draft | None) -> Registration:
    held = draft is not None and draft.held_id == new.category_id
    if held:
        lock_categories(new.category)
    else:
        take_place(new.category, also_closed=by is not None)
    new.mode = mode_in(new.category, new.mode)
    new.save()
    if draft and draft.held_id:
        take_over_hold(draft, new if held else None)
    _keep_answers(new, details, is_new=True)
    _hold_quotas(new, is_new=not held)
    return new


def _hold_quotas(stored: Registration, *, is_new: bool = False) -> None:
    """Take and give back places of quotas. Raises CategoryFullError, and ChoiceFullError where an answer needs one."""
    choices = partial(chosen_by, stored)
    try:
        hold_quotas(stored, category=stored.category, mode=stored.mode, choices=choices, is_new=is_new)
    except SharedFullError as fault:
        raise ChoiceFullError(Choice.objects.get(pk=fault.choice)) from fault


def _store_without_place(new: Registration, details: Details, state: State) -> Registration:
    """Store an application or one who waits; the category has to be open for that, too."""
    lock_categories(new.category)
    if not is_to_be_chosen(new.category):
        raise CategoryFullError
    new.state, new.mode = state, mode_in(new.category, new.mode)
    new.waiting_since = timezone.now() if state == State.WAITING else None
    new.save()
    _keep_answers(new, details, is_new=True)
    return new


@transaction.atomic
def change_registration(
    *,
    registration: Registration,
    details: Details,
    by: User | None,
    is_agreed: bool = False,
    completes: bool = False,
) -> Registration:
    """Set what the guest or the team changed; another category takes a place there and frees the old one.

    Another address has to be confirmed anew; `is_agreed` says that the guest wished it before. Who `completes` what
    somebody else began may do so after the deadline, too, and gets no letter of a change. Raises CategoryFullError,
    ChoiceFullError, and RegistrationClosedError for a guest after the deadline or a registration that has ended.
    """
    stored = locked(registration)
    is_late = by is None and not completes and not setup_of(stored.event).may_change
    if not stored.is_live or is_late:
        raise RegistrationClosedError
    before = activity.snapshot(stored, LOGGED) | activity.snapshot(stored.person, PERSON_FIELDS)
    if "person" in details:
        change_person(stored, details["person"])
    _move(stored, details.get("category", stored.category), by=by)
    stored.mode = mode_in(stored.category, details.get("mode", stored.mode))
    for field in ("visibility", "note"):
        setattr(stored, field, details.get(field, getattr(stored, field)))
    stored.revision += 1
    stored.save()
    after = activity.snapshot(stored, LOGGED) | activity.snapshot(stored.person, PERSON_FIELDS)
    if changed := _keep_answers(stored, details):
        after["answers_changed"] = changed
    if stored.state == State.CONFIRMED:
        _hold_quotas(stored)
    activity.record(
        by=by,
        action="registration_changed",
        target=stored,
        event=stored.event,
        **without_contacts(before, after, names=UNLOGGED),
    )
    publish(RegistrationChanged(stored.event_id, stored.pk, is_agreed, is_quiet=completes))
    return stored


def _move(stored: Registration, wanted: Category, *, by: User | None) -> None:
    """Move into another category, with a place there if there was one here; a guest only into one open to everybody."""
    lock_categories(wanted, stored.category)
    if wanted.pk == stored.category_id:
        return
    if by is None and (wanted.needs_approval or wanted.needs_code or not stored.is_confirmed):
        raise CategoryFullError
    if stored.state in HOLDING:
        take_place(wanted, also_closed=by is not None)
        give_place_back(stored.category)
    stored.category = wanted


def _keep_answers(registration: Registration, details: Details, *, is_new: bool = False) -> list[str]:
    """Store answers and files; return the questions answered otherwise than before, never what was answered."""
    questions = list(details.get("questions", ()))
    if not questions and not is_new:
        return []
    earlier = {} if is_new else answers_of(registration)
    files = keep_uploads(files=details.get("files", {}), registration=registration)
    answers = {**details.get("answers", {}), **files}
    holds = registration.state == State.CONFIRMED
    store_answers(registration=registration, questions=questions, answers=answers, is_new=is_new, holds=holds)
    return [str(question) for question in questions if earlier.get(question.code) != answers.get(question.code)]
