"""From the switch to the last tenge: fees are set up, a guest registers and pays in two parts, the team confirms."""

import io

import pypdfium2
import pytest
from django_scopes import scope

from conference.core.pdf import render_html
from conference.events.choices import Role
from conference.fees.models import Invoice
from tests.factories.events import EventFactory
from tests.factories.fees import ACCOUNT, BIN
from tests.factories.registration import CategoryFactory
from tests.journeys.conftest import WALKS, Visitor
from tests.support.mails import newest_mail

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = {"ru": "Счёт на оплату", "kk": "төлем шоты", "en": "Invoice"}


@pytest.fixture
def event(db):
    event = EventFactory(slug="konf")
    with scope(event=event):
        CategoryFactory(event=event)
    return event


def digits(text: str) -> str:
    """Return a page's text without spaces of any kind, as amounts are written differently in each language."""
    return "".join(text.split()).replace(",", "")


def switch_on(owner: Visitor, language: str) -> None:
    owner.go(f"/manage/konf/?lang={language}")
    owner.choose("/fees/settings/")
    owner.look()
    owner.page.check("[name=is_on]")
    names = {f"{name}_{number}": text for name, text in (("payee", "ОУНБ"), ("bank", "Банк")) for number in range(3)}
    owner.fill(tax_id=BIN, account="KZ00 0000", bic="HSBKKZKX", kbe="11", knp="859", **names)
    owner.send("#fee-settings")
    assert owner.page.locator("#id_account_error").is_visible()
    owner.look()
    owner.fill(account=ACCOUNT)
    owner.send("#fee-settings")
    owner.look()
    owner.follow("a[href$='/fees/prices/add/']")
    owner.fill(amount="12 000")
    owner.send("#price")
    assert "12000" in digits(owner.page.inner_text("main"))
    owner.look()


def register(guest: Visitor, language: str) -> None:
    guest.go(f"/{language}/konf/register/")
    assert "12000" in digits(guest.page.inner_text("main"))
    guest.follow("a[href$='/register/start/']")
    guest.fill(family_name="Ким", given_name="Асель", email="assel@example.org")
    guest.page.select_option("[name=country]", "KZ")
    guest.follow(".form-actions .button-primary")
    guest.page.locator("label:has([name=category])").first.click()
    assert "12000" in digits(guest.page.inner_text("main"))
    guest.follow(".form-actions .button-primary")
    guest.page.locator("[name=consent]").check()
    guest.follow(".form-actions .button-primary")
    assert "12000" in digits(guest.page.inner_text("#participation"))
    guest.follow(".form-actions .button-primary")
    guest.look()


def confirm(owner: Visitor, amount: str, reference: str) -> None:
    owner.fill(reference=reference)
    owner.page.locator("#confirm [name=amount]").fill(amount)
    owner.send("#confirm")
    owner.look()


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_fee_is_asked_for_and_paid_in_two_parts(event, browsers, member_of, language: str) -> None:
    owner, guest = browsers(member_of(event, Role.OWNER)), browsers()
    switch_on(owner, language)
    register(guest, language)
    mail = newest_mail("assel@example.org")
    with scope(event=event):
        invoice = Invoice.objects.get()
    assert invoice.number in mail.subject

    guest.follow("a[href$='/payer/']")
    guest.look()
    guest.page.check("[name=kind][value=organisation]")
    guest.fill(name="Шахтинская ЦБС", tax_id=BIN, address="Шахтинск")
    guest.send("#payer")
    guest.look()
    paper = pypdfium2.PdfDocument(io.BytesIO(guest.fetch("a[href$='.pdf'][href*='/invoices/']")))
    text = paper[0].get_textpage().get_text_bounded()
    assert TITLES[language] in text
    assert "Шахтинская ЦБС" in text
    guest.page.locator("#fees details summary").click()
    proof = {"name": "Поручение.pdf", "mimeType": "application/pdf", "buffer": render_html("<p>П</p>", stylesheets=())}
    guest.page.set_input_files("#fees [name=file]", files=[proof])
    guest.send("#fees form")
    assert "Поручение.pdf" in guest.page.inner_text("#fees")
    guest.look()

    owner.choose("/fees/")
    owner.look()
    owner.follow("main a[href$='/fees/orders/']")
    owner.look()
    owner.follow("#orders a[href$='#payment']")
    confirm(owner, "5 000", "318")
    guest.page.reload()
    assert "7000" in digits(guest.page.inner_text("#fees"))
    confirm(owner, "7000", "319")
    owner.follow("main a[href$='/fees/']")
    assert owner.page.locator(".state-success").count() == 1
    owner.follow("main a[href$='/fees/ledger/']")
    owner.look()
    guest.page.reload()
    assert guest.page.locator("#fees .state-success").is_visible()
    guest.look()
