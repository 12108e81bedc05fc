"""Registering on one page, for events that ask little: everything at once, checked and sent together."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from conference.core.forms import posted
from conference.core.idempotency.services import KeyReusedError, once
from conference.core.ids import new_token
from conference.core.languages import SWITCH_FIELD
from conference.events.models import Event
from conference.registration import drafts, kept, services
from conference.registration.forms import QuestionsAndConsentForm
from conference.registration.models import Registration
from conference.registration.places import CategoryFullError
from conference.registration.queries import held_by
from conference.registration.questions.services import ChoiceFullError
from conference.registration.views.limits import too_many_codes, too_many_registrations, without_code

KEY = "form_key"
LONGEST_KEY, LONGEST_CODE = 60, 40
# What says how the page is to be shown, and not who registers.
APART = frozenset({KEY, "csrfmiddlewaretoken", "wait", "apply_code"})


def is_simple(event: Event) -> bool:
    """Whether guests register on one page. A file is asked for in steps: a page that is sent again would lose it."""
    form = kept.form_of(event)
    return form.setup.is_one_page and not form.asks_files


def whole(request: HttpRequest, event: Event) -> HttpResponse:
    """Show the page, or register by it: once, however often it is sent."""
    forms = _forms(event, request)
    key = request.POST.get(KEY, "")[:LONGEST_KEY] or new_token()
    context: dict[str, Any] = {"event": event, "setup": kept.form_of(event).setup, "forms": forms, KEY: key}
    status = HTTPStatus.OK
    if all(form.is_valid() for form in forms.values()):
        if too_many := too_many_registrations(request):
            forms["who"].add_error(None, too_many)
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            answer = _registered(request, event, forms, key)
            if isinstance(answer, Registration):
                return redirect("public:registration", event=event.slug, token=answer.token)
            context |= answer
    user: Any = request.user
    context["mine"] = held_by(user, event) if user.is_authenticated else []
    return render(request, "conference/registration/public/simple.html", context, status=status)


def _typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; asked what an access code opens, shown again without complaints, as after a language."""
    data = posted(request)
    if data is not None and "apply_code" in data:
        data = data.copy()
        data[SWITCH_FIELD] = translation.get_language() or ""
    return data


def _forms(event: Event, request: HttpRequest) -> dict[str, Any]:
    data = _typed(request)
    invited = {"code": request.GET.get("code", "")[:LONGEST_CODE]}
    too_many = too_many_codes(request) if (invited if data is None else data).get("code") else ""
    looked_up: Any = without_code(data) if data and too_many else data
    participation = drafts.participation_form(event, looked_up, initial={} if too_many else invited)
    if too_many:
        participation.initial = invited
    if data and too_many:
        participation.is_valid()
        participation.data = data
        participation.add_error("code", too_many)
    return {
        "who": drafts.who_form(event, data),
        "participation": participation,
        "questions": QuestionsAndConsentForm(
            data,
            versions=kept.form_of(event).consents,
            parts=kept.parts_of(event),
            participation=participation,
        ),
    }


def _registered(request: HttpRequest, event: Event, forms: dict[str, Any], key: str) -> Registration | dict[str, Any]:
    """Register the guest; return what the page has to say when that is not possible."""
    details = drafts.details_from(**forms)
    details["may_wait"] = "wait" in request.POST
    setup = kept.form_of(event).setup
    user = request.user if request.user.is_authenticated else None
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in APART}

    def register() -> str:
        return str(services.register_guest(event=event, details=details, by=None, user=user, setup=setup).code)

    try:
        code = once(scope=f"register:{event.pk}", key=key, body=typed, do=register)
    except KeyReusedError as fault:  # gone back after registering: their own page is where they change things
        code = fault.made
    except CategoryFullError as fault:
        forms["participation"].add_error("category", fault.words)
        return {"may_wait": setup.has_waiting_list}
    except services.CodeRefusedError:
        forms["participation"].add_error("category", _("The access code does not open this category any more."))
        return {}
    except ChoiceFullError as fault:
        forms["questions"].refuse(fault.choice)
        return {}
    except services.RegistrationClosedError:
        forms["who"].add_error(None, _("Registration has closed in the meantime."))
        return {}
    return Registration.objects.get(event=event, code=code)
