"""The team's pages: the register, payments in part, a double click, refunds, discounts, one invoice for several."""

import pytest
from django.urls import reverse
from django_scopes import scope

from conference.core.jobs.models import Job, JobState
from conference.core.mail.models import OutgoingMail
from conference.core.text.localized import i18n
from conference.fees import services
from conference.fees.models import FeeSettings, Invoice, LedgerEntry, OwnPrice, Price
from tests.factories.events import EventFactory
from tests.factories.fees import ACCOUNT, BIN, billed, invoice_of, pay, priced, with_fees
from tests.factories.people import PersonFactory
from tests.factories.registration import RegistrationFactory
from tests.support.queries import assert_same_for_more_rows


def url(name: str, **more: str) -> str:
    return reverse(f"manage:{name}", kwargs={"event": "konf", **more})


@pytest.fixture
def invoice(event, category) -> Invoice:
    return invoice_of(billed(event, category))


@pytest.fixture
def client(signed_in, registrar):
    return signed_in(registrar)


def payment_of(page, **changes: str) -> dict[str, str]:
    form = page.context["payment_form"]
    return {name: str(form[name].value() or "") for name in form.fields if name != "also_more"} | changes


class TestSetup:
    def test_fees_are_switched_on_with_requisites(self, db, member_of, signed_in) -> None:
        free = EventFactory(slug="konf")
        owner = signed_in(member_of(free, "owner"))
        typed = {
            "is_on": "on", "currency": "KZT", "vat_rate": "12", "days_to_pay": "10", "remind_days": "3", "rules": "KZ",
            "payee_0": "Библиотека", "bank_0": "Банк", "tax_id": BIN, "account": "KZ00 1234", "bic": "HSBKKZKX",
        }  # fmt: skip
        refused = owner.post(url("fee_settings"), typed)
        assert refused.context["form"].errors["account"]
        assert owner.post(url("fee_settings"), typed | {"account": ACCOUNT}).url == url("fee_prices")
        with scope(event=free):
            assert FeeSettings.objects.get().vat_rate == 12_00

    def test_prices_are_added_in_periods(self, event, category, signed_in, owner) -> None:
        client = signed_in(owner)
        typed = {"category": category.code, "amount": "15 000,50", "starts_on": "2026-03-02", "ends_on": ""}
        assert client.post(url("fee_price_add"), typed).context["form"].errors["__all__"]
        old = Price.objects.get()
        first = {"category": category.code, "amount": "12000", "ends_on": "2026-03-01"}
        client.post(url("fee_price", code=old.code), first)
        assert client.post(url("fee_price_add"), typed).status_code == 302
        assert list(Price.objects.values_list("amount", flat=True)) == [12_000_00, 15_000_50]
        client.post(url("fee_price_remove", code=old.code))
        assert Price.objects.count() == 1

    def test_the_registrar_sets_nothing_up(self, client, event) -> None:
        assert client.get(url("fee_settings")).status_code == 403
        assert client.get(url("fees")).status_code == 200


