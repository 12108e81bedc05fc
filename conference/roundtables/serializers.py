"""A round table as the API tells it: what its public page shows."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.core.serializers import LocalizedField
from conference.people.models import Organisation, Person
from conference.roundtables.models import AgendaItem, Proposal, Resolution, RoundTable, Statement


class InstitutionSerializer(serializers.ModelSerializer[Organisation]):
    """An institution by name and place."""

    name = LocalizedField()
    country = serializers.CharField()

    class Meta:
        model = Organisation
        fields = ("name", "town", "region", "country")


class StatementSpeakerSerializer(serializers.ModelSerializer[Person]):
    """Somebody who spoke, proposed or reported."""

    name = serializers.CharField(source="full_name")
    organisation = InstitutionSerializer(allow_null=True)

    class Meta:
        model = Person
        fields = ("name", "post", "organisation")


class StatementSerializer(serializers.ModelSerializer[Statement]):
    """A statement, spoken or written."""

    by = StatementSpeakerSerializer(source="person")
    title = LocalizedField()
    text = LocalizedField()
    themes = serializers.SerializerMethodField()

    class Meta:
        model = Statement
        fields = ("code", "kind", "by", "title", "text", "themes")

    @extend_schema_field(serializers.ListField(child=LocalizedField()))
    def get_themes(self, statement: Statement) -> list[Any]:
        """Return the subjects by language."""
        return [LocalizedField().to_representation(theme.name) for theme in statement.themes.all()]


class ProposalSerializer(serializers.ModelSerializer[Proposal]):
    """A proposal and what became of it."""

    by = StatementSpeakerSerializer(source="author", allow_null=True)
    addressee = LocalizedField()
    text = LocalizedField()

    class Meta:
        model = Proposal
        fields = ("code", "by", "addressee", "text", "state")


class AgendaItemSerializer(serializers.ModelSerializer[AgendaItem]):
    """A question with what was said and proposed on it."""

    title = LocalizedField()
    description = LocalizedField()
    synthesis = LocalizedField()
    rapporteur = StatementSpeakerSerializer(allow_null=True)
    statements = StatementSerializer(many=True)
    proposals = ProposalSerializer(many=True)

    class Meta:
        model = AgendaItem
        fields = ("code", "title", "description", "rapporteur", "synthesis", "statements", "proposals")


class PointSerializer(serializers.Serializer[dict[str, Any]]):
    """One recommendation."""

    code = serializers.CharField()
    addressee = LocalizedField()
    text = LocalizedField()


class ResolutionSerializer(serializers.ModelSerializer[Resolution]):
    """An adopted resolution."""

    preamble = LocalizedField()
    problems = LocalizedField()
    points = PointSerializer(many=True)

    class Meta:
        model = Resolution
        fields = (
            "adoption",
            "adopted_on",
            "votes_for",
            "votes_against",
            "abstentions",
            "preamble",
            "problems",
            "points",
        )


class RoundTableSerializer(serializers.ModelSerializer[RoundTable]):
    """A round table from its theme to its resolution."""

    title = LocalizedField()
    theme = LocalizedField()
    organisers = LocalizedField()
    session = serializers.CharField(source="session.code", allow_null=True, default=None)
    agenda = AgendaItemSerializer(many=True)
    resolution = serializers.SerializerMethodField()

    class Meta:
        model = RoundTable
        fields = ("slug", "title", "theme", "organisers", "session", "agenda", "resolution")

    @extend_schema_field(ResolutionSerializer(allow_null=True))
    def get_resolution(self, table: RoundTable) -> dict[str, Any] | None:
        """Return the resolution once it is adopted."""
        resolution = getattr(table, "resolution", None)
        return dict(ResolutionSerializer(resolution).data) if resolution and resolution.is_adopted else None
