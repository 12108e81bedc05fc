"""Fields that several features' serializers need."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from i18nfield.strings import LazyI18nString
from rest_framework import serializers

from conference.core.text.localized import LANGUAGE_CODES, translations


@extend_schema_field(
    {
        "type": "object",
        "properties": {code: {"type": "string"} for code in LANGUAGE_CODES},
        "additionalProperties": False,
        "example": {"ru": "Зал", "kk": "Зал", "en": "Hall"},
    }
)
class LocalizedField(serializers.Field):  # type: ignore[type-arg]
    """A text by language; those that are missing are left out. A plain string is taken for the request's language."""

    default_error_messages = {"invalid": "Expected an object of texts by language."}

    def to_representation(self, value: Any) -> dict[str, str]:
        """Return the filled translations."""
        return translations(value)

    def to_internal_value(self, data: Any) -> LazyI18nString:
        """Read texts by language."""
        if not isinstance(data, dict) or any(
            code not in LANGUAGE_CODES or not isinstance(text, str) or "\x00" in text for code, text in data.items()
        ):
            self.fail("invalid")
        return LazyI18nString(data)
