"""Organisations as the API tells and takes them."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from conference.core.serializers import LocalizedField
from conference.core.text.localized import translations
from conference.people.identifiers import check_isil, check_ror, plain_isil, plain_ror
from conference.people.models import Organisation
from conference.people.organisations.services import FIELDS
from conference.people.serializers import COUNTRIES


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation; `people_count` is how many people come from it, `is_known` whether guests are offered it."""

    name = LocalizedField()
    short_name = LocalizedField(required=False)
    country = serializers.ChoiceField(choices=COUNTRIES, required=False, allow_blank=True)
    isil = serializers.CharField(required=False, allow_blank=True, max_length=16)
    ror = serializers.CharField(required=False, allow_blank=True, max_length=40)
    people_count = serializers.IntegerField(read_only=True, default=0)

    class Meta:
        model = Organisation
        fields = ("code", *FIELDS, "people_count")
        read_only_fields = ("code",)

    def validate_name(self, value: Any) -> Any:
        """Ask for a name in one language at least."""
        if not translations(value):
            raise serializers.ValidationError("A name in at least one language is required.")
        return value

    def validate_isil(self, value: str) -> str:
        """Return the code as it is stored."""
        return _checked(plain_isil(value), check_isil)

    def validate_ror(self, value: str) -> str:
        """Return the identifier without its address."""
        return _checked(plain_ror(value), check_ror)

    def to_representation(self, instance: Organisation) -> dict[str, Any]:
        """Return plain values."""
        return super().to_representation(instance) | {"country": str(instance.country)}


def _checked(value: str, check: Any) -> str:
    try:
        if value:
            check(value)
    except ValidationError as fault:
        raise serializers.ValidationError(fault.messages) from fault
    return value


class MergeSerializer(serializers.Serializer[Any]):
    """Which organisation stays and which go, by their codes."""

    kept = serializers.CharField(max_length=8)
    gone = serializers.ListField(child=serializers.CharField(max_length=8), min_length=1, max_length=20)


class CodesSerializer(serializers.Serializer[Any]):
    """Two entries by their codes."""

    codes = serializers.ListField(child=serializers.CharField(max_length=8), min_length=2, max_length=2)


class PairSerializer(serializers.Serializer[Any]):
    """Two organisations that are perhaps one, and why."""

    one = OrganisationSerializer()
    other = OrganisationSerializer()
    reasons = serializers.ListField(child=serializers.CharField())
