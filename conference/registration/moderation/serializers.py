"""A wish to change a registration as the API tells it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.queries import Words, is_stale


class DifferenceSerializer(serializers.Serializer[Any]):
    """One thing in words, as it is and as the guest would like it."""

    what = serializers.CharField(source="label")
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)
    is_stale = serializers.BooleanField(help_text="It was changed since the guest wrote.")


class ChangeRequestSerializer(serializers.ModelSerializer[ChangeRequest]):
    """A wish; `is_stale` where what it is about was changed since. What was decided tells no differences any more."""

    registration = serializers.CharField(source="registration.code", read_only=True)
    name = serializers.CharField(source="registration.person.full_name", read_only=True)
    is_stale = serializers.SerializerMethodField()
    differences = serializers.SerializerMethodField()

    class Meta:
        model = ChangeRequest
        fields = "code registration name state is_stale differences reason asked_at decided_at".split()
        read_only_fields = fields

    def get_is_stale(self, request: ChangeRequest) -> bool:
        """Return whether the registration was changed meanwhile."""
        return request.is_open and is_stale(request)

    @extend_schema_field(DifferenceSerializer(many=True))
    def get_differences(self, request: ChangeRequest) -> list[dict[str, Any]]:
        """Return what would change, in words of the language asked for."""
        if not request.is_open:
            return []
        words = self.context.get("words") or Words(request.event)
        return list(DifferenceSerializer(words.of(request), many=True).data)


class ChangeAgreementSerializer(serializers.Serializer[Any]):
    """How to agree."""

    also_stale = serializers.BooleanField(default=False, help_text="Also where the registration was changed meanwhile.")


class ChangeRefusalSerializer(serializers.Serializer[Any]):
    """Why not, for the guest."""

    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")