class TestRegister:
    def test_is_found_by_number_name_and_state(self, client, event, category, registrar) -> None:
        person = PersonFactory(event=event, family_name="Қасымова", given_name="Ләззат")
        first, second = invoice_of(billed(event, category, person=person)), invoice_of(billed(event, category))
        pay(second, 12_000_00, registrar)
        for wanted, found in (
            ({"q": "касымова"}, [first]),
            ({"q": second.number}, [second]),
            ({"state": "paid"}, [second]),
            ({"state": "open"}, [first]),
            ({"state": "overdue"}, []),
            ({"category": category.code}, [second, first]),
            ({"state": "nonsense"}, [second, first]),
        ):
            assert list(client.get(url("fees"), wanted).context["page"]) == found, wanted
        Invoice.objects.update(due_on="2020-01-01")
        assert list(client.get(url("fees"), {"state": "overdue"}).context["page"]) == [first]

    @pytest.mark.parametrize("name", ["fees", "fee_ledger", "fee_orders"])
    def test_costs_the_same_for_more_rows(self, client, event, category, registrar, name) -> None:
        def add() -> None:
            invoice = invoice_of(billed(event, category))
            pay(invoice, 1_00, registrar)
            services.send_order(invoice=invoice, file="x.pdf", name="x.pdf")

        assert_same_for_more_rows(client, url(name), add)

    @pytest.mark.parametrize("name", ["fee_export", "fee_ledger_export"])
    def test_goes_into_spreadsheets(self, client, invoice, registrar, name) -> None:
        services.set_payer(
            invoice=invoice, payer={"kind": "person", "name": "=1+1", "tax_id": "", "address": ""}, by=None
        )
        pay(Invoice.objects.first(), 1_234_50, registrar, reference="=2+2")
        table = client.get(url(name, file_format="csv")).content.decode("utf-8-sig")
        assert "1234.50" in table
        assert "'=" in table
        assert ",=" not in table
        assert client.get(url(name, file_format="xlsx")).content.startswith(b"PK")
        assert client.get(url(name, file_format="exe")).status_code == 404

    def test_sums_up_by_state_and_category(self, client, event, category, registrar) -> None:
        pay(invoice_of(billed(event, category)), 5_000_00, registrar)
        billed(event, category)
        context = client.get(url("fee_ledger")).context
        assert (context["total"].number, context["total"].owed, context["total"].paid) == (2, 24_000_00, 5_000_00)
        assert context["by_category"] == [(str(category), 2, 24_000_00)]


