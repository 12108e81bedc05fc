"""Fees by the API: the same doors and the same services; and a provider of cards that joins by the settings."""

import hashlib
import hmac
import json

import pytest
from django.test import Client
from django.urls import reverse

from conference.fees import providers
from conference.fees.models import Invoice, LedgerEntry, Price
from conference.fees.providers import BadNoticeError, Notice
from conference.fees.services import note_refund
from tests.factories.fees import billed, invoice_of, pay
from tests.factories.registration import CategoryFactory
from tests.support.queries import assert_same_for_more_rows

API = "/api/v1/events/konf/fees/"
JSON = "application/json"
VERBS = ("confirm", "refund")
SECRET = b"shared with the provider"


def test_prices_are_kept_by_the_owner(event, owner, registrar, signed_in) -> None:
    client, category = signed_in(owner), CategoryFactory(event=event)
    row = {"category": category.code, "amount": "12000.50", "ends_on": "2026-03-01"}
    made = client.post(f"{API}prices/", row, content_type=JSON)
    assert (made.status_code, made.json()["amount"]) == (201, "12000.50")
    again = client.post(f"{API}prices/", row, content_type=JSON)
    assert again.status_code == 400
    here = f"{API}prices/{made.json()['code']}/"
    assert client.patch(here, {"amount": "13000"}, content_type=JSON).json()["amount"] == "13000.00"
    assert client.patch(here, {"amount": "0.001"}, content_type=JSON).status_code == 400
    assert signed_in(registrar).get(here).status_code == 403
    assert client.delete(here).status_code == 204
    assert not Price.objects.exists()


def test_payments_are_confirmed_once_refunded_and_taken_back(event, category, registrar, signed_in) -> None:
    client, invoice = signed_in(registrar), invoice_of(billed(event, category))
    here = f"{API}invoices/{invoice.code}/"
    money = {"key": "a", "amount": "5000.00", "happened_on": str(invoice.event.today)}
    for _twice in range(2):
        assert client.post(f"{here}confirm/", money, content_type=JSON).status_code == 201
    assert client.post(f"{here}confirm/", money | {"key": "b", "amount": "9000"}, content_type=JSON).status_code == 409
    assert client.post(f"{here}refund/", money | {"key": "c", "amount": "1"}, content_type=JSON).status_code == 201
    for other in (client.post(f"{here}{verb}/", money | {"amount": "2"}, content_type=JSON) for verb in VERBS):
        assert other.status_code == 409, "the key is that of the payment"
    told = client.get(here).json()
    assert (told["paid"], told["refunded"], told["remaining"]) == ("5000.00", "1.00", "7001.00")
    entries = client.get(f"{API}payments/").json()["results"]
    assert [(row["kind"], row["amount"]) for row in entries] == [("refund", "1.00"), ("payment", "5000.00")]
    undo = f"{API}payments/{entries[0]['code']}/undo/"
    assert client.post(undo, {}, content_type=JSON).status_code == 201
    assert client.post(undo, {}, content_type=JSON).status_code == 409


def test_the_register_costs_the_same_for_more_rows(event, category, registrar, signed_in) -> None:
    client = signed_in(registrar)
    for path in ("invoices/", "payments/"):
        assert_same_for_more_rows(
            client, f"{API}{path}", lambda: pay(invoice_of(billed(event, category)), 1, registrar)
        )


class CardProvider:
    """A provider as one would be written: a page of its own, a signed notice, refunds by itself."""

    name = "card"
    label = "Card"
    offers_begin = True
    refunds: list[tuple[int, str]] = []

    def begin(self, invoice, back: str) -> str:
        return f"https://pay.example/{invoice.code}?amount={invoice.remaining}&back={back}"

    def status(self, invoice) -> Notice | None:
        return Notice(invoice.code, invoice.remaining, invoice.event.today, "status-1")

    def refund(self, invoice, amount: int, *, key: str) -> str:
        self.refunds.append((amount, key))
        return f"refund-{key}"

    def read_notice(self, body: bytes, headers) -> Notice:
        if not hmac.compare_digest(headers.get("X-Signature", ""), signature_of(body)):
            raise BadNoticeError
        told = json.loads(body)
        return Notice(
            told["invoice"], told["amount"], Invoice.objects.get(code=told["invoice"]).event.today, told["id"]
        )


def signature_of(body: bytes) -> str:
    return hmac.new(SECRET, body, hashlib.sha256).hexdigest()


class TestProviders:
    @pytest.fixture(autouse=True)
    def _card(self, settings) -> None:
        settings.FEE_PROVIDERS = ["tests.conference.fees.test_api.CardProvider"]

    @pytest.fixture
    def invoice(self, event, category) -> Invoice:
        return invoice_of(billed(event, category))

    def tell(self, invoice: Invoice, *, signature: str = "", provider: str = "card") -> int:
        body = json.dumps({"invoice": invoice.code, "amount": 12_000_00, "id": "e-1"}).encode()
        headers = {"X-Signature": signature or signature_of(body)}
        return Client().post(f"{API}notices/{provider}/", body, content_type=JSON, headers=headers).status_code

    def test_a_signed_notice_is_one_payment_however_often_it_comes(self, invoice) -> None:
        assert [self.tell(invoice) for _ in range(3)] == [204, 204, 204]
        entry = LedgerEntry.objects.get()
        assert (entry.amount, entry.provider, entry.external_id, entry.recorded_by) == (12_000_00, "card", "e-1", None)

    def test_an_unsigned_one_and_an_unknown_provider_are_nothing(self, invoice) -> None:
        assert self.tell(invoice, signature="forged") == 400
        assert [self.tell(invoice, provider=name) for name in ("transfer", "other")] == [404, 404]
        assert not LedgerEntry.objects.exists()

    def test_the_guest_is_led_there_and_back(self, event, invoice) -> None:
        guest = invoice.contact
        own = {"event": "konf", "token": guest.token, "code": invoice.code, "provider": "card"}
        begin = reverse("public:fee_begin", kwargs=own)
        page = reverse("public:registration", kwargs={"event": "konf", "token": guest.token})
        assert begin in Client().get(page).content.decode()
        assert Client().post(begin).url.startswith(f"https://pay.example/{invoice.code}?amount=1200000&back=http")
        assert Client().post(begin.replace("/card/", "/transfer/")).status_code == 404
        for _twice in range(2):
            Client().get(reverse("public:fee_back", kwargs=own))
        invoice.refresh_from_db()
        assert (invoice.state, LedgerEntry.objects.count()) == ("paid", 1)

    def test_refunds_go_through_it(self, invoice, registrar) -> None:
        self.tell(invoice)
        day = {"happened_on": invoice.event.today, "key": "k1", "by": registrar, "provider": "card"}
        assert note_refund(invoice=invoice, amount=5, **day).external_id == "refund-k1"
        assert CardProvider.refunds[-1] == (5, "k1")

    def test_without_the_setting_there_is_the_transfer_alone(self, settings) -> None:
        assert list(providers.all_providers()) == ["transfer", "card"]
        settings.FEE_PROVIDERS = []
        assert list(providers.all_providers()) == ["transfer"]
