"""What the team decides about the form of a person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.events.access import team
from conference.events.models import Event
from conference.people import rules, setup_services
from conference.people.forms.person import AskedForm

HERE = "conference/people/manage/"


@team(rules.PEOPLE_SETUP)
def asked_fields(request: SignedInRequest, event: Event) -> HttpResponse:
    """Decide which fields guests fill in about themselves."""
    form = AskedForm(posted(request), event=event)
    if form.is_valid():
        setup_services.change_asked(event=event, by=request.user, asked=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("manage:registration_setup", event=event.slug)
    return render(request, HERE + "asked.html", {"event": event, "form": form})
