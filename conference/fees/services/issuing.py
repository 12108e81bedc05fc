"""Invoices are issued, replaced and cancelled, so that what a guest is billed keeps in step with the registration.

An invoice on which nothing was paid is replaced when what it says is no longer so: the old one is cancelled, its number
stays in the register. One that holds money stays, and the difference is shown to the team.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.numbering import next_number
from conference.core.text.folding import search_text
from conference.events.models import Event
from conference.fees.choices import CancelCause, InvoiceState, PayerKind
from conference.fees.documents import frozen_text, line_title
from conference.fees.models import FeeSettings, Invoice, InvoiceCounter, InvoiceLine, OwnPrice
from conference.fees.money import decimal, vat_within
from conference.fees.notices import queue_mail
from conference.fees.queries import fee_of, live_line, setup_of
from conference.fees.words import describe_actions
from conference.registration.models import Registration
from conference.registration.services.locks import locked

describe_actions()


class JointInvoiceError(Exception):
    """These guests cannot stand on one invoice: somebody pays nothing, has paid, or stands on another with others."""


class InvoiceFixedError(Exception):
    """Something was paid on the invoice, it is cancelled, or nobody on it pays any more: it stays as it is."""


def held(invoice: Invoice) -> Invoice:
    """Lock the invoice and return it as it is now."""
    Invoice.objects.select_for_update().only("pk").get(pk=invoice.pk)
    return Invoice.objects.select_related("event", "contact__person").get(pk=invoice.pk)


def held_with_guests(invoice: Invoice) -> Invoice:
    """Lock the guests of an invoice, as whoever changes what they are billed does, then the invoice itself."""
    lines = InvoiceLine.objects.filter(invoice=invoice, is_live=True)
    for key in sorted(lines.values_list("registration", flat=True)):
        locked(Registration(pk=key))
    return held(invoice)


@transaction.atomic
def keep_in_step(*, registration: Registration, by: User | None = None) -> Invoice | None:
    """Let the invoice of a guest follow what became of the registration; return the one that counts now.

    Called by whoever holds the registration's row, so that nobody else changes the same guest meanwhile.
    """
    line = live_line(registration)
    setup = setup_of(registration.event)
    if line is None and not setup.is_on:
        return None
    wanted = fee_of(registration) if registration.is_confirmed else 0
    if line is None:
        return _issue(setup, [registration], by=by) if wanted else None
    invoice = held(line.invoice)
    if (line.owed, line.category_id if wanted else None) == (wanted, registration.category_id if wanted else None):
        return invoice
    if invoice.paid:
        return _owe(invoice, line, wanted, registration, by=by)
    return _replace(setup, invoice, by=by, cause=_cause(registration, wanted))


def _cause(registration: Registration, wanted: int) -> CancelCause:
    if not registration.is_confirmed:
        return CancelCause.REGISTRATION
    return CancelCause.PRICE if wanted else CancelCause.NOTHING


@transaction.atomic
def set_own_price(*, registration: Registration, amount: int | None, reason: str = "", by: User) -> Invoice | None:
    """Let a guest pay another price than the category's for a reason, 0 to waive it, or with None that again."""
    stored = locked(registration)
    own = OwnPrice.objects.filter(registration=stored).first()
    currency = setup_of(stored.event).currency
    before = {"price": str(decimal(own.amount, currency)), "reason": own.reason} if own else {}
    if amount is None:
        OwnPrice.objects.filter(registration=stored).delete()
        activity.record(by=by, action="fee_own_price_removed", target=stored, event=stored.event, before=before)
    else:
        values = {"event": stored.event, "amount": amount, "reason": reason}
        OwnPrice.objects.update_or_create(registration=stored, defaults=values)
        after = {"price": str(decimal(amount, currency)), "reason": reason}
        activity.record(
            by=by, action="fee_own_price_set", target=stored, event=stored.event, before=before, after=after
        )
    return keep_in_step(registration=stored, by=by)


