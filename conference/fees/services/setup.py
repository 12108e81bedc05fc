"""What the team decides: fees on or off, requisites, and the price list."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from conference.fees.choices import InvoiceState
from conference.fees.models import FeeSettings, Invoice, Price
from conference.fees.money import decimal
from conference.fees.words import describe_actions
from conference.registration.models import Category

describe_actions()
SETTINGS = (
    "is_on", "currency", "rules", "payee", "address", "tax_id", "kpp", "account", "bank", "bic",
    "correspondent_account", "kbe", "knp", "purpose", "vat_rate", "prefix", "days_to_pay", "remind_days",
    "signatory_post", "signatory_name",
)  # fmt: skip
# The log tells that the account changed, never which it is.
UNLOGGED = ("account", "correspondent_account")


@transaction.atomic
def change_settings(*, event: Event, by: User, **fields: Any) -> FeeSettings:
    """Set the settings. Raises ValidationError.

    Where invoices count, fees stay on and in their currency: guests would owe what nobody shows them.
    """
    setup = _locked(event)
    before, currency = _snapshot(setup), setup.currency
    for name, value in fields.items():
        setattr(setup, name, value)
    setup.full_clean(exclude=["event"])
    live = Invoice.objects.filter(event=event).exclude(state=InvoiceState.CANCELLED).exists()
    if live and not setup.is_on:
        raise ValidationError({"is_on": _("There are invoices that count. Cancel them first, or close registration.")})
    if currency != setup.currency and (live or Price.objects.filter(event=event).exists()):
        text = _("There are prices or invoices in the present currency. Remove the prices first.")
        raise ValidationError({"currency": text})
    setup.save()
    after = _snapshot(setup)
    activity.record(by=by, action="fee_settings_changed", target=setup, event=event, before=before, after=after)
    return setup


def _locked(event: Event) -> FeeSettings:
    FeeSettings.objects.get_or_create(event=event)
    return FeeSettings.objects.select_for_update().get(event=event)


def _snapshot(setup: FeeSettings) -> dict[str, Any]:
    values = activity.snapshot(setup, SETTINGS)
    return {name: _struck(value) if name in UNLOGGED else value for name, value in values.items()}


def _struck(value: str) -> str:
    return f"…{value[-4:]}" if value else ""


@transaction.atomic
def save_price(
    *,
    event: Event,
    by: User,
    price: Price | None,
    category: Category,
    amount: int,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Price:
    """Add or change a price; invoices that were issued stay as they are. Raises ValidationError where periods meet."""
    setup = _locked(event)
    stored = Price.objects.get(pk=price.pk) if price else Price(event=event)
    before = _price_snapshot(stored, setup) if price else {}
    stored.category, stored.amount, stored.starts_on, stored.ends_on = category, amount, starts_on, ends_on
    stored.full_clean(exclude=["event"])
    for other in Price.objects.filter(event=event, category=category).exclude(pk=stored.pk):
        if stored.meets(other):
            raise ValidationError(_("Another price of this category holds on some of these days. Divide the periods."))
    stored.save()
    action = "fee_price_changed" if price else "fee_price_created"
    activity.record(
        by=by, action=action, target=stored, event=event, before=before, after=_price_snapshot(stored, setup)
    )
    return stored


@transaction.atomic
def remove_price(*, price: Price, by: User) -> None:
    """Remove a price; invoices that were issued stay as they are."""
    setup = _locked(price.event)
    before = _price_snapshot(price, setup)
    activity.record(by=by, action="fee_price_removed", target=price, event=price.event, before=before)
    price.delete()


def _price_snapshot(price: Price, setup: FeeSettings) -> dict[str, Any]:
    amount = f"{decimal(price.amount, setup.currency)} {setup.currency}"
    return {**activity.snapshot(price, ("category", "starts_on", "ends_on")), "amount": amount}
