"""Reading for fees: what a guest pays, the register of invoices, the ledger, and the totals."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from conference.core.findable import sort_column
from conference.core.prepared import PreparedQuery
from conference.core.text.folding import search_words
from conference.events.models import Event
from conference.fees.choices import InvoiceState, OrderState
from conference.fees.models import FeeSettings, Invoice, InvoiceLine, LedgerEntry, OwnPrice, PaymentOrder, Price
from conference.registration.choices import State
from conference.registration.models import Category, Registration

OVERDUE, TO_REFUND, OPEN = "overdue", "to_refund", "open"
MISSING_JOB = "fees.issue_missing"


def setup_of(event: Event) -> FeeSettings:
    """Return the event's settings of fees; the defaults, not stored, until the team has chosen some."""
    return FeeSettings.objects.filter(event=event).first() or FeeSettings(event=event)


def has_fees(event: Event) -> bool:
    """Whether taking part in the event costs anything."""
    return bool(_switched_on.rows(event.pk))


_switched_on: PreparedQuery[tuple[int]] = PreparedQuery(
    lambda event: FeeSettings.objects.filter(is_on=True).values_list("pk")[:1], scoped=True
)


# --- prices ---
def prices_of(event: Event) -> dict[int, list[Price]]:
    """Return the prices of an event with fees by category, the earliest first; nothing where there are no fees."""
    found: dict[int, list[Price]] = {}
    for price in _prices.rows(event.pk):
        found.setdefault(price.category_id, []).append(price)
    return found


_prices: PreparedQuery[Price] = PreparedQuery(
    lambda event: Price.objects.filter(event__fee_setup__is_on=True).select_related("event"), scoped=True
)


def price_on(event: Event, category: Category, day: date) -> int:
    """Return what the category costs for who registers on that day; 0 is free."""
    rows = Price.objects.filter(event=event, category=category)
    return next((price.amount for price in rows if price.holds_on(day)), 0)


def fee_of(registration: Registration) -> int:
    """Return what a guest has to pay: a price of their own, or that of the day on which they registered."""
    own = OwnPrice.objects.filter(registration=registration).first()
    if own:
        return own.amount
    event = registration.event
    return price_on(event, registration.category, registration.created_at.astimezone(event.zone).date())


def without_invoice(event: Event) -> QuerySet[Registration]:
    """Return the registered guests of priced categories who stand on no invoice that counts, waived ones left out."""
    live = InvoiceLine.objects.filter(registration=OuterRef("pk"), is_live=True)
    waived = OwnPrice.objects.filter(registration=OuterRef("pk"), amount=0)
    priced = Price.objects.filter(event=event).values("category")
    rows = Registration.objects.filter(event=event, state=State.CONFIRMED, category__in=priced)
    return rows.filter(~Exists(live), ~Exists(waived)).select_related("person", "category", "event").order_by("pk")


def billable_guests(event: Event) -> QuerySet[Registration]:
    """Return the guests who pay and have not begun to, house by house: who may stand on one invoice together."""
    paid = InvoiceLine.objects.filter(registration=OuterRef("pk"), is_live=True, invoice__paid__gt=0)
    waived = OwnPrice.objects.filter(registration=OuterRef("pk"), amount=0)
    priced = Q(category__in=Price.objects.filter(event=event).values("category")) | Q(own_prices__amount__gt=0)
    rows = Registration.objects.filter(priced, event=event, state=State.CONFIRMED)
    rows = rows.filter(~Exists(paid), ~Exists(waived)).select_related("person__organisation", "category")
    return rows.order_by(f"person__organisation__{sort_column()}", f"person__{sort_column()}", "pk")


# --- invoices ---
def live_line(registration: Registration) -> InvoiceLine | None:
    """Return the line on which a guest is billed now."""
    rows = InvoiceLine.objects.filter(registration=registration, is_live=True)
    return rows.select_related("invoice__event", "invoice__contact__person").first()


def invoices_of(registration: Registration) -> QuerySet[Invoice]:
    """Return the invoices on which a guest stands, or stood, the newest first, with what came of them."""
    rows = Invoice.objects.filter(lines__registration=registration).distinct().select_related("event")
    return rows.prefetch_related("orders", "entries__reversed_by", "replaced_by")


