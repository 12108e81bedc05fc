"""A visa letter from the guest's request to the consulate's look at its code."""

import io

import pypdfium2
import pytest
import zxingcpp
from django_scopes import scope

from conference.events.choices import Role
from conference.letters.models import PassportOpening
from conference.letters.services import take_starters, use_template
from conference.registration.links import link_in_letter
from tests.factories.people import PersonFactory
from tests.factories.registration import RegistrationFactory
from tests.journeys.conftest import WALKS
from tests.support.mails import newest_mail

pytestmark = pytest.mark.django_db(transaction=True)
PASSPORT = {
    "surname": "Yoldosheva",
    "given_names": "Nilufar",
    "number": "FA1234567",
    "born_on": "1988-04-30",
    "issued_on": "2023-02-01",
    "expires_on": "2033-01-31",
}


@pytest.fixture
def guest(event, member_of, language: str):
    """Somebody from abroad who is registered at an event that offers letters in three languages."""
    registrar = member_of(event, Role.REGISTRAR)
    with scope(event=event):
        for template in take_starters(event=event, by=registrar):
            template.signatory_name = "Г. Т. Оразбаева"
            template.save()
            use_template(template=template, by=registrar, is_used=True)
        person = PersonFactory(event=event, family_name="Йўлдошева", given_name="Нилуфар", language=language)
        return RegistrationFactory(event=event, person=person)


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_visa_letter_is_asked_for_issued_and_verified(event, guest, browsers, member_of, language: str) -> None:
    visitor = browsers()
    visitor.go(f"/{language}/{event.slug}/registration/{guest.token}/")
    visitor.follow("a[href$='/letters/']")
    visitor.look()
    visitor.follow("a[href$='/ask/visa/']")
    visitor.look()
    visitor.fill(**PASSPORT | {"number": "ФА1234567"})
    visitor.page.select_option("[name=nationality]", "UZ")
    visitor.page.check("[name=consent]")
    visitor.send("#ask")
    assert visitor.page.locator("#id_number_error").is_visible()
    visitor.look()
    visitor.fill(number=PASSPORT["number"])
    visitor.send("#ask")
    assert PASSPORT["number"] not in visitor.page.content()
    visitor.look()

    officer = browsers(member_of(event, Role.VISA))
    officer.go(f"/manage/{event.slug}/?lang={language}")
    officer.choose("/letters/")
    officer.look()
    officer.follow("#requests th a")
    officer.look()
    officer.page.check("[name=reason][value=check]")
    officer.send("#opening")
    assert PASSPORT["number"] in officer.page.content()
    officer.look()
    officer.follow("#issue button")
    officer.look()
    with scope(event=event):
        assert PassportOpening.objects.get().reason == "check"

    mail = newest_mail(guest.person.email)
    assert PASSPORT["number"] not in mail.text
    page = link_in_letter(guest, "public:letters")
    assert page in mail.text
    visitor.page.goto(page)
    visitor.look()
    file = pypdfium2.PdfDocument(io.BytesIO(visitor.fetch("a[href$='.pdf']")))
    assert "YOLDOSHEVA NILUFAR" in file[0].get_textpage().get_text_bounded()
    codes = zxingcpp.read_barcodes(file[0].render(scale=3).to_pil(), zxingcpp.BarcodeFormat.QRCode)
    visitor.page.goto(codes[0].text)
    assert visitor.page.locator(".notice-success").is_visible()
    assert "YOL***A N." in visitor.page.content()
    assert PASSPORT["number"] not in visitor.page.content()
    visitor.look()
