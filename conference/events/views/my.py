"""A person's own page and account settings."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from knox.models import AuthToken
from knox.settings import knox_settings

from conference.accounts.models import User
from conference.accounts.requests import SignedInRequest
from conference.core import clock
from conference.core.forms import ModelForm, posted
from conference.core.registry import my_sections
from conference.events.access import signed_in
from conference.events.models import Event
from conference.events.panels import filled

TOKEN_LIMIT = 5


class ProfileForm(ModelForm):
    """What an account knows of its person."""

    class Meta:
        model = User
        fields = ("name", "language")
        labels = {"name": gettext_lazy("Name shown to the team"), "language": gettext_lazy("Language of mails")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """Show everything that is the person's own, event by event."""
    context = {"sections": filled(my_sections, request, None), "team_events": Event.objects.of_team(request.user)}
    return render(request, "conference/events/my/home.html", context)


@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    """Change name and language; the way to password, second factor and API tokens."""
    form = ProfileForm(posted(request), instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("my:account")
    tokens = AuthToken.objects.filter(user=request.user).order_by("created")
    context = {"form": form, "tokens": tokens}
    return render(request, "conference/events/my/account.html", context)


@signed_in
@require_POST
def token_create(request: SignedInRequest) -> HttpResponse:
    """Make an API token and show it once: only its hash is kept."""
    if AuthToken.objects.filter(user=request.user).count() >= TOKEN_LIMIT:
        messages.error(request, _("You have %(n)s tokens already. Remove one first.") % {"n": TOKEN_LIMIT})
        return redirect("my:account")
    instance, token = AuthToken.objects.create(user=request.user)
    response = render(request, "conference/events/my/token.html", {"token": token, "expiry": instance.expiry})
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def token_renew(request: SignedInRequest, key: str) -> HttpResponse:
    """Let one of one's own tokens be valid as long from now as a new one."""
    expiry = timezone.now() + knox_settings.TOKEN_TTL
    if AuthToken.objects.filter(user=request.user, token_key=key).update(expiry=expiry):
        messages.success(
            request, _("The token is valid until %(day)s.") % {"day": clock.day(timezone.localdate(expiry))}
        )
    return redirect("my:account")


@signed_in
@require_POST
def token_remove(request: SignedInRequest, key: str) -> HttpResponse:
    """Remove one of one's own tokens."""
    AuthToken.objects.filter(user=request.user, token_key=key).delete()
    messages.success(request, _("The token is removed."))
    return redirect("my:account")
