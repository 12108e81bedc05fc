"""Small schedules in each format, to be changed by tests."""

import copy
import json
from typing import Any

ENTRY: dict[str, Any] = {
    "guid": "g-1",
    "id": 7,
    "code": "ABC123",
    "date": "2026-12-14T10:00:00+05:00",
    "start": "10:00",
    "duration": "00:30",
    "room": "Зал 1",
    "slug": "konf-7-doklad",
    "title": "Кітапхана кеңістікті кеңейтеді",
    "subtitle": "",
    "language": "kk",
    "track": "Краеведение",
    "type": "Talk",
    "abstract": "Қысқаша",
    "description": "Толық",
    "persons": [{"guid": "p-1", "name": "Төлегенова Ұлжан", "biography": "Кітапханашы"}],
    "links": [{"url": "https://example.org/slides", "title": "Слайдтар"}],
    "recording_license": "CC BY 4.0",
    "do_not_record": True,
    "feedback_url": "https://example.org/feedback",
}
FILE: dict[str, Any] = {
    "schedule": {
        "version": "1.0",
        "base_url": "https://example.org/",
        "conference": {
            "acronym": "konf",
            "title": "Конференция",
            "start": "2026-12-14",
            "end": "2026-12-15",
            "time_zone_name": "Asia/Almaty",
            "timeslot_duration": "00:10",
            "tracks": [{"name": "Краеведение", "color": "#0b5c63"}],
            "rooms": [{"name": "Зал 1", "guid": "r-1", "capacity": 120, "description_de": "Erdgeschoss"}],
            "days": [
                {
                    "index": 1,
                    "date": "2026-12-14",
                    "day_start": "2026-12-14T09:00:00+05:00",
                    "day_end": "2026-12-14T20:00:00+05:00",
                    "rooms": {"Зал 1": [ENTRY]},
                },
            ],
        },
    }
}
XML = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <version>1.0</version>
  <conference>
    <acronym>konf</acronym><title>Конференция</title><start>2026-12-14</start><end>2026-12-15</end>
    <time_zone_name>Asia/Almaty</time_zone_name><timeslot_duration>00:10</timeslot_duration>
    <base_url>https://example.org/</base_url><track name="Краеведение" color="#0b5c63"/>
  </conference>
  <day index="1" date="2026-12-14" start="2026-12-14T09:00:00+05:00" end="2026-12-14T20:00:00+05:00">
    <room name="Зал 1">
      <event guid="g-1" id="7" code="ABC123">
        <date>2026-12-14T10:00:00+05:00</date><start>10:00</start><duration>00:30</duration>
        <room>Зал 1</room><slug>konf-7-doklad</slug><title>Кітапхана кеңістікті кеңейтеді</title><subtitle/>
        <language>kk</language><track>Краеведение</track><type>Talk</type>
        <abstract>Қысқаша</abstract><description>Толық</description>
        <persons><person guid="p-1">Төлегенова Ұлжан</person></persons>
        <links><link href="https://example.org/slides">Слайдтар</link></links>
        <recording><license>CC BY 4.0</license><optout>true</optout></recording>
        <feedback_url>https://example.org/feedback</feedback_url>
      </event>
    </room>
  </day>
</schedule>
"""
GRID: dict[str, Any] = {
    "schedule": {
        "2026-12-14": {
            "600": {
                "12": {
                    "code": "QWERTY",
                    "title": "Atelier",
                    "speakers": [{"code": "PERSON", "name": "Lucie Anglade", "biography": "Dev"}],
                    "submission_type": {"name": {"fr": "Atelier", "en": "Workshop"}},
                    "description": "Texte",
                    "duration": 60,
                    "content_locale": "fr",
                    "slots": [
                        {
                            "start": "2026-12-14T10:00:00+01:00",
                            "end": "2026-12-14T11:00:00+01:00",
                            "room": {"name": {"fr": "B003"}},
                        }
                    ],
                }
            }
        }
    },
    "rooms": [{"name": {"fr": "B003"}, "uuid": "u-1", "capacity": 290}],
    "extra": {"2026-12-14": {"540": {"id": "tea", "title": {"fr": "Petit-déjeuner", "en": "Breakfast"}}}},
}


def with_entries(*entries: Any) -> bytes:
    """Return the JSON file with these entries instead of its own."""
    data = copy.deepcopy(FILE)
    data["schedule"]["conference"]["days"][0]["rooms"] = {"Зал 1": list(entries)}
    return json.dumps(data).encode()


def with_days(*days: dict[str, Any]) -> bytes:
    """Return the JSON file whose days have these values changed."""
    data = copy.deepcopy(FILE)
    conference = data["schedule"]["conference"]
    conference["days"] = [copy.deepcopy(conference["days"][0]) | day for day in days]
    return json.dumps(data).encode()
