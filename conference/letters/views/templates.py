"""The team's templates and settings of letters."""

import base64
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.downloads import pdf_named
from conference.core.forms import apply_errors, posted
from conference.events.access import team
from conference.events.models import Event
from conference.letters import queries, services
from conference.letters.documents import is_one_page, letter_pdf, sample_paper
from conference.letters.forms.team import SettingsForm, TemplateForm
from conference.letters.markup import GENERAL, PASSPORT
from conference.letters.models import LetterTemplate
from conference.letters.rules import LETTERS_SETUP
from conference.letters.views.parts import HERE, tabs_for


@team(LETTERS_SETUP)
def template_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the templates."""
    context = tabs_for(request, event) | {"templates": LetterTemplate.objects.filter(event=event)}
    return render(request, HERE + "templates.html", context)


@team(LETTERS_SETUP)
def settings(request: SignedInRequest, event: Event) -> HttpResponse:
    """Change how letters are numbered and when passports are erased."""
    form = SettingsForm(posted(request), instance=queries.setup_of(event))
    if form.is_valid():
        try:
            services.change_settings(event=event, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("manage:letter_settings", event=event.slug)
    return render(request, HERE + "settings.html", tabs_for(request, event) | {"form": form})


@team(LETTERS_SETUP)
@require_POST
def starters_take(request: SignedInRequest, event: Event) -> HttpResponse:
    """Add the starting templates."""
    if services.take_starters(event=event, by=request.user):
        messages.success(request, _("The starting templates are here. Name who signs, look at each, then offer it."))
    else:
        messages.info(request, _("There is a template of each kind in each language of the event already."))
    return redirect("manage:letter_templates", event=event.slug)


@team(LETTERS_SETUP)
def template_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change a template; then look at it."""
    template = _found(event, code) if code else None
    form = TemplateForm(posted(request), request.FILES or None, instance=template)
    if form.is_valid():
        try:
            saved = services.save_template(event=event, by=request.user, template=template, **form.details())
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("manage:letter_template_preview", event=event.slug, code=saved.code)
    context = {"event": event, "form": form, "template": template, "general": GENERAL, "of_passport": PASSPORT}
    return render(request, HERE + "template.html", context)


@team(LETTERS_SETUP)
def template_preview(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show the letter to a made-up guest, from where the template is offered."""
    return _preview(request, _found(event, code))


@team(LETTERS_SETUP)
def template_sample(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Return the letter to a made-up guest as it is printed."""
    paper = sample_paper(_found(event, code), queries.setup_of(event).number_format)
    return pdf_named(letter_pdf(paper), "sample")


@team(LETTERS_SETUP)
@require_POST
def template_use(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Offer a template to guests, or no longer."""
    template, is_used = _found(event, code), "use" in request.POST
    try:
        services.use_template(template=template, by=request.user, is_used=is_used)
    except ValidationError as fault:
        return _preview(request, _found(event, code), fault)
    messages.success(
        request, _("Guests may ask for this letter now.") if is_used else _("The letter is no longer offered.")
    )
    return redirect("manage:letter_templates", event=event.slug)


@team(LETTERS_SETUP)
@require_POST
def template_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a template."""
    services.remove_template(template=_found(event, code), by=request.user)
    messages.success(request, _("Removed."))
    return redirect("manage:letter_templates", event=event.slug)


def _preview(request: SignedInRequest, template: LetterTemplate, fault: ValidationError | None = None) -> HttpResponse:
    paper = sample_paper(template, queries.setup_of(template.event).number_format)
    context: dict[str, Any] = {
        "event": template.event,
        "template": template,
        "paper": paper,
        "qr": _inline("png", paper.qr),
        "signature": _inline("jpeg", paper.signature),
        "faults": fault.messages if fault else [],
        "is_long": not is_one_page(paper),
    }
    return render(request, HERE + "preview.html", context)


def _inline(kind: str, picture: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def _found(event: Event, code: str) -> LetterTemplate:
    return get_object_or_404(LetterTemplate.objects.select_related("event"), event=event, code=code)