def found_invoices(event: Event, wanted: Mapping[str, str]) -> QuerySet[Invoice]:
    """Return what the register asks for: `q` (number, guest or payer), `state` (one, or open, overdue, to_refund)."""
    rows = Invoice.objects.filter(event=event).select_related("contact__person", "event")
    if typed := wanted.get("q", "").strip():
        rows = rows.filter(
            Q(number__iexact=typed.removeprefix("№").strip()) | _payer(typed) | Q(Exists(_guests(typed)))
        )
    state = wanted.get("state", "")
    if state in InvoiceState.values:
        rows = rows.filter(state=state)
    elif state in {OVERDUE, OPEN}:
        rows = rows.exclude(state=InvoiceState.CANCELLED).filter(owed__gt=F("paid") - F("refunded"))
        rows = rows.filter(due_on__lt=event.today) if state == OVERDUE else rows
    elif state == TO_REFUND:
        rows = rows.filter(owed__lt=F("paid") - F("refunded"))
    if wanted.get("category"):
        own = InvoiceLine.objects.filter(invoice=OuterRef("pk"), category__code=wanted["category"])
        rows = rows.filter(Exists(own))
    return rows


def _guests(typed: str) -> QuerySet[InvoiceLine]:
    lines = InvoiceLine.objects.filter(invoice=OuterRef("pk"))
    for word in search_words(typed):
        lines = lines.filter(registration__person__search_key__contains=word)
    return lines


def _payer(typed: str) -> Q:
    found = Q()
    for word in search_words(typed):
        found &= Q(search_key__contains=word)
    return found


def entries_of(event: Event) -> QuerySet[LedgerEntry]:
    """Return the ledger, the newest first."""
    rows = LedgerEntry.objects.filter(event=event).select_related("invoice", "recorded_by", "reverses", "reversed_by")
    return rows.order_by("-recorded_at", "-pk")


def waiting_orders(event: Event) -> QuerySet[PaymentOrder]:
    """Return the payment orders that nobody has judged, the oldest first."""
    rows = PaymentOrder.objects.filter(event=event, state=OrderState.WAITING)
    return rows.select_related("invoice__contact__person", "invoice__event")


# --- totals ---
class Totals(NamedTuple):
    """Sums of invoices that count, in smallest units."""

    label: str
    number: int
    owed: int
    paid: int
    refunded: int

    @property
    def remaining(self) -> int:
        """What is still to come; less than nothing where more is to be given back."""
        return self.owed - self.paid + self.refunded


def totals_by_state(event: Event) -> list[Totals]:
    """Return the sums of each state that occurs, in the order of the states; of cancelled ones the number alone."""
    rows = Invoice.objects.filter(event=event).order_by().values("state")
    sums = rows.annotate(n=Count("pk"), owed_=Sum("owed"), paid_=Sum("paid"), refunded_=Sum("refunded"))
    found = {row["state"]: row for row in sums}
    return [
        Totals(
            str(state.label),
            row["n"],
            0 if state == InvoiceState.CANCELLED else row["owed_"],
            row["paid_"],
            row["refunded_"],
        )
        for state in InvoiceState
        if (row := found.get(state))
    ]


def totals_by_category(event: Event) -> list[tuple[str, int, int]]:
    """Return the name of each billed category with the number of guests and what they owe."""
    rows = InvoiceLine.objects.filter(invoice__event=event, is_live=True).order_by().values("category")
    sums = {row["category"]: (row["n"], row["owed_"]) for row in rows.annotate(n=Count("pk"), owed_=Sum("owed"))}
    names = {category.pk: str(category) for category in Category.objects.filter(event=event)} | {None: "—"}
    return [(name, *sums[key]) for key, name in names.items() if key in sums]


def sum_of(rows: Sequence[Totals], label: str) -> Totals:
    """Return the line below the totals."""
    number, owed = sum(row.number for row in rows), sum(row.owed for row in rows)
    return Totals(label, number, owed, sum(row.paid for row in rows), sum(row.refunded for row in rows))
