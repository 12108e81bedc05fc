"""A letter as it stands on paper: made of what was frozen, or of a sample guest; and the words a guest gives to it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from django_countries import countries

from conference.core import clock, pdf, qr
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.letters import words
from conference.letters.frozen import PassportData
from conference.letters.markup import HIDDEN, PASSPORT, filled
from conference.letters.models import Letter, LetterTemplate
from conference.people.models import Person
from conference.people.names import is_latin, latin_name
from conference.registration.models import Registration

STYLES = ("css/pdf.css", "css/pdf-letter.css")
QR, SIGNATURE = "qr.png", "signature.jpg"
# Sizes for which the stylesheet has a class, the largest first: a letter is one page.
SIZES = ("", "is-long", "is-longer")
FROZEN = ("letterhead", "contacts", "addressee", "title", "signatory_post", "signatory_name")


@dataclass(frozen=True)
class Paper:
    """Everything that stands on a letter."""

    text: dict[str, Any]
    body: str
    language: str
    number: str
    date: str
    instead: str = ""
    stamp: str = ""
    verify: str = ""
    qr: bytes = field(default=b"", repr=False)
    signature: bytes = field(default=b"", repr=False)


# --- what a guest gives to a letter ---
def guest_values(registration: Registration, language: str) -> dict[str, str]:
    """Return what the placeholders of a letter in `language` stand for, but for number, date and passport."""
    person = registration.person
    house = person.organisation
    return {
        **event_values(registration.event, language),
        "name": name_on_letter(person, language),
        "latin_name": _latin(person),
        "post": person.post,
        "organisation": localized(house.name, language) if house else "",
        "town": ", ".join(part for part in (person.town, country_in(str(person.country), language)) if part),
        "category": localized(registration.category.name, language),
    }


def event_values(event: Event, language: str) -> dict[str, str]:
    """Return what the placeholders about the event stand for."""
    place = [localized(text, language) for text in (event.venue, event.address, event.town)]
    return {
        "event": localized(event.name, language),
        "theme": localized(event.theme, language),
        "dates": pdf.on_paper(clock.days(event.starts_on, event.ends_on, language)),
        "venue": ", ".join(part for part in place if part),
    }


def passport_values(passport: PassportData | None, language: str) -> dict[str, str]:
    """Return what the placeholders about a passport stand for; of none, signs that something was there."""
    if passport is None:
        return dict.fromkeys(PASSPORT, HIDDEN)
    return {
        "passport_name": passport.name,
        "passport_number": passport.number,
        "citizenship": country_in(passport.nationality, language),
        "birth_date": day_on_paper(passport.born_on, language),
        "passport_issued": day_on_paper(passport.issued_on, language),
        "passport_expires": day_on_paper(passport.expires_on, language),
    }


def day_on_paper(value: date, language: str) -> str:
    """Return a date as letters have it."""
    return pdf.on_paper(clock.day(value, language))


def name_on_letter(person: Person, language: str) -> str:
    """Return the name with the family name first, as official letters have it; in English in Latin letters."""
    if language == "en" and not is_latin(person.full_name) and not person.latin_name:
        return latin_name(person.family_name, person.given_name)
    return person.shown_name("en") if language == "en" else person.name_in(language)


def family_and_given(person: Person, language: str) -> tuple[str, str]:
    """Return the two parts of the name as they are printed on a letter in `language`."""
    if language != "en" or is_latin(person.full_name):
        return person.family_name, person.given_name
    *given, family = name_on_letter(person, language).split()
    return family, " ".join(given)


def country_in(code: str, language: str) -> str:
    """Return the name of a country."""
    with translation.override(language):
        return str(countries.name(code)) if code else ""


def _latin(person: Person) -> str:
    return person.latin_name or latin_name(person.family_name, person.given_name)


# --- papers ---
def paper_of(letter: Letter, passport: PassportData | None) -> Paper:
    """Return an issued letter; without the passport its data are hidden."""
    language, earlier = letter.language, letter.replaces
    address = f"{settings.SITE_URL}{reverse('verify_letter', kwargs={'code': letter.proof_shown})}"
    return Paper(
        text=letter.text,
        body=filled(letter.text.get("body", ""), passport_values(passport, language)),
        language=language,
        number=words.phrase(language, "number", number=letter.number),
        date=day_on_paper(letter.issued_on, language),
        instead=words.instead_of(language, earlier.number, earlier.issued_on) if earlier else "",
        stamp=words.PHRASES[language]["revoked"] if letter.is_revoked else "",
        qr=qr.png(address),
        verify=_verification(language, letter.proof_shown),
        signature=signature_of(letter.signature),
    )


def frozen_text(template: LetterTemplate, values: dict[str, str], *, addressee: str = "") -> dict[str, str]:
    """Return the texts of a letter with everything but a passport filled in."""
    text = {name: getattr(template, name) for name in FROZEN}
    return {**text, "addressee": addressee or template.addressee, "body": filled(template.body, values)}


def sample_paper(template: LetterTemplate, number_format: str) -> Paper:
    """Return a letter to a made-up guest, marked as a sample."""
    language = template.language
    today = template.event.today
    number = number_format.format(n=17, year=today.year)
    values = {**event_values(template.event, language), **SAMPLE[language], **_head(number, today, language)}
    text = frozen_text(template, values)
    code = "XXXX-XXXX-XXXX"
    return Paper(
        text=text,
        body=filled(text["body"], passport_values(SAMPLE_PASSPORT, language)),
        language=language,
        number=words.phrase(language, "number", number=number),
        date=day_on_paper(today, language),
        stamp=words.PHRASES[language]["sample"],
        qr=qr.png(f"{settings.SITE_URL}{reverse('verify_form')}"),
        verify=_verification(language, code),
        signature=signature_of(template.signature.name),
    )


def _head(number: str, issued_on: date, language: str) -> dict[str, str]:
    return {"number": number, "date": day_on_paper(issued_on, language)}


def issue_values(registration: Registration, language: str, number: str, issued_on: date) -> dict[str, str]:
    """Return what the placeholders of a letter that is issued stand for, but for the passport."""
    return {**guest_values(registration, language), **_head(number, issued_on, language)}


def _verification(language: str, code: str) -> str:
    shown = f"{settings.SITE_URL}{reverse('verify_form')}".partition("://")[2].rstrip("/")
    return words.phrase(language, "verify", address=shown, code=code)


def signature_of(name: str | None) -> bytes:
    """Return the picture of a signature; nothing when the file is gone: the name is signed by hand then."""
    if not name:
        return b""
    try:
        with default_storage.open(name) as stream:
            return bytes(stream.read())
    except OSError:
        return b""


# --- files ---
def letter_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF, in the largest size at which it is one page; in the smallest where it is longer."""
    content = b""
    for size in SIZES:
        content = _document(paper, size).render()
        if pdf.page_count(content) == 1:
            break
    return content


