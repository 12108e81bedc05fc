"""Whole files into rows: what is kept, what is refused with its place, and files that are none."""

import copy
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.core.imports import ImportRefusedError
from conference.programme.choices import Kind
from conference.programme.exchange.reading import read_schedule
from tests.conference.programme.exchange.samples import ENTRY, FILE, GRID, XML, with_days, with_entries

NEXT_DAY = {
    "index": 2,
    "date": "2026-12-15",
    "day_start": "2026-12-15T09:00:00+05:00",
    "day_end": "2026-12-15T20:00:00+05:00",
    "rooms": {},
}


def one(data: bytes):
    schedule = read_schedule(data)
    assert [str(refusal) for refusal in schedule.refused] == []
    return schedule, next(iter(schedule.sessions.values()))


@pytest.mark.parametrize("data", [json.dumps(FILE).encode(), XML.encode()], ids=["json", "xml"])
def test_everything_is_kept(data) -> None:
    schedule, row = one(data)
    assert (schedule.title, schedule.acronym, schedule.zone) == ("Конференция", "konf", "Asia/Almaty")
    assert schedule.extra["base_url"] == "https://example.org/"
    assert schedule.extra["timeslot_duration"] == "00:10"
    assert schedule.version == "1.0"
    assert (row.guid, row.number, row.slug, row.kind) == ("g-1", 7, "konf-7-doklad", Kind.TALK)
    assert (row.minutes, row.language, row.track) == (30, "kk", "Краеведение")
    assert row.title == {"": "Кітапхана кеңістікті кеңейтеді"}
    assert row.slots[0].room == "Зал 1"
    assert row.slots[0].starts_at.isoformat() == "2026-12-14T10:00:00+05:00"
    assert row.people == ["guid:p-1"]
    assert schedule.people["guid:p-1"].name == "Төлегенова Ұлжан"
    assert row.extra["recording"] == {"license": "CC BY 4.0", "optout": True}
    assert row.extra["links"] == [{"url": "https://example.org/slides", "title": "Слайдтар"}]
    assert row.extra["feedback_url"] == "https://example.org/feedback"
    assert row.extra["code"] == "ABC123"
    assert schedule.tracks["Краеведение"].colour == "#0b5c63"


def test_both_formats_say_the_same() -> None:
    _, first = one(json.dumps(FILE).encode())
    _, second = one(XML.encode())
    assert {**vars(first), "place": ""} == {**vars(second), "place": ""}


def test_rooms_of_the_json_are_richer() -> None:
    room = read_schedule(json.dumps(FILE).encode()).rooms["Зал 1"]
    assert (room.guid, room.capacity, room.description) == ("r-1", 120, {"de": "Erdgeschoss"})


def test_other_encodings_and_byte_order_marks() -> None:
    text = json.dumps(FILE, ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16"):
        assert len(read_schedule(text.encode(encoding)).sessions) == 1
    windows = XML.replace("UTF-8", "windows-1251").replace("Кітапхана кеңістікті кеңейтеді", "Доклад")
    windows = windows.replace("Қысқаша", "Кратко").replace("Толық", "Полно").replace("Төлегенова Ұлжан", "Иванова")
    assert one(windows.replace("Слайдтар", "Слайды").encode("cp1251"))[1].title == {"": "Доклад"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": " "}, "it has no title"),
        ({"title": None}, "it has no title"),
        ({"duration": "half an hour"}, "“half an hour” is not a length like 01:30"),
        ({"duration": "00:00"}, "a length of 0 minutes is not possible"),
        ({"date": "yesterday, early"}, "“yesterday, early” is not a date and time"),
        ({"guid": None, "id": None, "slug": ""}, "it has neither guid nor id, so a second import could not find it"),
        ({"guid": "x" * 300}, "its guid is longer than 200 characters"),
    ],
)
def test_a_bad_row_is_refused_with_its_place_and_the_rest_goes_on(change, reason) -> None:
    schedule = read_schedule(with_entries(ENTRY | {"guid": "bad", **change}, ENTRY))
    assert list(schedule.sessions) == ["g-1"]
    assert [refusal.place for refusal in schedule.refused] == ["day 1, Зал 1, entry 1"]
    assert reason in schedule.refused[0].reason