@transaction.atomic
def set_payer(*, invoice: Invoice, payer: dict[str, str], by: User | None) -> Invoice:
    """Bill somebody else: the invoice is issued anew to them. Raises InvoiceFixedError."""
    stored = held_with_guests(invoice)
    if stored.payer == payer:
        return stored
    if stored.paid or stored.is_cancelled:
        raise InvoiceFixedError
    found = _replace(setup_of(stored.event), stored, by=by, cause=CancelCause.PAYER, payer=payer)
    if found is None:
        raise InvoiceFixedError
    return found


@transaction.atomic
def issue_jointly(
    *, event: Event, registrations: Sequence[Registration], payer: dict[str, str], language: str, by: User
) -> Invoice:
    """Issue one invoice for several guests, the first of whom is written to, instead of their own ones.

    Raises JointInvoiceError.
    """
    keys = [registration.pk for registration in registrations]
    rows = {key: locked(Registration(pk=key)) for key in sorted(keys)}
    guests = [rows[key] for key in keys]
    invoices = {line.invoice_id: line.invoice for guest in guests if (line := live_line(guest))}
    own = [held(invoices[key]) for key in sorted(invoices)]
    strangers = InvoiceLine.objects.filter(invoice__in=own, is_live=True).exclude(registration__in=keys)
    if any(invoice.paid for invoice in own) or strangers.exists():
        raise JointInvoiceError
    if not all(guest.is_confirmed and fee_of(guest) for guest in guests):
        raise JointInvoiceError
    for invoice in own:
        _cancel(invoice, CancelCause.JOINT, by=by)
    return _issue(setup_of(event), guests, by=by, payer=payer, language=language)


@transaction.atomic
def cancel_invoice(*, invoice: Invoice, by: User, reason: str) -> Invoice:
    """Cancel an invoice that holds no money. Raises InvoiceFixedError otherwise."""
    stored = held_with_guests(invoice)
    if stored.paid or stored.is_cancelled:
        raise InvoiceFixedError
    _cancel(stored, CancelCause.TEAM, by=by, reason=reason)
    return stored


def issue_anew(invoice: Invoice, *, by: User | None) -> None:
    """Replace an invoice, held with its guests, that holds no money any more and says another sum than is owed."""
    if not invoice.paid and not invoice.is_cancelled and invoice.owed != invoice.total:
        cause = CancelCause.PRICE if invoice.owed else CancelCause.NOTHING
        _replace(setup_of(invoice.event), invoice, by=by, cause=cause)


def _replace(
    setup: FeeSettings, invoice: Invoice, *, by: User | None, cause: CancelCause, payer: dict[str, str] | None = None
) -> Invoice | None:
    """Cancel a held invoice and issue another to those of its guests who still pay; None where nobody does."""
    rows = Registration.objects.filter(invoice_lines__invoice=invoice, invoice_lines__is_live=True)
    guests = [guest for guest in _as_guests(rows) if guest.is_confirmed and fee_of(guest)]
    _cancel(invoice, cause, by=by)
    if not guests:
        return None
    guests.sort(key=lambda guest: guest.pk != invoice.contact_id)
    is_own = payer is None and invoice.payer.get("is_own") and guests[0].pk == invoice.contact_id
    given = None if is_own else payer or invoice.payer
    return _issue(setup, guests, by=by, payer=given, language=invoice.language, replaces=invoice)


