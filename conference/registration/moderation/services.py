"""Writing: a guest's change is divided into what takes effect at once and what waits; the team agrees or declines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.registration.models import Category, Registration
from conference.registration.moderation.choices import CODE, FIELDS, ChangeState, Topic
from conference.registration.moderation.facts import ChangeDeclined
from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.plain import differing, now_of, plain, same_parts
from conference.registration.moderation.queries import is_stale, topics_of
from conference.registration.moderation.words import describe_actions
from conference.registration.questions.models import Upload
from conference.registration.questions.queries import answers_of, in_order, questionnaire_of
from conference.registration.questions.services import drop_files, keep_uploads
from conference.registration.services import Details, change_registration
from conference.registration.services.locks import locked

describe_actions()


class AlreadyDecidedError(Exception):
    """Somebody decided meanwhile, or the guest took the wish back."""


class StaleError(Exception):
    """What the wish is about was changed since the guest wrote it: whoever agrees has to say that they know."""


@dataclass(frozen=True)
class Outcome:
    """What came of a guest's change: the registration as it is now, and the wish that waits, if any."""

    registration: Registration
    request: ChangeRequest | None


@transaction.atomic
def change_as_guest(*, registration: Registration, details: Details) -> Outcome:
    """Change at once what may change at once; let the rest wait for the team, in place of what waited before.

    Raises what `change_registration` raises.
    """
    topics = topics_of(registration.event)
    stored = locked(registration)
    asks = _wanted(stored, details, topics) if topics else {}
    _end(stored, ChangeState.WITHDRAWN, keep=asks)
    changed = change_registration(registration=stored, details=_at_once(stored, details, asks), by=None)
    if not asks:
        return Outcome(changed, None)
    before = same_parts(now_of(changed, asks, asks.get(Topic.ANSWERS, ())), asks)
    made = ChangeRequest.objects.create(event=stored.event, registration=stored, wanted=asks, before=before)
    activity.record(by=None, action="change_asked", target=stored, event=stored.event, after={"topics": sorted(asks)})
    return Outcome(changed, made)


def _wanted(stored: Registration, details: Details, topics: frozenset[str]) -> dict[str, Any]:
    """Return what of a change has to wait, as far as it differs; answers wait with the category they depend on."""
    person = details.get("person", {})
    typed: dict[str, Any] = {
        topic: {name: plain(person[name]) for name in names if name in person and (person[name] or name != CODE)}
        for topic, names in FIELDS.items()
        if topic in topics
    }
    if Topic.CATEGORY in topics:
        typed[Topic.CATEGORY] = details.get("category", stored.category).code
    if Topic.MODE in topics:
        typed[Topic.MODE] = str(details.get("mode", stored.mode))
    asks = differing(typed, now_of(stored, typed, language=get_language()))
    if Topic.ANSWERS in topics or asks.keys() & {Topic.CATEGORY, Topic.MODE}:
        codes = [question.code for question in details.get("questions", ())]
        given = {code: details.get("answers", {}).get(code, "") for code in codes}
        kept = keep_uploads(files=details.get("files", {}), registration=stored)
        now = now_of(stored, [Topic.ANSWERS], codes)
        asks |= differing({Topic.ANSWERS: {**given, **kept}}, now)
    return asks


def _at_once(stored: Registration, details: Details, asks: Mapping[str, Any]) -> Details:
    """Return the change without what waits."""
    rest = details.copy()
    waiting = {name for topic in FIELDS if topic in asks for name in asks[topic]}
    if "person" in rest:
        hidden = waiting | ({CODE} if "organisation" in waiting else set())
        rest["person"] = {name: value for name, value in rest["person"].items() if name not in hidden}
    if Topic.CATEGORY in asks:
        rest["category"] = stored.category
    if Topic.MODE in asks or Topic.CATEGORY in asks:
        rest["mode"] = stored.mode
    if Topic.ANSWERS in asks:
        rest["questions"], rest["answers"], rest["files"] = [], {}, {}
    return rest


@transaction.atomic
def withdraw_change(*, registration: Registration) -> bool:
    """Take the guest's wish back; False when none waits."""
    return _end(locked(registration), ChangeState.WITHDRAWN)