def is_one_page(paper: Paper) -> bool:
    """Whether the paper fits a page in the smallest size."""
    return pdf.page_count(_document(paper, SIZES[-1]).render()) == 1


def _document(paper: Paper, size: str) -> pdf.Document:
    given = {QR: paper.qr, **({SIGNATURE: paper.signature} if paper.signature else {})}
    context = {"paper": paper, "size": size, "qr": f"given:{QR}", "signature": f"given:{SIGNATURE}"}
    return pdf.prepare(
        "pdf/letters/letter.html",
        context,
        language=paper.language,
        stylesheets=STYLES,
        given=given,
        variant="pdf/ua-1",
    )


SAMPLE_PASSPORT = PassportData(
    surname="AKHMETOVA",
    given_names="AIGUL",
    number="N01234567",
    nationality="KZ",
    born_on=date(1984, 3, 22),
    issued_on=date(2024, 5, 14),
    expires_on=date(2034, 5, 13),
)
SAMPLE: dict[str, dict[str, str]] = {
    "ru": {
        "name": "Ахметова Айгүл Серікқызы",
        "latin_name": "Aigul Akhmetova",
        "post": "заведующая отделом развития",
        "organisation": "Областная универсальная научная библиотека",
        "town": "Алматы, Казахстан",
        "category": "Докладчик",
    },
    "kk": {
        "name": "Ахметова Айгүл Серікқызы",
        "latin_name": "Aigul Akhmetova",
        "post": "даму бөлімінің меңгерушісі",
        "organisation": "Облыстық әмбебап ғылыми кітапхана",
        "town": "Алматы, Қазақстан",
        "category": "Баяндамашы",
    },
    "en": {
        "name": "Aigul Akhmetova",
        "latin_name": "Aigul Akhmetova",
        "post": "Head of the Development Department",
        "organisation": "Regional Universal Scientific Library",
        "town": "Almaty, Kazakhstan",
        "category": "Speaker",
    },
}
