"""A guest's invoices, behind the link of the registration: take along, name the payer, prove the payment, pay."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.core.forms import posted
from conference.fees import queries, services
from conference.fees.forms.guest import OrderForm, PayerForm
from conference.fees.models import Invoice, PaymentOrder
from conference.fees.providers import Provider, all_providers
from conference.fees.views.parts import in_words, order_response, paper_response
from conference.registration.models import Registration
from conference.registration.views.own import of_holder

HERE = "conference/fees/public/registration/"


@of_holder
def paper(request: HttpRequest, found: Registration, token: str, code: str) -> HttpResponse:
    """Hand out an invoice that counts."""
    invoice = _own(found, code)
    if invoice.is_cancelled or invoice.is_erased:
        raise Http404
    return paper_response(invoice)


@of_holder
def payer(request: HttpRequest, found: Registration, token: str, code: str) -> HttpResponse:
    """Name who pays; the invoice is issued anew to them."""
    invoice = _own(found, code)
    if invoice.paid or invoice.is_cancelled:
        return _back(found, token)
    form = PayerForm(posted(request), initial=invoice.payer)
    if form.is_valid() and _may_have_another(request, found, form):
        try:
            services.set_payer(invoice=invoice, payer=form.payer(), by=None)
            messages.success(
                request, _("The invoice is made out to this payer. The new one is on its way by mail, too.")
            )
        except services.InvoiceFixedError as fault:
            messages.error(request, in_words(fault))
        return _back(found, token)
    return render(
        request, HERE + "payer.html", {"event": found.event, "token": token, "invoice": invoice, "form": form}
    )


@of_holder
def order(request: HttpRequest, found: Registration, token: str, code: str) -> HttpResponse:
    """Take a payment order."""
    invoice = _own(found, code)
    form = OrderForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            services.send_order(invoice=invoice, **form.details())
            messages.success(request, _("Thank you. The organisers look at it and write to you."))
        except (services.InvoiceClosedError, services.TooManyOrdersError) as fault:
            messages.error(request, in_words(fault))
        return _back(found, token)
    return render(
        request, HERE + "order.html", {"event": found.event, "token": token, "invoice": invoice, "form": form}
    )


@of_holder
def order_file(request: HttpRequest, found: Registration, token: str, code: str, file: str) -> FileResponse:
    """Hand out a payment order that the guest sent."""
    return order_response(get_object_or_404(PaymentOrder, invoice=_own(found, code), code=file))


@require_POST
@of_holder
def begin(request: HttpRequest, found: Registration, token: str, code: str, provider: str) -> HttpResponse:
    """Lead to where the guest pays by another way than a transfer."""
    invoice, way = _own(found, code), _way(provider)
    if not invoice.remaining:
        return _back(found, token)
    kwargs = {"event": found.event.slug, "token": token, "code": code, "provider": provider}
    back = f"{settings.SITE_URL}{reverse('public:fee_back', kwargs=kwargs)}"
    return redirect(way.begin(invoice, back))


@of_holder
def back(request: HttpRequest, found: Registration, token: str, code: str, provider: str) -> HttpResponse:
    """Take the guest back from a provider, and note what it vouches for."""
    invoice = _own(found, code)
    if notice := _way(provider).status(invoice):
        services.take_notice(invoice=invoice, notice=notice, provider=provider)
        messages.success(request, _("Thank you, your payment has arrived."))
    else:
        messages.info(request, _("Nothing is known of your payment yet. It shows up here as soon as it arrives."))
    return _back(found, token)


def _may_have_another(request: HttpRequest, found: Registration, form: PayerForm) -> bool:
    """Whether the guest has not had many invoices already within the hour; otherwise say so."""
    if ratelimit.consume(request, action="fee_payer", key=found.code):
        return True
    form.add_error(None, _("The payer has been changed many times. Try again in an hour, or write to the organisers."))
    return False


def _own(registration: Registration, code: str) -> Invoice:
    """Return an invoice that was issued to this guest; others on it learn nothing of payer and paper."""
    rows = queries.invoices_of(registration).filter(contact=registration)
    invoice: Invoice = get_object_or_404(rows, code=code)
    return invoice


def _way(name: str) -> Provider:
    way = all_providers().get(name)
    if way is None or not way.offers_begin:
        raise Http404
    return way


def _back(registration: Registration, token: str) -> HttpResponse:
    return redirect(reverse("public:registration", kwargs={"event": registration.event.slug, "token": token}) + "#fees")
