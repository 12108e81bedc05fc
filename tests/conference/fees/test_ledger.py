"""The ledger: in part, in full, twice by one click, undone, given back; and never changed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conference.core.activity.models import ActivityEntry
from conference.core.jobs.models import Job
from conference.fees import services
from conference.fees.choices import TRANSITIONS, EntryKind, InvoiceState, OrderState
from conference.fees.models import Invoice, LedgerEntry
from conference.registration.services import cancel_registration
from tests.factories.fees import billed, invoice_of, pay


@pytest.fixture
def invoice(event, category) -> Invoice:
    """An invoice of 12 000 ₸."""
    return invoice_of(billed(event, category))


def refund(invoice, amount, by, key="r1"):
    return services.note_refund(invoice=invoice, amount=amount, happened_on=invoice.event.today, key=key, by=by)


def state_of(invoice) -> str:
    invoice.refresh_from_db()
    return invoice.state


class TestPayments:
    def test_in_part_then_the_rest(self, invoice, registrar) -> None:
        pay(invoice, 5_000_00, registrar, reference="№ 17")
        assert (state_of(invoice), invoice.remaining) == (InvoiceState.PARTLY_PAID, 7_000_00)
        pay(invoice, 7_000_00, registrar)
        assert (state_of(invoice), invoice.remaining) == (InvoiceState.PAID, 0)
        told = [job.params["letter"] for job in Job.objects.filter(kind="fees.mail").order_by("pk")]
        assert told == ["issued", "confirmed", "confirmed"]

    def test_a_double_click_confirms_once(self, invoice, registrar) -> None:
        first, second = (pay(invoice, 5_000_00, registrar, key="same") for _ in range(2))
        assert first == second
        assert state_of(invoice) == InvoiceState.PARTLY_PAID
        assert invoice.paid == 5_000_00

    def test_a_form_sent_again_with_something_else_is_not_taken_for_the_first(self, invoice, registrar) -> None:
        pay(invoice, 5_000_00, registrar, key="same")
        with pytest.raises(services.KeyTakenError):
            pay(invoice, 6_000_00, registrar, key="same")
        with pytest.raises(services.KeyTakenError):
            refund(invoice, 5_000_00, registrar, key="same")
        assert (state_of(invoice), invoice.paid, invoice.refunded) == (InvoiceState.PARTLY_PAID, 5_000_00, 0)

    def test_more_than_is_owed_needs_a_word(self, invoice, registrar) -> None:
        with pytest.raises(services.TooMuchError):
            pay(invoice, 12_000_01, registrar)
        pay(invoice, 12_000_01, registrar, also_more=True)
        assert (state_of(invoice), invoice.overpaid) == (InvoiceState.PAID, 1)

    def test_nothing_the_future_and_cancelled_invoices_take_no_money(self, invoice, registrar) -> None:
        tomorrow = invoice.event.today + datetime.timedelta(days=1)
        for values in ({"amount": 0}, {"amount": -5}, {"amount": 5, "happened_on": tomorrow}):
            with pytest.raises(ValidationError):
                pay(invoice, values.pop("amount"), registrar, **values)
        services.cancel_invoice(invoice=invoice, by=registrar, reason="-")
        with pytest.raises(services.InvoiceClosedError):
            pay(invoice, 5, registrar)

    def test_the_log_knows_the_sum_and_no_document(self, invoice, registrar) -> None:
        pay(invoice, 5_000_00, registrar, reference="KZ55 секрет", note="с карты мужа")
        entry = ActivityEntry.objects.get(action="payment_confirmed")
        assert entry.after == {"amount": "5000.00 KZT"}


class TestUndoing:
    def test_by_a_counter_entry_once(self, invoice, registrar) -> None:
        entry = pay(invoice, 12_000_00, registrar)
        reversal = services.undo_entry(entry=entry, by=registrar, note="чужой платёж")
        assert (reversal.kind, reversal.amount, reversal.reverses) == (EntryKind.REVERSAL, 12_000_00, entry)
        assert (state_of(invoice), invoice.paid) == (InvoiceState.DUE, 0)
        for wrong in (entry, reversal):
            with pytest.raises(services.AlreadyUndoneError):
                services.undo_entry(entry=wrong, by=registrar, note="-")
        assert LedgerEntry.objects.count() == 2

    def test_not_where_the_money_went_back(self, invoice, registrar) -> None:
        entry = pay(invoice, 12_000_00, registrar)
        refund(invoice, 1, registrar)
        with pytest.raises(services.TooMuchError):
            services.undo_entry(entry=entry, by=registrar, note="-")

    def test_a_refund_can_be_undone_too(self, invoice, registrar) -> None:
        pay(invoice, 12_000_00, registrar)
        entry = refund(invoice, 12_000_00, registrar)
        assert state_of(invoice) == InvoiceState.REFUNDED
        services.undo_entry(entry=entry, by=registrar, note="банк вернул")
        assert state_of(invoice) == InvoiceState.PAID

    def test_of_a_guest_who_does_not_come_nothing_is_left_to_pay(self, invoice, registrar) -> None:
        entry = pay(invoice, 12_000_00, registrar)
        cancel_registration(registration=invoice.contact, by=registrar)
        services.undo_entry(entry=entry, by=registrar, note="-")
        assert state_of(invoice) == InvoiceState.CANCELLED

    def test_a_paper_that_says_another_sum_than_is_owed_is_issued_anew(self, invoice, registrar) -> None:
        entry = pay(invoice, 5_000_00, registrar)
        services.set_own_price(registration=invoice.contact, amount=8_000_00, reason="студент", by=registrar)
        services.undo_entry(entry=entry, by=registrar, note="чужой платёж")
        assert state_of(invoice) == InvoiceState.CANCELLED
        fresh = invoice_of(invoice.contact)
        assert (fresh.total, fresh.owed, fresh.replaces) == (8_000_00, 8_000_00, invoice)


class TestRefunds:
    def test_in_part_and_in_full_never_more(self, invoice, registrar) -> None:
        pay(invoice, 12_000_00, registrar)
        refund(invoice, 2_000_00, registrar, "a")
        assert (state_of(invoice), invoice.kept) == (InvoiceState.PARTLY_REFUNDED, 10_000_00)
        with pytest.raises(services.TooMuchError):
            refund(invoice, 10_000_01, registrar, "b")
        refund(invoice, 10_000_00, registrar, "c")
        assert state_of(invoice) == InvoiceState.REFUNDED
        assert refund(invoice, 10_000_00, registrar, "c").key == "c"
        assert state_of(invoice) == InvoiceState.REFUNDED

    def test_cancelling_is_for_what_holds_no_money(self, invoice, registrar) -> None:
        pay(invoice, 1_00, registrar)
        with pytest.raises(services.InvoiceFixedError):
            services.cancel_invoice(invoice=invoice, by=registrar, reason="-")


class TestOrders:
    def test_are_accepted_with_the_payment_and_wait_again_when_it_is_undone(self, invoice, registrar) -> None:
        order = services.send_order(invoice=invoice, file="x.pdf", name="п.pdf")
        entry = pay(invoice, 5_000_00, registrar, order=order)
        order.refresh_from_db()
        assert order.state == OrderState.ACCEPTED
        services.undo_entry(entry=entry, by=registrar, note="-")
        order.refresh_from_db()
        assert order.state == OrderState.WAITING

    def test_are_declined_once_with_a_reason(self, invoice, registrar) -> None:
        order = services.send_order(invoice=invoice, file="x.pdf", name="п.pdf")
        assert services.decline_order(order=order, by=registrar, reason="не тот счёт")
        assert not services.decline_order(order=order, by=registrar, reason="ещё раз")

    def test_ten_are_enough(self, invoice) -> None:
        for number in range(10):
            services.send_order(invoice=invoice, file=f"{number}.pdf", name="п.pdf")
        with pytest.raises(services.TooManyOrdersError):
            services.send_order(invoice=invoice, file="x.pdf", name="п.pdf")


class TestAppendOnly:
    def test_services_and_rows_refuse_changes(self, invoice, registrar) -> None:
        entry = pay(invoice, 5_000_00, registrar)
        entry.amount = 1
        for forbidden in (entry.save, entry.delete):
            with pytest.raises(TypeError):
                forbidden()

    @pytest.mark.parametrize("values", [{"amount": 1}, {"kind": "refund"}, {"key": "x"}, {"happened_on": "2020-01-01"}])
    def test_so_does_the_database(self, invoice, registrar, values) -> None:
        pay(invoice, 5_000_00, registrar)
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.update(**values)
        LedgerEntry.objects.update(note="", reference="")

    @pytest.mark.parametrize(
        "values", [{"amount": 0}, {"kind": "reversal"}, {"kind": "gift"}, {"key": "first"}, {"external_id": "e"}]
    )
    def test_nothing_impossible_is_added(self, invoice, registrar, values) -> None:
        first = pay(invoice, 5_000_00, registrar, key="first", external_id="e")
        row = {"kind": "payment", "amount": 5, "happened_on": first.happened_on, "provider": "transfer", "key": "other"}
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.create(event=invoice.event, invoice=invoice, **{**row, **values})


MOVES = st.lists(st.tuples(st.sampled_from(["pay", "refund", "undo"]), st.integers(1, 15)), max_size=7)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=MOVES)
def test_sums_are_those_of_the_entries_whatever_is_done(event, category, registrar, moves) -> None:
    with transaction.atomic():
        invoice = invoice_of(billed(event, category))
        for number, (what, amount) in enumerate(moves):
            before = state_of(invoice)
            try:
                with transaction.atomic():
                    if what == "undo":
                        entries = list(invoice.entries.order_by("pk"))
                        if entries:
                            services.undo_entry(entry=entries[amount % len(entries)], by=registrar, note="-")
                    elif what == "pay":
                        pay(invoice, amount * 1_000_00, registrar, key=f"m{number}", also_more=True)
                    else:
                        refund(invoice, amount * 1_000_00, registrar, key=f"m{number}")
            except (services.TooMuchError, services.AlreadyUndoneError):
                continue
            after = state_of(invoice)
            assert after == before or after in TRANSITIONS[before]
            live = [entry for entry in invoice.entries.select_related("reversed_by") if not entry.is_undone]
            assert invoice.paid == sum(entry.amount for entry in live if entry.kind == "payment")
            assert invoice.refunded == sum(entry.amount for entry in live if entry.kind == "refund")
            assert after == invoice.state_by_sums()
        assert connection.in_atomic_block
        transaction.set_rollback(True)
