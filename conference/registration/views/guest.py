"""The guest's way: the public page and the steps."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries import countries

from conference.core.forms import posted
from conference.events.access import holder_of_link, public_event
from conference.events.models import Event
from conference.registration import drafts, services
from conference.registration.choices import Mode, Visibility
from conference.registration.models import Draft
from conference.registration.queries import open_categories, setup_of

HERE = "conference/registration/public/"


@public_event
def register(request: HttpRequest, event: Event) -> HttpResponse:
    """Say what registration asks for, what is free, and until when; the same for everybody."""
    context = {"event": event, "setup": setup_of(event), "categories": open_categories(event)}
    return render(request, HERE + "register.html", context)


@holder_of_link
def start(request: HttpRequest, event: Event) -> HttpResponse:
    """Show the first step; a draft is stored only when it is filled."""
    if not event.is_public:
        raise Http404
    if not setup_of(event).is_open:
        return redirect("public:register", event=event.slug)
    form = drafts.form_of("who", event, data=posted(request))
    if form.is_valid():
        draft = Draft.objects.create(event=event)
        drafts.store_step(draft, "who", form)
        return redirect("public:register_step", event=event.slug, token=draft.token, step="participation")
    return _step_page(request, event, form, "who", None)


@holder_of_link
def step(request: HttpRequest, event: Event, token: str, step: str) -> HttpResponse:
    """Show or take one step of a draft; steps before the first open one can be gone back to."""
    draft = get_object_or_404(Draft.objects.select_related("registration", "event"), event=event, token=token)
    if draft.registration:
        return redirect("public:registration", event=event.slug, token=draft.registration.token)
    missing = drafts.first_open_step(draft)
    if missing and drafts.STEPS.index(step) > drafts.STEPS.index(missing):
        return redirect("public:register_step", event=event.slug, token=token, step=missing)
    form = drafts.form_of(step, event, data=posted(request), initial=draft.data.get(step))
    if form.is_valid():
        drafts.store_step(draft, step, form)
        following = drafts.first_open_step(draft)
        if following:
            return redirect("public:register_step", event=event.slug, token=token, step=following)
        return redirect("public:register_review", event=event.slug, token=token)
    return _step_page(request, event, form, step, draft)


@holder_of_link
def review(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Show everything once more and register. Sending twice leads to the same registration."""
    draft = get_object_or_404(Draft.objects.select_related("registration", "event"), event=event, token=token)
    if draft.registration:
        return redirect("public:registration", event=event.slug, token=draft.registration.token)
    if missing := drafts.first_open_step(draft):
        return redirect("public:register_step", event=event.slug, token=token, step=missing)
    forms = drafts.checked_forms(draft)
    problem = ""
    for name, form in forms.items():
        if not form.is_valid():
            return _step_page(request, event, form, name, draft)
    if request.method == "POST" and "switch_language" not in request.POST:
        try:
            details = drafts.details_from(forms["who"], forms["participation"])
            user = request.user if request.user.is_authenticated else None
            made = services.register_guest(event=event, details=details, by=None, user=user, draft=draft)
            return redirect("public:registration", event=event.slug, token=made.token)
        except services.CategoryFullError:
            problem = _("The last place in this category has just been taken. Choose another category.")
        except services.RegistrationClosedError:
            problem = _("Registration has closed in the meantime.")
    context = {"event": event, "forms": forms, "draft": draft, "problem": problem, "steps": _steps(event, draft)}
    chosen = forms["participation"].cleaned_data
    words = {
        "mode": Mode(chosen["mode"]).label,
        "visibility": Visibility(chosen["visibility"]).label,
        "country_name": countries.name(forms["who"].cleaned_data["country"]),
    }
    return render(request, HERE + "review.html", {**context, **words, "current": 4})


def _steps(event: Event, draft: Draft | None) -> list[dict[str, Any]]:
    labels = [_("Who"), _("Participation"), _("Consent"), _("Review")]
    steps: list[dict[str, Any]] = [{"label": label} for label in labels]
    if draft:
        for entry, name in zip(steps, drafts.STEPS, strict=False):
            kwargs = {"event": event.slug, "token": draft.token, "step": name}
            entry["href"] = reverse("public:register_step", kwargs=kwargs)
    return steps


def _step_page(request: HttpRequest, event: Event, form: Any, step: str, draft: Draft | None) -> HttpResponse:
    context = {
        "event": event,
        "form": form,
        "step": step,
        "draft": draft,
        "setup": setup_of(event),
        "steps": _steps(event, draft),
        "current": drafts.STEPS.index(step) + 1,
    }
    return render(request, HERE + "step.html", context)
