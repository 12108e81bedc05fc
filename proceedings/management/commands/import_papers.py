"""`manage.py import_papers FILE --event SLUG`: papers of a proceedings' metadata file into an event's volume."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from conference.core.commands import DataCommand
from conference.core.imports import ImportRefusedError, open_upload, parse_xml
from proceedings.papers.acl import read
from proceedings.papers.importing import import_collection


class Command(DataCommand):
    """Reads ACL Anthology XML; a second import of the same file changes nothing."""

    help = "Import papers (ACL Anthology XML) into the volume “main” of an event, which is made where it is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and the event's address."""
        parser.add_argument("file", help="the XML file")
        parser.add_argument("--event", required=True, help="address (slug) of the event")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import all that can be taken; name each row that cannot, and print a summary last."""
        slug: str = options["event"]
        try:
            collection = read(parse_xml(open_upload(options["file"])))
            report = import_collection(slug=slug, collection=collection, by=None)
        except ImportRefusedError as fault:
            raise CommandError(str(fault)) from fault
        except ValidationError as fault:
            raise CommandError(f"{slug}: {'; '.join(fault.messages)}") from fault
        for row in report.refused:
            self.stderr.write(f"refused: {row}")
        self.stdout.write(report.summary(slug))
