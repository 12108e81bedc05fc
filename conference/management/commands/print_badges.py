"""`manage.py print_badges EVENT --output FILE`: the badges of everybody who comes in person, as one PDF file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django_scopes import scope

from conference.badges import queries, services
from conference.core.commands import DataCommand
from conference.events.models import Event


class Command(DataCommand):
    """Renders in chunks and says how far it is."""

    help = "Write the badges of an event into a PDF file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the event and the file; narrow the choice."""
        parser.add_argument("event", help="the event's address word")
        parser.add_argument("--output", required=True, type=Path, help="the PDF file to write")
        parser.add_argument("--category", default="", help="only this category, by its code")
        parser.add_argument("--only-new", action="store_true", help="leave out badges that were printed and still hold")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file. Raises CommandError for an unknown event, nothing to print, or a folder that is missing."""
        event = Event.objects.filter(slug=options["event"]).first()
        if event is None:
            raise CommandError(f"There is no event {options['event']}")
        output: Path = options["output"]
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}")
        with scope(event=event):
            design = services.design_of(event)
            rows = queries.to_print(
                event, category=options["category"], only_new=options["only_new"], language=design.language
            )
            if not rows:
                raise CommandError("There is no badge to print")
            output.write_bytes(services.sheets_pdf(rows, design, progress=self._say))
            services.remember_printed(event=event, registrations=rows, by=None)
        self.stdout.write(self.style.SUCCESS(f"{len(rows)} badges in {output}"))

    def _say(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} / {total}")
