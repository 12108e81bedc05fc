"""Calendars: stable names, a sequence that grows only with changes, cancelled entries, the same bytes each time."""

import icalendar
from django.test import Client
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.programme.choices import Kind
from conference.programme.models import Session
from conference.programme.services.releases import release_programme
from conference.programme.services.sessions import cancel_session
from conference.programme.services.slots import place_session, unplace_session
from tests.factories.programme import at


def entries(address: str = "/kk/konf/programme.ics") -> dict[str, icalendar.Event]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(entry["uid"]): entry for entry in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def test_whole_programme(released) -> None:
    found = entries()
    assert len(found) == 2
    entry = found[f"{released.talk.code}@testserver"]
    assert entry["summary"] == "Кітапхана кеңістікті кеңейтеді"
    assert entry["status"] == "CONFIRMED"
    assert entry["sequence"] == 1
    assert entry.decoded("dtstart") == at(released, 10)
    assert "Үлкен зал" in entry["location"]
    assert "Төлегенова Ұлжан" in entry["description"]
    assert entry["url"] == f"http://testserver/kk/konf/programme/{released.talk.code}/"
    assert entry.decoded("dtstamp") == released.release.released_at.replace(microsecond=0)


def test_one_session(released) -> None:
    assert list(entries(f"/ru/konf/programme/{released.talk.code}.ics")) == [f"{released.talk.code}@testserver"]


def test_same_bytes_for_the_same_release(released) -> None:
    first, second = (Client().get("/ru/konf/programme.ics").content for _ in range(2))
    assert first == second


def test_what_moved_gets_a_higher_sequence_and_the_rest_keeps_its_own(released) -> None:
    with scope(event=released):
        slot = released.talk.slots.get()
        place_session(session=released.talk, slot=slot, room=None, starts_at=at(released, 12), by=None)
        release_programme(event=released, by=None)
    found = {uid.split("@")[0]: entry["sequence"] for uid, entry in entries().items()}
    assert found.pop(released.talk.code) == 2
    assert list(found.values()) == [1]


def test_the_place_is_the_released_one(released) -> None:
    before = entries()[f"{released.talk.code}@testserver"]["location"]
    type(released).objects.filter(pk=released.pk).update(venue=i18n(kk="Сарай"))
    assert entries()[f"{released.talk.code}@testserver"]["location"] == before
    with scope(event=released):
        release_programme(event=released, by=None)
    entry = entries()[f"{released.talk.code}@testserver"]
    assert ("Сарай" in entry["location"], entry["sequence"]) == (True, 2)


def test_cancelled_and_withdrawn_sessions_stay_in_the_calendar(released) -> None:
    with scope(event=released):
        cancel_session(session=released.talk, by=None)
        unplace_session(slot=Session.objects.get(kind=Kind.BREAK).slots.get(), by=None)
        release_programme(event=released, by=None)
    assert {(str(entry["status"]), entry["sequence"]) for entry in entries().values()} == {("CANCELLED", 2)}


def test_a_second_time_has_its_own_name(draft) -> None:
    with scope(event=draft):
        place_session(session=draft.talk, room=None, starts_at=at(draft, 10, day=1), by=None)
        release_programme(event=draft, by=None)
    names = set(entries(f"/ru/konf/programme/{draft.talk.code}.ics"))
    assert names == {f"{draft.talk.code}@testserver", f"{draft.talk.code}-2@testserver"}
