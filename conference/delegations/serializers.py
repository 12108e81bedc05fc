"""Delegations and their members as the API tells and takes them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.delegations.choices import MOST_PEOPLE, Fate
from conference.delegations.models import Delegation, Member
from conference.people.serializers import COUNTRIES
from conference.registration.models import Category


class AllotmentSerializer(serializers.Serializer[Any]):
    """How many members may come in one category."""

    category = serializers.CharField(source="category.code")
    places = serializers.IntegerField(source="capacity", allow_null=True)
    taken = serializers.IntegerField(read_only=True)


class HeadSerializer(serializers.Serializer[Any]):
    """Who speaks for a delegation."""

    family_name = serializers.CharField(max_length=100, allow_blank=True, default="")
    given_name = serializers.CharField(max_length=100)
    patronymic = serializers.CharField(max_length=100, allow_blank=True, default="")
    post = serializers.CharField(max_length=200, allow_blank=True, default="")
    email = serializers.EmailField()
    language = serializers.RegexField(r"^(ru|kk|en)$", default="ru")


class DelegationSerializer(serializers.ModelSerializer[Delegation]):
    """A delegation; `taken` counts its members, `places` is null without a limit."""

    institution = serializers.CharField(source="organisation", read_only=True)
    country = serializers.CharField(source="organisation.country.code", read_only=True)
    region = serializers.CharField(source="organisation.region", read_only=True)
    town = serializers.CharField(source="organisation.town", read_only=True)
    head = HeadSerializer(read_only=True)
    places = serializers.IntegerField(source="capacity", read_only=True, allow_null=True)
    allotments = AllotmentSerializer(many=True, read_only=True)
    completed = serializers.IntegerField(read_only=True, help_text="How many members have said the rest themselves.")

    class Meta:
        model = Delegation
        fields = (
            "code institution country region town head state size note reason places taken allotments completed "
            "created_at"
        ).split()
        read_only_fields = fields


class NewDelegationSerializer(serializers.Serializer[Any]):
    """A delegation that the team adds."""

    institution = serializers.CharField(max_length=300)
    country = serializers.ChoiceField(choices=COUNTRIES, default="", allow_blank=True)
    region = serializers.CharField(max_length=100, default="", allow_blank=True)
    town = serializers.CharField(max_length=100, default="", allow_blank=True)
    head = HeadSerializer()
    size = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE, default=None, allow_null=True)
    note = serializers.CharField(max_length=2000, default="", allow_blank=True)


class LimitsSerializer(serializers.Serializer[Any]):
    """How many may come; what is left out stays as it is."""

    places = serializers.IntegerField(min_value=0, max_value=MOST_PEOPLE, allow_null=True, required=False)
    note = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    allotments = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=MOST_PEOPLE, allow_null=True),
        required=False,
        help_text="Places by the code of a category; null takes a limit away.",
    )

    def validate_allotments(self, value: dict[str, int | None]) -> dict[Category, int | None]:
        """Find the categories. Refuses codes of none."""
        known = {row.code: row for row in Category.objects.filter(event=self.context["event"], code__in=value)}
        if unknown := sorted(value.keys() - known.keys()):
            raise serializers.ValidationError(f"There is no such category: {', '.join(unknown)}.")
        return {known[code]: number for code, number in value.items()}


class DelegationReasonSerializer(serializers.Serializer[Any]):
    """Why, for the letter."""

    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")


class MemberSerializer(serializers.ModelSerializer[Member]):
    """A member; `registration` is the code under which the endpoints of registrations know them."""

    registration = serializers.CharField(source="registration.code", read_only=True)
    name = serializers.CharField(source="registration.person.full_name", read_only=True)
    email = serializers.CharField(source="registration.person.email", read_only=True)
    post = serializers.CharField(source="registration.person.post", read_only=True)
    category = serializers.CharField(source="registration.category.code", read_only=True)
    mode = serializers.CharField(source="registration.mode", read_only=True)
    state = serializers.CharField(source="registration.state", read_only=True)
    replaces = serializers.CharField(source="replaces.code", read_only=True, default=None, allow_null=True)

    class Meta:
        model = Member
        fields = "code registration name email post category mode state replaces added_at completed_at ended_at".split()
        read_only_fields = fields


class MemberRowSerializer(serializers.Serializer[Any]):
    """A person as a head knows them. Texts as in a row of the spreadsheet; they are judged like one."""

    family_name = serializers.CharField(default="", allow_blank=True, max_length=300)
    given_name = serializers.CharField(default="", allow_blank=True, max_length=300)
    patronymic = serializers.CharField(default="", allow_blank=True, max_length=300)
    email = serializers.CharField(default="", allow_blank=True, max_length=300)
    phone = serializers.CharField(default="", allow_blank=True, max_length=300)
    post = serializers.CharField(default="", allow_blank=True, max_length=300)
    category = serializers.CharField(default="", allow_blank=True, max_length=300, help_text="the category's code")
    mode = serializers.CharField(default="", allow_blank=True, max_length=300)
    country = serializers.CharField(default="", allow_blank=True, max_length=300)
    region = serializers.CharField(default="", allow_blank=True, max_length=300)
    town = serializers.CharField(default="", allow_blank=True, max_length=300)
    organisation = serializers.CharField(default="", allow_blank=True, max_length=300)
    latin_name = serializers.CharField(default="", allow_blank=True, max_length=300)
    language = serializers.CharField(default="", allow_blank=True, max_length=300)


class MembersSerializer(serializers.Serializer[Any]):
    """People to be registered for a delegation; with `dry_run` nobody is."""

    rows = MemberRowSerializer(many=True, allow_empty=False)
    dry_run = serializers.BooleanField(default=False)

    def validate_rows(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        """Refuse more people than one delegation may bring."""
        if len(value) > MOST_PEOPLE:
            raise serializers.ValidationError(f"Name at most {MOST_PEOPLE} people at once.")
        return value


class FateSerializer(serializers.Serializer[Any]):
    """What becomes of a row, in the order of the rows sent."""

    name = serializers.CharField()
    fate = serializers.ChoiceField(choices=Fate.choices)
    faults = serializers.SerializerMethodField(help_text="What has to be corrected, by field.")
    notes = serializers.ListField(child=serializers.CharField())

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}})
    def get_faults(self, row: Any) -> dict[str, list[str]]:
        """Return what has to be corrected, by field."""
        return dict(row.errors)


class MembersMadeSerializer(serializers.Serializer[Any]):
    """What became of all rows."""

    fates = FateSerializer(many=True)
    members = MemberSerializer(many=True, help_text="Whom the request registered.")
