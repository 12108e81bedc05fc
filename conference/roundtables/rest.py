"""Endpoints of the round tables: what everybody may read."""

from typing import ClassVar

from django.db.models import Prefetch, QuerySet
from rest_framework import viewsets

from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.roundtables.models import AgendaItem, Proposal, RoundTable, Statement
from conference.roundtables.serializers import RoundTableSerializer


class RoundTables(EventEndpoint, viewsets.ReadOnlyModelViewSet[RoundTable]):
    """Public round tables with agenda, statements, proposals and the adopted resolution."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = RoundTableSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[RoundTable]:
        """Return the public round tables of the event, with all that is nested read in six queries."""
        if getattr(self, "swagger_fake_view", False):
            return RoundTable.objects.none()
        statements = Statement.objects.filter(is_published=True).select_related("person__organisation")
        agenda = AgendaItem.objects.select_related("rapporteur__organisation").prefetch_related(
            Prefetch("statements", statements.prefetch_related("themes")),
            Prefetch("proposals", Proposal.objects.select_related("author__organisation")),
        )
        tables = RoundTable.objects.filter(event=self.event, is_public=True).select_related("session", "resolution")
        return tables.prefetch_related(Prefetch("agenda", agenda)).order_by("pk")