def test_places_in_xml_are_lines() -> None:
    bad = XML.replace("<duration>00:30</duration>", "<duration>?</duration>", 1)
    good = XML[XML.index("      <event") : XML.index("    </room>")].replace("g-1", "g-2")
    schedule = read_schedule(bad.replace("    </room>\n", good + "    </room>\n").encode())
    assert [refusal.place for refusal in schedule.refused] == ["line 11 (day 1, Зал 1, entry 1)"]


def test_entries_that_are_no_objects_are_refused() -> None:
    schedule = read_schedule(with_entries("a talk", None, 5, ENTRY))
    assert len(schedule.refused) == 3
    assert len(schedule.sessions) == 1


def test_a_guid_twice() -> None:
    again = ENTRY | {"date": "2026-12-15T10:00:00+05:00"}
    other = ENTRY | {"title": "Другое"}
    schedule = read_schedule(with_entries(ENTRY, again, other, ENTRY))
    assert len(schedule.sessions["g-1"].slots) == 2
    reasons = [refusal.reason for refusal in schedule.refused]
    assert "that of another session" in reasons[0]
    assert "twice" in reasons[1]


def test_a_bare_time_after_midnight_is_the_next_day() -> None:
    late = {"day_end": "2026-12-15T05:00:00+05:00"}
    data = json.loads(with_days(late))
    entry = data["schedule"]["conference"]["days"][0]["rooms"]["Зал 1"][0]
    entry |= {"date": None, "start": "01:15"}
    _, row = one(json.dumps(data).encode())
    assert row.slots[0].starts_at.isoformat() == "2026-12-15T01:15:00+05:00"


def test_people_without_a_name_are_refused_but_not_their_session() -> None:
    persons = [{"guid": "p-2"}, {"id": 3, "public_name": "Anna Brown"}, {"name": "Просто имя"}]
    schedule = read_schedule(with_entries(ENTRY | {"persons": persons}))
    assert schedule.sessions["g-1"].people == ["id:3", "name:Просто имя"]
    assert [str(refusal) for refusal in schedule.refused] == ["day 1, Зал 1, entry 1, person 1: there is no name"]


def test_what_is_too_long_or_large_for_a_column_is_kept_beside() -> None:
    _, row = one(with_entries(ENTRY | {"id": 10**12, "slug": "s" * 300, "language": "de, en, ru, kk"}))
    assert (row.number, row.slug, row.language) == (None, "", "de")
    assert row.extra["id"] == "1000000000000"
    assert row.extra["slug"] == "s" * 300
    assert row.extra["language"] == "de, en, ru, kk"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (({}, NEXT_DAY | {"day_start": "2026-12-14T19:00:00+05:00"}), "Days 1 and 2 overlap"),
        (({}, NEXT_DAY | {"date": "2026-12-14"}), "both are 2026-12-14"),
        (({"day_end": "2026-12-14T08:00:00+05:00"},), "before it starts"),
    ],
)
def test_days_that_overlap(days, words) -> None:
    with pytest.raises(ImportRefusedError, match=words):
        read_schedule(with_days(*days))


def test_days_that_touch_do_not_overlap() -> None:
    late = {"day_end": "2026-12-15T09:00:00+05:00"}
    assert len(read_schedule(with_days(late, NEXT_DAY)).sessions) == 1


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><schedule><conference><title>&b;</title></conference>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "neither XML nor JSON"),
        (b"[1, 2]", "neither XML nor JSON"),
        (XML.encode()[:400], "not well-formed XML"),
        (json.dumps(FILE).encode()[:400], "not well-formed JSON"),
        (XML.encode("utf-8").replace("Конференция".encode(), b"\xff\xfe\xff"), "not well-formed XML"),
        (b'{"schedule": "\xff\xff"}', "not text in UTF-8"),
        ((BOMB + "</schedule>").encode(), "declares entities"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule>&a;</schedule>', "declares entities"),
        (b"<rss/>", "root element is <rss>"),
        (b"<schedule/>", "no session"),
        (b"{}", "no object"),
        (b'{"schedule": {"conference": {"days": 5}}}', "no list"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    ],
)
def test_files_that_cannot_be_taken(data, words) -> None:
    with pytest.raises(ImportRefusedError, match=words):
        read_schedule(data)


