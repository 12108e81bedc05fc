"""`manage.py permission_matrix`: writes docs/permissions.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from conference.config.access_matrix import as_markdown

FILE = Path(settings.BASE_DIR) / "docs" / "permissions.md"


class Command(BaseCommand):
    """Writes the matrix of every address and role."""

    help = "Write docs/permissions.md"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name another file."""
        parser.add_argument("--file", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        with translation.override("en"):
            options["file"].write_text(as_markdown(), "utf-8")
        self.stdout.write(f"Wrote {options['file']}")
