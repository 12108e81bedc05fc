"""What everybody sees: the list of events and an event's home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from conference.core.registry import home_sections
from conference.events.access import public, public_event
from conference.events.models import Event, Partner
from conference.events.panels import filled


@public
def event_list(request: HttpRequest) -> HttpResponse:
    """Show public events, those to come first and the past below."""
    today = timezone.localdate()
    events = list(Event.objects.public())
    upcoming = sorted((event for event in events if event.ends_on >= today), key=lambda event: event.starts_on)
    past = [event for event in events if event.ends_on < today]
    return render(request, "conference/events/public/event_list.html", {"upcoming": upcoming, "past": past})


@public_event
def event_home(request: HttpRequest, event: Event) -> HttpResponse:
    """Show what the event is, when and where, and what each feature has to say about it."""
    context = {
        "event": event,
        "partners": Partner.objects.filter(event=event),
        "sections": filled(home_sections, request, event),
    }
    return render(request, "conference/events/public/event_home.html", context)
