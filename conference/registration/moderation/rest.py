"""Endpoints of wishes to change registrations."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.response import Response

from conference.core.api import refused_as
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.registration.moderation import services
from conference.registration.moderation.choices import ChangeState
from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.queries import Words, with_registration
from conference.registration.moderation.serializers import (
    ChangeAgreementSerializer,
    ChangeRefusalSerializer,
    ChangeRequestSerializer,
)
from conference.registration.places import CategoryFullError
from conference.registration.questions.services import ChoiceFullError
from conference.registration.rules import REGISTRATION_EDIT, REGISTRATION_VIEW
from conference.registration.services import RegistrationClosedError

CONFLICTS: dict[type[Exception], str] = {
    CategoryFullError: "No place is left.",
    ChoiceFullError: "No place is left.",
    services.StaleError: "The registration was changed meanwhile.",
    services.AlreadyDecidedError: "This cannot be decided any more.",
    RegistrationClosedError: "This cannot be decided any more.",
}


class ChangeRequestEndpoint(
    EventEndpoint,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[ChangeRequest],
):
    """What guests would like to have changed (`state`, usually `waiting`)."""

    access: ClassVar = Access(Audience.TEAM, REGISTRATION_VIEW)
    access_by_action: ClassVar = dict.fromkeys(("agree", "decline"), Access(Audience.TEAM, REGISTRATION_EDIT))
    serializer_class = ChangeRequestSerializer
    lookup_field = "code"
    queryset = ChangeRequest.objects.none()

    def get_queryset(self) -> QuerySet[ChangeRequest]:
        """Return the rows asked for, the oldest first."""
        rows = with_registration(ChangeRequest.objects.filter(event=self.event))
        state = self.request.query_params.get("state", "")
        return rows.filter(state=state) if self.action == "list" and state in ChangeState.values else rows

    def get_serializer_context(self) -> dict[str, Any]:
        """Read once what all wishes of a page are put into words with."""
        context = dict(super().get_serializer_context())
        return context | ({"words": Words(self.event)} if hasattr(self, "event") else {})

    @extend_schema(request=ChangeAgreementSerializer, responses=ChangeRequestSerializer)
    def agree(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Carry it out. 409 when no place is left, it is out of date, or it was decided before."""
        said = ChangeAgreementSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        with refused_as(CONFLICTS):
            services.agree(request=self.get_object(), by=request.user, **said.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=ChangeRefusalSerializer, responses=ChangeRequestSerializer)
    def decline(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Leave the registration as it is. 409 when it was decided before."""
        said = ChangeRefusalSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        with refused_as(CONFLICTS):
            services.decline_change(request=self.get_object(), by=request.user, **said.validated_data)
        return Response(self.get_serializer(self.get_object()).data)
