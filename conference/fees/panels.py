"""What fees show on pages of others: prices where a category is chosen, a guest's invoices, what waits for the team."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from conference.core import clock
from conference.core.caching import as_texts, once
from conference.events.models import Event
from conference.fees import queries
from conference.fees.forms.guest import OrderForm
from conference.fees.models import Invoice, OwnPrice, Price
from conference.fees.money import shown
from conference.fees.providers import all_providers
from conference.fees.rules import FEES_MANAGE, FEES_VIEW
from conference.registration.models import Category, Registration
from conference.registration.queries import registrations_of


def is_on(event: Event) -> bool:
    """Whether the event has fees; asked once for each event that was read."""
    return once(event, "has_fees", lambda: queries.has_fees(event))


def is_off(event: Event) -> bool:
    """Whether taking part costs nothing."""
    return not is_on(event)


# --- where a category is chosen ---
def price_words(event: Event) -> Mapping[int, str]:
    """Return what each category costs, now and later: «12 000 ₸ until 1 March, then 15 000 ₸», or that it is free.

    Nothing at all where no category has a price.
    """
    today = event.today
    priced = queries.prices_of(event)
    if not priced:
        return {}
    currency = queries.setup_of(event).currency
    found = dict.fromkeys(Category.objects.filter(event=event).values_list("pk", flat=True), _("free of charge"))
    for key, prices in priced.items():
        ahead = [price for price in prices if price.ends_on is None or price.ends_on >= today]
        if ahead:
            found[key] = ", ".join(
                _period(price, before, currency) for before, price in zip([None, *ahead], ahead, strict=False)
            )
    return found


def _period(price: Price, before: Price | None, currency: str) -> str:
    amount = shown(price.amount, currency)
    follows = before and before.ends_on and price.starts_on == before.ends_on + timedelta(days=1)
    begun = price.starts_on is None or (before is None and price.starts_on <= price.event.today)
    values = {
        "amount": amount,
        "first": clock.day(price.starts_on) if price.starts_on else "",
        "last": clock.day(price.ends_on) if price.ends_on else "",
    }
    if follows:
        return (_("then %(amount)s until %(last)s") if price.ends_on else _("then %(amount)s")) % values
    if begun:
        return (_("%(amount)s until %(last)s") if price.ends_on else "%(amount)s") % values
    return (_("%(amount)s from %(first)s until %(last)s") if price.ends_on else _("%(amount)s from %(first)s")) % values


def price_state(event: Event) -> list[Any]:
    """Return what the prices are made of, for the key of the event's home."""
    rows = Price.objects.filter(event=event, event__fee_setup__is_on=True)
    return [as_texts(rows, "pk", "amount", "starts_on", "ends_on", "category__pk", "event__fee_setup__currency")]


# --- a registration's own page ---
def own_page(request: HttpRequest, registration: Registration) -> dict[str, Any] | None:
    """Return a guest's invoices; nothing for who has none."""
    if is_off(registration.event):
        return None
    invoices = list(queries.invoices_of(registration))
    if not invoices:
        return None
    match = request.resolver_match
    return {
        "event": registration.event,
        "registration": registration,
        "token": match.kwargs["token"] if match else "",
        "invoices": invoices,
        "form": OrderForm(),
        "ways": [provider for provider in all_providers().values() if provider.offers_begin],
    }


def my_fees(request: HttpRequest, _nothing: None) -> dict[str, Any] | None:
    """Return what the reader owes at all events; nothing where nothing is billed."""
    user: Any = request.user
    with scopes_disabled():
        own = registrations_of(user).filter(invoice_lines__is_live=True)
        tokens = {key: (token, slug) for key, token, slug in own.values_list("pk", "token", "event__slug")}
        rows = Invoice.objects.filter(lines__registration__in=tokens, lines__is_live=True).select_related("event")
        found = [(invoice, *tokens[key]) for invoice, key in _with_guest(rows, set(tokens))]
        return {"rows": found} if found else None


def _with_guest(rows: Any, guests: set[int]) -> list[tuple[Invoice, int]]:
    pairs = rows.prefetch_related("lines").distinct().order_by("due_on")
    return [
        (invoice, next(line.registration_id for line in invoice.lines.all() if line.registration_id in guests))
        for invoice in pairs
    ]


# --- the team ---
def guest_panel(request: HttpRequest, registration: Registration) -> dict[str, Any] | None:
    """Return a guest's fee for the team's page of the registration; nothing at a free event."""
    event, user = registration.event, request.user
    if not user.has_perm(FEES_VIEW, event) or is_off(event):
        return None
    setup = queries.setup_of(event)
    return {
        "event": event,
        "registration": registration,
        "fee": queries.fee_of(registration),
        "own": OwnPrice.objects.filter(registration=registration).first(),
        "currency": setup.currency,
        "invoices": list(queries.invoices_of(registration)),
        "may_manage": user.has_perm(FEES_MANAGE, event),
    }


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return what waits for the team and the sums; nothing at a free event."""
    if is_off(event):
        return None
    total = queries.sum_of(queries.totals_by_state(event), "")
    return {
        "event": event,
        "currency": queries.setup_of(event).currency,
        "total": total,
        "orders": queries.waiting_orders(event).count(),
        "overdue": queries.found_invoices(event, {"state": queries.OVERDUE}).count(),
        "to_refund": queries.found_invoices(event, {"state": queries.TO_REFUND}).count(),
    }
