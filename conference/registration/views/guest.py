"""The guest's way: the public page and the steps."""

from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries import countries

from conference.core.forms import posted
from conference.core.prepared import PreparedQuery
from conference.events.access import holder_of_link, public_event
from conference.events.models import Event
from conference.registration import drafts, kept, notices, services
from conference.registration.availability import listed_categories, notes_of
from conference.registration.choices import Mode, Visibility
from conference.registration.models import Draft, Registration
from conference.registration.places import CategoryFullError
from conference.registration.queries import code_of, held_by, setup_of
from conference.registration.questions.sentences import answers_in_words
from conference.registration.questions.services import ChoiceFullError
from conference.registration.views.limits import too_many_codes, too_many_registrations, without_code
from conference.registration.views.simple import is_simple, whole

HERE = "conference/registration/public/"


@public_event
def register(request: HttpRequest, event: Event) -> HttpResponse:
    """Say what registration asks for, what is free, and until when; the same for everybody."""
    setup = setup_of(event)
    context = {"event": event, "setup": setup, "listed": listed_categories(event, may_wait=setup.has_waiting_list)}
    return render(request, HERE + "register.html", context)


@holder_of_link
def start(request: HttpRequest, event: Event) -> HttpResponse:
    """Show the first step, or the one page where there is one; a draft is stored only when a step is filled."""
    if not event.is_public:
        raise Http404
    if not kept.form_of(event).setup.is_open:
        return redirect("public:register", event=event.slug)
    if is_simple(event):
        return whole(request, event)
    form = drafts.who_form(event, posted(request))
    if form.is_valid():
        if too_many := too_many_registrations(request):
            form.add_error(None, too_many)
            return _step_page(request, event, form, "who", None, status=HTTPStatus.TOO_MANY_REQUESTS)
        draft = Draft.objects.create(event=event)
        drafts.store_step(draft, "who", form)
        if code := request.GET.get("code"):
            drafts.with_code(draft, code)
        return redirect("public:register_step", event=event.slug, token=draft.token, step="participation")
    return _step_page(request, event, form, "who", None)


@holder_of_link
def step(request: HttpRequest, event: Event, token: str, step: str) -> HttpResponse:
    """Show or take one step of a draft; steps before the first open one can be gone back to."""
    draft = _draft_at(event, token)
    if draft.registration:
        return redirect("public:registration", event=event.slug, token=draft.registration.token)
    missing = drafts.first_open_step(draft)
    if missing and drafts.STEPS.index(step) > drafts.STEPS.index(missing):
        return redirect("public:register_step", event=event.slug, token=token, step=missing)
    if answer := _kept(request, draft, step):
        return answer
    form = drafts.form_of_draft(step, draft, posted(request), request.FILES or None)
    if form.is_valid() and _may_go_on(draft, step, form):
        drafts.store_step(draft, step, form)
        following = drafts.first_open_step(draft)
        if following:
            return redirect("public:register_step", event=event.slug, token=token, step=following)
        return redirect("public:register_review", event=event.slug, token=token)
    return _step_page(request, event, form, step, draft)


def _draft_at(event: Event, token: str) -> Draft:
    """Return the draft of the link. Raises Http404."""
    draft = _with_token.first(event.pk, token)
    if draft is None:
        raise Http404
    draft.event = event
    return draft


_with_token: PreparedQuery[Draft] = PreparedQuery(
    lambda event, token: Draft.objects.filter(token=token).select_related("registration")[:1], scoped=True
)


def _refused_code(request: HttpRequest, draft: Draft, fault: str) -> HttpResponse:
    """Look no further code up; what was typed stays on the page."""
    form = drafts.form_of_draft("participation", draft, without_code(request.POST))
    form.is_valid()
    form.data = request.POST
    form.add_error("code", fault)
    return _step_page(request, draft.event, form, "participation", draft, status=HTTPStatus.TOO_MANY_REQUESTS)


def _kept(request: HttpRequest, draft: Draft, step: str) -> HttpResponse | None:
    """Keep a step that is not to be finished yet: while typing, to go on later, to see what an access code opens.

    Returns None where it is to be finished.
    """
    names_code = step == "participation" and request.POST.get("code")
    if names_code and (fault := too_many_codes(request)):
        return _refused_code(request, draft, fault)
    opens = "apply_code" in request.POST and code_of(draft.event, request.POST.get("code", "")) is not None
    if not opens and not {"keep", "later"} & request.POST.keys():
        return None
    drafts.keep_typed(draft, step, request.POST)
    if opens:
        return redirect("public:register_step", event=draft.event.slug, token=draft.token, step=step)
    return _continued_later(request, draft) if "later" in request.POST else HttpResponse(status=204)


def _hold(draft: Draft, participation: Any) -> CategoryFullError | None:
    """Keep a place in the chosen category while the form is filled in; return why that is not possible."""
    category, mode = participation.cleaned_data["category"], participation.cleaned_data["mode"]
    # Who applies holds no place, and gives back the one that was kept for them elsewhere.
    minutes = 0 if category.needs_approval else kept.form_of(draft.event).setup.hold_minutes
    services.release_holds(event=draft.event)
    try:
        services.hold_place(draft=draft, category=category, mode=mode, minutes=minutes)
    except CategoryFullError as fault:
        return fault
    return None


