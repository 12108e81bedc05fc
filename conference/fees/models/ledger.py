"""The ledger: what was paid and given back, entry by entry, never changed; and the proofs that guests send."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.ids import Coded
from conference.core.scoping import EventManager
from conference.fees.choices import EntryKind, OrderState
from conference.fees.models.invoices import Invoice


class PaymentOrder(Coded):
    """A guest's proof that they paid: the bank's payment order, written anew when it came. The team judges it."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="orders")
    file = models.FileField(upload_to="payment-orders/")
    name = models.CharField(_("file"), max_length=150)
    state = models.CharField(_("state"), max_length=10, choices=OrderState, default=OrderState.WAITING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("payment order")
        ordering = ["uploaded_at", "pk"]
        indexes = [models.Index(fields=["event", "state"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="payment_order_state_known"),
            models.CheckConstraint(
                condition=~Q(state=OrderState.DECLINED) | ~Q(reason=""), name="payment_order_declined_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LedgerEntry(Coded):
    """Money that came (payment) or went back (refund), or an entry that takes another one back (reversal).

    Entries are added and never changed: `save` refuses a stored one, and a trigger of the database refuses other sums.
    `key` makes a form that is sent twice one entry; `external_id` does so for what a provider tells twice.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    invoice = models.ForeignKey(Invoice, on_delete=models.RESTRICT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind)
    amount = models.BigIntegerField(_("amount"))
    happened_on = models.DateField(_("date"))
    reference = models.CharField(_("number of the document"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    provider = models.CharField(max_length=30)
    external_id = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=140)
    order = models.ForeignKey(PaymentOrder, null=True, on_delete=models.SET_NULL, related_name="entries")
    reverses = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="reversed_by")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("entry of the ledger")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="ledger_kind_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_amount_is_something"),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=EntryKind.REVERSAL) & Q(reverses__isnull=True)),
                name="ledger_reversal_of_an_entry",
            ),
            models.UniqueConstraint(fields=["invoice", "key"], name="ledger_form_once"),
            models.UniqueConstraint(
                fields=["provider", "external_id"], condition=~Q(external_id=""), name="ledger_external_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry. Raises TypeError for one that is stored: it is undone by another."""
        if not self._state.adding:
            raise TypeError("An entry of the ledger is not changed; it is reversed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise TypeError: entries stay."""
        raise TypeError("An entry of the ledger is not removed; it is reversed.")

    @property
    def signed_amount(self) -> int:
        """What the entry adds to the money that is kept: less than nothing for a refund and a payment taken back."""
        if self.reverses:
            return -self.reverses.signed_amount
        return self.amount if self.kind == EntryKind.PAYMENT else -self.amount

    @property
    def is_undone(self) -> bool:
        """Whether another entry took it back."""
        return hasattr(self, "reversed_by")
