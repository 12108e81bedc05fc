"""Endpoints of what an event offers: categories for everybody; quotas and access codes for the team."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, mixins, status, viewsets
from rest_framework.response import Response

from conference.core.api import Conflict, refused_as
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.registration import setup_services
from conference.registration.models import AccessCode, Category, Quota
from conference.registration.queries import open_categories
from conference.registration.rules import REGISTRATION_SETUP
from conference.registration.serializers import AccessCodeSerializer, CategorySerializer, QuotaSerializer


class CategoryEndpoint(EventEndpoint, generics.ListAPIView[Category]):
    """Categories that everybody may choose now, with the places left in each way of taking part."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = CategorySerializer
    pagination_class = None
    queryset = Category.objects.none()

    def get_queryset(self) -> QuerySet[Any]:
        """Return them in the order of the form."""
        return open_categories(self.event)


class _SetupEndpoint(
    EventEndpoint,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[Any],
):
    """List, add, change and remove; what a service refuses is a 400 with its words."""

    access: ClassVar = Access(Audience.TEAM, REGISTRATION_SETUP)
    lookup_field = "code"
    pagination_class = None

    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Add one."""
        return Response(self._saved(None, request.data), status=status.HTTP_201_CREATED)

    def partial_update(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Change one; what is left out stays."""
        return Response(self._saved(self.get_object(), request.data))

    def _saved(self, stored: models.Model | None, data: Any) -> Any:
        serializer: Any = self.get_serializer(stored, data=data, partial=stored is not None)
        serializer.is_valid(raise_exception=True)
        with refused_as():
            saved = self.save(stored, serializer.validated_data)
        return self.get_serializer(saved).data

    def save(self, stored: Any, values: dict[str, Any]) -> models.Model:
        """Store what was sent."""
        raise NotImplementedError

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Remove one. 409 where something depends on it."""
        try:
            self.remove(self.get_object())
        except ValidationError as fault:
            raise Conflict(" ".join(fault.messages)) from fault
        return Response(status=status.HTTP_204_NO_CONTENT)

    def remove(self, stored: Any) -> None:
        """Take it away."""
        raise NotImplementedError


class QuotaEndpoint(_SetupEndpoint):
    """Places that several categories and answers share."""

    serializer_class = QuotaSerializer
    queryset = Quota.objects.none()

    def get_queryset(self) -> QuerySet[Quota]:
        """Return the event's quotas."""
        return Quota.objects.filter(event=self.event).prefetch_related("categories", "choices")

    def save(self, stored: Any, values: dict[str, Any]) -> Quota:
        """Store a quota and count anew who holds a place of it."""
        kept = {name: list(getattr(stored, name).all()) if stored else [] for name in ("categories", "choices")}
        user: Any = self.request.user
        made = setup_services.save_quota(event=self.event, by=user, quota=stored, **{**kept, **values})
        return self.get_queryset().get(pk=made.pk)

    def remove(self, stored: Any) -> None:
        """Take a quota away."""
        user: Any = self.request.user
        setup_services.remove_quota(quota=stored, by=user)


class AccessCodeEndpoint(_SetupEndpoint):
    """Words that open categories to the invited."""

    serializer_class = AccessCodeSerializer
    queryset = AccessCode.objects.none()

    def get_queryset(self) -> QuerySet[AccessCode]:
        """Return the event's codes."""
        return AccessCode.objects.filter(event=self.event).prefetch_related("categories")

    def save(self, stored: Any, values: dict[str, Any]) -> AccessCode:
        """Store a code."""
        kept = {"categories": list(stored.categories.all())} if stored else {}
        user: Any = self.request.user
        made = setup_services.save_code(event=self.event, by=user, code=stored, **{**kept, **values})
        return self.get_queryset().get(pk=made.pk)

    def remove(self, stored: Any) -> None:
        """Take a code away that nobody used."""
        user: Any = self.request.user
        setup_services.remove_code(code=stored, by=user)
