"""Invoices and the ledger as tables for spreadsheets; amounts are plain numbers, so that they can be summed up."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conference.core import sheets
from conference.fees.models import Invoice, LedgerEntry
from conference.fees.money import decimal


def invoices_as_file(invoices: QuerySet[Invoice], file_format: str) -> bytes:
    """Return the register as `xlsx` or `csv`."""
    titles = [
        _("Number"),
        _("Date"),
        _("To be paid until"),
        _("State"),
        _("Payer"),
        _("BIN/IIN or INN"),
        _("Guests"),
        _("Registrations"),
        _("Currency"),
        _("Amount"),
        _("VAT"),
        _("Owed"),
        _("Paid"),
        _("Refunded"),
        _("Still to be paid"),
        _("To be refunded"),
    ]
    found = invoices.prefetch_related("lines__registration__person")
    return sheets.as_file(titles, [_invoice(row) for row in found], file_format, title=_("Invoices"))


def _invoice(invoice: Invoice) -> list[str]:
    guests = [line.registration for line in invoice.lines.all()]
    sums = (
        invoice.total, invoice.vat, invoice.owed, invoice.paid, invoice.refunded, invoice.remaining, invoice.overpaid
    )  # fmt: skip
    return [
        invoice.number,
        invoice.issued_on.isoformat(),
        invoice.due_on.isoformat(),
        invoice.get_state_display(),
        invoice.payer.get("name", ""),
        invoice.payer.get("tax_id", ""),
        ", ".join(str(guest) for guest in guests),
        ", ".join(guest.code for guest in guests),
        invoice.currency,
        *(str(decimal(amount, invoice.currency)) for amount in sums),
    ]


def entries_as_file(entries: QuerySet[LedgerEntry], file_format: str) -> bytes:
    """Return the ledger as `xlsx` or `csv`."""
    titles = [
        _("Entry"),
        _("Date"),
        _("Kind"),
        _("Takes back"),
        _("Invoice"),
        _("Currency"),
        _("Received"),
        _("Given back"),
        _("Number of the document"),
        _("Note"),
        _("Recorded by"),
        _("Recorded"),
    ]
    return sheets.as_file(titles, [_entry(row) for row in entries], file_format, title=_("Payments"))


def _entry(entry: LedgerEntry) -> list[str]:
    currency, amount = entry.invoice.currency, str(decimal(entry.amount, entry.invoice.currency))
    came = entry.signed_amount > 0
    return [
        entry.code,
        entry.happened_on.isoformat(),
        entry.get_kind_display(),
        entry.reverses.code if entry.reverses else "",
        entry.invoice.number,
        currency,
        amount if came else "",
        "" if came else amount,
        entry.reference,
        entry.note,
        str(entry.recorded_by or ""),
        entry.recorded_at.isoformat(timespec="minutes"),
    ]
