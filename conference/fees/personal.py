"""What fees hold of a guest, and how it is forgotten.

Invoices are documents of accounting: number, dates and sums stay. Their payer, the paper and what stands on it about
the guest are emptied, and so are payment orders; of an invoice for several guests only what tells of this one.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, Trace, item, record_of, remove_file
from conference.fees.choices import OrderState, PayerKind
from conference.fees.models import Invoice, InvoiceLine, LedgerEntry, OwnPrice, PaymentOrder
from conference.fees.money import shown

INVOICE = "number issued_on due_on state cancel_reason".split()
EMPTIED = "—"  # where the database demands a text


def _own(subject: Subject) -> QuerySet[Invoice]:
    mine = Q(lines__registration__person__in=subject.keys) | Q(contact__person__in=subject.keys)
    return Invoice.objects.filter(mine, event=subject.event).distinct().order_by("pk")


def _orders(subject: Subject) -> QuerySet[PaymentOrder]:
    rows = PaymentOrder.objects.filter(invoice__in=_own(subject))
    return rows.filter(invoice__contact__person__in=subject.keys).order_by("pk")


def collect(subject: Subject) -> Iterator[Record]:
    """Yield invoices with payer and sums, what was paid, payment orders, and a price of one's own."""
    zone = subject.event.zone
    for invoice in _own(subject).select_related("contact").prefetch_related("entries"):
        payer = invoice.payer if invoice.contact.person_id in subject.keys else {}
        yield [
            *record_of(invoice, *INVOICE, zone=zone),
            item("payer", _("Payer"), ", ".join(str(payer.get(name) or "") for name in ("name", "tax_id", "address"))),
            *(_sum(invoice, name, label) for name, label in (("total", _("Amount")), ("paid", _("Paid")))),
            _sum(invoice, "refunded", _("Refunded")),
        ]
        for entry in invoice.entries.all():
            yield record_of(entry, "kind", "happened_on", "reference", zone=zone)
    for order in _orders(subject):
        yield [
            *record_of(order, "name", "state", "reason", zone=zone),
            item("file", _("In this archive"), _named(order)),
        ]
    for own in OwnPrice.objects.filter(registration__person__in=subject.keys):
        yield record_of(own, "reason", zone=zone)


def _sum(invoice: Invoice, name: str, label: str) -> Any:
    return item(name, label, shown(getattr(invoice, name), invoice.currency))


def _named(order: PaymentOrder) -> str:
    return f"payment-orders/{order.code}.{str(order.file.name).rpartition('.')[2]}"


def files(subject: Subject) -> Iterator[tuple[str, Any]]:
    """Yield the payment orders that were sent."""
    for order in _orders(subject):
        if order.file:
            yield _named(order), order.file


def erase(subject: Subject) -> int:
    """Empty whoever is named, and remove papers and payment orders; numbers, dates and sums stay."""
    invoices = list(_own(subject))
    others = InvoiceLine.objects.filter(invoice__in=invoices).exclude(registration__person__in=subject.keys)
    shared = set(others.values_list("invoice_id", flat=True))
    for invoice in invoices:
        remove_file(invoice.file)
        invoice.file = ""
        is_theirs = invoice.payer.get("kind") == PayerKind.PERSON and invoice.contact.person_id in subject.keys
        if invoice.pk not in shared or is_theirs:
            invoice.payer, invoice.search_key = {}, ""
        invoice.cancel_reason = EMPTIED if invoice.cancel_reason else ""
        invoice.save(update_fields=["file", "payer", "search_key", "cancel_reason"])
    InvoiceLine.objects.filter(registration__person__in=subject.keys).update(title=EMPTIED)
    own = [invoice.pk for invoice in invoices if invoice.pk not in shared]
    LedgerEntry.objects.filter(invoice__in=own).update(reference="", note="")
    OwnPrice.objects.filter(registration__person__in=subject.keys).update(reason=EMPTIED)
    orders = list(_orders(subject))
    for order in orders:
        remove_file(order.file)
        order.file, order.name = "", EMPTIED
        order.reason = EMPTIED if order.state == OrderState.DECLINED else ""
        order.save(update_fields=["file", "name", "reason"])
    return len(invoices) + len(orders)


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield the invoices, as the activity log knows them."""
    for code in _own(subject).values_list("code", flat=True):
        yield "invoice", code
