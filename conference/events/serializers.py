"""An event as the API tells it."""

from rest_framework import serializers

from conference.core.serializers import LocalizedField
from conference.events.models import Event


class EventSerializer(serializers.ModelSerializer[Event]):
    """What everybody may know of an event."""

    name = LocalizedField()
    theme = LocalizedField()
    about = LocalizedField()
    venue = LocalizedField()
    address = LocalizedField()
    town = LocalizedField()
    country = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Event
        fields = (
            "slug name theme about starts_on ends_on timezone venue address town country languages accent is_public"
        ).split()
