"""Templates, requests and letters. They need an open scope; letters are issued by the service."""

import datetime

from factory.django import DjangoModelFactory

from conference.accounts.models import User
from conference.letters.choices import Kind
from conference.letters.frozen import PassportData
from conference.letters.models import Letter, LetterRequest, LetterTemplate
from conference.letters.services import ask_for_letter, issue_letter
from conference.registration.models import Registration
from tests.factories.registration import RegistrationFactory

PASSPORT = PassportData(
    surname="AKHMETOVA",
    given_names="AIGUL",
    number="N07654321",
    nationality="KZ",
    born_on=datetime.date(1984, 3, 22),
    issued_on=datetime.date(2024, 5, 14),
    expires_on=datetime.date(2034, 5, 13),
)


class LetterTemplateFactory(DjangoModelFactory):
    class Meta:
        model = LetterTemplate

    kind = Kind.INVITATION
    language = "ru"
    letterhead = "Областная библиотека"
    title = "Приглашение"
    body = "Приглашаем: {name}, {post}.\n\n{organisation}"
    signatory_post = "Директор"
    signatory_name = "Г. Т. Оразбаева"
    is_used = True


class VisaTemplateFactory(LetterTemplateFactory):
    kind = Kind.VISA
    body = "Просим оказать содействие: {passport_name}, паспорт {passport_number}."


def asked(event, kind: str = Kind.INVITATION, *, registration: Registration | None = None) -> LetterRequest:
    """Return a guest's request; for a visa letter their passport is stored."""
    guest = registration or RegistrationFactory(event=event)
    passport = PASSPORT if kind == Kind.VISA else None
    return ask_for_letter(registration=guest, kind=kind, language="ru", passport=passport, by=None)


def issued(event, by: User, kind: str = Kind.INVITATION) -> Letter:
    """Return a letter of the register."""
    return issue_letter(request=asked(event, kind), by=by)
