"""The team's register of invoices, the ledger, the sums, and one invoice for several guests."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.core.jobs import services as jobs
from conference.core.sheets import FORMATS, handed_out
from conference.events.access import team
from conference.events.models import Event
from conference.fees import exports, queries, services
from conference.fees.choices import InvoiceState
from conference.fees.forms.team import JointForm, OwnPriceForm
from conference.fees.models import OwnPrice
from conference.fees.rules import FEES_MANAGE, FEES_VIEW
from conference.fees.views.parts import HERE, ROWS, in_words, tabs_for, where_fees_are
from conference.registration.models import Category
from conference.registration.views.manage import found_registration

FILTERS = ("q", "state", "category")


@team(FEES_VIEW)
@where_fees_are
def register(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the invoices as filtered and searched by the address."""
    page = Paginator(queries.found_invoices(event, request.GET.dict()), ROWS).get_page(request.GET.get("page"))
    context = tabs_for(request, event) | {
        "page": page,
        "wanted": request.GET,
        "states": InvoiceState.choices,
        "categories": Category.objects.filter(event=event),
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
    }
    template = "register_table.html" if getattr(request, "htmx", False) else "register.html"
    return render(request, HERE + template, context)


@team(FEES_VIEW)
@where_fees_are
def register_export(request: SignedInRequest, event: Event, file_format: str) -> HttpResponse:
    """Hand out the invoices as they are filtered."""
    if file_format not in FORMATS:
        raise Http404
    rows = queries.found_invoices(event, request.GET.dict())
    content = exports.invoices_as_file(rows, file_format)
    return handed_out(content, file_format, name=f"invoices-{event.slug}", zone=event.zone)


@team(FEES_VIEW)
@where_fees_are
def ledger(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show what came and went, and the sums by state and category."""
    page = Paginator(queries.entries_of(event), ROWS).get_page(request.GET.get("page"))
    totals = queries.totals_by_state(event)
    context = tabs_for(request, event) | {
        "page": page,
        "totals": totals,
        "total": queries.sum_of(totals, _("Together")),
        "by_category": queries.totals_by_category(event),
    }
    return render(request, HERE + "ledger.html", context)


@team(FEES_VIEW)
@where_fees_are
def ledger_export(request: SignedInRequest, event: Event, file_format: str) -> HttpResponse:
    """Hand out the ledger."""
    if file_format not in FORMATS:
        raise Http404
    content = exports.entries_as_file(queries.entries_of(event), file_format)
    return handed_out(content, file_format, name=f"payments-{event.slug}", zone=event.zone)


@team(FEES_MANAGE)
@require_POST
def issue_missing(request: SignedInRequest, event: Event) -> HttpResponse:
    """Issue invoices to those who registered before there was a price."""
    job = jobs.start(kind=queries.MISSING_JOB, by=request.user, event=event)
    return redirect("manage:job", event=event.slug, code=job.code)


@team(FEES_MANAGE)
@where_fees_are
def joint(request: SignedInRequest, event: Event) -> HttpResponse:
    """Issue one invoice for several guests."""
    languages = [(code, name) for code, name in settings.LANGUAGES if code in event.languages]
    guests = queries.billable_guests(event)
    form = JointForm(posted(request), event=event, guests=guests, languages=languages, initial={"kind": "organisation"})
    if form.is_valid():
        chosen = list(form.cleaned_data["guests"])
        said = {"payer": form.payer(), "language": form.cleaned_data["language"]}
        try:
            invoice = services.issue_jointly(event=event, registrations=chosen, by=request.user, **said)
        except services.JointInvoiceError as fault:
            form.add_error("guests", in_words(fault))
        else:
            messages.success(request, _("The invoice is issued; the first guest is told."))
            return redirect("manage:fee_invoice", event=event.slug, code=invoice.code)
    return render(request, HERE + "joint.html", tabs_for(request, event) | {"form": form, "guests": guests})


@team(FEES_MANAGE)
@where_fees_are
def own_price(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Let one guest pay another price, or nothing."""
    found = found_registration(event, code)
    own = OwnPrice.objects.filter(registration=found).first()
    currency = queries.setup_of(event).currency
    form = OwnPriceForm(posted(request), own=own, fee=queries.fee_of(found), currency=currency)
    if "remove" in request.POST or form.is_valid():
        said = {"amount": None} if "remove" in request.POST else form.cleaned_data
        services.set_own_price(registration=found, by=request.user, **said)
        messages.success(request, _("Saved. The invoice follows."))
        return redirect(reverse("manage:registration", kwargs={"event": event.slug, "code": code}) + "#fee")
    context = tabs_for(request, event) | {"form": form, "registration": found, "own": own}
    return render(request, HERE + "own_price.html", context)
