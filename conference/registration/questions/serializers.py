"""Questions and answers as the API tells and takes them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.core.serializers import LocalizedField
from conference.registration.models import Registration
from conference.registration.questions.answers import Answers
from conference.registration.questions.models import Choice, Question, Row
from conference.registration.questions.queries import answers_of

PLAIN = {
    "type": "object",
    "additionalProperties": {
        "oneOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ]
    },
    "description": "Answers by the code of the question: a text (dates as 2026-10-15, numbers with a point, countries "
    "by two letters, yes or no), a choice's code, a list of such codes, or for a table columns' codes by rows' codes.",
}


@extend_schema_field(PLAIN)
class AnswersField(serializers.Field):  # type: ignore[type-arg]
    """Answers in their plain form; only their shape is judged here, what they say by `answered`."""

    default_error_messages = {"invalid": "Expected an object of answers by the codes of questions."}

    def get_attribute(self, instance: Registration) -> Answers:
        """Return what the guest answered."""
        return answers_of(instance)

    def to_representation(self, value: Answers) -> Answers:
        """Return the answers as they are."""
        return value

    def to_internal_value(self, data: Any) -> Answers:
        """Read an object of texts, lists of texts, and objects of texts."""
        if not isinstance(data, dict) or not all(_is_plain(value) for value in data.values()):
            self.fail("invalid")
        return dict(data)


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    if isinstance(value, dict):
        return all(isinstance(one, str) for one in value.values())
    return isinstance(value, str)


class ChoiceSerializer(serializers.ModelSerializer[Choice]):
    """An answer to choose; `places_left` is null without a limit."""

    label = LocalizedField()  # type: ignore[assignment]  # the stubs take `label` for a field's own
    places_left = serializers.IntegerField(allow_null=True)

    class Meta:
        model = Choice
        fields = ("code", "label", "places_left")


class RowSerializer(serializers.ModelSerializer[Row]):
    """A row of a table."""

    label = LocalizedField()  # type: ignore[assignment]  # the stubs take `label` for a field's own

    class Meta:
        model = Row
        fields = ("code", "label")


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """A question with its choices; `condition` is a list of groups of tests, one group of which has to hold."""

    label = LocalizedField()  # type: ignore[assignment]  # the stubs take `label` for a field's own
    help_text = LocalizedField()  # type: ignore[assignment]
    section = serializers.SerializerMethodField()
    categories: Any = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)
    not_before: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    condition = serializers.SerializerMethodField()
    choices = ChoiceSerializer(many=True)
    rows = RowSerializer(many=True)

    class Meta:
        model = Question
        fields = (
            "code kind label help_text is_required section categories minimum maximum not_before condition choices rows"
        ).split()

    @extend_schema_field({"type": "object", "nullable": True, "additionalProperties": {"type": "string"}})
    def get_section(self, question: Question) -> Any:
        """Return the heading it stands under."""
        return LocalizedField().to_representation(question.section.title) if question.section else None

    @extend_schema_field({"type": "array", "items": {"type": "array", "items": {"type": "object"}}})
    def get_condition(self, question: Question) -> Any:
        """Return when it is asked: the section's condition and its own."""
        outer = question.section.condition if question.section else []
        if outer and question.condition:
            return [[*one, *other] for one in outer for other in question.condition]
        return outer or question.condition
