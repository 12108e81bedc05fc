"""One invoice: what came of it, payments confirmed and taken back, refunds, payment orders judged."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors
from conference.events.access import team
from conference.events.models import Event
from conference.fees import queries, services
from conference.fees.forms.team import MoneyForm, PaymentForm, ReasonForm
from conference.fees.models import Invoice, LedgerEntry, PaymentOrder
from conference.fees.rules import FEES_MANAGE, FEES_VIEW
from conference.fees.views.parts import (
    HERE,
    found_invoice,
    in_words,
    order_response,
    paper_response,
    tabs_for,
    where_fees_are,
)

REFUSALS = (
    services.InvoiceClosedError,
    services.TooMuchError,
    services.AlreadyUndoneError,
    services.InvoiceFixedError,
)


@team(FEES_VIEW)
@where_fees_are
def invoice(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show an invoice with its lines, entries and payment orders."""
    return _page(request, event, found_invoice(event, code))


@team(FEES_VIEW)
def paper(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Hand out the paper."""
    found = found_invoice(event, code)
    if found.is_erased:
        raise Http404
    return paper_response(found)


@team(FEES_MANAGE)
@require_POST
def confirm(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Confirm a payment in full or in part. The same form sent twice is one payment."""
    found = found_invoice(event, code)
    form = PaymentForm(request.POST, invoice=found)
    if form.is_valid():
        try:
            services.confirm_payment(invoice=found, by=request.user, **form.cleaned_data)
        except services.TooMuchError:
            form.add_error("amount", _("This is more than is owed. If it is right, tick it below."))
        except (services.InvoiceClosedError, services.KeyTakenError) as fault:
            form.add_error(None, in_words(fault))
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(request, _("The payment is confirmed. The guest is told."))
            return _back(event, code)
    return _page(request, event, found, payment_form=form)


@team(FEES_MANAGE)
@require_POST
def refund(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Note that money went back."""
    found = found_invoice(event, code)
    form = MoneyForm(request.POST, invoice=found, amount=found.kept)
    if form.is_valid():
        try:
            services.note_refund(invoice=found, by=request.user, **form.cleaned_data)
        except services.TooMuchError as fault:
            form.add_error("amount", in_words(fault))
        except services.KeyTakenError as fault:
            form.add_error(None, in_words(fault))
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(request, _("The refund is noted. The guest is told."))
            return _back(event, code)
    return _page(request, event, found, refund_form=form)


@team(FEES_MANAGE)
@require_POST
def cancel(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Cancel an invoice that holds no money."""
    found, form = found_invoice(event, code), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, event, found, cancel_form=form)
    try:
        services.cancel_invoice(invoice=found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Cancelled. The number stays in the register."))
    except REFUSALS as fault:
        messages.error(request, in_words(fault))
    return _back(event, code)


@team(FEES_MANAGE)
@require_POST
def undo(request: SignedInRequest, event: Event, code: str, entry: str) -> HttpResponse:
    """Take a wrong entry back by another one."""
    rows = LedgerEntry.objects.select_related("invoice__event")
    found = get_object_or_404(rows, event=event, invoice__code=code, code=entry)
    try:
        services.undo_entry(entry=found, by=request.user, note=request.POST.get("note", "")[:300])
        messages.success(request, _("Taken back by an entry of its own."))
    except REFUSALS as fault:
        messages.error(request, in_words(fault))
    return _back(event, code)


@team(FEES_VIEW)
@where_fees_are
def orders(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the payment orders that wait for a look."""
    context = tabs_for(request, event) | {"rows": queries.waiting_orders(event), "form": ReasonForm()}
    return render(request, HERE + "orders.html", context)


@team(FEES_VIEW)
def order_file(request: SignedInRequest, event: Event, code: str) -> FileResponse:
    """Hand out a payment order."""
    return order_response(get_object_or_404(PaymentOrder, event=event, code=code))


@team(FEES_MANAGE)
@require_POST
def order_decline(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Say that a payment order proves nothing, and why."""
    order = get_object_or_404(PaymentOrder.objects.select_related("invoice__event", "event"), event=event, code=code)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write why: the guest reads it."))
    elif services.decline_order(order=order, by=request.user, reason=form.cleaned_data["reason"]):
        messages.success(request, _("The guest is told."))
    else:
        messages.info(request, _("Somebody judged it before."))
    return redirect("manage:fee_orders", event=event.slug)


def _back(event: Event, code: str) -> HttpResponse:
    return redirect("manage:fee_invoice", event=event.slug, code=code)


def _page(request: SignedInRequest, event: Event, found: Invoice, **forms: Any) -> HttpResponse:
    entries = found.entries.select_related("recorded_by", "reversed_by", "reverses", "order")
    fresh = {
        "payment_form": PaymentForm(invoice=found),
        "refund_form": MoneyForm(invoice=found, amount=found.overpaid or found.kept),
        "cancel_form": ReasonForm(),
    }
    context = tabs_for(request, event) | {
        "invoice": found,
        "lines": found.lines.select_related("registration__person", "category"),
        "entries": entries,
        "orders": found.orders.all(),
        "replaced_by": found.replaced_by.first(),
        **fresh,
        **forms,
    }
    return render(request, HERE + "invoice.html", context)
