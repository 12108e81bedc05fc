"""`manage.py seal_anew`: what is sealed by older keys is sealed by the newest."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from conference.core.sealing import SealError
from conference.letters.services import seal_anew


class Command(BaseCommand):
    """Seals all passport data by the first of SEALING_KEYS; afterwards the older keys can be taken out."""

    help = "Seal passport data by the newest key"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say of how many values."""
        try:
            count = seal_anew()
        except SealError as fault:
            raise CommandError(
                "Some data were sealed by a key that is not in SEALING_KEYS. Put it back first."
            ) from fault
        self.stdout.write(f"{count} values sealed anew")
