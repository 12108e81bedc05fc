"""Endpoints of published volumes and their articles."""

from typing import ClassVar

from django.db.models import QuerySet
from rest_framework import viewsets

from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from proceedings.publishing.models import Build, Galley
from proceedings.publishing.serializers import ArticleSerializer, VolumeSerializer


class VolumeList(EventEndpoint, viewsets.ReadOnlyModelViewSet[Build]):
    """Published volumes with the files of their edition."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = VolumeSerializer
    lookup_field = "volume__slug"
    lookup_url_kwarg = "slug"
    queryset = Build.objects.none()

    def get_queryset(self) -> QuerySet[Build]:
        """Return the published editions."""
        rows = Build.objects.filter(volume__event=self.event, volume__is_public=True, is_published=True)
        return rows.select_related("volume__event").order_by("volume__position", "volume__pk")


class ArticleList(EventEndpoint, viewsets.ReadOnlyModelViewSet[Galley]):
    """Articles of a published volume, in their order."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = ArticleSerializer
    lookup_field = "code"
    queryset = Galley.objects.none()

    def get_queryset(self) -> QuerySet[Galley]:
        """Return the articles of the published edition."""
        rows = Galley.objects.filter(
            build__is_published=True,
            build__volume__event=self.event,
            build__volume__is_public=True,
            build__volume__slug=self.kwargs.get("volume", ""),
        )
        return rows.select_related("build__volume__event")
