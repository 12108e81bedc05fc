"""What several features' serializers need."""

from copy import copy
from typing import Any, ClassVar

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


class QuickFields(serializers.BaseSerializer):  # type: ignore[type-arg]
    """A serializer whose fields are derived once for the class; each instance gets shallow copies of them.

    Django REST framework derives them from the model, and copies the declared ones with all that hangs on them, for
    every request: a fifth of a registration through the API. Only for serializers whose fields depend on nothing but
    the class, and which do not change what their fields refer to.
    """

    _derived: ClassVar[dict[type, dict[str, Any]]] = {}

    def get_fields(self) -> dict[str, Any]:
        """Return the fields by their names, not yet bound."""
        kind = type(self)
        if kind not in QuickFields._derived:
            QuickFields._derived[kind] = super().get_fields()  # type: ignore[misc]
        return {name: _copied(field) for name, field in QuickFields._derived[kind].items()}


def _copied(field: Any) -> Any:
    """Return a field of one's own; what it holds besides is shared, but for the field of which it is a list."""
    own = copy(field)
    if isinstance(own, serializers.ListField | serializers.DictField | serializers.ListSerializer):
        own.child = _copied(own.child)
        own.child.parent = own
    return own
