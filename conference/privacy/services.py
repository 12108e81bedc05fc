"""Asking for one's data and for their erasure, and what the team answers."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job
from conference.core.mail import services as mail
from conference.events.models import Event
from conference.people.models import Person
from conference.privacy.choices import RequestState
from conference.privacy.models import DataExport, ErasureRequest, PrivacySettings
from conference.privacy.words import describe_actions

describe_actions()


class AnsweredError(Exception):
    """The request was answered or withdrawn before."""


@transaction.atomic
def ask_for_export(*, event: Event, people: Sequence[Person]) -> DataExport:
    """Begin to make a file of these people's data, in the active language; it is handed out for a day."""
    export = DataExport.objects.create(event=event, language=translation.get_language() or "ru")
    export.people.set(people)
    jobs.start(kind="privacy.export", by=None, event=event, is_routine=True, export=export.pk)
    return export


@transaction.atomic
def ask_for_erasure(*, event: Event, person: Person) -> ErasureRequest:
    """Put a request into the team's queue and tell who asked of the term; a second one changes nothing."""
    known = ErasureRequest.objects.filter(person=person, state=RequestState.OPEN)
    if found := known.first():
        return found
    try:
        with transaction.atomic():
            request = ErasureRequest.objects.create(event=event, person=person)
    except IntegrityError:  # asked twice at once
        return known.get()
    activity.record(by=None, action="erasure_asked", target=request, event=event)
    _tell(request, "privacy/asked")
    return request


@transaction.atomic
def withdraw_request(*, request: ErasureRequest) -> None:
    """Take a request back. Raises AnsweredError when it is too late."""
    _answer(request, RequestState.WITHDRAWN, by=None)
    activity.record(by=None, action="erasure_withdrawn", target=request, event=request.event)


@transaction.atomic
def refuse_request(*, request: ErasureRequest, reason: str, by: User) -> None:
    """Refuse with a reason that the guest reads. Raises AnsweredError."""
    _answer(request, RequestState.REFUSED, by=by, reason=reason)
    activity.record(by=by, action="erasure_refused", target=request, event=request.event)
    _tell(request, "privacy/refused", reason=reason)


def start_erasure(*, request: ErasureRequest, by: User) -> Job:
    """Begin to erase who asked. Raises AnsweredError."""
    if not ErasureRequest.objects.filter(pk=request.pk, state=RequestState.OPEN).exists():
        raise AnsweredError
    return jobs.start(kind="privacy.erase", by=by, event=request.event, request=request.pk)


def start_rehearsal(*, event: Event, by: User) -> Job:
    """Begin to find out what the schedule would erase; nothing is changed."""
    return jobs.start(kind="privacy.rehearse", by=by, event=event)


@transaction.atomic
def change_settings(*, event: Event, by: User, **fields: Any) -> PrivacySettings:
    """Set how long data are kept. Raises ValidationError."""
    stored = PrivacySettings.objects.select_for_update().get_or_create(event=event)[0]
    before = activity.snapshot(stored, fields)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save()
    after = activity.snapshot(stored, fields)
    activity.record(by=by, action="privacy_settings_changed", target=stored, event=event, before=before, after=after)
    return stored


def _answer(request: ErasureRequest, state: RequestState, *, by: User | None, reason: str = "") -> None:
    """Answer a request once, by one conditional update."""
    waiting = ErasureRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)
    if not waiting.update(state=state, decided_at=timezone.now(), decided_by=by, reason=reason):
        raise AnsweredError


def _tell(request: ErasureRequest, template: str, **context: Any) -> None:
    person = request.person
    if person is None or not person.email:
        return
    values = {"person": person, "request": request, **context}
    mail.compose(to=person.email, template=template, language=person.language, event=request.event, context=values)
