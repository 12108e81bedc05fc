"""What everybody sees: the list of events and an event's home."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation

from conference.core.caching import answer_by_content, etag_of
from conference.core.registry import home_sections
from conference.events.access import public, public_event
from conference.events.models import Event, Partner
from conference.events.panels import filled, shown_values, state_of_home


@public
def event_list(request: HttpRequest) -> HttpResponse:
    """Show public events, those to come first and the past below."""
    today = timezone.localdate()
    events = list(Event.objects.public())
    upcoming = sorted((event for event in events if event.ends_on >= today), key=lambda event: event.starts_on)
    past = [event for event in events if event.ends_on < today]
    return render(request, "conference/events/public/event_list.html", {"upcoming": upcoming, "past": past})


@public_event
def event_home(request: HttpRequest, event: Event) -> HttpResponseBase:
    """Show what the event is, when and where, and what each feature has to say about it."""

    def made() -> HttpResponse:
        context = {
            "event": event,
            "partners": Partner.objects.filter(event=event),
            "sections": filled(home_sections, request, event),
        }
        return render(request, "conference/events/public/event_home.html", context)

    # By the minute calls open and close, sessions end, and the days left are counted.
    minute = timezone.now().replace(second=0, microsecond=0)
    key = [request.get_full_path(), translation.get_language(), minute, *shown_values(event), *state_of_home(event)]
    return answer_by_content(request, etag_of(*key), made, public=event.is_public)
