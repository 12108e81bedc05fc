"""What a guest sees and does: the price before, the invoice after, another payer, the payment order; free: nothing."""

import datetime
import io

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_scopes import scope
from PIL import Image

from conference.core.pdf import render_html
from conference.fees import services
from conference.fees.models import FeeSettings, Invoice, LedgerEntry, PaymentOrder, Price
from conference.fees.panels import price_words
from conference.registration.models import Draft
from tests.factories.events import EventFactory, UserFactory
from tests.factories.fees import REQUISITES, billed, invoice_of, pay, priced
from tests.factories.registration import CategoryFactory, RegistrationFactory

DAY = datetime.date


def page(guest, name: str = "registration", **more: str) -> str:
    return reverse(f"public:{name}", kwargs={"event": "konf", "token": guest.token, **more})


@pytest.fixture
def guest(event, category):
    return billed(event, category)


class TestPrices:
    def test_are_said_with_their_periods(self, event, category, time_machine) -> None:
        price = Price.objects.get()
        price.ends_on = DAY(2026, 3, 1)
        price.save()
        late = {"event": event, "category": category, "amount": 15_000_00, "starts_on": DAY(2026, 3, 2)}
        Price.objects.create(**late)
        time_machine.move_to(datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC))
        words = price_words(event)[category.pk]
        assert [sign in words for sign in ("12\xa0000\xa0₸", "1 марта 2026", "15\xa0000\xa0₸")] == [True] * 3
        time_machine.move_to(datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC))
        assert price_words(event)[category.pk] == "15\xa0000\xa0₸"

    def test_stand_on_the_page_of_registration_and_in_the_form(self, event, category) -> None:
        CategoryFactory(event=event)
        shown = Client().get("/ru/konf/register/").content.decode()
        assert shown.count("12\xa0000\xa0₸") == 1
        person = {"given_name": "Асель", "email": "a@example.org", "country": "KZ"}
        part = {"category": category.code, "mode": "in_person", "visibility": "nobody"}
        draft = Draft.objects.create(event=event, data={"who": person, "participation": part, "consent": {}})
        for step in ("participation/", "review/"):
            answer = Client().get(f"/ru/konf/register/{draft.token}/{step}", follow=True)
            if step == "participation/":
                assert "12\xa0000\xa0₸" in answer.content.decode()


class TestOwnPage:
    def test_shows_the_invoice_and_its_paper(self, guest) -> None:
        invoice = invoice_of(guest)
        shown = Client().get(page(guest)).content.decode()
        assert invoice.number in shown
        answer = Client().get(page(guest, "fee_paper", code=invoice.code))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Cache-Control"] == "private, no-store"

    def test_of_others_and_cancelled_ones_hands_out_nothing(self, event, guest, category, registrar) -> None:
        other = invoice_of(billed(event, category))
        for name in ("fee_paper", "fee_payer", "fee_order"):
            assert Client().get(page(guest, name, code=other.code)).status_code == 404
        own = invoice_of(guest)
        services.cancel_invoice(invoice=own, by=registrar, reason="-")
        assert Client().get(page(guest, "fee_paper", code=own.code)).status_code == 404

    def test_of_an_invoice_for_several_the_one_whom_it_went_to_has_the_paper(self, event, category, owner) -> None:
        guests = [billed(event, category) for _ in range(2)]
        house = {"kind": "organisation", "name": "Шахтинская ЦБС", "tax_id": "", "address": ""}
        joint = {"event": event, "registrations": guests, "payer": house, "language": "ru", "by": owner}
        invoice = services.issue_jointly(**joint)
        statuses = [Client().get(page(guest, "fee_paper", code=invoice.code)).status_code for guest in guests]
        assert statuses == [200, 404]
        assert [house["name"] in Client().get(page(guest)).content.decode() for guest in guests] == [True, False]
        assert invoice.number in Client().get(page(guests[1])).content.decode()

    def test_the_payer_changes_ten_times_an_hour(self, guest) -> None:
        for number in range(11):
            here = page(guest, "fee_payer", code=invoice_of(guest).code)
            answer = Client().post(here, {"kind": "person", "name": f"Ким {number}"})
        assert answer.context["form"].errors["__all__"]
        assert invoice_of(guest).payer["name"] == "Ким 9"

    def test_shows_what_was_paid_and_what_will_be_given_back(self, guest, registrar) -> None:
        invoice = invoice_of(guest)
        pay(invoice, 12_500_00, registrar, also_more=True, note="секрет команды")
        shown = Client().get(page(guest)).content.decode()
        assert "12\xa0500\xa0₸" in shown
        assert "500\xa0₸" in shown
        assert "секрет" not in shown

    def test_another_payer_is_named_and_judged(self, guest) -> None:
        invoice = invoice_of(guest)
        typed = {"kind": "organisation", "name": "ЦБС", "tax_id": "9407 4000 0922", "address": "Абай"}
        refused = Client().post(page(guest, "fee_payer", code=invoice.code), typed)
        assert refused.context["form"].errors["tax_id"]
        Client().post(page(guest, "fee_payer", code=invoice.code), typed | {"tax_id": "9407 4000 0921"})
        assert invoice_of(guest).payer == typed | {"tax_id": "940740000921"}

    def test_payment_orders_are_judged_by_content(self, guest) -> None:
        invoice = invoice_of(guest)
        here = page(guest, "fee_order", code=invoice.code)
        picture = io.BytesIO()
        Image.new("RGB", (40, 40), "white").save(picture, "PNG")
        good = (("п.pdf", render_html("<p>П</p>", stylesheets=())), ("скан.png", picture.getvalue()))
        for name, content in (("п.pdf", b"%PDF-1.4 broken"), ("п.pdf", b"<script>"), ("п.jpg", b"MZ")):
            assert Client().post(here, {"file": SimpleUploadedFile(name, content)}).context["form"].errors
        for name, content in good:
            assert Client().post(here, {"file": SimpleUploadedFile(name, content)}).status_code == 302
        assert [order.name for order in PaymentOrder.objects.all()] == ["п.pdf", "скан.png"]
        order = PaymentOrder.objects.latest("pk")
        answer = Client().get(page(guest, "fee_order_file", code=invoice.code, file=order.code))
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"].startswith("attachment")
        assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (40, 40)


