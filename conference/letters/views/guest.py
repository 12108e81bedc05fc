"""A guest's letters, behind the link of the registration: asking, following, taking along.

The team sees that link, too, so a letter that tells of a passport is opened only by the link of a mail to the guest's
address, or by the guest's own account.
"""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.core.forms import posted
from conference.core.sealing import SealError, unseal
from conference.letters import queries, services
from conference.letters.choices import Kind
from conference.letters.documents import letter_pdf, paper_of
from conference.letters.forms.guest import LetterForm, VisaForm
from conference.letters.frozen import PassportData
from conference.letters.models import Letter, LetterRequest
from conference.letters.views.parts import letter_response
from conference.registration.links import is_proven
from conference.registration.models import Registration
from conference.registration.views.own import of_holder

HERE = "conference/letters/public/registration/"


@of_holder
def letters(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Show what may be asked for, what was, and the letters that came of it."""
    context = {
        "event": found.event,
        "registration": found,
        "token": token,
        "offered": queries.offered_kinds(found),
        "requests": queries.requests_of(found),
        "passport": queries.passport_of(found),
        "is_proven": is_proven(request.user, found, token),
    }
    return render(request, HERE + "letters.html", context)


@of_holder
def ask(request: HttpRequest, found: Registration, token: str, kind: str) -> HttpResponse:
    """Ask for a letter of one kind."""
    if kind not in queries.offered_kinds(found):
        return redirect("public:letters", event=found.event.slug, token=token)
    form_class = VisaForm if kind == Kind.VISA else LetterForm
    form = form_class(posted(request), registration=found, kind=kind)
    if form.is_valid():
        try:
            services.ask_for_letter(
                registration=found,
                kind=kind,
                language=form.cleaned_data["language"],
                addressee=form.cleaned_data["addressee"],
                passport=form.passport(),
                by=None,
            )
        except services.NotOfferedError:
            form.add_error("language", _("This letter is no longer offered. Choose another."))
        except services.AlreadyAskedError:
            messages.info(request, _("You have asked for this letter already."))
            return redirect("public:letters", event=found.event.slug, token=token)
        else:
            messages.success(
                request, _("Your request is with the organisers. You will get a mail when the letter is there.")
            )
            return redirect("public:letters", event=found.event.slug, token=token)
    context = {"event": found.event, "token": token, "kind": Kind(kind), "form": form}
    return render(request, HERE + "ask.html", context)


@require_POST
@of_holder
def withdraw(request: HttpRequest, found: Registration, token: str, code: str) -> HttpResponse:
    """Take a request back."""
    asked = get_object_or_404(LetterRequest, registration=found, code=code)
    try:
        services.withdraw_request(request=asked, by=None)
        messages.success(request, _("The request is withdrawn."))
    except services.AlreadyDecidedError:
        messages.info(request, _("This request had been decided on before."))
    return redirect("public:letters", event=found.event.slug, token=token)


@require_POST
@of_holder
def erase(request: HttpRequest, found: Registration, token: str) -> HttpResponse:
    """Erase one's passport data before their day."""
    services.erase_passport(registration=found, by=None)
    messages.success(request, _("Your passport data are erased."))
    return redirect("public:letters", event=found.event.slug, token=token)


@of_holder
def letter(request: HttpRequest, found: Registration, token: str, code: str) -> HttpResponse:
    """Hand out a valid letter."""
    own = get_object_or_404(Letter.objects.select_related("replaces"), registration=found, code=code)
    if own.is_revoked:
        raise Http404
    if own.has_passport and not is_proven(request.user, found, token):
        context = {"event": found.event, "token": token}
        return render(request, HERE + "by_mail.html", context, status=HTTPStatus.FORBIDDEN)
    try:
        passport = PassportData.from_json(unseal(own.sealed)) if own.has_passport else None
    except SealError as fault:
        raise Http404 from fault
    return letter_response(own, letter_pdf(paper_of(own, passport)))
