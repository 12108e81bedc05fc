"""Made-up events: every talk has a place, nothing collides, and the same numbers give the same event."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_scopes import scope

from conference.core.synthetic import Words
from conference.core.text.transliteration import to_latin
from conference.events.models import Event
from conference.programme.models import Release, Session
from conference.programme.queries.plan import conflicts, standing

pytestmark = pytest.mark.django_db


def titles(slug: str) -> list[str]:
    event = Event.objects.get(slug=slug)
    with scope(event=event):
        return [str(session) for session in Session.objects.order_by("number")]


@pytest.mark.parametrize(("talks", "rooms", "days", "people"), [(1, 1, 1, 1), (40, 3, 2, 5), (120, 4, 1, 3)])
def test_everything_stands_without_a_clash(capsys, talks, rooms, days, people) -> None:
    call_command("generate_event", talks=talks, rooms=rooms, days=days, people=people, slug="many")
    said = capsys.readouterr().out.strip().splitlines()[-1]
    assert said.startswith(f"many: {talks} talks, {rooms} rooms, {days} days, {people} people")
    event = Event.objects.get()
    with scope(event=event):
        assert (standing(event).sessions, standing(event).unplaced) == (talks, 0)
        assert conflicts(event) == []
        assert Release.objects.count() == 1
    assert Client().get("/kk/many/programme/").status_code == 200


def test_the_same_numbers_give_the_same_event(capsys) -> None:
    for slug, seed in (("one", 1), ("two", 1), ("three", 2)):
        call_command("generate_event", talks=30, rooms=2, days=1, people=20, slug=slug, seed=seed)
    assert titles("one") == titles("two")
    names = [Words(1).name() for _ in range(1)]
    assert names == [Words(1).name()]
    assert Words(2).name() != Words(3).name() or Words(2).abstract() != Words(3).abstract()


def test_titles_are_different_and_in_three_languages() -> None:
    words = Words(1)
    found = [words.title(number) for number in range(1000)]
    for code in ("ru", "kk", "en"):
        assert len({title[code] for title in found}) == 1000
    assert any("ң" in title["kk"] or "қ" in title["kk"] for title in found)


def test_abstracts_are_as_long_as_asked_for_and_say_the_same_in_each_language() -> None:
    words = Words(1)
    for asked in (20, 150):
        lengths = {code: len(text.split()) for code, text in words.abstract(asked).items()}
        assert asked <= lengths["ru"] < asked + 20
        assert all(0.7 * asked < length < 2 * asked for length in lengths.values())


def test_names_come_in_three_scripts_with_and_without_a_patronymic() -> None:
    words = Words(1)
    names = [words.name() for _ in range(300)]
    assert {name.language for name in names} == {"ru", "kk", "en"}
    assert any(name.patronymic for name in names)
    assert any(not name.patronymic for name in names)
    assert all(to_latin(name.given) for name in names)


@pytest.mark.parametrize(
    "options", [{"talks": 0}, {"rooms": -1}, {"days": 999}, {"talks": 5000, "rooms": 1, "days": 1}, {"slug": "en"}]
)
def test_what_cannot_be_is_said_and_nothing_is_stored(options) -> None:
    sizes = {"talks": 10, "rooms": 2, "days": 1, "people": 5, **options}
    with pytest.raises(CommandError):
        call_command("generate_event", **sizes)
    assert not Event.objects.exists()


def test_an_address_that_is_taken(capsys) -> None:
    sizes = {"talks": 2, "rooms": 1, "days": 1, "people": 2}
    call_command("generate_event", **sizes)
    with pytest.raises(CommandError, match="already"):
        call_command("generate_event", **sizes)
