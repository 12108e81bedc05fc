"""Invoices race for numbers and payments for sums, with the locks and, as proof that the races are real, without."""

from collections.abc import Callable
from threading import Barrier
from threading import Event as Signal

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.db.models import Max
from django_scopes import scope

from conference.fees import services
from conference.fees.models import Invoice, LedgerEntry
from conference.fees.services import issuing, ledger
from conference.registration.services import cancel_registration
from tests.conference.registration.test_race import race
from tests.factories.events import EventFactory, UserFactory
from tests.factories.fees import billed, invoice_of, pay, priced, with_fees
from tests.factories.registration import RegistrationFactory

CLIENTS = 6
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time, so nobody reads a number while another invoice is written")
    found = EventFactory()
    with scope(event=found):
        with_fees(found)
        yield found


def issue_at_once(event) -> list[object]:
    category = priced(event)
    guests = [RegistrationFactory(event=event, category=category) for _ in range(CLIENTS)]
    return race(event, *[lambda guest=guest: services.keep_in_step(registration=guest) for guest in guests])


def test_no_number_is_given_twice_and_none_is_left_out(event) -> None:
    answers = issue_at_once(event)
    assert all(isinstance(answer, Invoice) for answer in answers), answers
    assert sorted(Invoice.objects.values_list("n", flat=True)) == list(range(1, CLIENTS + 1))


def test_reading_the_last_number_first_fails_in_the_same_race(event, monkeypatch) -> None:
    read = Barrier(CLIENTS)

    def careless(_counter, *, event, year: int) -> int:
        last = Invoice.objects.filter(event=event, year=year).aggregate(last=Max("n"))["last"] or 0
        read.wait(10)
        return last + 1

    monkeypatch.setattr(issuing, "next_number", careless)
    assert sum(isinstance(answer, IntegrityError) for answer in issue_at_once(event)) == CLIENTS - 1


def test_one_guest_is_billed_once(event) -> None:
    guest, by = RegistrationFactory(event=event, category=priced(event)), UserFactory()
    price = {"registration": guest, "amount": 5_000_00, "reason": "студент", "by": by}
    answers = race(event, *[lambda: services.set_own_price(**price)] * 4)
    assert all(isinstance(answer, Invoice) for answer in answers), answers
    assert invoice_of(guest).total == 5_000_00
    assert Invoice.objects.count() == 1


def pay_at_once(event, *, keys: list[str]) -> tuple[Invoice, list[object]]:
    by, invoice = UserFactory(), invoice_of(billed(event))
    answers = race(event, *[lambda key=key: pay(invoice, 2_000_00, by, key=key) for key in keys])
    invoice.refresh_from_db()
    return invoice, answers


def test_payments_at_once_are_all_counted(event) -> None:
    invoice, answers = pay_at_once(event, keys=[f"k{number}" for number in range(CLIENTS)])
    assert all(isinstance(answer, LedgerEntry) for answer in answers), answers
    assert (invoice.paid, invoice.state) == (12_000_00, "paid")


def test_a_form_sent_several_times_at_once_is_one_payment(event) -> None:
    invoice, answers = pay_at_once(event, keys=["same"] * CLIENTS)
    assert len(set(answers)) == 1
    assert invoice.paid == 2_000_00


def test_without_the_lock_somebodys_payment_is_refused_instead_of_lost(event, monkeypatch) -> None:
    read = Barrier(CLIENTS)

    def careless(invoice: Invoice) -> Invoice:
        found = Invoice.objects.select_related("event", "contact__person").get(pk=invoice.pk)
        read.wait(10)
        return found

    monkeypatch.setattr(ledger, "held", careless)
    monkeypatch.setattr(ledger, "InvoiceClosedError", IntegrityError)  # which a race returns as an answer
    invoice, answers = pay_at_once(event, keys=[f"k{number}" for number in range(CLIENTS)])
    counted = [answer for answer in answers if isinstance(answer, LedgerEntry)]
    assert len(counted) == 1, "the race is real: without the lock all but one read old sums"
    assert invoice.paid == 2_000_00 == sum(LedgerEntry.objects.values_list("amount", flat=True))


# --- a guest names another payer while the team cancels the registration ---
def name_the_payer_while_the_guest_is_cancelled(event, monkeypatch) -> list[object]:
    """Let the registration be cancelled just when the first invoice is about to be replaced."""
    guest, by = billed(event), UserFactory()
    invoice, is_begun, cancel = invoice_of(guest), Signal(), issuing._cancel

    def slowly(*args: object, **more: object) -> None:
        is_begun.set()
        is_gone.wait(1)
        cancel(*args, **more)

    is_gone = Signal()
    monkeypatch.setattr(issuing, "_cancel", slowly)
    payer = {"kind": "organisation", "name": "ТОО «Книга»", "tax_id": "", "address": ""}

    def end() -> bool:
        is_begun.wait(5)
        try:
            return cancel_registration(registration=guest, by=by)
        finally:
            is_gone.set()

    runners: list[Callable[[], object]] = [
        lambda: services.set_payer(invoice=invoice, payer=payer, by=None),
        end,
    ]
    return race(event, *runners)


def test_who_names_a_payer_and_is_cancelled_at_once_is_billed_nothing(event, monkeypatch) -> None:
    answers = name_the_payer_while_the_guest_is_cancelled(event, monkeypatch)
    assert not any(isinstance(answer, OperationalError) for answer in answers), answers
    assert set(Invoice.objects.values_list("state", flat=True)) == {"cancelled"}


def test_without_the_order_of_locks_they_wait_in_a_circle(event, monkeypatch) -> None:
    monkeypatch.setattr(issuing, "held_with_guests", issuing.held)
    answers = name_the_payer_while_the_guest_is_cancelled(event, monkeypatch)
    assert any(isinstance(answer, OperationalError) for answer in answers)