def _may_go_on(draft: Draft, step: str, form: Any) -> bool:
    """Whether a valid step may be left: where the last place has just gone and nobody may wait, say so next to it."""
    fault = _hold(draft, form) if step == "participation" else None
    if fault and not kept.form_of(draft.event).setup.has_waiting_list:
        form.add_error("category", fault.words)
        return False
    return True


def _continued_later(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Send the link to the half-filled form, so that it can be finished on another device."""
    email = draft.data.get("who", {}).get("email", "")
    if not email:
        raise Http404
    if ratelimit.consume(request, action="draft_link", key=email.lower()):
        notices.send_draft_link(draft)
        text = _("The link is on its way to %(address)s. By it you go on where you stopped, on any device.")
        messages.success(request, text % {"address": email})
    else:
        messages.error(
            request, _("The link has been sent several times. Look for the letter, or try again in an hour.")
        )
    step = drafts.first_open_step(draft) or "consent"
    return redirect("public:register_step", event=draft.event.slug, token=draft.token, step=step)


@holder_of_link
def review(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Show everything once more and register. Sending twice leads to the same registration."""
    draft = _draft_at(event, token)
    if draft.registration:
        return redirect("public:registration", event=event.slug, token=draft.registration.token)
    if missing := drafts.first_open_step(draft):
        return redirect("public:register_step", event=event.slug, token=token, step=missing)
    forms = drafts.checked_forms(draft)
    for name, form in forms.items():
        if not form.is_valid():
            return _step_page(request, event, form, name, draft)
    context: dict[str, Any] = {"event": event, "setup": kept.form_of(event).setup, "forms": forms, "draft": draft}
    status = HTTPStatus.OK
    if request.method == "POST" and "switch_language" not in request.POST:
        if too_many := too_many_registrations(request):
            context["problem"], status = too_many, HTTPStatus.TOO_MANY_REQUESTS
        else:
            answer = _registered(request, draft, forms)
            if isinstance(answer, Registration):
                return redirect("public:registration", event=event.slug, token=answer.token)
            context |= answer
    elif fault := _hold(draft, forms["participation"]):
        context |= _says_full(event, fault)
    draft.refresh_from_db(fields=["held", "held_until"])
    chosen = forms["participation"].cleaned_data
    words = {
        "steps": _steps(event, draft),
        "category_note": notes_of(event).get(chosen["category"].pk, ""),
        "mode": Mode(chosen["mode"]).label,
        "visibility": Visibility(chosen["visibility"]).label,
        "country_name": countries.name(forms["who"].cleaned_data.get("country", "")),
        "answers": answers_in_words(forms["consent"].questions, forms["consent"].answers, drafts.files_in(draft)),
        "agreed": forms["consent"].agreed,
    }
    return render(request, HERE + "review.html", {**context, **words, "current": 4}, status=status)


def _registered(request: HttpRequest, draft: Draft, forms: dict[str, Any]) -> Registration | dict[str, Any]:
    """Register the guest; return what the page has to say when that is not possible any more."""
    details = drafts.details_from(forms["who"], forms["participation"], forms["consent"])
    details["may_wait"] = "wait" in request.POST
    user = request.user if request.user.is_authenticated else None
    try:
        return services.register_guest(
            event=draft.event, details=details, by=None, user=user, draft=draft, setup=kept.form_of(draft.event).setup
        )
    except CategoryFullError as fault:
        return _says_full(draft.event, fault)
    except services.CodeRefusedError:
        return {"problem": _("The access code does not open this category any more. Choose another category.")}
    except ChoiceFullError as fault:
        return {"full_choice": fault.choice}
    except services.RegistrationClosedError:
        return {"problem": _("Registration has closed in the meantime.")}


def _says_full(event: Event, fault: CategoryFullError) -> dict[str, Any]:
    return {"full": fault.words, "may_wait": kept.form_of(event).setup.has_waiting_list}


def _steps(event: Event, draft: Draft | None) -> list[dict[str, Any]]:
    third = _("Questions and consent") if kept.form_of(event).parts else _("Consent")
    labels = [_("About you"), _("Participation"), third, _("Review")]
    steps: list[dict[str, Any]] = [{"label": label} for label in labels]
    if draft:
        for entry, name in zip(steps, drafts.STEPS, strict=False):
            kwargs = {"event": event.slug, "token": draft.token, "step": name}
            entry["href"] = reverse("public:register_step", kwargs=kwargs)
    return steps


def _step_page(
    request: HttpRequest, event: Event, form: Any, step: str, draft: Draft | None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    user: Any = request.user
    context = {
        "event": event,
        "mine": held_by(user, event) if draft is None and user.is_authenticated else [],
        "form": form,
        "step": step,
        "draft": draft,
        "setup": kept.form_of(event).setup,
        "steps": _steps(event, draft),
        "current": drafts.STEPS.index(step) + 1,
    }
    return render(request, HERE + "step.html", context, status=status)
