"""What guests ask for, and what becomes of it without a letter."""

from django.db import transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.letters.choices import TRANSITIONS, RequestState
from conference.letters.frozen import PassportData
from conference.letters.models import LetterRequest
from conference.letters.notices import notify
from conference.letters.queries import held_kinds, offered_kinds, template_for
from conference.letters.services.passports import store_passport
from conference.letters.words import describe_actions
from conference.registration.models import Registration

describe_actions()


class AlreadyAskedError(Exception):
    """The guest waits for a letter of this kind, or has a valid one."""


class NotOfferedError(Exception):
    """No template fits: of this kind, in this language, for this country."""


class AlreadyDecidedError(Exception):
    """Somebody decided on the request meanwhile, or the guest withdrew it."""


@transaction.atomic
def ask_for_letter(
    *,
    registration: Registration,
    kind: str,
    language: str,
    addressee: str = "",
    passport: PassportData | None = None,
    by: User | None,
) -> LetterRequest:
    """Ask for a letter; `passport` is needed for one that tells of it, and stored under seal.

    `by` is one of the team who asks for the guest. Raises AlreadyAskedError and NotOfferedError.
    """
    Registration.objects.select_for_update().only("pk").get(pk=registration.pk)
    if kind in held_kinds(registration):
        raise AlreadyAskedError
    country = passport.nationality if passport else str(registration.person.country)
    asked = LetterRequest(
        event=registration.event,
        registration=registration,
        kind=kind,
        language=language,
        country=country,
        addressee=" ".join(addressee.split()),
    )
    fits = template_for(registration.event, kind=kind, language=language, country=country)
    if kind not in offered_kinds(registration) or fits is None or (asked.needs_passport and passport is None):
        raise NotOfferedError
    if asked.needs_passport and passport:
        store_passport(registration=registration, data=passport, by=by)
    asked.save()
    activity.record(by=by, action="letter_asked", target=asked, event=asked.event, after={"kind": kind})
    return asked


@transaction.atomic
def withdraw_request(*, request: LetterRequest, by: User | None) -> LetterRequest:
    """Take the request back. Raises AlreadyDecidedError."""
    held = hold_request(request)
    _decide(held, RequestState.WITHDRAWN)
    activity.record(by=by, action="letter_withdrawn", target=held, event=held.event)
    return held


@transaction.atomic
def decline_request(*, request: LetterRequest, by: User, reason: str) -> LetterRequest:
    """Decline with a reason that the guest reads. Raises AlreadyDecidedError."""
    held = hold_request(request)
    held.decline_reason = reason
    _decide(held, RequestState.DECLINED)
    activity.record(by=by, action="letter_declined", target=held, event=held.event, after={"decline_reason": reason})
    notify("declined", held.registration, held.kind, reason=reason)
    return held


def hold_request(request: LetterRequest) -> LetterRequest:
    """Lock the request and return it as it is now. Raises AlreadyDecidedError for one that is decided."""
    LetterRequest.objects.select_for_update().only("pk").get(pk=request.pk)
    rows = LetterRequest.objects.select_related("event", "registration__person__organisation")
    held = rows.select_related("registration__category", "registration__event").get(pk=request.pk)
    if not TRANSITIONS[held.state]:
        raise AlreadyDecidedError
    return held


def mark_issued(request: LetterRequest) -> None:
    """Note on a locked request that its letter went out."""
    _decide(request, RequestState.ISSUED)


def _decide(request: LetterRequest, state: RequestState) -> None:
    request.state, request.decided_at = state, timezone.now()
    request.save(update_fields=["state", "decided_at", "decline_reason"])
