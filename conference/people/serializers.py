"""A person as the API tells and takes them."""

from typing import Any

from django_countries import countries
from phonenumber_field.serializerfields import PhoneNumberField
from rest_framework import serializers

from conference.core.serializers import QuickFields
from conference.core.text.cleaning import is_invisible
from conference.people.choices import LANGUAGES, Asked
from conference.people.models import Person
from conference.people.names import validate_latin

COUNTRIES = list(countries.countries.items())


class PersonSerializer(QuickFields, serializers.ModelSerializer[Person]):
    """Who somebody is. Which fields are taken, and which of them are required, is the event's choice."""

    given_name = serializers.CharField(max_length=100)
    email = serializers.EmailField()
    organisation = serializers.CharField(max_length=300, required=False, allow_blank=True)
    country = serializers.ChoiceField(choices=COUNTRIES, required=False, allow_blank=True)
    citizenship = serializers.ChoiceField(choices=COUNTRIES, required=False, allow_blank=True)
    spoken_languages = serializers.ListField(
        child=serializers.ChoiceField(choices=LANGUAGES), required=False, help_text="ISO 639-1 codes"
    )
    phone = PhoneNumberField(required=False, allow_blank=True)
    latin_name = serializers.CharField(max_length=200, required=False, allow_blank=True, validators=[validate_latin])
    language = serializers.ChoiceField(choices=["ru", "kk", "en"], required=False)

    class Meta:
        model = Person
        fields = (
            "code honorific family_name given_name patronymic latin_name badge_name degree organisation post email "
            "phone country citizenship region town spoken_languages language"
        ).split()
        read_only_fields = ("code",)

    def validate_given_name(self, value: str) -> str:
        """Refuse a name of which nothing is seen."""
        if is_invisible(value):
            raise serializers.ValidationError("This field may not be blank.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse what the event does not ask and miss what it does, as its form would."""
        faults = {}
        for name, asked in self.context["asked"].items():
            if asked == Asked.HIDDEN and attrs.get(name):
                faults[name] = "This is not asked."
            is_missing = name in attrs or not getattr(self.root, "partial", False)
            if asked == Asked.REQUIRED and is_missing and not attrs.get(name):
                faults[name] = "This field is required."
        if faults:
            raise serializers.ValidationError(faults)
        return attrs

    def to_representation(self, instance: Person) -> dict[str, Any]:
        """Return plain values."""
        values: dict[str, Any] = super().to_representation(instance)
        return values | {
            "organisation": str(instance.organisation or ""),
            "country": str(instance.country),
            "citizenship": str(instance.citizenship),
        }
