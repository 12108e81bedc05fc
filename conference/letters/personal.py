"""What letters hold of a guest, and how it is forgotten: the register keeps its numbers, papers lose their words."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, Trace, item, record_of
from conference.letters.choices import RequestState
from conference.letters.models import Letter, LetterRequest, Passport, PassportOpening
from conference.letters.services import erase_passport

REQUEST = "code kind language country addressee state decline_reason created_at decided_at".split()
LETTER = "number issued_on kind language revoked_at revoke_reason".split()
EMPTIED = "—"  # where the database demands a reason


def collect(subject: Subject) -> Iterator[Record]:
    """Yield requests, letters with their text, what is known of the passport, and who opened it why."""
    zone = subject.event.zone
    for request in _requests(subject):
        yield record_of(request, *REQUEST, zone=zone)
    for letter in _letters(subject):
        yield [*record_of(letter, *LETTER, zone=zone), item("text", _("Text"), letter.text.get("body", ""))]
    for passport in Passport.objects.filter(registration__person__in=subject.keys):
        yield record_of(passport, "stored_at", "erase_on", zone=zone)
    for opening in PassportOpening.objects.filter(registration__person__in=subject.keys):
        yield record_of(opening, "opened_at", "reason", zone=zone)


def erase(subject: Subject) -> int:
    """Erase the passport and empty requests and letters; number, date, kind and country stay in the register."""
    count = 0
    for passport in Passport.objects.filter(registration__person__in=subject.keys).select_related("registration"):
        count += erase_passport(registration=passport.registration, by=None)
    for request in _requests(subject):
        request.addressee = ""
        if request.state == RequestState.DECLINED:
            request.decline_reason = EMPTIED
        request.save(update_fields=["addressee", "decline_reason"])
        count += 1
    for letter in _letters(subject):
        letter.text, letter.sealed, letter.shown_name = {}, "", ""
        letter.revoke_reason = EMPTIED if letter.is_revoked else ""
        letter.save(update_fields=["text", "sealed", "shown_name", "revoke_reason"])
        count += 1
    PassportOpening.objects.filter(registration__person__in=subject.keys).update(note="")
    return count


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield requests and letters, as the activity log knows them."""
    for code in _requests(subject).values_list("code", flat=True):
        yield "letterrequest", code
    for code in _letters(subject).values_list("code", flat=True):
        yield "letter", code


def _requests(subject: Subject) -> QuerySet[LetterRequest]:
    return LetterRequest.objects.filter(event=subject.event, registration__person__in=subject.keys)


def _letters(subject: Subject) -> QuerySet[Letter]:
    return Letter.objects.filter(event=subject.event, registration__person__in=subject.keys)
