"""The team's requests: the list, one request, deciding, and opening passport data."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.caching import keep_nowhere
from conference.core.forms import posted
from conference.core.jobs import services as jobs
from conference.core.sealing import SealError
from conference.events.access import team
from conference.events.models import Event
from conference.letters import queries, services
from conference.letters.choices import Kind, RequestState
from conference.letters.forms.team import OpeningForm, ReasonForm
from conference.letters.frozen import PassportData
from conference.letters.models import LetterRequest
from conference.letters.rules import LETTERS_ISSUE, LETTERS_OPENINGS, LETTERS_PASSPORT, LETTERS_VIEW, may_issue
from conference.letters.views.parts import HERE, country_choices, fault_in_words, tabs_for

ROWS = 50


@team(LETTERS_VIEW)
def request_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the requests, those that wait first looked for."""
    wanted = request.GET.dict() or {"state": RequestState.ASKED.value}
    page = Paginator(queries.found_requests(event, wanted), ROWS).get_page(request.GET.get("page"))
    context = tabs_for(request, event) | {
        "page": page,
        "wanted": wanted,
        "kinds": Kind.choices,
        "states": RequestState.choices,
        "countries": country_choices(LetterRequest.objects.filter(event=event)),
        "may_issue_visa": may_issue(request.user, event, Kind.VISA),
        "has_templates": bool(queries.used_templates(event)),
        "has_requests": page.paginator.count or LetterRequest.objects.filter(event=event).exists(),
    }
    return render(request, HERE + "requests.html", context)


@team(LETTERS_VIEW)
def request_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show one request, what is known of the guest, and who opened their passport."""
    return _page(request, event, _found(event, code))


@team(LETTERS_ISSUE)
@require_POST
def request_issue(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Issue the letter."""
    asked = _found(event, code)
    if not may_issue(request.user, event, asked.kind):
        raise PermissionDenied
    try:
        letter = services.issue_letter(request=asked, by=request.user)
    except (services.AlreadyDecidedError, services.NoTemplateError, services.NoPassportError, SealError) as fault:
        messages.error(request, fault_in_words(fault))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("The letter is issued. The guest has been told."))
        return redirect("manage:letter", event=event.slug, code=letter.code)
    return redirect("manage:letter_request", event=event.slug, code=code)


@team(LETTERS_ISSUE)
@require_POST
def requests_issue(request: SignedInRequest, event: Event) -> HttpResponse:
    """Issue the letters of the requests that were ticked, as background work."""
    chosen = LetterRequest.objects.filter(
        event=event, code__in=request.POST.getlist("code"), state=RequestState.ASKED
    ).order_by("created_at", "pk")
    codes = [asked.code for asked in chosen if may_issue(request.user, event, asked.kind)]
    if not codes:
        messages.info(request, _("Tick the requests for which letters are to be issued."))
        return redirect("manage:letter_requests", event=event.slug)
    job = jobs.start(kind=queries.ISSUE_JOB, by=request.user, event=event, codes=codes)
    return redirect("manage:job", event=event.slug, code=job.code)


@team(LETTERS_ISSUE)
@require_POST
def request_decline(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Decline with a reason."""
    asked, form = _found(event, code), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, event, asked, decline_form=form)
    try:
        services.decline_request(request=asked, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Declined. The guest has been told."))
    except services.AlreadyDecidedError as fault:
        messages.error(request, fault_in_words(fault))
    return redirect("manage:letter_request", event=event.slug, code=code)


@team(LETTERS_PASSPORT)
@require_POST
def passport_open(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show what the guest's passport says, once it is noted who asks and why."""
    asked, form = _found(event, code), OpeningForm(posted(request))
    if not form.is_valid():
        return _page(request, event, asked, opening_form=form)
    try:
        passport = services.open_passport(registration=asked.registration, by=request.user, **form.cleaned_data)
    except (services.NoPassportError, SealError) as fault:
        messages.error(request, fault_in_words(fault))
        return redirect("manage:letter_request", event=event.slug, code=code)
    return keep_nowhere(_page(request, event, asked, opened=passport))


@team(LETTERS_OPENINGS)
def opening_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show every look at passport data."""
    page = Paginator(queries.openings(event), ROWS).get_page(request.GET.get("page"))
    return render(request, HERE + "openings.html", tabs_for(request, event) | {"page": page})


def _page(
    request: SignedInRequest,
    event: Event,
    asked: LetterRequest,
    *,
    opened: PassportData | None = None,
    opening_form: OpeningForm | None = None,
    decline_form: ReasonForm | None = None,
) -> HttpResponse:
    context = {
        "event": event,
        "asked": asked,
        "registration": asked.registration,
        "template": queries.template_for(event, kind=asked.kind, language=asked.language, country=str(asked.country)),
        "letters": asked.letters.all(),
        "passport": queries.passport_of(asked.registration) if asked.needs_passport else None,
        "opened": opened,
        "openings": queries.openings(event, asked.registration),
        "opening_form": opening_form or OpeningForm(),
        "decline_form": decline_form or ReasonForm(),
        "may_issue": may_issue(request.user, event, asked.kind),
        "may_open": request.user.has_perm(LETTERS_PASSPORT, event),
    }
    return render(request, HERE + "request.html", context)


def _found(event: Event, code: str) -> LetterRequest:
    rows = LetterRequest.objects.select_related("registration__person__organisation", "registration__category", "event")
    return get_object_or_404(rows.select_related("registration__event"), event=event, code=code)
