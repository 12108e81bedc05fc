"""The page on which speakers tell about themselves, and their photographs."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.caching import keep_nowhere
from conference.events.access import public_event, signed_in_at
from conference.events.models import Event
from conference.people.models import Person
from conference.registration.queries import person_at
from speakers.profiles import services
from speakers.profiles.forms import ProfileForm
from speakers.profiles.models import Profile

PHOTO_FRESH_FOR = 3600


@signed_in_at
def profile(request: SignedInRequest, event: Event) -> HttpResponse:
    """Change one's own profile; who is not at the event yet learns how to get there."""
    person = person_at(event, request.user)
    if person is None:
        return render(request, "speakers/profiles/my/nobody.html", {"event": event})
    known = Profile.objects.filter(person=person).select_related("person").first() or Profile(person=person)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=known)
    if form.is_valid():
        services.change_profile(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("my:profile", event=event.slug)
    return render(request, "speakers/profiles/my/profile.html", {"event": event, "person": person, "form": form})


@signed_in_at
def own_photo(request: SignedInRequest, event: Event) -> HttpResponseBase:
    """Show one's own photograph to oneself, whether or not one speaks."""
    return keep_nowhere(_picture(person_at(event, request.user)))


@public_event
def speaker_photo(request: HttpRequest, event: Event, code: str) -> HttpResponseBase:
    """Show the photograph of somebody who is named in the programme."""
    response = _picture(Person.objects.filter(event=event, code=code, parts__isnull=False).first())
    if event.is_public:
        patch_cache_control(response, public=True, max_age=PHOTO_FRESH_FOR)
    return response


def _picture(person: Person | None) -> FileResponse:
    """Uploads were written anew as JPEG, so the type is known."""
    if person is None or not person.photo:
        raise Http404
    try:
        return FileResponse(person.photo.open("rb"), content_type="image/jpeg")
    except FileNotFoundError as fault:
        raise Http404 from fault
