"""Requests, reports and settings as the API tells and takes them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.privacy.models import ErasureReport, ErasureRequest, PrivacySettings


class SettingsSerializer(serializers.ModelSerializer[PrivacySettings]):
    """How many months after its end an event keeps personal data; null: until somebody erases them."""

    erased_from = serializers.DateField(read_only=True, allow_null=True)

    class Meta:
        model = PrivacySettings
        fields = ("keep_months", "erased_from")


class RequestSerializer(serializers.ModelSerializer[ErasureRequest]):
    """A request; `person` is null once they are erased."""

    person = serializers.SerializerMethodField()

    class Meta:
        model = ErasureRequest
        fields = ("code", "person", "state", "asked_at", "due_at", "decided_at", "reason")
        read_only_fields = fields

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_person(self, request: ErasureRequest) -> str | None:
        """Return the person's code."""
        return request.person.code if request.person else None


class RefusalSerializer(serializers.Serializer[Any]):
    """Why a request is refused."""

    reason = serializers.CharField(max_length=2000)


class ReportSerializer(serializers.ModelSerializer[ErasureReport]):
    """What was erased; `counts` are rows by the names of parts."""

    class Meta:
        model = ErasureReport
        fields = ("code", "cause", "at", "people", "named", "counts", "is_rehearsal")


class OwnDataSerializer(serializers.Serializer[Any]):
    """Everything that is held of the reader at the event."""

    event = serializers.DictField()
    made_at = serializers.DateTimeField()
    stays_public = serializers.ListField(child=serializers.CharField())
    data = serializers.DictField(  # type: ignore[assignment]  # the stubs take `data` for the serializer's own
        child=serializers.ListField(child=serializers.DictField())
    )