class TestPayments:
    def test_are_confirmed_in_part_and_a_double_click_once(self, client, invoice) -> None:
        here = url("fee_invoice", code=invoice.code)
        form = payment_of(client.get(here), amount="5 000", reference="№ 17")
        for _click in range(2):
            assert client.post(url("fee_confirm", code=invoice.code), form).url == here
        assert LedgerEntry.objects.get().amount == 5_000_00
        shown = client.get(here)
        assert shown.context["payment_form"]["amount"].value() == "7000"
        assert "7\xa0000\xa0₸" in shown.content.decode()

    def test_a_form_corrected_after_it_was_sent_says_that_the_first_sum_stands(self, client, invoice) -> None:
        form = payment_of(client.get(url("fee_invoice", code=invoice.code)), amount="5 000")
        client.post(url("fee_confirm", code=invoice.code), form)
        for name, bound in (("fee_confirm", "payment_form"), ("fee_refund", "refund_form")):
            refused = client.post(url(name, code=invoice.code), form | {"amount": "4 000"})
            assert refused.context[bound].non_field_errors(), name
        assert LedgerEntry.objects.get().amount == 5_000_00

    def test_more_than_is_owed_is_asked_for(self, client, invoice) -> None:
        form = payment_of(client.get(url("fee_invoice", code=invoice.code)), amount="12001")
        refused = client.post(url("fee_confirm", code=invoice.code), form)
        assert refused.context["payment_form"].errors["amount"]
        assert client.post(url("fee_confirm", code=invoice.code), form | {"also_more": "on"}).status_code == 302
        assert client.get(url("fees"), {"state": "to_refund"}).context["page"][0] == invoice

    def test_are_taken_back_and_refunded(self, client, invoice, registrar) -> None:
        entry = pay(invoice, 12_000_00, registrar)
        form = {"key": "r", "amount": "2000", "happened_on": str(invoice.event.today)}
        assert client.post(url("fee_refund", code=invoice.code), form | {"amount": "99999"}).status_code == 200
        assert client.post(url("fee_refund", code=invoice.code), form).status_code == 302
        refund = LedgerEntry.objects.get(kind="refund")
        client.post(url("fee_undo", code=invoice.code, entry=refund.code))
        client.post(url("fee_undo", code=invoice.code, entry=entry.code))
        invoice.refresh_from_db()
        assert (invoice.state, LedgerEntry.objects.count()) == ("due", 4)
        client.post(url("fee_cancel", code=invoice.code), {"reason": "тест"})
        invoice.refresh_from_db()
        assert (invoice.state, invoice.cancel_reason) == ("cancelled", "тест")

    def test_payment_orders_wait_are_looked_at_and_declined(self, client, invoice) -> None:
        order = services.send_order(invoice=invoice, file="x.pdf", name="Поручение.pdf")
        assert "Поручение.pdf" in client.get(url("fee_orders")).content.decode()
        client.post(url("fee_order_decline", code=order.code), {"reason": ""})
        client.post(url("fee_order_decline", code=order.code), {"reason": "не тот счёт"})
        order.refresh_from_db()
        assert (order.state, order.reason) == ("declined", "не тот счёт")
        assert not client.get(url("fee_orders")).context["rows"]

    def test_the_guest_reads_of_each_in_their_language(
        self, event, category, registrar, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            invoice = invoice_of(billed(event, category, person=PersonFactory(event=event, language="en")))
            order = services.send_order(invoice=invoice, file="x.pdf", name="x.pdf")
            services.decline_order(order=order, by=registrar, reason="wrong file")
            pay(invoice, 5_000_00, registrar)
            services.note_refund(invoice=invoice, amount=1_00, happened_on=invoice.event.today, key="r", by=registrar)
        mails = OutgoingMail.objects.order_by("pk")
        assert all(invoice.number in mail.subject for mail in mails)
        assert [mail.attachments.count() for mail in mails] == [1, 0, 0, 0]
        texts = [mail.text for mail in mails]
        assert "₸7,001" in texts[0], "what is to be paid when the mail is written"
        assert "wrong file" in texts[1]
        assert "₸5,000" in texts[2]


class TestGuests:
    def test_one_pays_less_or_nothing(self, client, event, category) -> None:
        guest = billed(event, category)
        here = url("fee_own_price", code=guest.code)
        client.post(here, {"amount": "6000", "reason": "студент"})
        assert invoice_of(guest).total == 6_000_00
        assert "студент" in client.get(url("registration", code=guest.code)).content.decode()
        client.post(here, {"remove": "yes"})
        assert not OwnPrice.objects.exists()
        assert invoice_of(guest).total == 12_000_00

    def test_several_stand_on_one_invoice(self, client, event, category) -> None:
        guests = [billed(event, category) for _ in range(3)]
        typed = {
            "guests": [guest.code for guest in guests[:2]],
            "kind": "organisation",
            "name": "ЦБС",
            "language": "kk",
        }
        answer = client.post(url("fee_joint"), typed)
        invoice = invoice_of(guests[0])
        assert answer.url == url("fee_invoice", code=invoice.code)
        assert (invoice.total, invoice.language) == (24_000_00, "kk")
        assert (
            client.post(url("fee_joint"), typed | {"guests": [guests[0].code, guests[2].code]}).context["form"].errors
        )

    def test_those_without_an_invoice_get_one_by_a_press(
        self, client, event, category, django_capture_on_commit_callbacks
    ) -> None:
        for _ in range(2):
            RegistrationFactory(event=event, category=category)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url("fee_missing"))
        assert Job.objects.get(kind="fees.issue_missing").state == JobState.DONE
        assert Invoice.objects.count() == 2


def test_another_events_invoices_are_out_of_reach(client, event) -> None:
    other = EventFactory(slug="other")
    with scope(event=other):
        with_fees(other, payee=i18n(ru="Чужие"))
        theirs = invoice_of(billed(other, priced(other)))
        order = services.send_order(invoice=theirs, file="x.pdf", name="x.pdf")
    for address in (
        url("fee_invoice", code=theirs.code),
        url("fee_invoice_file", code=theirs.code),
        url("fee_order_look", code=order.code),
        url("fee_own_price", code=theirs.contact.code),
    ):
        assert client.get(address).status_code == 404
    assert client.post(url("fee_confirm", code=theirs.code)).status_code == 404
