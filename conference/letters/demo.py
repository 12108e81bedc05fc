"""Letters of the demo: a signed template of each kind, requests that wait, letters that went out, and a revoked one."""

from datetime import date, timedelta

from conference.accounts.models import User
from conference.core.mail.models import OutgoingMail
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.queries import member_with
from conference.letters import services
from conference.letters.choices import Kind, OpeningReason
from conference.letters.frozen import PassportData
from conference.letters.models import LetterRequest, LetterTemplate
from conference.people.names import latin_name
from conference.registration.choices import State
from conference.registration.models import Registration

SIGNATORY = {
    "ru": ("Директор", "Г. Т. Оразбаева"),
    "kk": ("Директор", "Г. Т. Оразбаева"),
    "en": ("Director", "G. T. Orazbayeva"),
}
ABROAD = ("RU", "UZ", "KG")
LANGUAGES = ("ru", "kk", "en")


def seed(event: Event) -> None:
    """Create templates, requests and letters."""
    owner, officer = member_with(event, Role.OWNER), member_with(event, Role.VISA)
    if owner is None or officer is None:
        return
    mails = OutgoingMail.objects.filter(event=event).count()
    services.change_settings(event=event, by=owner, number_format="{n}/{year}-В", erase_after_days=30)
    services.take_starters(event=event, by=owner)
    for template in LetterTemplate.objects.filter(event=event):
        post, name = SIGNATORY[template.language]
        services.save_template(
            event=event, by=owner, template=template, signatory_post=post, signatory_name=name, is_used=True
        )
    _letters(event, officer)
    if not mails:  # the demo's mailbox begins empty, and letters of the past were read long ago
        OutgoingMail.objects.filter(event=event).delete()


def _letters(event: Event, officer: User) -> None:
    here = Registration.objects.filter(event=event, state=State.CONFIRMED).select_related("person", "event")
    guests = list(here.exclude(person__country__in=ABROAD).order_by("pk")[:5])
    foreign = list(here.filter(person__country__in=ABROAD).order_by("pk")[:4])
    kinds = (Kind.INVITATION, Kind.CONFIRMATION, Kind.INVITATION, Kind.CONFIRMATION, Kind.INVITATION)
    asked = [
        services.ask_for_letter(registration=guest, kind=kind, language=LANGUAGES[number % 3], by=None)
        for number, (guest, kind) in enumerate(zip(guests, kinds, strict=False))
    ]
    visas = [_visa(guest, number) for number, guest in enumerate(foreign)]
    letters = [services.issue_letter(request=request, by=officer) for request in [*asked[:3], *visas[:2]]]
    for request in visas[:2]:
        services.open_passport(registration=request.registration, by=officer, reason=OpeningReason.CHECK)
    if letters:
        services.revoke_letter(letter=letters[0], by=officer, reason="Гость сообщил, что не сможет приехать.")


def _visa(guest: Registration, number: int) -> LetterRequest:
    """Ask for a visa letter with a made-up passport."""
    person, ends = guest.person, guest.event.ends_on
    given, _space, family = latin_name(person.family_name, person.given_name).upper().partition(" ")
    passport = PassportData(
        surname=family or given,
        given_names=given if family else "",
        number=f"{person.country}{7310000 + number * 137}",
        nationality=str(person.country),
        born_on=date(1979 + number, 2 + number, 11),
        issued_on=ends - timedelta(days=900 + number),
        expires_on=ends + timedelta(days=2700 - number),
    )
    return services.ask_for_letter(
        registration=guest, kind=Kind.VISA, language=("ru", "en")[number % 2], passport=passport, by=None
    )
