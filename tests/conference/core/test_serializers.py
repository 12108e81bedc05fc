"""Fields that are derived once for a class of serializers are each instance's own, and the same as Django REST's."""

from rest_framework import serializers

from conference.core.serializers import QuickFields


class Guest(serializers.Serializer):
    """Somebody, with a list and a table, whose fields know their context through their parents."""

    name = serializers.CharField(max_length=5)
    languages = serializers.ListField(child=serializers.ChoiceField(choices=["ru", "kk"]), required=False)
    answers = serializers.DictField(child=serializers.IntegerField(min_value=1), required=False)


class Quick(QuickFields, Guest):
    """The same, quickly."""


class Visit(QuickFields, serializers.Serializer):
    """Holds another one."""

    guest = Quick()
    code = serializers.SlugField(source="guest.name", read_only=True)


def faults(kind, data):
    serializer = kind(data=data)
    serializer.is_valid()
    return serializer.errors, serializer.validated_data


def test_it_judges_as_the_usual_one() -> None:
    for data in (
        {},
        {"name": "Айгүл", "languages": ["ru"], "answers": {"a": 2}},
        {"name": "too long", "languages": ["xx"], "answers": {"a": 0}},
        {"name": None, "languages": "ru", "answers": [1]},
    ):
        assert faults(Quick, data) == faults(Guest, data)


def test_fields_are_the_own_of_each_instance() -> None:
    one, other = Visit(context={"n": 1}), Visit(context={"n": 2})
    one.fields["guest"].fields["name"].required = False
    assert other.fields["guest"].fields["name"].required
    for each, n in ((one, 1), (other, 2)):
        guest = each.fields["guest"]
        assert guest.parent is each
        assert guest.fields["languages"].child.parent is guest.fields["languages"]
        assert guest.fields["languages"].child.context == {"n": n}
        assert guest.fields["answers"].child.root is each


def test_a_class_derived_from_it_has_its_own() -> None:
    class More(Quick):
        post = serializers.CharField()

    assert list(More().fields) == ["name", "languages", "answers", "post"]
    assert list(Quick().fields) == ["name", "languages", "answers"]


def test_a_list_of_them_is_told() -> None:
    rows = [{"guest": {"name": "А"}}, {"guest": {"name": "Б"}}]
    assert [row["guest"]["name"] for row in Visit(rows, many=True).data] == ["А", "Б"]
