"""Invoices keep in step with registrations: issued once, replaced while unpaid, kept while they hold money."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models.deletion import RestrictedError
from django.utils import timezone

from conference.core.facts import publish
from conference.core.jobs.models import Job
from conference.core.mail.models import OutgoingMail
from conference.fees import queries, services
from conference.fees.choices import CancelCause, InvoiceState
from conference.fees.joining import JOINING
from conference.fees.models import FeeSettings, Invoice, InvoiceCounter, InvoiceLine, Price
from conference.fees.services import issuing
from conference.people.duplicates.services import merge_people
from conference.registration import services as registration_services
from conference.registration.facts import RegistrationMade
from conference.registration.models import Registration
from conference.registration.services import Details
from tests.factories.fees import billed, invoice_of, pay, priced
from tests.factories.people import PersonFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory


def register(event, category) -> Registration:
    person = {"given_name": "Асель", "family_name": "Ким", "email": "a@example.org", "country": "KZ", "language": "kk"}
    details = Details(person=person, category=category)
    return registration_services.register_guest(event=event, details=details, by=None)


def move(guest: Registration, category, by) -> None:
    details = Details(category=category)
    registration_services.change_registration(registration=guest, details=details, by=by)


class TestIssuing:
    def test_by_itself_when_somebody_is_registered_in_their_language(self, event, category) -> None:
        invoice = invoice_of(register(event, category))
        year = timezone.now().year
        assert (invoice.number, invoice.total, invoice.language) == (f"{year}-1", 12_000_00, "kk")
        assert (invoice.due_on - invoice.issued_on).days == 10
        assert invoice.payer["name"] == "Ким Асель"
        assert invoice.state == InvoiceState.DUE

    def test_once_however_often_the_fact_is_told(self, event, category) -> None:
        guest = register(event, category)
        publish(RegistrationMade(event.pk, guest.pk))
        assert Invoice.objects.count() == 1
        again = InvoiceLine.objects.get()
        again.pk, again._state.adding = None, True
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()

    def test_not_for_a_category_without_a_price_nor_for_a_free_event(self, event, category) -> None:
        register(event, CategoryFactory(event=event))
        FeeSettings.objects.update(is_on=False)
        RegistrationFactory(event=event, category=category)
        publish(RegistrationMade(event.pk, Registration.objects.latest("pk").pk))
        assert not Invoice.objects.exists()
        assert not Job.objects.filter(kind="fees.mail").exists()

    def test_who_applies_pays_when_they_are_admitted(self, event, registrar) -> None:
        guest = register(event, priced(event, needs_approval=True))
        assert not Invoice.objects.exists()
        registration_services.admit(registration=guest, by=registrar)
        assert invoice_of(guest).total == 12_000_00

    def test_the_price_is_that_of_the_day_of_registering_where_the_event_is(
        self, event, category, time_machine
    ) -> None:
        last = datetime.date(2026, 3, 1)
        Price.objects.update(ends_on=last)
        Price.objects.create(event=event, category=category, amount=15_000_00, starts_on=last + datetime.timedelta(1))
        time_machine.move_to(datetime.datetime(2026, 3, 1, 18, 59, tzinfo=datetime.UTC))
        assert invoice_of(register(event, category)).total == 12_000_00
        time_machine.move_to(datetime.datetime(2026, 3, 1, 19, 1, tzinfo=datetime.UTC))  # the 2nd in Almaty
        late = RegistrationFactory(event=event, category=category)
        services.keep_in_step(registration=late)
        assert invoice_of(late).total == 15_000_00

    def test_numbers_follow_each_other_and_a_failure_gives_its_own_back(self, event, category, monkeypatch) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(issuing, "queue_mail", lambda *_: (_ for _ in ()).throw(RuntimeError))
            with pytest.raises(RuntimeError):
                billed(event, category)
        FeeSettings.objects.update(prefix="ОБ-")
        year = timezone.now().year
        assert [invoice_of(billed(event, category)).number for _ in range(2)] == [f"ОБ-{year}-1", f"ОБ-{year}-2"]
        assert InvoiceCounter.objects.get().last == 2

    def test_the_guest_is_told_with_the_paper(self, event, category, django_capture_on_commit_callbacks) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            guest = register(event, category)
        mail = OutgoingMail.objects.get(subject__contains=invoice_of(guest).number)
        assert mail.attachments.get().content_type == "application/pdf"
        assert f"{guest.code}." in mail.text

    def test_those_who_registered_before_get_theirs_by_a_job(self, event, category, owner) -> None:
        guests = [RegistrationFactory(event=event, category=category) for _ in range(3)]
        services.set_own_price(registration=guests[2], amount=0, reason="докладчик", by=owner)
        assert list(queries.without_invoice(event)) == guests[:2]
        assert services.keep_in_step(registration=guests[0]) is not None
        assert list(queries.without_invoice(event)) == guests[1:2]


class TestChanges:
    def test_another_category_replaces_an_unpaid_invoice(self, event, category, registrar) -> None:
        guest = billed(event, category)
        old = invoice_of(guest)
        move(guest, priced(event, 15_000_00), registrar)
        new = invoice_of(guest)
        old.refresh_from_db()
        assert (old.state, old.cancel_cause) == (InvoiceState.CANCELLED, CancelCause.PRICE)
        assert (new.replaces, new.total, new.n) == (old, 15_000_00, 2)

    def test_a_free_category_cancels_it(self, event, category, registrar) -> None:
        guest = billed(event, category)
        move(guest, CategoryFactory(event=event), registrar)
        assert Invoice.objects.get().cancel_cause == CancelCause.NOTHING

    def test_other_changes_leave_it_alone(self, event, category, registrar) -> None:
        guest = billed(event, category)
        details = Details(note="вегетарианец")
        registration_services.change_registration(registration=guest, details=details, by=registrar)
        assert Invoice.objects.count() == 1

    @pytest.mark.parametrize(
        ("amount", "state", "remaining", "overpaid"),
        [(15_000_00, "partly_paid", 3_000_00, 0), (9_000_00, "paid", 0, 3_000_00)],
    )
    def test_a_paid_one_stays_with_the_difference(
        self, event, category, registrar, amount, state, remaining, overpaid
    ) -> None:
        guest = billed(event, category)
        pay(invoice_of(guest), 12_000_00, registrar)
        move(guest, priced(event, amount), registrar)
        invoice = Invoice.objects.get()
        assert (invoice.state, invoice.remaining, invoice.overpaid) == (state, remaining, overpaid)
        assert invoice.total == 12_000_00

    def test_a_cancelled_registration_cancels_an_unpaid_invoice(self, event, category, registrar) -> None:
        guest = billed(event, category)
        registration_services.cancel_registration(registration=guest, by=registrar)
        assert Invoice.objects.get().cancel_cause == CancelCause.REGISTRATION
        assert queries.live_line(guest) is None

    def test_and_of_a_paid_one_all_is_to_be_given_back(self, event, category, registrar) -> None:
        guest = billed(event, category)
        pay(invoice_of(guest), 5_000_00, registrar)
        registration_services.cancel_registration(registration=guest, by=registrar)
        found = queries.found_invoices(event, {"state": queries.TO_REFUND}).get()
        assert (found.overpaid, found.remaining, found.owed) == (5_000_00, 0, 0)

    def test_the_team_gives_a_discount_waives_and_takes_it_back(self, event, category, owner) -> None:
        guest = billed(event, category)
        services.set_own_price(registration=guest, amount=6_000_00, reason="студент", by=owner)
        assert invoice_of(guest).total == 6_000_00
        services.set_own_price(registration=guest, amount=0, reason="докладчик", by=owner)
        assert queries.live_line(guest) is None
        move(guest, priced(event, 20_000_00), owner)
        assert queries.live_line(guest) is None, "a waived fee stays waived"
        services.set_own_price(registration=guest, amount=None, by=owner)
        assert invoice_of(guest).total == 20_000_00

    def test_another_payer_is_another_invoice(self, event, category) -> None:
        guest = billed(event, category)
        old = invoice_of(guest)
        house = {"kind": "organisation", "name": "ЦБС", "tax_id": "940740000921", "address": "Абай"}
        new = services.set_payer(invoice=old, payer=house, by=None)
        assert (new.payer, new.replaces) == (house, old)
        assert services.set_payer(invoice=new, payer=house, by=None) == new
        assert list(queries.found_invoices(event, {"q": "цбс"})) == [new]
        with pytest.raises(services.InvoiceFixedError):
            services.set_payer(invoice=old, payer=house, by=None)


def test_of_two_persons_who_are_one_the_invoice_that_is_too_much_goes(event, category, owner) -> None:
    guests = [billed(event, category) for _ in range(2)]
    for guest in guests:
        pay(invoice_of(guest), 1_000_00, owner)
    kept, gone = (guest.person for guest in guests)
    foreseen = [text for text in JOINING.foresee(kept, gone) if "1\xa0000\xa0₸" in text]
    assert len(foreseen) == 2
    merge_people(kept=kept, gone=gone, take=[], by=owner)
    assert Invoice.objects.filter(lines__registration__person=kept).count() == 2
    assert [invoice.overpaid for invoice in queries.found_invoices(event, {"state": "to_refund"})] == [1_000_00]


class TestJointly:
    HOUSE = {"kind": "organisation", "name": "Областная библиотека", "tax_id": "", "address": ""}

    def joint(self, event, guests, by) -> Invoice:
        return services.issue_jointly(event=event, registrations=guests, payer=self.HOUSE, language="ru", by=by)

    def test_one_invoice_for_several_guests(self, event, category, owner) -> None:
        guests = [billed(event, category), RegistrationFactory(event=event, category=priced(event, 8_000_00))]
        invoice = self.joint(event, guests, owner)
        assert (invoice.total, invoice.contact, invoice.lines.count()) == (20_000_00, guests[0], 2)
        assert Invoice.objects.filter(state=InvoiceState.CANCELLED).get().cancel_cause == CancelCause.JOINT

    def test_who_drops_out_leaves_the_others_on_a_new_one(self, event, category, owner) -> None:
        guests = [billed(event, category) for _ in range(3)]
        self.joint(event, guests, owner)
        registration_services.cancel_registration(registration=guests[0], by=owner)
        invoice = invoice_of(guests[1])
        assert (invoice.total, invoice.contact, invoice.payer) == (24_000_00, guests[1], self.HOUSE)

    def test_who_has_paid_or_pays_nothing_stands_on_none(self, event, category, owner) -> None:
        payer, free = billed(event, category), RegistrationFactory(event=event)
        pay(invoice_of(payer), 1_00, owner)
        for guests in ([payer, billed(event, category)], [free, billed(event, category)]):
            with pytest.raises(services.JointInvoiceError):
                self.joint(event, guests, owner)
        joint = [billed(event, category) for _ in range(2)]
        self.joint(event, joint, owner)
        with pytest.raises(services.JointInvoiceError):
            self.joint(event, [joint[0], billed(event, category)], owner)


class TestReminders:
    def test_once_before_the_last_day_to_who_owes(self, event, category, registrar, time_machine) -> None:
        time_machine.move_to(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC))
        guests = [billed(event, category, person=PersonFactory(event=event)) for _ in range(2)]
        pay(invoice_of(guests[1]), 12_000_00, registrar)
        time_machine.move_to(datetime.datetime(2026, 3, 7, 12, tzinfo=datetime.UTC))
        assert services.remind(event=event) == 0
        time_machine.move_to(datetime.datetime(2026, 3, 8, 12, tzinfo=datetime.UTC))
        assert [services.remind(event=event) for _ in range(2)] == [1, 0]
        assert Job.objects.filter(kind="fees.mail", params__letter="reminder").count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"state": "lost"},
        {"state": "paid"},
        {"state": "cancelled"},
        {"paid": 1},
        {"refunded": 1},
        {"total": 0},
        {"n": 0},
        {"vat": -1},
        {"cancelled_at": timezone.now()},
        {"state": "cancelled", "cancelled_at": timezone.now(), "cancel_cause": "payer", "paid": 5},
    ],
)
def test_the_database_refuses_what_cannot_be(event, category, values) -> None:
    billed(event, category)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.update(**values)


def test_the_guest_of_an_invoice_is_not_deleted(event, category) -> None:
    guest = billed(event, category)
    with pytest.raises(RestrictedError):
        guest.delete()
