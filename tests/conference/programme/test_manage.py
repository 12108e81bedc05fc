"""The team's pages: who may, what a form refuses, and that its cost does not grow with the rows."""

import pytest
from django.test import Client
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.programme.models import Release, Room, Session, Slot, Track
from conference.programme.services.slots import place_session
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory
from tests.factories.programme import RoomFactory, SessionFactory, SessionPersonFactory, TrackFactory, at, placed
from tests.support.queries import assert_same_for_more_rows
from tests.support.workspace import page

BASE = "/manage/konf/programme/"
READ = ["", "board/", "conflicts/", "rooms/", "tracks/"]
WRITE = ["add/", "place/", "release/", "rooms/add/", "tracks/add/"]


@pytest.fixture
def chair(draft, member_of, signed_in) -> Client:
    return signed_in(member_of(draft, Role.CHAIR))


@pytest.fixture
def reviewer(draft, member_of, signed_in) -> Client:
    return signed_in(member_of(draft, Role.REVIEWER))


@pytest.mark.parametrize("part", READ)
def test_the_whole_team_reads_and_strangers_find_nothing(draft, reviewer, member_of, signed_in, part) -> None:
    assert reviewer.get(BASE + part).status_code == 200
    assert signed_in(member_of(draft)).get(BASE + part).status_code == 404
    assert signed_in(member_of(EventFactory(), Role.OWNER)).get(BASE + part).status_code == 404


@pytest.mark.parametrize("part", WRITE)
def test_only_the_chair_writes(draft, reviewer, chair, part) -> None:
    assert reviewer.get(BASE + part).status_code == 403
    assert chair.get(BASE + part).status_code == 200


def test_who_may_only_read_is_offered_nothing_to_write(draft, reviewer) -> None:
    for part in [*READ, f"sessions/{draft.talk.code}/"]:
        html = page(reviewer, draft, f"programme/{part}")
        assert "programme/add/" not in html
        assert "data-cell" not in html
        assert 'method="post"' not in html.replace("language-switch", "")


def test_another_events_rows_are_not_found(draft, chair) -> None:
    other = EventFactory()
    with scope(event=other):
        session, room, track = placed(other), RoomFactory(event=other), TrackFactory(event=other)
        slot = session.slots.get()
    for part in (f"sessions/{session.code}/", f"rooms/{room.code}/", f"tracks/{track.code}/", f"place/?slot={slot.pk}"):
        assert chair.get(BASE + part).status_code == 404
    assert chair.post(f"{BASE}slots/{slot.pk}/remove/").status_code == 404
    assert chair.post(f"{BASE}sessions/{session.code}/cancel/").status_code == 404
    with scope(event=other):
        assert Slot.objects.count() == 1


def test_a_session_is_added_with_titles_in_two_languages(draft, chair) -> None:
    answer = chair.post(
        BASE + "add/",
        {"kind": "workshop", "title_0": "Мастерская", "title_1": "Шеберхана", "minutes": "45", "language": "kk"},
    )
    with scope(event=draft):
        made = Session.objects.get(kind="workshop")
    assert answer.url == f"{BASE}sessions/{made.code}/"
    assert made.title.data == {"ru": "Мастерская", "kk": "Шеберхана", "en": ""} or made.title.data == {
        "ru": "Мастерская",
        "kk": "Шеберхана",
    }
    assert (made.minutes, made.language) == (45, "kk")


