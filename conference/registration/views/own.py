"""The page of one's own registration, opened by its link: read, confirm the address, change, cancel, take along."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.core.forms import posted
from conference.core.registry import own_page_panels
from conference.core.text.transliteration import to_latin
from conference.events.access import holder_of_link
from conference.events.models import Event
from conference.events.panels import filled
from conference.people.forms.person import WhoForm
from conference.registration import drafts, services
from conference.registration.calendar import calendar_of
from conference.registration.choices import State
from conference.registration.consents import services as consent_services
from conference.registration.consents.choices import How
from conference.registration.consents.queries import Said, said_by
from conference.registration.handouts import downloads, own_page_links
from conference.registration.kept import form_of
from conference.registration.links import is_from_letter, registration_at
from conference.registration.models import Registration
from conference.registration.moderation.choices import Topic
from conference.registration.moderation.queries import Words, last_decision, open_request, topics_of
from conference.registration.moderation.services import change_as_guest, withdraw_change
from conference.registration.places import CategoryFullError
from conference.registration.queries import held_by, turn_of, twins
from conference.registration.questions.sentences import answers_of_guest
from conference.registration.questions.services import ChoiceFullError
from conference.registration.stages import BY_STATE

HERE = "conference/registration/public/"


def of_holder(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """Find the registration of the link, and say where to look when the link leads nowhere any more.

    The view gets the request, the registration, the link's token, and what else stands in the address.
    """

    @holder_of_link
    @wraps(view)
    def found(request: HttpRequest, event: Event, /, token: str, **more: str) -> HttpResponseBase:
        registration = registration_at(event, token)
        if registration is None and not event.is_public:
            raise Http404
        if registration is None:
            return render(request, HERE + "no_registration.html", {"event": event}, status=404)
        return view(request, registration, token, **more)

    return found


def may_be_changed(registration: Registration) -> bool:
    """Whether the guest may change it; who is offered a place says yes or no first."""
    is_settled = registration.is_live and registration.state != State.OFFERED
    return is_settled and form_of(registration.event).setup.may_change


@of_holder
def registration(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Show the guest's own registration, right after registering and from the link in the mail."""
    wish = open_request(found)
    mine = held_by(request.user, found.event).exclude(pk=found.pk) if request.user.is_authenticated else []
    context = {
        "event": found.event,
        "twins": set(mine) & set(twins(found)) if mine else set(),
        "registration": found,
        "token": token,
        "setup": form_of(found.event).setup,
        "may_be_changed": may_be_changed(found),
        "stage": BY_STATE.get(State(found.state)),
        "turn": turn_of(found),
        "downloads": downloads(found),
        "answers": answers_of_guest(found),
        "consents": said_by(found),
        "panels": filled(own_page_panels, request, found),
        "links": [build(found, token) for build in own_page_links],
        "wish": wish,
        "differences": Words(found.event).of(wish) if wish else [],
        "declined_change": None if wish else last_decision(found),
    }
    return render(request, HERE + "registration.html", context)


@require_POST
@of_holder
def consent(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Take back a consent that one may do without, or give one that is asked."""
    if "switch_language" in request.POST:
        return _page_of(found, token)
    if one := _said(found, request.POST.get("withdraw", "")):
        try:
            consent_services.withdraw(registration=found, consent=one.consent)
            messages.success(request, _("Withdrawn. What happened before stays lawful; from now on it is not done."))
        except consent_services.RequiredConsentError:
            messages.error(request, _("Without this consent we may not keep your registration. Cancel it instead."))
    elif (one := _said(found, request.POST.get("agree", ""))) and one.now and one.may_agree:
        consent_services.agree(registration=found, version=one.now, how=How.FORM)
        messages.success(request, _("Thank you, your consent is noted."))
    return redirect(reverse("public:registration", kwargs={"event": found.event.slug, "token": token}) + "#consents")


def _said(registration: Registration, code: str) -> Said | None:
    return next((one for one in said_by(registration) if one.consent.code == code), None)


@of_holder
def confirm(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Take the link in the mail as the proof that the address is the guest's."""
    if not is_from_letter(token):
        raise Http404
    services.confirm_address(registration=found, email=found.person.email)
    messages.success(
        request, _("Thank you, your address is confirmed.")
    )  # also the second time: mail programs look first
    return _page_of(found, token)


@of_holder
def change(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Change one's own data, category or way of taking part until the deadline."""
    event = found.event
    if not may_be_changed(found):
        return _page_of(found, token)
    wish = open_request(found)
    initial = drafts.initial_of(found, wish)
    who = WhoForm(posted(request), initial=initial, event=event)
    participation = drafts.participation_form(event, posted(request), initial=initial, own=found.category)
    questions = drafts.questions_form(
        event, posted(request), request.FILES or None, participation=participation, registration=found, wish=wish
    )
    if all([who.is_valid(), participation.is_valid(), questions.is_valid()]):
        try:
            details = drafts.details_from(who, participation, questions)
            outcome = change_as_guest(registration=found, details=details)
        except CategoryFullError as fault:
            participation.add_error("category", fault.words)
        except ChoiceFullError as fault:
            questions.refuse(fault.choice)
        else:
            if outcome.request:
                messages.info(request, _("The organisers look at your change. Until they agree all stays as it was."))
            else:
                messages.success(request, _("Saved. A letter about it is on its way to you."))
            # The token of a letter ends with the address that the letter went to.
            return _page_of(found, token if registration_at(event, token) else outcome.registration.token)
    context = {
        "event": event,
        "registration": found,
        "who": who,
        "participation": participation,
        "questions": questions,
        "wish": wish,
        "moderated": [Topic(name).label for name in Topic.values if name in topics_of(event)],
    }
    back = reverse("public:registration", kwargs={"event": event.slug, "token": token})
    return render(request, HERE + "change.html", {**context, "back": back})


@require_POST
@of_holder
def change_withdraw(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Take back a change that waits for the organisers."""
    if "switch_language" not in request.POST:
        if withdraw_change(registration=found):
            messages.success(request, _("Taken back. Your registration stays as it is."))
        else:
            messages.info(request, _("Nothing waits any more: the organisers have decided."))
    return _page_of(found, token)


@require_POST
@of_holder
def accept(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Take the place that is offered."""
    if "switch_language" not in request.POST:
        try:
            dropped = services.accept_offer(registration=found)
        except services.DecisionError:
            messages.error(request, _("This offer has run out."))
        else:
            messages.success(request, _("The place is yours."))
            for choice in dropped:
                text = _("There is no place left in “%(choice)s”. You can choose something else.")
                messages.warning(request, text % {"choice": choice})
    return _page_of(found, token)


@require_POST
@of_holder
def cancel(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Give the place back."""
    if "switch_language" not in request.POST:
        try:
            services.cancel_registration(registration=found, by=None)
        except services.RegistrationClosedError as fault:
            raise Http404 from fault
    return _page_of(found, token)


@of_holder
def calendar(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Hand out the calendar entry."""
    content = calendar_of(found, translation.get_language() or "ru")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{to_latin(found.event.slug)}.ics"'
    return response


def _page_of(registration: Registration, token: str) -> HttpResponse:
    return redirect("public:registration", event=registration.event.slug, token=token)
