"""What the pages of fees share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.caching import keep_nowhere
from conference.core.downloads import pdf_named
from conference.core.text.transliteration import to_latin
from conference.events.models import Event
from conference.fees import services
from conference.fees.models import Invoice, PaymentOrder
from conference.fees.panels import is_on
from conference.fees.queries import setup_of, waiting_orders
from conference.fees.rules import FEES_MANAGE, FEES_SETUP

HERE = "conference/fees/manage/"
ROWS = 50


def where_fees_are(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead to the settings where the event has no fees: there is nothing else to see."""

    @wraps(view)
    def guarded(request: SignedInRequest, event: Event, **more: Any) -> HttpResponse:
        if is_on(event):
            return view(request, event, **more)
        may = request.user.has_perm(FEES_SETUP, event)
        return redirect("manage:fee_settings" if may else "manage:dashboard", event=event.slug)

    return guarded


def tabs_for(request: SignedInRequest, event: Event) -> dict[str, Any]:
    """Return the event, which tabs this reader has, and how many payment orders wait."""
    return {
        "event": event,
        "is_on": is_on(event),
        "currency": setup_of(event).currency,
        "may_set_up": request.user.has_perm(FEES_SETUP, event),
        "may_manage": request.user.has_perm(FEES_MANAGE, event),
        "waiting": waiting_orders(event).count(),
    }


def found_invoice(event: Event, code: str) -> Invoice:
    """Return the invoice of this event with this code, or answer 404."""
    rows = Invoice.objects.select_related("event", "contact__person", "replaces", "issued_by")
    return get_object_or_404(rows, event=event, code=code)


def paper_response(invoice: Invoice) -> HttpResponse:
    """Return the paper as a file named after its number, which nobody keeps on the way."""
    return pdf_named(services.paper_file(invoice=invoice), _("Invoice %(number)s") % {"number": invoice.number})


def order_response(order: PaymentOrder) -> FileResponse:
    """Return a payment order; it was written anew when it came, and is never shown inside a page."""
    ending = str(order.file.name).rpartition(".")[2]
    name = f"{to_latin(Path(order.name).stem) or 'order'}.{ending}"
    return keep_nowhere(FileResponse(order.file.open(), filename=name, as_attachment=True))


def in_words(fault: Exception) -> str:
    """Say why something is not possible, for whoever wanted it."""
    return str(_WORDS[type(fault)]())


_WORDS: dict[type[Exception], Callable[[], str]] = {
    services.InvoiceClosedError: lambda: _("This invoice is cancelled; look whether another stands in its place."),
    services.TooMuchError: lambda: _("This is more than there is to pay, or to give back."),
    services.KeyTakenError: lambda: _(
        "This form was sent before with another amount, and that was noted. Open the page anew to note more."
    ),
    services.AlreadyUndoneError: lambda: _("This entry had been taken back before."),
    services.TooManyOrdersError: lambda: _("There are ten files already; that is enough."),
    services.InvoiceFixedError: lambda: _(
        "Something has been paid on this invoice, or it is cancelled: it stays as it is."
    ),
    services.JointInvoiceError: lambda: _(
        "This is not possible any more: something has been paid, or somebody stands on an invoice with others."
    ),
}
