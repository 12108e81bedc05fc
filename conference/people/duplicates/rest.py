"""Endpoints of persons who are perhaps one, for the team."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from conference.core.api import refused_as
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.people.duplicates import queries, services
from conference.people.duplicates.serializers import ApartSerializer, MergePeopleSerializer, PersonPairSerializer
from conference.people.merging import MergeRefusedError
from conference.people.models import Person
from conference.people.rules import PEOPLE_EDIT
from conference.people.serializers import PersonSerializer
from conference.people.services import keep_apart


class PeopleMergingEndpoint(EventEndpoint, viewsets.ViewSet):
    """Pairs of persons who are perhaps one; merge them, or remember that they are two."""

    access: ClassVar = Access(Audience.TEAM, PEOPLE_EDIT)

    @extend_schema(responses=PersonPairSerializer(many=True))
    def pairs(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """List the persons who are perhaps one."""
        return Response(PersonPairSerializer(queries.pairs_of(self.event), many=True).data)

    @extend_schema(request=MergePeopleSerializer, responses=PersonSerializer)
    def merge(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Let one person be both; of two registrations one is cancelled. 409 when that is impossible."""
        asked = MergePeopleSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        kept, gone = self._with_codes([values["kept"], values["gone"]])
        with refused_as({MergeRefusedError: ""}):
            stays = services.merge_people(kept=kept, gone=gone, take=values.get("take", ()), by=request.user)
        return Response(PersonSerializer(stays).data)

    @extend_schema(request=ApartSerializer, responses={204: None})
    def apart(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Remember that two persons are not one."""
        asked = ApartSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        one, other = self._with_codes(asked.validated_data["codes"])
        keep_apart(one=one, other=other, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _with_codes(self, codes: list[str]) -> list[Person]:
        found = {row.code: row for row in queries.with_codes(self.event, codes)}
        if len(found) != len(codes):
            raise NotFound
        return [found[code] for code in codes]