@transaction.atomic
def end_with_registration(*, registration: Registration) -> bool:
    """End the wish of a registration that ended; False when none waits."""
    return _end(registration, ChangeState.ENDED)


@transaction.atomic
def agree(*, request: ChangeRequest, by: User, also_stale: bool = False) -> Registration:
    """Carry out what the guest wished, under the rules of places; the guest is told with the change itself.

    Raises AlreadyDecidedError, StaleError unless `also_stale`, and what `change_registration` raises: then it waits on.
    """
    stored = locked(request.registration)
    wanted = _open(request)
    wanted.registration = stored
    if is_stale(wanted) and not also_stale:
        raise StaleError
    details = _details(stored, wanted.wanted)
    _decide(wanted, ChangeState.AGREED, by=by)
    return change_registration(registration=stored, details=details, by=by, is_agreed=True)


@transaction.atomic
def decline_change(*, request: ChangeRequest, by: User, reason: str = "") -> ChangeRequest:
    """Leave the registration as it is, for a reason that the guest is told. Raises AlreadyDecidedError."""
    stored = locked(request.registration)
    wanted = _open(request)
    _drop_files(stored, wanted.wanted)
    _decide(wanted, ChangeState.DECLINED, by=by, reason=reason)
    activity.record(
        by=by, action="change_declined", target=stored, event=stored.event, after={"topics": sorted(wanted.wanted)}
    )
    publish(ChangeDeclined(stored.event_id, stored.pk, wanted.pk))
    return ChangeRequest.objects.get(pk=wanted.pk)


def _open(request: ChangeRequest) -> ChangeRequest:
    found = ChangeRequest.objects.filter(pk=request.pk, state=ChangeState.WAITING).first()
    if found is None:
        raise AlreadyDecidedError
    return found


def _decide(request: ChangeRequest, state: ChangeState, *, by: User | None, reason: str = "") -> None:
    """End a wish, once: what it held is emptied. Raises AlreadyDecidedError."""
    decided = ChangeRequest.objects.filter(pk=request.pk, state=ChangeState.WAITING).update(
        state=state, decided_at=timezone.now(), decided_by=by, reason=reason, wanted={}, before={}
    )
    if not decided:
        raise AlreadyDecidedError


def _end(stored: Registration, state: ChangeState, keep: Mapping[str, Any] | None = None) -> bool:
    """End the wish that waits, if any; files that `keep` still names stay."""
    waiting = ChangeRequest.objects.filter(registration=stored, state=ChangeState.WAITING).first()
    if waiting is None:
        return False
    _drop_files(stored, waiting.wanted, keep)
    _decide(waiting, state, by=None)
    activity.record(by=None, action=f"change_{state}", target=stored, event=stored.event)
    return True


def _details(stored: Registration, wanted: Mapping[str, Any]) -> Details:
    """Return a wish as the change that carries it out; a choice that is gone meanwhile is left out."""
    details = Details()
    if person := {name: value for topic in FIELDS for name, value in wanted.get(topic, {}).items()}:
        details["person"] = person
    category = Category.objects.filter(event=stored.event, code=wanted.get(Topic.CATEGORY, "")).first()
    if category:
        details["category"] = category
    if Topic.MODE in wanted:
        details["mode"] = wanted[Topic.MODE]
    if asked := wanted.get(Topic.ANSWERS):
        details["questions"] = [
            question
            for question in in_order(questionnaire_of(stored.event, only_asked=False))
            if question.code in asked
        ]
        details["answers"] = asked
    return details


def _drop_files(stored: Registration, wanted: Mapping[str, Any], keep: Mapping[str, Any] | None = None) -> None:
    """Remove the files that only the wish named."""
    answers = wanted.get(Topic.ANSWERS, {})
    held = {one for given in (answers_of(stored), (keep or {}).get(Topic.ANSWERS, {})) for one in _texts(given)}
    gone = _texts(answers) - held
    drop_files(Upload.objects.filter(registration=stored, code__in=gone))


def _texts(answers: Mapping[str, Any]) -> set[str]:
    return {value for value in answers.values() if isinstance(value, str)}
