"""Letters as the API tells and takes them. Passports are told by one endpoint alone, to the visa officer."""

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers

from conference.letters.choices import NAMED_REASONS, Kind
from conference.letters.markup import check_placeholders
from conference.letters.models import Letter, LetterRequest, LetterTemplate
from conference.letters.models.setup import known_countries
from conference.registration.models import Registration


class LetterTemplateSerializer(serializers.ModelSerializer[LetterTemplate]):
    """A template; `countries` are codes of two letters, none for all."""

    language = serializers.RegexField(r"^(ru|kk|en)$")
    countries = serializers.ListField(
        child=serializers.CharField(max_length=2), required=False, validators=[known_countries]
    )

    class Meta:
        model = LetterTemplate
        fields = (
            "code kind language countries letterhead contacts addressee title body signatory_post signatory_name "
            "is_used"
        ).split()
        read_only_fields = ("code",)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse placeholders that nobody fills."""
        kind = attrs.get("kind") or (self.instance.kind if self.instance else "")
        body = attrs.get("body") or (self.instance.body if self.instance else "")
        try:
            check_placeholders(body, with_passport=kind == Kind.VISA)
        except DjangoValidationError as fault:
            raise serializers.ValidationError({"body": fault.messages}) from fault
        return attrs


class LetterGuestSerializer(serializers.ModelSerializer[Registration]):
    """Whose letter it is."""

    registration = serializers.CharField(source="code")
    name = serializers.CharField(source="person.full_name")

    class Meta:
        model = Registration
        fields = ("registration", "name")


class LetterRequestSerializer(serializers.ModelSerializer[LetterRequest]):
    """What a guest asked for."""

    guest = LetterGuestSerializer(source="registration")
    language = serializers.CharField()
    country = serializers.CharField()

    class Meta:
        model = LetterRequest
        fields = "code guest kind language country addressee state decline_reason created_at decided_at".split()


class LetterSerializer(serializers.ModelSerializer[Letter]):
    """An entry of the register."""

    guest = LetterGuestSerializer(source="registration")
    language = serializers.CharField()
    country = serializers.CharField()
    verification_code = serializers.CharField(source="proof_shown")
    is_revoked = serializers.BooleanField()
    replaces = serializers.CharField(source="replaces.number", allow_null=True, default=None)

    class Meta:
        model = Letter
        fields = (
            "code number issued_on kind language country guest verification_code is_revoked revoked_at revoke_reason "
            "replaces"
        ).split()


class ReasonSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500)


class OpeningSerializer(serializers.Serializer[Any]):
    """Why passport data are opened."""

    reason = serializers.ChoiceField(choices=NAMED_REASONS)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class PassportSerializer(serializers.Serializer[Any]):
    """What a passport says."""

    surname = serializers.CharField()
    given_names = serializers.CharField()
    number = serializers.CharField()
    nationality = serializers.CharField()
    born_on = serializers.DateField()
    issued_on = serializers.DateField()
    expires_on = serializers.DateField()
