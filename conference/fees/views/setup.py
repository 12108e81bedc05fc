"""The team's settings of fees and the price list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.events.access import team
from conference.events.models import Event
from conference.fees import queries, services
from conference.fees.forms.setup import PriceForm, SettingsForm
from conference.fees.models import Price
from conference.fees.rules import FEES_SETUP
from conference.fees.views.parts import HERE, tabs_for, where_fees_are


@team(FEES_SETUP)
def settings(request: SignedInRequest, event: Event) -> HttpResponse:
    """Switch fees on or off, and say to whom they are paid."""
    form = SettingsForm(posted(request), instance=queries.setup_of(event))
    if form.is_valid():
        try:
            changed = services.change_settings(event=event, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("manage:fee_prices" if changed.is_on else "manage:fee_settings", event=event.slug)
    return render(request, HERE + "settings.html", tabs_for(request, event) | {"form": form})


@team(FEES_SETUP)
@where_fees_are
def price_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the prices by category."""
    rows = Price.objects.filter(event=event).select_related("category")
    missing = queries.without_invoice(event).count()
    return render(request, HERE + "prices.html", tabs_for(request, event) | {"prices": rows, "missing": missing})


@team(FEES_SETUP)
@where_fees_are
def price_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change a price."""
    price = get_object_or_404(Price.objects.select_related("category"), event=event, code=code) if code else None
    form = PriceForm(posted(request), event=event, currency=queries.setup_of(event).currency, price=price)
    if form.is_valid():
        try:
            services.save_price(event=event, by=request.user, price=price, **form.cleaned_data)
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("manage:fee_prices", event=event.slug)
    return render(request, HERE + "price.html", tabs_for(request, event) | {"form": form, "price": price})


@team(FEES_SETUP)
@require_POST
def price_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a price."""
    price = get_object_or_404(Price.objects.select_related("category", "event"), event=event, code=code)
    services.remove_price(price=price, by=request.user)
    messages.success(request, _("Removed. Invoices that were issued stay as they are."))
    return redirect("manage:fee_prices", event=event.slug)
