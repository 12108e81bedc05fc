"""The command: what it stores, says and refuses, and that a second run changes nothing."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.models import (
    ImportedPerson,
    ImportedSchedule,
    Release,
    ReleasedPerson,
    Room,
    Session,
    Slot,
    Track,
)
from conference.programme.services.sessions import create_session
from tests.conference.programme.exchange.samples import ENTRY, FILE, GRID, XML, with_days, with_entries
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """Import bytes and return what was written, the last line apart."""

    def go(data: bytes | str, slug: str = "konf", **options) -> tuple[str, str]:
        file = tmp_path / "schedule"
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        call_command("import_schedule", str(file), event=slug, **options)
        written = capsys.readouterr()
        lines = written.out.strip().splitlines()
        return lines[-1], "\n".join([*lines[:-1], written.err])

    return go


def rows() -> dict[str, int]:
    models = (Room, Track, Session, Slot, Person, ImportedPerson, ImportedSchedule, Release)
    return {model.__name__: model.objects.count() for model in models}


def test_a_missing_event_is_created_filled_and_released(run) -> None:
    said, _rest = run(json.dumps(FILE))
    assert said == "konf: 1 sessions (1 created, 0 updated, 0 unchanged), 1 rooms, 1 people, 0 rows refused"
    event = Event.objects.get(slug="konf")
    assert (str(event.starts_on), str(event.ends_on), event.timezone) == ("2026-12-14", "2026-12-15", "Asia/Almaty")
    assert event.languages[0] == "kk"
    assert event.is_public
    with scope(event=event):
        session = Session.objects.get()
        assert session.title.data == {"kk": "Кітапхана кеңістікті кеңейтеді"}
        assert (session.guid, session.number, session.track.colour) == ("g-1", 7, "#0b5c63")
        assert session.extra["recording"] == {"license": "CC BY 4.0", "optout": True}
        assert list(Session.objects.found_by("kenistikti")) == [session]
        person = session.people.get()
        assert (person.family_name, person.given_name) == ("Төлегенова", "Ұлжан")
        assert (Room.objects.get().capacity, Room.objects.get().guid) == (120, "r-1")
        assert ReleasedPerson.objects.get().texts["biography"] == {"kk": "Кітапханашы"}
        assert ImportedSchedule.objects.get().extra["acronym"] == "konf"
        assert Release.objects.get().name == "1.0"
    page = Client().get("/kk/konf/programme/").content.decode()
    assert "Кітапхана кеңістікті кеңейтеді" in page
    assert "https://example.org/slides" in Client().get(f"/kk/konf/programme/{session.code}/").content.decode()


def test_attachments_are_shown_beside_links_at_the_address_of_their_site(run) -> None:
    told = [{"url": "/media/slides.pdf", "title": "Тезисы"}, {"url": "https://[", "title": "нет"}, "x", {"url": "y"}]
    run(with_entries(ENTRY | {"attachments": told, "origin_url": "https://cfp.example.org/konf/talk/ABC123/"}))
    with scope(event=Event.objects.get()):
        address = f"/kk/konf/programme/{Session.objects.get().code}/"
    page = Client().get(address).content.decode()
    assert '<a href="https://cfp.example.org/media/slides.pdf" rel="noopener nofollow">Тезисы</a>' in page
    assert page.index("https://example.org/slides") < page.index("https://cfp.example.org/media/slides.pdf")
    assert "https://[" not in page


def test_a_second_import_changes_nothing_in_either_format(run) -> None:
    run(json.dumps(FILE))
    event = Event.objects.get()
    with scope(event=event):
        before = rows()
        codes = list(Session.objects.values_list("code", flat=True))
    for data in (json.dumps(FILE), XML, json.dumps(FILE)):
        said, _rest = run(data)
        assert "(0 created, 0 updated, 1 unchanged)" in said
        with scope(event=event):
            assert rows() == before
            assert list(Session.objects.values_list("code", flat=True)) == codes


def test_what_changed_in_the_file_is_taken_over(run) -> None:
    run(with_entries(ENTRY))
    changed = ENTRY | {
        "title": "Жаңа атау",
        "duration": "01:00",
        "persons": [{"guid": "p-1", "name": "Төлегенова Ұлжан Маратқызы"}, {"guid": "p-2", "name": "Anna Brown"}],
    }
    said, _rest = run(with_entries(changed, ENTRY | {"guid": "g-2", "date": "2026-12-14T12:00:00+05:00"}))
    assert "2 sessions (1 created, 1 updated, 0 unchanged), 1 rooms, 2 people" in said
    with scope(event=Event.objects.get()):
        session = Session.objects.get(guid="g-1")
        slot = session.slots.get()
        assert session.title.data == {"kk": "Жаңа атау"}
        assert (slot.ends_at - slot.starts_at).total_seconds() == 3600
        assert [part.person.full_name for part in session.parts.all()] == ["Төлегенова Ұлжан Маратқызы", "Anna Brown"]
        assert Release.objects.count() == 2


def test_a_name_that_the_team_corrected_stays(run) -> None:
    run(with_entries(ENTRY))
    with scope(event=Event.objects.get()):
        Person.objects.update(given_name="Ұлжан-Әсел")
    said, _rest = run(with_entries(ENTRY))
    assert "1 unchanged" in said
    with scope(event=Event.objects.get()):
        assert Person.objects.get().given_name == "Ұлжан-Әсел"


def test_sessions_that_the_file_does_not_know_stay(run) -> None:
    run(with_entries(ENTRY, ENTRY | {"guid": "g-2"}))
    said, rest = run(with_entries(ENTRY))
    assert "1 sessions (0 created, 0 updated, 1 unchanged)" in said
    assert "1 sessions of this event are not in the file" in rest
    with scope(event=Event.objects.get()):
        assert Session.objects.count() == 2


def test_numbers_change_hands_and_none_is_given_twice(run) -> None:
    first, second, third = (ENTRY | {"guid": f"g-{n}", "id": n} for n in (1, 2, 3))
    run(with_entries(first, second))
    event = Event.objects.get()
    with scope(event=event):
        own = create_session(event=event, by=None, title=i18n(ru="Своё"))
    swapped = with_entries(first | {"id": 2}, second | {"id": 1}, third)
    run(swapped)
    said, _rest = run(swapped)
    assert "(0 created, 0 updated, 3 unchanged)" in said
    with scope(event=event):
        numbers = dict(Session.objects.values_list("guid", "number"))
    assert numbers == {"g-1": 2, "g-2": 1, "g-3": None, own.guid: 3}


def test_an_event_that_is_there_keeps_its_own_words(run) -> None:
    event = EventFactory(slug="konf", languages=["ru"])
    run(with_entries(ENTRY | {"language": "de"}))
    stored = Event.objects.get()
    assert stored.name.data == event.name.data
    with scope(event=stored):
        assert Session.objects.get().title.data == {"ru": "Кітапхана кеңістікті кеңейтеді"}


def test_no_release_leaves_the_public_programme_alone(run) -> None:
    run(json.dumps(FILE), no_release=True)
    with scope(event=Event.objects.get()):
        assert not Release.objects.exists()


def test_refused_rows_are_told_and_the_rest_goes_on(run) -> None:
    said, rest = run(with_entries(ENTRY, ENTRY | {"guid": "g-2", "title": ""}))
    assert said.endswith("1 sessions (1 created, 0 updated, 0 unchanged), 1 rooms, 1 people, 1 rows refused")
    assert "refused: day 1, Зал 1, entry 2: it has no title" in rest


def test_a_grid_with_a_zone_and_a_title(run) -> None:
    said, _rest = run(json.dumps(GRID), timezone="Europe/Paris", title="PyCon")
    assert said == "konf: 2 sessions (2 created, 0 updated, 0 unchanged), 1 rooms, 1 people, 0 rows refused"
    event = Event.objects.get()
    assert (event.timezone, event.name.data) == ("Europe/Paris", {"en": "PyCon"})
    with scope(event=event):
        assert Session.objects.get(guid="extra:tea").title.data == {"en": "Breakfast"}


OVERLAP = {"index": 2, "date": "2026-12-15", "day_start": "2026-12-14T19:00:00+05:00", "rooms": {}}


@pytest.mark.parametrize(
    "data",
    [
        XML[:900],
        "no schedule",
        b"\xff\xfe{",
        with_days({}, OVERLAP),
        XML.replace("<schedule>", '<!DOCTYPE x [<!ENTITY a "b">]><schedule>', 1),
        "",
    ],
)
def test_broken_files_store_nothing_and_say_why_in_one_line(run, data) -> None:
    with pytest.raises(CommandError) as fault:
        run(data)
    assert "\n" not in str(fault.value)
    assert fault.value.returncode == 1
    assert not Event.objects.exists()


def test_a_file_over_the_limit_is_not_even_read(run, settings, monkeypatch) -> None:
    settings.IMPORT_MAX_BYTES = 100
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(CommandError, match="limit"):
        run(json.dumps(FILE))


def test_a_missing_file(db) -> None:
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_schedule", "/nowhere/schedule.xml", event="konf")


@pytest.mark.parametrize(("slug", "options"), [("en", {}), ("Қазақ", {}), ("konf", {"timezone": "Mars/Olympus"})])
def test_an_event_that_cannot_be(run, slug, options) -> None:
    with pytest.raises(CommandError) as fault:
        run(json.dumps(FILE), slug, **options)
    assert "\n" not in str(fault.value)
    assert not Event.objects.exists()


def test_a_fault_halfway_leaves_nothing(run, monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("conference.management.commands.import_schedule.release_programme", fail)
    with pytest.raises(RuntimeError):
        run(json.dumps(FILE))
    assert not Event.objects.exists()


def test_another_events_rooms_are_not_taken(run) -> None:
    run(json.dumps(FILE), "one")
    run(json.dumps(FILE), "two")
    events = Event.objects.all()
    with scope(event=events[0]):
        first = set(Room.objects.values_list("pk", flat=True))
    with scope(event=events[1]):
        second = set(Room.objects.values_list("pk", flat=True))
    assert len(first | second) == 2


def test_titles_by_language_stay_apart(run) -> None:
    title = {"ru": "Доклад", "en": "Talk", "fr": "Exposé"}
    run(with_entries(ENTRY | {"title": title}))
    with scope(event=Event.objects.get()):
        assert Session.objects.get().title.data == i18n(kk="Exposé", ru="Доклад", en="Talk").data
