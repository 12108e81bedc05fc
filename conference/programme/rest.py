"""Endpoints of the programme: what is released for everybody, the draft for the team, writing for who may edit."""

from collections import defaultdict
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, mixins, status, viewsets
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from conference.core.api import refused_as
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.events.rules import in_team
from conference.programme import serializers as told
from conference.programme.choices import ReleaseState
from conference.programme.models import ReleasedPerson, ReleasedSession, Room, Session, Track
from conference.programme.queries.plan import planned
from conference.programme.queries.published import current_release
from conference.programme.rules import PROGRAMME_EDIT, PROGRAMME_VIEW
from conference.programme.services.sessions import change_session, create_session

DRAFT = OpenApiParameter("draft", bool, description="The team's draft instead of what is released.")


def wants_draft(endpoint: Any) -> bool:
    """Return whether the team's draft is asked for; outsiders learn nothing of it (404)."""
    if endpoint.request.query_params.get("draft") not in {"1", "true"}:
        return False
    user = endpoint.request.user
    if not in_team(user, endpoint.event):
        raise Http404
    if not user.has_perm(PROGRAMME_VIEW, endpoint.event):
        raise PermissionDenied
    return True


class SessionEndpoint(EventEndpoint, mixins.ListModelMixin, viewsets.GenericViewSet[Any]):
    """`GET` the released sessions by time, with `draft=1` the team's; `POST` and `PATCH` change the draft."""

    access: ClassVar = Access(Audience.PUBLIC)
    access_by_action: ClassVar = {
        "create": Access(Audience.TEAM, PROGRAMME_EDIT),
        "partial_update": Access(Audience.TEAM, PROGRAMME_EDIT),
    }
    serializer_class = told.SessionSerializer
    lookup_field = "code"
    queryset = Session.objects.none()

    def get_serializer_context(self) -> dict[str, Any]:
        """Tell the serializer whose tracks may be chosen."""
        return {**super().get_serializer_context(), "event": getattr(self, "event", None)}

    def _released(self) -> QuerySet[ReleasedSession]:
        release = current_release(self.event)
        rows = ReleasedSession.objects.filter(release=release).exclude(state=ReleaseState.WITHDRAWN)
        return rows.order_by("starts_at", "pk")

    @extend_schema(parameters=[DRAFT])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page of sessions."""
        if wants_draft(self):
            page = self.paginate_queryset(planned(self.event).order_by("pk"))
            return self.get_paginated_response([told.told_draft(session) for session in page or []])
        # The first time stands for the session; the others are read for the page alone.
        found = self.paginate_queryset(self._released().filter(occurrence=1)) or []
        times = defaultdict(list)
        for row in self._released().filter(code__in=[row.code for row in found]).defer("texts", "search_key"):
            times[row.code].append(row)
        language = translation.get_language() or "ru"
        return self.get_paginated_response([told.told_released(row, times[row.code], language) for row in found])

    @extend_schema(parameters=[DRAFT])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one session."""
        if wants_draft(self):
            return Response(told.told_draft(get_object_or_404(planned(self.event), code=kwargs["code"])))
        rows = list(self._released().filter(code=kwargs["code"]))
        if not rows:
            raise Http404
        return Response(told.told_released(rows[0], rows, translation.get_language() or "ru"))

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Add a session to the draft."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        with refused_as():
            made = create_session(event=self.event, by=self._user(), **serializer.validated_data)
        return Response(self._draft(made.code), status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change a session of the draft; what is not given stays."""
        session = get_object_or_404(Session, event=self.event, code=kwargs["code"])
        serializer = self.get_serializer(data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        with refused_as():
            change_session(session=session, by=self._user(), **serializer.validated_data)
        return Response(self._draft(session.code))

    def _user(self) -> Any:
        return self.request.user

    def _draft(self, code: str) -> dict[str, Any]:
        return told.told_draft(planned(self.event).get(code=code))


class _PlaceEndpoint(EventEndpoint, generics.GenericAPIView[Any]):
    """Rooms or tracks: those of the release, or with `draft=1` all of the team's."""

    access: ClassVar = Access(Audience.PUBLIC)
    pagination_class = None
    model: ClassVar[type[Room] | type[Track]]
    part: ClassVar[str]

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the list."""
        if wants_draft(self):
            rows: Any = self.model.objects.filter(event=self.event)
        else:
            release = current_release(self.event)
            rows = release.content[self.part] if release else []
        return Response(self.get_serializer(rows, many=True).data)


@extend_schema(parameters=[DRAFT], responses=told.RoomSerializer(many=True))
class RoomEndpoint(_PlaceEndpoint):
    """The rooms."""

    serializer_class = told.RoomSerializer
    queryset = Room.objects.none()
    model = Room
    part = "rooms"


@extend_schema(parameters=[DRAFT], responses=told.TrackSerializer(many=True))
class TrackEndpoint(_PlaceEndpoint):
    """The tracks."""

    serializer_class = told.TrackSerializer
    queryset = Track.objects.none()
    model = Track
    part = "tracks"


class SpeakerEndpoint(EventEndpoint, generics.ListAPIView[ReleasedPerson]):
    """Everybody who speaks, as released."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = told.SpeakerSerializer
    queryset = ReleasedPerson.objects.none()

    def get_queryset(self) -> QuerySet[ReleasedPerson]:
        """Return the people of the latest release."""
        return ReleasedPerson.objects.filter(release=current_release(self.event)).order_by("sort_ru", "pk")

    def get_serializer_context(self) -> dict[str, Any]:
        """Tell the serializer in which language to name people."""
        return {**super().get_serializer_context(), "language": translation.get_language() or "ru"}
