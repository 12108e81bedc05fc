"""The ledger: payments confirmed, refunds noted, entries taken back by others. The invoice's sums follow each entry."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.fees import providers
from conference.fees.choices import TRANSITIONS, EntryKind, InvoiceState, OrderState
from conference.fees.models import Invoice, LedgerEntry, PaymentOrder
from conference.fees.money import decimal
from conference.fees.notices import queue_mail
from conference.fees.providers import Notice
from conference.fees.services.issuing import held, held_with_guests, issue_anew
from conference.fees.words import describe_actions

describe_actions()


class InvoiceClosedError(Exception):
    """The invoice is cancelled: money belongs to the one that replaced it."""


class TooMuchError(Exception):
    """More than is still to be paid, or than there is to give back."""


class KeyTakenError(Exception):
    """The key belongs to an entry of another kind or amount: what is sent now was not noted."""


class AlreadyUndoneError(Exception):
    """The entry has been taken back before, or is itself one that takes another back."""


@transaction.atomic
def confirm_payment(
    *,
    invoice: Invoice,
    amount: int,
    happened_on: date,
    key: str,
    by: User | None,
    reference: str = "",
    note: str = "",
    order: PaymentOrder | None = None,
    also_more: bool = False,
    provider: str = providers.TRANSFER,
    external_id: str = "",
) -> LedgerEntry:
    """Note that money came, in full or in part, and tell the guest. The same `key` again returns the first entry.

    Raises InvoiceClosedError, KeyTakenError, TooMuchError unless `also_more` says that it was so, and ValidationError.
    """
    stored = held(invoice)
    if found := _known(stored, key, EntryKind.PAYMENT, amount):
        return found
    if stored.is_cancelled:
        raise InvoiceClosedError
    _judge(stored, amount, happened_on)
    if amount > stored.remaining and not also_more:
        raise TooMuchError
    entry = _add(
        stored,
        EntryKind.PAYMENT,
        amount,
        happened_on=happened_on,
        key=key,
        by=by,
        reference=reference,
        note=note,
        order=order,
        provider=provider,
        external_id=external_id,
    )
    if order:
        PaymentOrder.objects.filter(pk=order.pk, invoice=stored).update(state=OrderState.ACCEPTED, reason="")
    _count(stored, paid=amount)
    _record(entry, "payment_confirmed", by)
    queue_mail(stored, "confirmed", entry=entry)
    return entry


@transaction.atomic
def note_refund(
    *,
    invoice: Invoice,
    amount: int,
    happened_on: date,
    key: str,
    by: User,
    reference: str = "",
    note: str = "",
    provider: str = providers.TRANSFER,
) -> LedgerEntry:
    """Give money back by a provider, or note that the team did, in part or in full, and tell the guest.

    The same `key` again returns the first entry. Raises KeyTakenError, TooMuchError and ValidationError.
    """
    stored = held(invoice)
    if found := _known(stored, key, EntryKind.REFUND, amount):
        return found
    _judge(stored, amount, happened_on)
    if amount > stored.kept:
        raise TooMuchError
    external_id = providers.named(provider).refund(stored, amount, key=key)
    entry = _add(
        stored,
        EntryKind.REFUND,
        amount,
        happened_on=happened_on,
        key=key,
        by=by,
        reference=reference,
        note=note,
        provider=provider,
        external_id=external_id,
    )
    _count(stored, refunded=amount)
    _record(entry, "payment_refunded", by)
    queue_mail(stored, "refunded", entry=entry)
    return entry


@transaction.atomic
def undo_entry(*, entry: LedgerEntry, by: User, note: str) -> LedgerEntry:
    """Take a wrong entry back by another one. Raises AlreadyUndoneError, and TooMuchError where the money of a payment
    has been given back meanwhile.
    """
    stored = held_with_guests(entry.invoice)
    found = LedgerEntry.objects.select_related("reversed_by").get(pk=entry.pk)
    if found.is_undone or found.kind == EntryKind.REVERSAL:
        raise AlreadyUndoneError
    is_payment = found.kind == EntryKind.PAYMENT
    if is_payment and found.amount > stored.kept:
        raise TooMuchError
    reversal = _add(
        stored,
        EntryKind.REVERSAL,
        found.amount,
        happened_on=stored.event.today,
        key=f"undo-{found.code}",
        by=by,
        note=note,
        provider=found.provider,
        reverses=found,
    )
    _count(stored, **{"paid" if is_payment else "refunded": -found.amount})
    if found.order_id and is_payment:
        PaymentOrder.objects.filter(pk=found.order_id).update(state=OrderState.WAITING)
    _record(reversal, "payment_undone", by)
    issue_anew(stored, by=by)
    return reversal


@transaction.atomic
def take_notice(*, invoice: Invoice, notice: Notice, provider: str) -> LedgerEntry:
    """Note a payment that a provider vouches for, once, however often it is told. Raises as `confirm_payment` does."""
    key = f"{provider}-{notice.external_id}"
    # A provider that is asked again may know of another day or sum: what it told first was noted.
    if found := LedgerEntry.objects.filter(invoice=held(invoice), key=key).first():
        return found
    return confirm_payment(
        invoice=invoice,
        amount=notice.amount,
        happened_on=notice.happened_on,
        key=key,
        by=None,
        also_more=True,
        provider=provider,
        external_id=notice.external_id,
    )


def _known(invoice: Invoice, key: str, kind: EntryKind, amount: int) -> LedgerEntry | None:
    """Return the entry that was noted under this key. Raises KeyTakenError where it says something else."""
    found = LedgerEntry.objects.filter(invoice=invoice, key=key).first()
    if found and (found.kind, found.amount) != (kind, amount):
        raise KeyTakenError
    return found


def _judge(invoice: Invoice, amount: int, happened_on: date) -> None:
    if amount <= 0:
        raise ValidationError({"amount": _("Write an amount greater than nothing.")})
    if happened_on > invoice.event.today:
        raise ValidationError({"happened_on": _("This day has not come yet.")})


def _add(invoice: Invoice, kind: EntryKind, amount: int, *, by: User | None, **values: object) -> LedgerEntry:
    entry = LedgerEntry(event=invoice.event, invoice=invoice, kind=kind, amount=amount, recorded_by=by, **values)
    entry.save()
    return entry


def _count(invoice: Invoice, *, paid: int = 0, refunded: int = 0) -> None:
    """Bring the sums of a held invoice up to date: one update, on the condition that they are as they were read."""
    before, as_read = InvoiceState(invoice.state), {"paid": invoice.paid, "refunded": invoice.refunded}
    invoice.paid += paid
    invoice.refunded += refunded
    invoice.state = invoice.state_by_sums()
    if invoice.state != before and invoice.state not in TRANSITIONS[before]:
        raise InvoiceClosedError
    values = {"paid": invoice.paid, "refunded": invoice.refunded, "state": invoice.state}
    if not Invoice.objects.filter(pk=invoice.pk, **as_read).update(**values):
        raise InvoiceClosedError


def _record(entry: LedgerEntry, action: str, by: User | None) -> None:
    """Note in the log what was done with how much; no accounts, and nothing of what stands on somebody's paper."""
    invoice = entry.invoice
    amount = f"{decimal(entry.amount, invoice.currency)} {invoice.currency}"
    activity.record(by=by, action=action, target=invoice, event=invoice.event, after={"amount": amount})
