"""Endpoints of organisations, for the team."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from conference.core.api import refused_as
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.people.merging import MergeRefusedError
from conference.people.models import Organisation
from conference.people.organisations import queries, services
from conference.people.organisations.serializers import (
    CodesSerializer,
    MergeSerializer,
    OrganisationSerializer,
    PairSerializer,
)
from conference.people.rules import PEOPLE_EDIT, PEOPLE_VIEW
from conference.people.services import keep_apart

CONFLICTS: dict[type[Exception], str] = {MergeRefusedError: ""}
QUERY = [OpenApiParameter(name, str) for name in ("q", "country", "known", "order")]


@extend_schema_view(list=extend_schema(parameters=QUERY))
class OrganisationEndpoint(
    EventEndpoint, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Organisation]
):
    """Organisations that people come from: list (with `q`, `country`, `known`, `order`), change, merge."""

    access: ClassVar = Access(Audience.TEAM, PEOPLE_VIEW)
    access_by_action: ClassVar = dict.fromkeys(
        ("create", "partial_update", "destroy", "merge", "apart"), Access(Audience.TEAM, PEOPLE_EDIT)
    )
    serializer_class = OrganisationSerializer
    lookup_field = "code"
    queryset = Organisation.objects.none()

    def get_queryset(self) -> QuerySet[Organisation]:
        """Return the rows asked for."""
        return queries.found_organisations(self.event, self.request.query_params.dict())

    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Add an organisation."""
        return Response(self._saved(None, request.data).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Change an organisation."""
        return Response(self._saved(self.get_object(), request.data).data)

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Remove an organisation. 409 while people come from it."""
        with refused_as(CONFLICTS):
            services.remove_organisation(organisation=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=MergeSerializer, responses=OrganisationSerializer)
    def merge(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Let one organisation stand for several: everything moves to it. 409 when something changed meanwhile."""
        asked = MergeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        kept, *gone = self._with_codes([asked.validated_data["kept"], *asked.validated_data["gone"]])
        with refused_as(CONFLICTS):
            stays = services.merge_organisations(kept=kept, gone=gone, by=request.user)
        return Response(self.get_serializer(queries.with_codes(self.event, [stays.code])[0]).data)

    @extend_schema(responses=PairSerializer(many=True), filters=False)
    def pairs(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """List the organisations that are perhaps one."""
        return Response(PairSerializer(queries.pairs_of(self.event), many=True).data)

    @extend_schema(request=CodesSerializer, responses={204: None})
    def apart(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Remember that two organisations are not one."""
        asked = CodesSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        one, other = self._with_codes(asked.validated_data["codes"])
        keep_apart(one=one, other=other, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _with_codes(self, codes: list[str]) -> list[Organisation]:
        found = {row.code: row for row in queries.with_codes(self.event, codes)}
        if len(found) != len(codes):
            raise NotFound
        return [found[code] for code in codes]

    def _saved(self, organisation: Organisation | None, data: Any) -> OrganisationSerializer:
        serializer = OrganisationSerializer(organisation, data=data, partial=organisation is not None)
        serializer.is_valid(raise_exception=True)
        user: Any = self.request.user
        with refused_as(CONFLICTS):
            stored = services.save_organisation(
                event=self.event, by=user, organisation=organisation, **serializer.validated_data
            )
        return OrganisationSerializer(queries.with_codes(self.event, [stored.code])[0])
