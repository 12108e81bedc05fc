"""`manage.py generate_event`: a made-up event of any size, the same for the same numbers, for benchmarks."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from conference.core.commands import DataCommand
from conference.core.registry import Sizes, synthetic_seeds
from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.events.services import create_event
from conference.programme.models import Release, ReleasedSession
from conference.programme.synthetic import DoesNotFitError

WEEKS_AHEAD = 4
LIMITS = {"talks": 20_000, "rooms": 500, "days": 60, "people": 200_000}


class Command(DataCommand):
    """Creates the event and lets every feature fill it."""

    help = "Generate a synthetic event of any size, released, for measuring and trying out"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the sizes."""
        for name, usual in (("talks", 200), ("rooms", 10), ("days", 3), ("people", 500)):
            parser.add_argument(f"--{name}", type=int, default=usual)
        parser.add_argument("--slug", default="generated")
        parser.add_argument("--seed", type=int, default=1, help="another number gives another event of the same size")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create everything in one transaction; on a fault nothing is stored and one line says why."""
        for name, most in LIMITS.items():
            if not 1 <= options[name] <= most:
                raise CommandError(f"--{name} must be between 1 and {most}.")
        if Event.objects.filter(slug=options["slug"]).exists():
            raise CommandError(f"There is an event “{options['slug']}” already. Choose another --slug.")
        sizes = Sizes(**{name: options[name] for name in (*LIMITS, "seed")})
        try:
            with transaction.atomic():
                event = self._event(options["slug"], sizes)
                with scope(event=event):
                    for seed in synthetic_seeds:
                        seed(event, sizes)
                    self._report(event, sizes)
        except DoesNotFitError as fault:
            raise CommandError(str(fault)) from fault
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault

    def _event(self, slug: str, sizes: Sizes) -> Event:
        first = timezone.localdate() + timedelta(weeks=WEEKS_AHEAD)
        return create_event(
            by=None,
            slug=slug,
            name=i18n(
                ru=f"Библиотечная конференция, {sizes.talks} докладов",
                kk=f"Кітапхана конференциясы, {sizes.talks} баяндама",
                en=f"Library conference of {sizes.talks} talks",
            ),
            starts_on=first,
            ends_on=first + timedelta(days=sizes.days - 1),
            is_public=True,
        )

    def _report(self, event: Event, sizes: Sizes) -> None:
        release = Release.objects.get(event=event)
        sessions = ReleasedSession.objects.filter(release=release).count()
        self.stdout.write(
            f"{event.slug}: {sessions} talks, {sizes.rooms} rooms, {sizes.days} days, {sizes.people} people, "
            f"release {release.digest[:12]}"
        )
