"""`manage.py export_schedule FILE --event SLUG`: the plan of an event as frab XML or c3voc JSON."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django_scopes import scope

from conference.core.commands import DataCommand
from conference.events.models import Event
from conference.programme.exchange.exporting import schedule_of
from conference.programme.exchange.formats import WRITERS


class Command(DataCommand):
    """Writes what stands in the plan, each session in its own language; `import_schedule` reads it again."""

    help = "Export an event's plan as frab XML or c3voc JSON that passes the public schemas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the event and the format."""
        parser.add_argument("file", help="written anew; its ending tells the format")
        parser.add_argument("--event", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=sorted(WRITERS), help="where the file's ending does not tell it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file; the last line says what is in it."""
        file = Path(options["file"])
        write = WRITERS.get(options["format"] or file.suffix.removeprefix(".").lower())
        if write is None:
            raise CommandError(f"{file}: name it .xml or .json, or give --format.")
        event = Event.objects.filter(slug=options["event"]).first()
        if event is None:
            raise CommandError(f"There is no event “{options['event']}”.")
        with scope(event=event):
            schedule = schedule_of(event)
        days = schedule["conference"]["days"]
        if not days:
            raise CommandError(f"Nothing stands in the plan of “{event.slug}” yet.")
        try:
            file.write_bytes(write(schedule))
        except OSError as fault:
            raise CommandError(f"{file}: cannot be written ({fault.strerror}).") from fault
        entries = [entry for day in days for row in day["rooms"].values() for entry in row]
        people = {person["guid"] for entry in entries for person in entry["persons"]}
        rooms = {entry["room"] for entry in entries if entry["room"]}
        self.stdout.write(
            f"{event.slug}: {len(entries)} entries, {len(days)} days, {len(rooms)} rooms, {len(people)} people"
        )