def test_a_grid_of_submissions() -> None:
    schedule = read_schedule(json.dumps(GRID).encode())
    assert schedule.refused == []
    talk, tea = schedule.sessions["code:QWERTY"], schedule.sessions["extra:tea"]
    assert (talk.kind, talk.language, talk.minutes, talk.people) == (Kind.WORKSHOP, "fr", 60, ["code:PERSON"])
    assert talk.slots[0].room == "B003"
    assert schedule.rooms["B003"].capacity == 290
    assert (tea.kind, tea.slots[0].room, tea.minutes) == (Kind.BREAK, "", 60)
    assert tea.slots[0].starts_at.isoformat() == "2026-12-14T09:00:00+01:00"
    assert schedule.zone == "Etc/GMT-1"


def test_bad_rows_of_a_grid() -> None:
    data = copy.deepcopy(GRID)
    entry = data["schedule"]["2026-12-14"]["600"]["12"]
    backwards = [{"start": "2026-12-14T10:00:00+01:00", "end": "2026-12-14T09:00:00+01:00"}]
    data["schedule"]["2026-12-14"]["700"] = {
        "1": entry | {"code": "A", "title": ""},
        "2": entry | {"code": "B", "slots": []},
        "3": entry | {"code": "C", "slots": backwards},
    }
    data["extra"]["2026-12-14"]["never"] = {"title": "x"}
    schedule = read_schedule(json.dumps(data).encode())
    assert [refusal.place for refusal in schedule.refused] == [
        "schedule.2026-12-14.700.1",
        "schedule.2026-12-14.700.2",
        "schedule.2026-12-14.700.3",
        "extra.2026-12-14.never",
    ]


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9" * 5000])
@pytest.mark.parametrize("place", ['"id": 7', '"capacity": 120'])
def test_numbers_that_are_none_are_refused_in_one_line(place, number) -> None:
    text = json.dumps(FILE).replace(place, place.split(":")[0] + ": " + number)
    with pytest.raises(ImportRefusedError) as fault:
        read_schedule(text.encode())
    assert "\n" not in str(fault.value)
    assert len(str(fault.value)) < 120


def test_deep_nesting_costs_the_entry_or_the_file() -> None:
    deep = "[" * 900 + "]" * 900
    text = with_entries(ENTRY, ENTRY | {"guid": "deep", "logo": "DEEP"}).decode()
    schedule = read_schedule(text.replace('"DEEP"', deep).encode())
    assert [str(refusal) for refusal in schedule.refused] == ["day 1, Зал 1, entry 2: it is nested too deeply"]
    assert list(schedule.sessions) == ["g-1"]
    head = json.dumps(FILE).replace('"acronym"', f'"logo": {deep}, "acronym"', 1)
    for broken in (head, '{"schedule":' * 50_000 + "1" + "}" * 50_000):
        with pytest.raises(ImportRefusedError, match="nested too deeply"):
            read_schedule(broken.encode())


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(ENTRY)), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(ENTRY)), JUNK, max_size=6), JUNK)
def test_no_entry_however_broken_breaks_the_others(change, stray) -> None:
    schedule = read_schedule(with_entries(ENTRY | {"guid": "broken", **change}, stray, ENTRY | {"guid": "good"}))
    assert "good" in schedule.sessions


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["schedule", "rooms", "extra", "speakers"]), JUNK))
def test_any_json_is_read_or_refused_in_words(data) -> None:
    with suppress(ImportRefusedError):
        read_schedule(json.dumps(data).encode())
