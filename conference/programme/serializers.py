"""The programme as the API tells and takes it: the same shape for what is released and for the draft."""

from typing import Any

from rest_framework import serializers

from conference.core.serializers import LocalizedField
from conference.core.text.localized import translations
from conference.people.models import Person
from conference.programme.choices import Kind, PersonRole, ReleaseState
from conference.programme.models import ReleasedPerson, ReleasedSession, Session, Track
from conference.programme.services.sessions import SESSION_FIELDS, Part


class SlotSerializer(serializers.Serializer[Any]):
    """A time and the codes of the rooms."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    rooms = serializers.ListField(child=serializers.CharField())


class PartSerializer(serializers.Serializer[Any]):
    """Somebody in a session. To name somebody, give the code and the role."""

    code = serializers.CharField()
    role = serializers.ChoiceField(choices=PersonRole.choices, default=PersonRole.SPEAKER)
    name = serializers.CharField(read_only=True)


class SessionSerializer(serializers.Serializer[Any]):
    """A session with its times and people."""

    code = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(choices=Kind.choices, default=Kind.TALK)
    title = LocalizedField()
    subtitle = LocalizedField(required=False)
    abstract = LocalizedField(required=False)
    description = LocalizedField(required=False)
    language = serializers.CharField(max_length=10, required=False, allow_blank=True)
    track = serializers.SlugRelatedField(
        slug_field="code", queryset=Track.objects.none(), required=False, allow_null=True, default=None
    )
    minutes = serializers.IntegerField(min_value=1, max_value=32000, default=20)
    state = serializers.ChoiceField(choices=ReleaseState.choices, read_only=True)
    slots = SlotSerializer(many=True, read_only=True)
    people = PartSerializer(many=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if event := self.context.get("event"):
            self.fields["track"].queryset = Track.objects.filter(event=event)  # type: ignore[attr-defined]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the plain data that `told_*` made."""
        told: dict[str, Any] = instance
        return told

    def validate_title(self, value: Any) -> Any:
        """Refuse a title without any text."""
        if not translations(value):
            raise serializers.ValidationError("Give the title in at least one language.")
        return value

    def validate_people(self, value: list[dict[str, Any]]) -> list[Part]:
        """Find the persons; unknown codes are refused, and so is somebody named twice in one part."""
        codes = {part["code"] for part in value}
        known = {person.code: person for person in Person.objects.filter(code__in=codes)}
        if unknown := sorted(codes - known.keys()):
            raise serializers.ValidationError(f"There is no person {', '.join(unknown)} at this event.")
        parts = [Part(known[part["code"]], part["role"]) for part in value]
        if len(set(parts)) < len(parts):
            raise serializers.ValidationError("Somebody is named twice in the same part.")
        return parts


def told_draft(session: Session) -> dict[str, Any]:
    """Return a session of the plan as the API tells it. Its slots and parts should be at hand."""
    texts = {name: translations(getattr(session, name)) for name in ("title", "subtitle", "abstract", "description")}
    plain = {name: getattr(session, name) for name in SESSION_FIELDS if name not in {*texts, "track"}}
    slots = [
        {
            "starts_at": slot.starts_at.isoformat(),
            "ends_at": slot.ends_at.isoformat(),
            "rooms": [slot.room.code] if slot.room else [],
        }
        for slot in session.slots.all()
    ]
    return {
        "code": session.code,
        **plain,
        **texts,
        "track": session.track.code if session.track else None,
        "state": str(ReleaseState.CANCELLED if session.is_cancelled else ReleaseState.CONFIRMED),
        "slots": slots,
        "people": [
            {"code": part.person.code, "role": str(part.role), "name": part.person.full_name}
            for part in session.parts.all()
        ],
    }


def told_released(row: ReleasedSession, times: list[ReleasedSession], language: str) -> dict[str, Any]:
    """Return a released session with all its times as the API tells it."""
    content, texts = row.content, row.texts
    return {
        "code": row.code,
        "kind": row.kind,
        "title": content["title"],
        "subtitle": content["subtitle"],
        "abstract": texts["abstract"],
        "description": texts["description"],
        "language": content["language"],
        "track": row.track or None,
        "minutes": content["minutes"],
        "state": str(row.state),
        "slots": [
            {"starts_at": time.starts_at.isoformat(), "ends_at": time.ends_at.isoformat(), "rooms": time.rooms}
            for time in times
        ],
        "people": [
            {"code": card["code"], "role": card["role"], "name": card["name"][language]} for card in content["people"]
        ],
    }


class RoomSerializer(serializers.Serializer[Any]):
    """A room."""

    code = serializers.CharField()
    name = LocalizedField()
    description = LocalizedField()
    capacity = serializers.IntegerField(allow_null=True)


class TrackSerializer(serializers.Serializer[Any]):
    """A track."""

    code = serializers.CharField()
    name = LocalizedField()


class SpeakerSerializer(serializers.Serializer[ReleasedPerson]):
    """Somebody who speaks, as released."""

    code = serializers.CharField()
    name = serializers.SerializerMethodField()
    post = serializers.CharField(source="content.post")
    organisation = LocalizedField(source="content.organisation")
    town = serializers.CharField(source="content.town")
    country = serializers.CharField(source="content.country")
    biography = LocalizedField(source="texts.biography")
    sessions = serializers.SerializerMethodField()

    def get_sessions(self, row: ReleasedPerson) -> list[str]:
        """Return the codes of their sessions, each once."""
        return list(dict.fromkeys(brief["code"] for brief in row.sessions))

    def get_name(self, row: ReleasedPerson) -> str:
        """Return the name in the language of the request."""
        names: dict[str, str] = row.content["name"]
        return names.get(self.context.get("language", "ru")) or next(iter(names.values()), "")
