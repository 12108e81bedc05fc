"""Invoices: numbered without gaps, frozen when they are issued, with the sums of what was paid and given back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from conference.core.ids import Coded, new_token
from conference.core.scoping import EventManager, M_co
from conference.fees.choices import TONES, CancelCause, InvoiceState
from conference.registration.models import Category, Registration


class OfInvoice(EventManager[M_co]):
    """Rows that belong to the event through their invoice."""

    path = "invoice__event"


class InvoiceCounter(models.Model):
    """The last number of a year; whoever raises it holds its row until the invoice is stored."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = EventManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "year"], name="invoice_counter_one_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Invoice(Coded):
    """An invoice to one payer, for one guest or several. `total` is what it says, `owed` what is owed by now.

    `text` and `payer` are copies, made when it was issued; `file` is the paper, rendered once. `token` opens it for
    whoever has the paper. Money is counted in the currency's smallest units. `contact` is the guest whom we write to.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Registration, on_delete=models.RESTRICT, related_name="invoices_to_answer")
    year = models.PositiveSmallIntegerField(editable=False)
    n = models.PositiveIntegerField(editable=False)
    number = models.CharField(_("number"), max_length=40, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    currency = models.CharField(_("currency"), max_length=3, editable=False)
    total = models.BigIntegerField(_("amount"), editable=False)
    owed = models.BigIntegerField(_("owed"), editable=False)
    paid = models.BigIntegerField(_("paid"), default=0, editable=False)
    refunded = models.BigIntegerField(_("refunded"), default=0, editable=False)
    vat_rate = models.PositiveSmallIntegerField(_("VAT"), null=True, editable=False)
    vat = models.BigIntegerField(_("VAT"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=16, choices=InvoiceState, default=InvoiceState.DUE)
    payer = models.JSONField(_("payer"), default=dict, editable=False)
    search_key = models.TextField(editable=False, default="", help_text="the payer, folded for searching")
    text = models.JSONField(default=dict, editable=False)
    file = models.FileField(upload_to="invoices/", blank=True, editable=False)
    issued_on = models.DateField(_("date"), editable=False)
    due_on = models.DateField(_("to be paid until"), editable=False, db_index=True)
    reminded_on = models.DateField(null=True, editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    replaces = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="replaced_by")
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_cause = models.CharField(_("cause"), max_length=12, choices=CancelCause, blank=True)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("invoice")
        ordering = ["-year", "-n"]
        indexes = [models.Index(fields=["event", "state", "due_on"])]
        constraints = [
            models.UniqueConstraint(fields=["event", "year", "n"], name="invoice_number_once"),
            models.CheckConstraint(condition=Q(n__gte=1), name="invoice_numbers_begin_with_one"),
            models.CheckConstraint(condition=Q(state__in=InvoiceState.values), name="invoice_state_known"),
            models.CheckConstraint(condition=Q(total__gt=0, owed__gte=0), name="invoice_is_for_something"),
            models.CheckConstraint(condition=Q(vat__gte=0, vat__lte=F("total")), name="invoice_vat_within_total"),
            models.CheckConstraint(
                condition=Q(refunded__gte=0, refunded__lte=F("paid")), name="invoice_refunded_within_paid"
            ),
            models.CheckConstraint(
                condition=Q(state=InvoiceState.DUE, paid=0)
                | Q(state=InvoiceState.PARTLY_PAID, paid__gt=0, refunded=0, paid__lt=F("owed"))
                | Q(state=InvoiceState.PAID, paid__gt=0, refunded=0, paid__gte=F("owed"))
                | Q(state=InvoiceState.PARTLY_REFUNDED, refunded__gt=0, refunded__lt=F("paid"))
                | Q(state=InvoiceState.REFUNDED, paid__gt=0, refunded=F("paid"))
                | Q(state=InvoiceState.CANCELLED, paid=0),
                name="invoice_state_fits_sums",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=InvoiceState.CANCELLED, cancelled_at__isnull=False, cancel_cause__in=CancelCause.values
                )
                | (~Q(state=InvoiceState.CANCELLED) & Q(cancelled_at__isnull=True, cancel_cause="")),
                name="invoice_cancelled_has_date_and_cause",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")), name="invoice_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    @property
    def kept(self) -> int:
        """What was paid and not given back."""
        return self.paid - self.refunded

    @property
    def remaining(self) -> int:
        """What is still to be paid; nothing once an invoice is cancelled."""
        return 0 if self.is_cancelled else max(self.owed - self.kept, 0)

    @property
    def overpaid(self) -> int:
        """What is to be given back."""
        return max(self.kept - self.owed, 0)

    @property
    def is_cancelled(self) -> bool:
        """Whether it counts no longer."""
        return self.state == InvoiceState.CANCELLED

    @property
    def is_erased(self) -> bool:
        """Whether its payer was forgotten: number and sums stay, nobody has the paper."""
        return not self.payer

    @property
    def tone(self) -> str:
        """How the state is coloured where it is shown."""
        return TONES[InvoiceState(self.state)]

    @property
    def is_overdue(self) -> bool:
        """Whether the last day has passed and something is still to be paid."""
        return bool(self.remaining) and self.due_on < self.event.today

    def state_by_sums(self) -> InvoiceState:
        """Return the state that the sums make."""
        if self.refunded:
            return InvoiceState.REFUNDED if self.refunded == self.paid else InvoiceState.PARTLY_REFUNDED
        if not self.paid:
            return InvoiceState.DUE
        return InvoiceState.PAID if self.paid >= self.owed else InvoiceState.PARTLY_PAID


class InvoiceLine(models.Model):
    """What an invoice takes for one guest: `amount` as it is printed, `owed` by now.

    A guest stands on one invoice that counts: what is cancelled has no live line.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    registration = models.ForeignKey(Registration, on_delete=models.RESTRICT, related_name="invoice_lines")
    category = models.ForeignKey(Category, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=600, editable=False)
    amount = models.BigIntegerField(editable=False)
    owed = models.BigIntegerField(editable=False)
    is_live = models.BooleanField(default=True, editable=False)

    objects = OfInvoice()

    class Meta:
        verbose_name = _("line of an invoice")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(is_live=True), name="invoice_line_one_live_for_a_guest"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0, owed__gte=0), name="invoice_line_is_for_something"),
        ]

    def __str__(self) -> str:
        return self.title
