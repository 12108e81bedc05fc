"""Published schedules of real conferences, where they are at hand: everything comes in, and only once."""

import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django_scopes import scope

from conference.events.models import Event
from conference.programme.exchange.reading import read_schedule
from conference.programme.models import Release, Session

FILES = Path(__file__).resolve().parents[5] / "shared" / "data" / "schedules"
# File, address of the event, sessions, rooms, tracks, people.
REAL = [
    ("39C3.everything.schedule.json", "39c3", 895, 58, 9, 709),
    ("39C3.everything.schedule.xml", "39c3", 895, 58, 9, 709),
    ("debconf23.xml", "debconf23", 117, 5, 12, 87),
    ("pyconfr-2025-schedule.json", "pyconfr", 89, 13, 0, 87),
]
SECONDS = 20  # of the processor: eight on a quiet machine

needs_files = pytest.mark.skipif(not FILES.is_dir(), reason="the published schedules are not in ../shared here")


@needs_files
@pytest.mark.parametrize(("name", "slug", "sessions", "rooms", "tracks", "people"), REAL)
def test_nothing_is_refused(name, slug, sessions, rooms, tracks, people) -> None:
    schedule = read_schedule((FILES / name).read_bytes())
    assert schedule.refused == []
    counts = len(schedule.sessions), len(schedule.rooms), len(schedule.tracks), len(schedule.people)
    assert counts == (sessions, rooms, tracks, people)


@needs_files
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "slug", "sessions", "rooms", "tracks", "people"), REAL[1:])
def test_imported_twice_and_shown(name, slug, sessions, rooms, tracks, people, capsys) -> None:
    began = time.process_time()
    call_command("import_schedule", str(FILES / name), event=slug)
    assert time.process_time() - began < SECONDS
    call_command("import_schedule", str(FILES / name), event=slug)
    first, second = capsys.readouterr().out.strip().splitlines()
    end = f"{rooms} rooms, {people} people, 0 rows refused"
    assert first == f"{slug}: {sessions} sessions ({sessions} created, 0 updated, 0 unchanged), {end}"
    assert second == f"{slug}: {sessions} sessions (0 created, 0 updated, {sessions} unchanged), {end}"
    with scope(event=Event.objects.get(slug=slug)):
        assert Session.objects.count() == sessions
        assert Release.objects.count() == 1
    assert Client().get(f"/en/{slug}/programme/?view=grid").status_code == 200


@needs_files
@pytest.mark.django_db
def test_xml_after_json_changes_nothing(capsys) -> None:
    for name, slug, *_counts in REAL[:2]:
        call_command("import_schedule", str(FILES / name), event=slug)
    assert "(0 created, 0 updated, 895 unchanged)" in capsys.readouterr().out
    with scope(event=Event.objects.get()):
        assert Release.objects.count() == 1
