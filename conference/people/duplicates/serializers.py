"""Persons who are perhaps one, as the API tells and takes them."""

from typing import Any

from rest_framework import serializers

from conference.people.duplicates.services import CHOSEN
from conference.people.serializers import PersonSerializer


class PersonPairSerializer(serializers.Serializer[Any]):
    """Two persons who are perhaps one, and why."""

    one = PersonSerializer()
    other = PersonSerializer()
    reasons = serializers.ListField(child=serializers.CharField())


class MergePeopleSerializer(serializers.Serializer[Any]):
    """Who stays, who goes, and which fields are taken from whom goes; what is empty is taken in any case."""

    kept = serializers.CharField(max_length=8)
    gone = serializers.CharField(max_length=8)
    take = serializers.ListField(child=serializers.ChoiceField(choices=CHOSEN), required=False)


class ApartSerializer(serializers.Serializer[Any]):
    """Two persons by their codes."""

    codes = serializers.ListField(child=serializers.CharField(max_length=8), min_length=2, max_length=2)