def test_what_is_refused_is_said_and_nothing_typed_is_lost(draft, chair) -> None:
    answer = chair.post(BASE + "add/", {"kind": "talk", "subtitle_1": "Қосымша", "minutes": "0"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "error-summary" in html
    assert "Қосымша" in html
    with scope(event=draft):
        assert Session.objects.count() == 2


def test_changing_the_language_saves_nothing_and_keeps_what_was_typed(draft, chair) -> None:
    answer = chair.post(BASE + "add/", {"switch_language": "kk", "title_0": "Мастерская", "minutes": "0"})
    html = answer.content.decode()
    assert "Мастерская" in html
    assert "error-summary" not in html
    assert '<html lang="kk"' in html


def test_a_session_is_changed(draft, chair) -> None:
    data = {"kind": "plenary", "title_1": "Жаңа атау", "minutes": "30", "language": "kk"}
    chair.post(f"{BASE}sessions/{draft.talk.code}/change/", data)
    with scope(event=draft):
        draft.talk.refresh_from_db()
    assert str(draft.talk.kind) == "plenary"
    assert draft.talk.title.data.get("kk") == "Жаңа атау"


def test_a_foreign_track_is_refused(draft, chair) -> None:
    other = EventFactory()
    with scope(event=other):
        track = TrackFactory(event=other)
    answer = chair.post(BASE + "add/", {"kind": "talk", "title_0": "Доклад", "minutes": "20", "track": track.pk})
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_people_are_found_and_named(draft, chair) -> None:
    with scope(event=draft):
        guest = PersonFactory(event=draft, family_name="Өскемен", given_name="Ақбота", patronymic="")
    url = f"{BASE}sessions/{draft.talk.code}/"
    html = chair.get(url, {"q": "oskemen", "role": "moderator"}).content.decode()
    assert f'value="{guest.code}"' in html
    chair.post(f"{url}people/", {"person": guest.code, "role": "moderator"})
    with scope(event=draft):
        part = draft.talk.parts.get(person=guest)
        assert part.role == "moderator"
    chair.post(f"{url}people/{part.pk}/", {"do": "up"})
    with scope(event=draft):
        parts = list(draft.talk.parts.select_related("person"))
    assert parts[0].person == guest
    chair.post(f"{url}people/{parts[0].pk}/", {"do": "remove"})
    with scope(event=draft):
        assert [each.person for each in draft.talk.parts.all()] == [draft.person]


def test_nobody_of_another_event_can_be_named(draft, chair) -> None:
    other = EventFactory()
    with scope(event=other):
        stranger = PersonFactory(event=other)
    answer = chair.post(f"{BASE}sessions/{draft.talk.code}/people/", {"person": stranger.code, "role": "speaker"})
    assert answer.status_code == 404


def test_cancelling_and_deleting(released, chair) -> None:
    url = f"{BASE}sessions/{released.talk.code}/"
    chair.post(f"{url}cancel/")
    with scope(event=released):
        released.talk.refresh_from_db()
    assert released.talk.is_cancelled
    assert chair.post(f"{url}remove/").url == url
    chair.post(f"{url}cancel/", {"do": "restore"})
    with scope(event=released):
        fresh = SessionFactory(event=released)
    assert chair.post(f"{BASE}sessions/{fresh.code}/remove/").url == BASE


def test_placing_by_the_form(draft, chair) -> None:
    with scope(event=draft):
        session = SessionFactory(event=draft, minutes=30)
    form = chair.get(f"{BASE}place/", {"session": session.code, "room": draft.hall.code, "at": "2026-12-15T11:15"})
    assert f'value="{draft.hall.code}" selected' in form.content.decode()
    data = {"session": session.code, "room": draft.hall.code, "day": "2026-12-15", "time": "11:15"}
    answer = chair.post(BASE + "place/", data)
    assert answer.url == f"{BASE}board/?day=2026-12-15"
    with scope(event=draft):
        slot = session.slots.get()
    assert (slot.starts_at, slot.ends_at) == (at(draft, 11, 15, day=1), at(draft, 11, 45, day=1))
    chair.post(BASE + "place/", {**data, "slot": slot.pk, "room": "", "time": "12:00"})
    with scope(event=draft):
        slot.refresh_from_db()
    assert (slot.room, slot.starts_at) == (None, at(draft, 12, day=1))


@pytest.mark.parametrize(
    "wrong", [{"day": "2030-01-01"}, {"time": "25:00"}, {"room": "NOTHING2"}, {"session": ""}, {"minutes": "-5"}]
)
def test_a_place_that_makes_no_sense_is_refused(draft, chair, wrong) -> None:
    data = {"session": draft.talk.code, "room": "", "day": "2026-12-14", "time": "11:15"} | wrong
    answer = chair.post(BASE + "place/", data)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_the_same_place_twice_is_refused_in_words(draft, chair) -> None:
    data = {"session": draft.talk.code, "room": draft.hall.code, "day": "2026-12-14", "time": "10:00"}
    assert "error-summary" in chair.post(BASE + "place/", data).content.decode()


@pytest.mark.parametrize("slot", ["abc", "999999", "-1", "9" * 30])
def test_a_slot_that_is_none_is_not_found(draft, chair, slot) -> None:
    assert chair.get(f"{BASE}place/", {"slot": slot}).status_code == 404


def test_taking_off_the_grid(draft, chair) -> None:
    with scope(event=draft):
        slot = draft.talk.slots.get()
    chair.post(f"{BASE}slots/{slot.pk}/remove/")
    assert draft.talk.code in page(chair, draft, "programme/", state="unplaced")
    assert str(draft.talk) in page(chair, draft, "programme/board/")


def test_rooms_and_tracks(draft, chair) -> None:
    chair.post(BASE + "rooms/add/", {"name_0": "Читальный зал", "capacity": "25"})
    chair.post(BASE + "tracks/add/", {"name_2": "Rare books"})
    with scope(event=draft):
        room = Room.objects.get(capacity=25)
        track = Track.objects.last()
    chair.post(f"{BASE}rooms/{room.code}/", {"name_0": "Зал редкой книги", "capacity": ""})
    chair.post(f"{BASE}tracks/{track.code}/", {"name_0": "Редкие книги"})
    assert "Зал редкой книги" in page(chair, draft, "programme/rooms/")
    assert "Редкие книги" in page(chair, draft, "programme/tracks/")
    chair.post(f"{BASE}rooms/{room.code}/remove/")
    chair.post(f"{BASE}rooms/{draft.hall.code}/remove/")
    chair.post(f"{BASE}tracks/{track.code}/remove/")
    with scope(event=draft):
        assert Room.objects.filter(pk=draft.hall.pk).exists()
        assert Room.objects.count() == 2
        assert Track.objects.count() == 1


def test_a_room_without_a_name_is_refused(draft, chair) -> None:
    assert "error-summary" in chair.post(BASE + "rooms/add/", {"capacity": "25"}).content.decode()


def test_releasing_and_releasing_again(draft, chair) -> None:
    assert str(draft.talk) in page(chair, draft, "programme/release/")
    chair.post(BASE + "release/", {"name": "Программа", "comment": "Первая"})
    answer = chair.post(BASE + "release/", {}, follow=True)
    assert "messages" in answer.content.decode()
    with scope(event=draft):
        release = Release.objects.get()
        assert (release.name, release.released_by is not None) == ("Программа", True)
        place_session(
            session=draft.talk, slot=draft.talk.slots.get(), room=None, starts_at=at(draft, 15, day=1), by=None
        )
    html = page(chair, draft, "programme/release/")
    assert "10:00" in html
    assert "15:00" in html


def test_nothing_to_release(db, member_of, signed_in) -> None:
    event = EventFactory(slug="leer")
    client = signed_in(member_of(event, Role.CHAIR))
    assert "empty-state" in page(client, event, "programme/release/")
    client.post("/manage/leer/programme/release/", {})
    with scope(event=event):
        assert not Release.objects.exists()
    for part in READ:
        page(client, event, f"programme/{part}")


def test_dashboard_says_how_far_it_is(draft, reviewer) -> None:
    with scope(event=draft):
        SessionFactory(event=draft)
    assert "?state=unplaced" in page(reviewer, draft)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "kenistik"}, True),
        ({"q": "Толегенова"}, True),
        ({"kind": "break"}, False),
        ({"state": "placed"}, True),
        ({"state": "unplaced"}, False),
        ({"state": "cancelled"}, False),
    ],
)
def test_list_is_narrowed(draft, reviewer, query, found) -> None:
    assert (draft.talk.code in page(reviewer, draft, "programme/", **query)) is found


@pytest.mark.parametrize("part", ["programme/", "programme/board/", "programme/conflicts/"])
def test_lists_cost_the_same_for_more_rows(draft, reviewer, part) -> None:
    def add() -> None:
        with scope(event=draft):
            session = placed(draft, room=draft.hall, track=draft.talk.track, title=i18n(ru="Ещё доклад"))
            SessionPersonFactory(session=session, person=PersonFactory(event=draft))

    assert_same_for_more_rows(reviewer, f"/manage/konf/{part}", add)


def test_the_board_shows_groups_of_rooms(draft, chair) -> None:
    with scope(event=draft):
        for number in range(8):
            RoomFactory(event=draft, name=i18n(ru=f"Кабинет {number}"), position=50 + number)
    assert "Кабинет 7" not in page(chair, draft, "programme/board/")
    assert "Кабинет 7" in page(chair, draft, "programme/board/", rooms="2")
    assert "Кабинет 7" in page(chair, draft, "programme/board/", rooms="99")
    page(chair, draft, "programme/board/", rooms="x", day="nonsense")
