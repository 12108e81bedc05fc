"""`manage.py build_volume EVENT VOLUME --output DIR`: a volume's files without the web."""

import json
import shutil
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django_scopes import scope

from conference.core.commands import DataCommand
from conference.core.jobs.services import UserError
from conference.events.models import Event
from proceedings.publishing.book import Book, make_book
from proceedings.volumes.models import Volume


class Command(DataCommand):
    """Writes volume.pdf, a PDF for each article, and a manifest with a digest of every file."""

    help = "Build the PDF files of a volume into a directory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take event, volume, directory, and what decides the bytes."""
        parser.add_argument("event", help="address (slug) of the event")
        parser.add_argument("volume", help="address (slug) of the volume")
        parser.add_argument("--output", required=True, help="directory to write to; made where it is missing")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="")
        parser.add_argument("--date", default="", help="date of the files, 2026-12-14; default: of the last change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and write; the last line says what came out."""
        started = time.monotonic()
        event = Event.objects.filter(slug=options["event"]).first()
        if event is None:
            raise CommandError(f"There is no event “{options['event']}”.")
        with scope(event=event):
            volume = Volume.objects.select_related("event").filter(event=event, slug=options["volume"]).first()
            if volume is None:
                raise CommandError(f"The event “{event.slug}” has no volume “{options['volume']}”.")
            try:
                book = make_book(volume=volume, language=options["language"], at=_date(options["date"]))
            except UserError as fault:
                raise CommandError(str(fault)) from fault
        try:
            size = _write(book, Path(options["output"]))
        except OSError as fault:
            raise CommandError(f"{fault.filename}: cannot be written ({fault.strerror}).") from fault
        for note in book.notes:
            self.stderr.write(note)
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{event.slug}/{volume.slug}: {len(book.articles)} articles, {book.pages} pages, {size / 1e6:.1f} MB, "
            f"{book.language}, {seconds:.1f} s"
        )


def _date(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as fault:
        raise CommandError(f"“{text}” is not a date like 2026-12-14.") from fault


def _write(book: Book, folder: Path) -> int:
    """Write the files, the manifest last: where it stands, everything before it is whole. Return the volume's size."""
    for file in [*book.articles, book.whole]:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with file.open() as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
    manifest = json.dumps(book.manifest(), ensure_ascii=False, indent=2) + "\n"
    (folder / "manifest.json").write_text(manifest, "utf-8")
    return book.whole.size
