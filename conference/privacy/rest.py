"""Endpoints of privacy: one's own data for whoever is signed in; requests, reports and settings for the team."""

from typing import Any, ClassVar

from allauth.core import ratelimit
from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, mixins, status, viewsets
from rest_framework.exceptions import Throttled
from rest_framework.response import Response

from conference.core.api import refused_as
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.privacy import queries, services
from conference.privacy.exporting import as_data
from conference.privacy.models import ErasureReport, ErasureRequest, PrivacySettings
from conference.privacy.rules import PRIVACY_REQUESTS, PRIVACY_SETUP
from conference.privacy.serializers import (
    OwnDataSerializer,
    RefusalSerializer,
    ReportSerializer,
    RequestSerializer,
    SettingsSerializer,
)

CONFLICTS: dict[type[Exception], str] = {services.AnsweredError: "This request was answered before."}


class OwnDataEndpoint(EventEndpoint, generics.GenericAPIView[Any]):
    """`POST` returns everything that is held of the reader at the event, without the files; a few times an hour."""

    access: ClassVar = Access(Audience.SIGNED_IN)
    serializer_class = OwnDataSerializer

    @extend_schema(request=None, responses=OwnDataSerializer)
    def post(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Return it. 404 for who is not known at the event."""
        people = queries.people_at(self.event, request.user)
        if not people:
            raise Http404
        if not ratelimit.consume(request, action="own_data", key=f"{self.event.pk}:{people[0].pk}"):
            raise Throttled
        return Response(as_data(self.event, people))


class RequestEndpoint(
    EventEndpoint,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[ErasureRequest],
):
    """`GET` the queue and what was answered; `POST` asks for one's own erasure; `erase` and `refuse` answer."""

    access: ClassVar = Access(Audience.TEAM, PRIVACY_REQUESTS)
    access_by_action: ClassVar = {"create": Access(Audience.SIGNED_IN)}
    serializer_class = RequestSerializer
    lookup_field = "code"
    queryset = ErasureRequest.objects.none()

    def get_queryset(self) -> QuerySet[ErasureRequest]:
        """Return the event's requests, the most urgent first."""
        return ErasureRequest.objects.filter(event=self.event).select_related("person", "event")

    @extend_schema(request=None, responses={201: RequestSerializer})
    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Ask for the erasure of one's own data. 404 for who is not known at the event."""
        people = queries.people_at(self.event, request.user)
        if not people:
            raise Http404
        asked = [services.ask_for_erasure(event=self.event, person=person) for person in people]
        return Response(self.get_serializer(asked[0]).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={202: None})
    def erase(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Begin to erase who asked. 409 when the request was answered before."""
        with refused_as(CONFLICTS):
            services.start_erasure(request=self.get_object(), by=request.user)
        return Response(status=status.HTTP_202_ACCEPTED)

    @extend_schema(request=RefusalSerializer, responses={204: None})
    def refuse(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Refuse with a reason. 409 when the request was answered before."""
        said = RefusalSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        with refused_as(CONFLICTS):
            services.refuse_request(request=self.get_object(), reason=said.validated_data["reason"], by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ReportEndpoint(EventEndpoint, generics.ListAPIView[ErasureReport]):
    """What was erased, the latest first."""

    access: ClassVar = Access(Audience.TEAM, PRIVACY_REQUESTS)
    serializer_class = ReportSerializer
    queryset = ErasureReport.objects.none()

    def get_queryset(self) -> QuerySet[ErasureReport]:
        """Return the event's reports."""
        return ErasureReport.objects.filter(event=self.event)


class SettingsEndpoint(EventEndpoint, generics.GenericAPIView[PrivacySettings]):
    """How long the event keeps personal data."""

    access: ClassVar = Access(Audience.TEAM, PRIVACY_SETUP)
    serializer_class = SettingsSerializer
    queryset = PrivacySettings.objects.none()

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Return the settings."""
        return Response(self.get_serializer(queries.setup_of(self.event)).data)

    def put(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Set them."""
        said = self.get_serializer(queries.setup_of(self.event), data=request.data)
        said.is_valid(raise_exception=True)
        with refused_as(CONFLICTS):
            stored = services.change_settings(event=self.event, by=request.user, **said.validated_data)
        return Response(self.get_serializer(stored).data)