class TestPaper:
    def test_is_the_same_for_ever(self, event, guest, owner) -> None:
        invoice = invoice_of(guest)
        first = services.paper_file(invoice=invoice)
        changed = {**REQUISITES, "payee": "Другой", "bank": "Другой"}
        services.change_settings(event=event, by=owner, **changed)
        assert services.paper_file(invoice=Invoice.objects.get()) == first
        assert "Другой" not in pypdfium2.PdfDocument(io.BytesIO(first))[0].get_textpage().get_text_bounded()

    @pytest.mark.parametrize(("language", "title"), [("ru", "Счёт на оплату"), ("kk", "төлем шоты"), ("en", "Invoice")])
    def test_says_everything_in_the_payers_language(self, event, category, owner, language, title) -> None:
        FeeSettings.objects.update(vat_rate=12_00)
        guests = [RegistrationFactory(event=event, category=category) for _ in range(2)]
        payer = {"kind": "organisation", "name": "ЦБС", "tax_id": "940740000921", "address": "Абай"}
        invoice = services.issue_jointly(event=event, registrations=guests, payer=payer, language=language, by=owner)
        document = pypdfium2.PdfDocument(io.BytesIO(services.paper_file(invoice=invoice)))
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
        for sign in (title, invoice.number, "KZ86125KZT5004100100", "HSBKKZKX", "861", "ЦБС", "24", "571"):
            assert sign in text, sign
        codes = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil(), zxingcpp.BarcodeFormat.QRCode)
        assert codes[0].text.endswith(f"/verify/invoice/{invoice.token}/")

    def test_its_code_tells_the_state_and_nobodys_name(self, guest) -> None:
        invoice = invoice_of(guest)
        address = reverse("invoice_state", kwargs={"token": invoice.token})
        answer = Client().get(address)
        assert invoice.number in answer.content.decode()
        assert guest.person.family_name not in answer.content.decode()
        assert answer["X-Robots-Tag"].startswith("noindex")
        assert Client().get(address.replace(invoice.token, "wrong")).status_code == 404


class TestFreeEvents:
    def test_see_nothing_of_fees(self, member_of, signed_in, owner) -> None:
        free = EventFactory(slug="free")
        with scope(event=free):
            guest = RegistrationFactory(event=free, category=CategoryFactory(event=free))
            member = member_of(free, "owner")
            here = f"/ru/free/registration/{guest.token}/"
            team = signed_in(member)
            guests = "".join(Client().get(path).content.decode() for path in ("/ru/free/register/", here))
            assert "взнос" not in guests.lower()
            assert "₸" not in guests
            for path in ("/manage/free/", f"/manage/free/registrations/{guest.code}/", "/manage/free/registrations/"):
                shown = team.get(path).content.decode()
                assert shown.count("/fees/") == 1, "the entry of the menu that leads to the switch, alone"
            registrar = signed_in(member_of(free, "registrar")).get("/manage/free/").content.decode()
            assert "/fees/" not in registrar
            for path in ("fees/", "fees/ledger/", "fees/orders/", "fees/prices/", "fees/invoices/joint/"):
                assert team.get(f"/manage/free/{path}").url == "/manage/free/fees/settings/"

    def test_nor_does_somebodys_own_page(self, signed_in, event, category) -> None:
        user = UserFactory()
        assert "my-fees" not in signed_in(user).get("/my/").content.decode()
        guest = billed(event, category)
        type(guest.person).objects.filter(pk=guest.person_id).update(user=user)
        shown = signed_in(user).get("/my/").content.decode()
        assert invoice_of(guest).number in shown
        assert not LedgerEntry.objects.exists()


def test_a_category_without_a_price_says_that_it_is_free(event) -> None:
    free = CategoryFactory(event=event)
    paid = priced(event)
    words = price_words(event)
    assert set(words) == {paid.pk, free.pk}
    assert words[free.pk] == "бесплатно"
