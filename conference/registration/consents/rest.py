"""Endpoint of consents: whoever registers through the API has to know what they agree to."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.response import Response

from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.registration.consents.models import ConsentVersion
from conference.registration.consents.queries import asked
from conference.registration.consents.serializers import ConsentVersionSerializer


class ConsentEndpoint(EventEndpoint, generics.GenericAPIView[ConsentVersion]):
    """What guests are asked to agree to, in the words of today."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = ConsentVersionSerializer
    pagination_class = None
    queryset = ConsentVersion.objects.none()

    @extend_schema(responses=ConsentVersionSerializer(many=True))
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Return them in the order in which they are asked."""
        return Response(self.get_serializer(asked(self.event), many=True).data)
