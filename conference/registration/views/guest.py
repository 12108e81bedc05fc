"""The guest's way: the public page, the steps, and the page of one's own registration."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_countries import countries

from conference.core.forms import posted
from conference.core.text.transliteration import to_latin
from conference.events.access import holder_of_link, public_event
from conference.events.models import Event
from conference.registration import drafts, services
from conference.registration.calendar import calendar_of
from conference.registration.choices import Mode, Visibility
from conference.registration.downloads import downloads
from conference.registration.mails import is_proof
from conference.registration.models import Draft, Registration
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


@holder_of_link
def registration(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Show the guest's own registration, right after registering and from the link in the mail."""
    found = _own(event, token)
    context = {"event": event, "registration": found, "setup": setup_of(event), "downloads": downloads(found)}
    return render(request, HERE + "registration.html", context)


@holder_of_link
def confirm(request: HttpRequest, event: Event, token: str, signature: str) -> HttpResponse:
    """Take the link in the mail as the proof that the address is the guest's."""
    found = _own(event, token)
    if not is_proof(found, signature):
        raise Http404
    services.confirm_address(registration=found, email=found.person.email)
    return redirect("public:registration", event=event.slug, token=token)


@holder_of_link
def change(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Change one's own data, category or way of taking part until the deadline."""
    found = _own(event, token)
    if not found.is_confirmed or not setup_of(event).may_change:
        return redirect("public:registration", event=event.slug, token=token)
    initial = drafts.initial_of(found)
    who = drafts.form_of("who", event, data=posted(request), initial=initial)
    participation = drafts.form_of("participation", event, data=posted(request), initial=initial, own=found.category)
    if all([who.is_valid(), participation.is_valid()]):
        try:
            details = drafts.details_from(who, participation)
            services.change_registration(registration=found, details=details, by=None)
            return redirect("public:registration", event=event.slug, token=token)
        except services.CategoryFullError:
            participation.add_error("category", _("No place is left in this category."))
    context = {"event": event, "registration": found, "who": who, "participation": participation}
    back = reverse("public:registration", kwargs={"event": event.slug, "token": token})
    return render(request, HERE + "change.html", {**context, "back": back})


@holder_of_link
@require_POST
def cancel(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Give the place back."""
    if "switch_language" not in request.POST:
        try:
            services.cancel_registration(registration=_own(event, token), by=None)
        except services.RegistrationClosedError as fault:
            raise Http404 from fault
    return redirect("public:registration", event=event.slug, token=token)


@holder_of_link
def calendar(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Hand out the calendar entry."""
    found = _own(event, token)
    content = calendar_of(found, translation.get_language() or "ru")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{to_latin(event.slug)}.ics"'
    return response


def _own(event: Event, token: str) -> Registration:
    rows = Registration.objects.select_related("person__organisation", "category", "event")
    return get_object_or_404(rows, event=event, token=token)


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
