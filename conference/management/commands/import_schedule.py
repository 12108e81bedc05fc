"""`manage.py import_schedule FILE --event SLUG`: a schedule in frab/Pentabarf XML, c3voc or pretalx JSON."""

from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import translation
from django_scopes import scope

from conference.core.commands import DataCommand
from conference.core.imports import ImportRefusedError, open_upload
from conference.events.models import Event
from conference.programme.exchange.reading import read_schedule
from conference.programme.exchange.rows import ScheduleFile
from conference.programme.exchange.writing import Stored, event_for, store_schedule
from conference.programme.services.releases import NothingChangedError, NothingPlacedError, release_programme

SHOWN = 50


class Command(DataCommand):
    """Takes in what it can, reports the rest row by row, and publishes the result."""

    help = "Import a published schedule (frab/Pentabarf XML, c3voc JSON, pretalx grid JSON) into an event."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the event and the choices."""
        parser.add_argument("file")
        parser.add_argument("--event", required=True, metavar="SLUG", help="created from the file when it is missing")
        parser.add_argument("--title", default="", help="name of a new event, where the file has none")
        parser.add_argument("--timezone", default="", help="zone of a new event, where the file names none")
        parser.add_argument("--no-release", action="store_true", help="leave the public programme as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import in one transaction; on a fault nothing is stored, one line says why, and the exit code is 1."""
        try:
            schedule = read_schedule(open_upload(options["file"]))
            with translation.override("en"), transaction.atomic():
                event = event_for(
                    schedule, slug=options["event"], by=None, zone=options["timezone"], title=options["title"]
                )
                with scope(event=event):
                    stored = self._store(schedule, event, options)
        except ImportRefusedError as fault:
            raise CommandError(str(fault)) from fault
        self._report(schedule, event, stored)

    def _store(self, schedule: ScheduleFile, event: Event, options: dict[str, Any]) -> Stored:
        stored = store_schedule(schedule=schedule, event=event, by=None)
        if not options["no_release"]:
            with suppress(NothingChangedError, NothingPlacedError):
                release_programme(event=event, by=None, name=schedule.version[:100])
        return stored

    def _report(self, schedule: ScheduleFile, event: Event, stored: Stored) -> None:
        for refusal in schedule.refused[:SHOWN]:
            self.stderr.write(f"refused: {refusal}")
        if len(schedule.refused) > SHOWN:
            self.stderr.write(f"refused: … and {len(schedule.refused) - SHOWN} more")
        if stored.missing:
            self.stdout.write(f"{stored.missing} sessions of this event are not in the file; they stay as they are")
        self.stdout.write(
            f"{event.slug}: {stored.sessions} sessions ({stored.created} created, {stored.updated} updated, "
            f"{stored.unchanged} unchanged), {stored.rooms} rooms, {stored.people} people, "
            f"{len(schedule.refused)} rows refused"
        )
