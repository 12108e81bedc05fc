"""The base of every API endpoint inside an event: the same doors as the pages', for DRF."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponseBase
from django_scopes import scope
from rest_framework.request import Request
from rest_framework.views import APIView

from conference.core.permissions import Access
from conference.events.access import find_event
from conference.events.models import Event
from conference.events.rules import in_team


class EventEndpoint(APIView):
    """Mixed into viewsets under `/api/v1/events/<event>/…`: `self.event`, and the event's scope around everything."""

    event: Event
    access: ClassVar[Access]
    access_by_action: ClassVar[dict[str, Access]] = {}

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the scope of the event in the address; an unknown one is a 404 in JSON."""
        try:
            self.event = find_event(kwargs["event"])
        except Http404:
            self.event = Event(slug=kwargs["event"])
        with scope(event=self.event if self.event.pk else []):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse an event that does not exist before anything else is asked."""
        if not self.event.pk or not (self.event.is_public or in_team(request.user, self.event)):
            raise Http404
        super().initial(request, *args, **kwargs)
