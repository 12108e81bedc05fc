"""The register: letters get their numbers, are revoked, and issued anew."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.numbering import next_number
from conference.core.sealing import seal, unseal
from conference.letters.documents import family_and_given, frozen_text, is_one_page, issue_values, paper_of
from conference.letters.frozen import PassportData
from conference.letters.models import Letter, LetterRequest, LetterTemplate, RegisterCounter
from conference.letters.notices import notify
from conference.letters.queries import passport_of, setup_of, template_for
from conference.letters.services.passports import NoPassportError
from conference.letters.services.requests import hold_request, mark_issued
from conference.letters.words import describe_actions, masked

describe_actions()
SURELY_ONE_PAGE = 1200  # characters of a text that need not be laid out to know that they fit


class NoTemplateError(Exception):
    """No template offered now fits the request any more."""


class AlreadyRevokedError(Exception):
    """The letter has been revoked before."""


@transaction.atomic
def issue_letter(*, request: LetterRequest, by: User) -> Letter:
    """Write the letter that was asked for and tell the guest.

    Raises AlreadyDecidedError, NoTemplateError, NoPassportError, SealError, and ValidationError for a text that is
    longer than a page.
    """
    held = hold_request(request)
    letter = _write(held, by=by)
    mark_issued(held)
    activity.record(by=by, action="letter_issued", target=letter, event=letter.event, after={"kind": letter.kind})
    notify("issued", held.registration, letter.kind, number=letter.number)
    return letter


@transaction.atomic
def revoke_letter(*, letter: Letter, by: User, reason: str) -> Letter:
    """Make a letter invalid; its number stays taken, and who verifies it is told. Raises AlreadyRevokedError."""
    held = _revoked(letter, by, reason)
    notify("revoked", held.registration, held.kind, number=held.number)
    return held


@transaction.atomic
def reissue_letter(*, letter: Letter, by: User, reason: str) -> Letter:
    """Revoke a letter and issue another with what the guest and the template say now; it names the one it replaces.

    Raises what `revoke_letter` and `issue_letter` raise.
    """
    held = _revoked(letter, by, reason)
    fresh = _write(held.request, by=by, replaces=held)
    activity.record(
        by=by,
        action="letter_issued",
        target=fresh,
        event=fresh.event,
        after={"kind": fresh.kind, "replaces": str(held)},
    )
    notify("issued", held.registration, fresh.kind, number=fresh.number)
    return fresh


def _revoked(letter: Letter, by: User, reason: str) -> Letter:
    Letter.objects.select_for_update().only("pk").get(pk=letter.pk)
    rows = Letter.objects.select_related("event", "registration__person__organisation", "registration__event")
    held = rows.select_related("registration__category", "request__event").get(pk=letter.pk)
    if held.is_revoked:
        raise AlreadyRevokedError
    held.revoked_at, held.revoke_reason = timezone.now(), reason
    held.save(update_fields=["revoked_at", "revoke_reason"])
    activity.record(by=by, action="letter_revoked", target=held, event=held.event, after={"revoke_reason": reason})
    return held


def _write(request: LetterRequest, *, by: User, replaces: Letter | None = None) -> Letter:
    registration, event = request.registration, request.event
    passport = _passport(request)
    country = passport.nationality if passport else str(request.country)
    template = template_for(event, kind=request.kind, language=request.language, country=country)
    if template is None:
        raise NoTemplateError
    today = event.today
    n = next_number(RegisterCounter, event=event, year=today.year)
    number = setup_of(event).number_format.format(n=n, year=today.year)
    person = registration.person
    named = (passport.surname, passport.given_names) if passport else family_and_given(person, request.language)
    letter = Letter(
        event=event,
        registration=registration,
        request=request,
        template=template,
        year=today.year,
        n=n,
        number=number,
        issued_on=today,
        kind=request.kind,
        language=request.language,
        country=country,
        text=_text(template, request, number, today),
        signature=template.signature.name or "",
        sealed=seal(passport.as_json()) if passport else "",
        shown_name=masked(*named),
        replaces=replaces,
        issued_by=by,
    )
    _refuse_long(letter, passport)
    letter.save()
    return letter


def _text(template: LetterTemplate, request: LetterRequest, number: str, today: date) -> dict[str, str]:
    values = issue_values(request.registration, request.language, number, today)
    return frozen_text(template, values, addressee=request.addressee)


def _passport(request: LetterRequest) -> PassportData | None:
    if not request.needs_passport:
        return None
    passport = passport_of(request.registration)
    if passport is None:
        raise NoPassportError
    return PassportData.from_json(unseal(passport.sealed))


def _refuse_long(letter: Letter, passport: PassportData | None) -> None:
    if len(letter.text["body"]) > SURELY_ONE_PAGE and not is_one_page(paper_of(letter, passport)):
        raise ValidationError(_("With this guest's data the letter is longer than a page: shorten the template."))