def _as_guests(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    return rows.select_related("person__organisation", "category", "event").order_by("pk")


def _issue(
    setup: FeeSettings,
    guests: Sequence[Registration],
    *,
    by: User | None,
    payer: dict[str, str] | None = None,
    language: str = "",
    replaces: Invoice | None = None,
) -> Invoice:
    event, contact = guests[0].event, guests[0]
    language = language or contact.person.language
    amounts = [fee_of(guest) for guest in guests]
    today, total = event.today, sum(amounts)
    n = next_number(InvoiceCounter, event=event, year=today.year)
    number = f"{setup.prefix}{today.year}-{n}"
    whom = payer or own_payer(contact)
    invoice = Invoice(
        event=event,
        contact=contact,
        year=today.year,
        n=n,
        number=number,
        language=language,
        currency=setup.currency,
        total=total,
        owed=total,
        vat_rate=setup.vat_rate,
        vat=vat_within(total, setup.vat_rate),
        payer=whom,
        search_key=search_text(*(str(whom.get(name, "")) for name in ("name", "tax_id", "address"))),
        issued_on=today,
        due_on=_due(setup, today),
        issued_by=by,
        replaces=replaces,
    )
    invoice.text = frozen_text(setup, invoice)
    invoice.save()
    lines = [
        InvoiceLine(
            invoice=invoice,
            registration=guest,
            category=guest.category,
            title=line_title(guest, language)[:600],
            amount=amount,
            owed=amount,
        )
        for guest, amount in zip(guests, amounts, strict=True)
    ]
    InvoiceLine.objects.bulk_create(lines)
    after = {"total": f"{decimal(total, invoice.currency)} {invoice.currency}", "replaces": str(replaces or "")}
    activity.record(by=by, action="invoice_issued", target=invoice, event=event, after=after)
    queue_mail(invoice, "issued")
    return invoice


def own_payer(registration: Registration) -> dict[str, Any]:
    """Return the guest as the payer that an invoice has until somebody names another."""
    name = registration.person.full_name
    return {"kind": PayerKind.PERSON.value, "name": name, "tax_id": "", "address": "", "is_own": True}


def _due(setup: FeeSettings, today: date) -> date:
    return today + timedelta(days=setup.days_to_pay)


def _cancel(invoice: Invoice, cause: CancelCause, *, by: User | None, reason: str = "") -> None:
    invoice.state, invoice.cancelled_at = InvoiceState.CANCELLED, timezone.now()
    invoice.cancel_cause, invoice.cancel_reason = cause, reason
    invoice.save(update_fields=["state", "cancelled_at", "cancel_cause", "cancel_reason"])
    InvoiceLine.objects.filter(invoice=invoice).update(is_live=False)
    activity.record(
        by=by,
        action="invoice_cancelled",
        target=invoice,
        event=invoice.event,
        after={"cancel_cause": str(cause), "cancel_reason": reason},
    )


def _owe(invoice: Invoice, line: InvoiceLine, wanted: int, registration: Registration, *, by: User | None) -> Invoice:
    """Note on a held invoice that holds money what the guest owes by now."""
    category = registration.category if wanted else line.category
    InvoiceLine.objects.filter(pk=line.pk).update(owed=wanted, category=category)
    before = {"owed": str(decimal(invoice.owed, invoice.currency))}
    invoice.owed += wanted - line.owed
    invoice.state = invoice.state_by_sums()
    invoice.save(update_fields=["owed", "state"])
    activity.record(
        by=by,
        action="invoice_owed_changed",
        target=invoice,
        event=invoice.event,
        before=before,
        after={"owed": str(decimal(invoice.owed, invoice.currency))},
    )
    return invoice


@transaction.atomic
def remind(*, event: Event) -> int:
    """Remind, once for each invoice, those whose last day to pay is near; return how many."""
    setup, today = setup_of(event), event.today
    last = today + timedelta(days=setup.remind_days)
    rows = Invoice.objects.filter(event=event, reminded_on=None, due_on__gte=today, due_on__lte=last)
    rows = rows.filter(issued_on__lt=today, owed__gt=F("paid") - F("refunded")).exclude(state=InvoiceState.CANCELLED)
    count = 0
    for invoice in rows.select_related("event"):
        if Invoice.objects.filter(pk=invoice.pk, reminded_on=None).update(reminded_on=today):
            queue_mail(invoice, "reminder")
            count += 1
    return count
