"""The register: the table and its file, one letter, revoking and issuing anew."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.sealing import SealError
from conference.core.sheets import FORMATS, handed_out
from conference.events.access import team
from conference.events.models import Event
from conference.letters import exports, queries, services
from conference.letters.choices import Kind
from conference.letters.documents import letter_pdf, paper_of
from conference.letters.forms.team import ReasonForm
from conference.letters.models import Letter
from conference.letters.rules import LETTERS_ISSUE, LETTERS_PASSPORT, LETTERS_VIEW, may_issue
from conference.letters.views.parts import HERE, country_choices, fault_in_words, letter_response, tabs_for

ROWS = 50
FILTERS = ("q", "state", "kind", "country")


@team(LETTERS_VIEW)
def register(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the register as filtered and searched by the address."""
    page = Paginator(queries.found_letters(event, request.GET.dict()), ROWS).get_page(request.GET.get("page"))
    context = tabs_for(request, event) | {
        "page": page,
        "wanted": request.GET,
        "kinds": Kind.choices,
        "countries": country_choices(Letter.objects.filter(event=event)),
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
    }
    template = "register_table.html" if getattr(request, "htmx", False) else "register.html"
    return render(request, HERE + template, context)


@team(LETTERS_VIEW)
def register_export(request: SignedInRequest, event: Event, file_format: str) -> HttpResponse:
    """Hand out the register as it is filtered."""
    if file_format not in FORMATS:
        raise Http404
    rows = queries.found_letters(event, request.GET.dict())
    return handed_out(exports.as_file(rows, file_format), file_format, name=f"letters-{event.slug}", zone=event.zone)


@team(LETTERS_VIEW)
def letter_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show one letter, without what its seal holds."""
    return _page(request, event, _found(event, code))


@team(LETTERS_VIEW)
def letter_file(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Hand out a letter; one that tells of a passport to the visa officer alone, and that is noted."""
    letter = _found(event, code)
    if letter.is_erased:
        raise Http404
    if letter.has_passport and not request.user.has_perm(LETTERS_PASSPORT, event):
        raise PermissionDenied
    try:
        passport = services.open_letter(letter=letter, by=request.user) if letter.has_passport else None
    except SealError as fault:
        messages.error(request, fault_in_words(fault))
        return redirect("manage:letter", event=event.slug, code=code)
    return letter_response(letter, letter_pdf(paper_of(letter, passport)))


@team(LETTERS_ISSUE)
@require_POST
def letter_revoke(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Revoke a letter with a reason; with `again` another one is issued in its place."""
    letter, form = _found(event, code), ReasonForm(request.POST)
    if not may_issue(request.user, event, letter.kind):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, event, letter, form=form)
    do = services.reissue_letter if "again" in request.POST else services.revoke_letter
    try:
        result = do(letter=letter, by=request.user, reason=form.cleaned_data["reason"])
    except services.AlreadyRevokedError:
        messages.info(request, _("This letter had been revoked before."))
    except (services.NoTemplateError, services.NoPassportError, SealError) as fault:
        messages.error(request, fault_in_words(fault))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        done = _("Revoked. The guest has been told.") if result.pk == letter.pk else _("The letter is issued anew.")
        messages.success(request, done)
        return redirect("manage:letter", event=event.slug, code=result.code)
    return redirect("manage:letter", event=event.slug, code=code)


def _page(request: SignedInRequest, event: Event, letter: Letter, *, form: ReasonForm | None = None) -> HttpResponse:
    may_read = not letter.has_passport or request.user.has_perm(LETTERS_PASSPORT, event)
    context = {
        "event": event,
        "letter": letter,
        "paper": paper_of(letter, None),
        "form": form or ReasonForm(),
        "may_issue": may_issue(request.user, event, letter.kind),
        "may_read": may_read,
        "replaced_by": getattr(letter, "replaced_by", None),
    }
    return render(request, HERE + "letter.html", context)


def _found(event: Event, code: str) -> Letter:
    rows = Letter.objects.select_related("registration__person", "registration__event", "replaces", "replaced_by")
    return get_object_or_404(rows.select_related("event", "issued_by", "request"), event=event, code=code)
