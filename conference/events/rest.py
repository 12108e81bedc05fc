"""Endpoints of events."""

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from rest_framework import viewsets

from conference.core.permissions import Access, Audience
from conference.events.models import Event
from conference.events.serializers import EventSerializer


class EventList(viewsets.ReadOnlyModelViewSet[Event]):
    """Public events, and those in whose team the reader is."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = EventSerializer
    lookup_field = "slug"
    queryset = Event.objects.none()

    def get_queryset(self) -> QuerySet[Event]:
        """Return the events this reader may know of."""
        user: Any = self.request.user
        mine = Q(memberships__user_id=user.pk) if user.is_authenticated else Q(pk__in=[])
        return Event.objects.filter(Q(is_public=True) | mine).distinct()
