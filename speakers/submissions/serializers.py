"""A submission as the API tells it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.core.serializers import LocalizedField
from speakers.submissions.models import Submission, SubmissionAuthor


class SubmissionAuthorSerializer(serializers.ModelSerializer[SubmissionAuthor]):
    """An author as named in the submission."""

    country = serializers.CharField()

    class Meta:
        model = SubmissionAuthor
        fields = (
            "family_name given_name patronymic full_name organisation post town country email is_presenting"
        ).split()


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    """Texts, authors and state of a submission; the decision's message is for its author."""

    call: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    track: Any = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    title = LocalizedField()
    abstract = LocalizedField()
    keywords = serializers.SerializerMethodField(help_text="lists of keywords by language")
    authors = SubmissionAuthorSerializer(many=True)

    class Meta:
        model = Submission
        fields = (
            "code call state title abstract keywords language kind track notes authors submitted_at changed_at"
        ).split()

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}})
    def get_keywords(self, submission: Submission) -> dict[str, list[str]]:
        """Return the keywords by language."""
        return submission.keyword_lists()
