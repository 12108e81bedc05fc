"""Consents as the API tells and takes them."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.core.serializers import LocalizedField
from conference.registration.consents.choices import ConsentKind, How
from conference.registration.consents.models import Agreement, ConsentVersion
from conference.registration.consents.queries import with_versions
from conference.registration.models import Registration

MOMENT = serializers.DateTimeField()


class ConsentVersionSerializer(serializers.ModelSerializer[ConsentVersion]):
    """A consent in the words of today; `code` is null while the event has not written its own."""

    code = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=ConsentKind.choices, source="consent.kind")
    is_required = serializers.BooleanField(source="consent.is_required")
    version = serializers.IntegerField(source="number")
    title = LocalizedField()
    text = LocalizedField()

    class Meta:
        model = ConsentVersion
        fields = ("code", "kind", "is_required", "version", "title", "text", "published_at")

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_code(self, version: ConsentVersion) -> str | None:
        """Return the code by which it is agreed to."""
        return version.consent.code if version.pk else None


class AgreementSerializer(serializers.ModelSerializer[Agreement]):
    """What a guest agreed to; it stands while `withdrawn_at` is null."""

    consent = serializers.CharField(source="version.consent.code")
    version = serializers.IntegerField(source="version.number")
    how = serializers.ChoiceField(choices=How.choices)

    class Meta:
        model = Agreement
        fields = ("consent", "version", "agreed_at", "withdrawn_at", "how")


class AgreementsField(serializers.Field):  # type: ignore[type-arg]
    """All that a guest agreed to."""

    def get_attribute(self, instance: Registration) -> list[Agreement]:
        """Return the guest's words."""
        return with_versions(instance)

    def to_representation(self, value: list[Agreement]) -> Any:
        """Return them as objects, by hand: a serializer for each guest of a list costs more than all else of it."""
        return [
            {
                "consent": row.version.consent.code,
                "version": row.version.number,
                "agreed_at": MOMENT.to_representation(row.agreed_at),
                "withdrawn_at": row.withdrawn_at and MOMENT.to_representation(row.withdrawn_at),
                "how": row.how,
            }
            for row in value
        ]


extend_schema_field(AgreementSerializer(many=True))(AgreementsField)


def agreed_from(versions: Sequence[ConsentVersion], given: dict[str, int]) -> list[ConsentVersion]:
    """Return what of `versions` is agreed to by `given`, numbers by the codes of consents. Raises ValidationError.

    The consent to the processing of data is said apart, so it may be left out.
    """
    known = {version.consent.code: version for version in versions if version.pk}
    faults: dict[str, list[str]] = {code: ["This is not asked."] for code in given.keys() - known.keys()}
    agreed = []
    for version in versions:
        code = version.consent.code
        if code in given and given[code] != version.number:
            faults[code] = [f"The wording is version {version.number} by now."]
        elif code in given or version.consent.is_to_processing:
            agreed.append(version)
        elif version.consent.is_required:
            faults[code] = ["This consent is required."]
    if faults:
        raise serializers.ValidationError({"consents": faults})
    return agreed
