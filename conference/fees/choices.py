"""States of invoices and payment orders, kinds of entries, and whose rules the payee's requisites follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InvoiceState(models.TextChoices):
    """How much of an invoice is paid; follows from its sums, and a constraint holds it to them."""

    DUE = "due", pgettext_lazy("state of an invoice", "To be paid")
    PARTLY_PAID = "partly_paid", pgettext_lazy("state of an invoice", "Partly paid")
    PAID = "paid", pgettext_lazy("state of an invoice", "Paid")
    PARTLY_REFUNDED = "partly_refunded", pgettext_lazy("state of an invoice", "Partly refunded")
    REFUNDED = "refunded", pgettext_lazy("state of an invoice", "Refunded")
    CANCELLED = "cancelled", pgettext_lazy("state of an invoice", "Cancelled")


# What may follow what. Undone confirmations lead back; only what holds no money is cancelled, and stays so.
TRANSITIONS: dict[str, frozenset[str]] = {
    InvoiceState.DUE: frozenset({InvoiceState.PARTLY_PAID, InvoiceState.PAID, InvoiceState.CANCELLED}),
    InvoiceState.PARTLY_PAID: frozenset(
        {InvoiceState.DUE, InvoiceState.PAID, InvoiceState.PARTLY_REFUNDED, InvoiceState.REFUNDED}
    ),
    InvoiceState.PAID: frozenset(
        {InvoiceState.DUE, InvoiceState.PARTLY_PAID, InvoiceState.PARTLY_REFUNDED, InvoiceState.REFUNDED}
    ),
    InvoiceState.PARTLY_REFUNDED: frozenset({InvoiceState.PARTLY_PAID, InvoiceState.PAID, InvoiceState.REFUNDED}),
    InvoiceState.REFUNDED: frozenset({InvoiceState.PARTLY_PAID, InvoiceState.PAID, InvoiceState.PARTLY_REFUNDED}),
    InvoiceState.CANCELLED: frozenset(),
}

# Colours of the states, by the names of components.css.
TONES = {
    InvoiceState.DUE: "warning",
    InvoiceState.PARTLY_PAID: "active",
    InvoiceState.PAID: "success",
    InvoiceState.PARTLY_REFUNDED: "neutral",
    InvoiceState.REFUNDED: "neutral",
    InvoiceState.CANCELLED: "neutral",
}


class CancelCause(models.TextChoices):
    """Why an invoice counts no longer."""

    REGISTRATION = "registration", _("The registration is cancelled.")
    PRICE = "price", _("The price has changed.")
    NOTHING = "nothing", _("There is nothing to pay any more.")
    PAYER = "payer", _("The payer has changed.")
    JOINT = "joint", _("Part of an invoice for several guests.")
    TEAM = "team", _("Cancelled by the organisers.")


class EntryKind(models.TextChoices):
    """What an entry of the ledger tells; a reversal takes back exactly one of the others."""

    PAYMENT = "payment", pgettext_lazy("entry of a ledger", "Payment")
    REFUND = "refund", pgettext_lazy("entry of a ledger", "Refund")
    REVERSAL = "reversal", pgettext_lazy("entry of a ledger", "Undone")


class OrderState(models.TextChoices):
    """waiting: nobody of the team has judged the payment order yet."""

    WAITING = "waiting", pgettext_lazy("state of a payment order", "Being checked")
    ACCEPTED = "accepted", pgettext_lazy("state of a payment order", "Accepted")
    DECLINED = "declined", pgettext_lazy("state of a payment order", "Not accepted")


class PayerKind(models.TextChoices):
    """Who pays."""

    PERSON = "person", _("A person")
    ORGANISATION = "organisation", _("An organisation")


class Rules(models.TextChoices):
    """Which country's requisites the payee has."""

    KAZAKHSTAN = "KZ", _("Kazakhstan")
    RUSSIA = "RU", _("Russia")
    OTHER = "other", pgettext_lazy("country of requisites", "Another country")
