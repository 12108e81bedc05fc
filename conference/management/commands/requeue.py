"""`manage.py requeue`: what the queue lost goes on."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from conference.core.jobs.services import queue_waiting
from conference.core.mail.services import deliver_due

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Sends mails that are long overdue and hands waiting jobs to the queue again; running it twice does no harm."""

    help = "Send overdue mails and queue waiting jobs again, once or every so many seconds"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how often; without it once, as cron wants it."""
        parser.add_argument("--every", type=int, default=0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; in a loop a database that does not answer is asked again the next time."""
        if not options["every"]:
            self._once()
        while options["every"]:
            try:
                self._once()
            except DatabaseError:
                log.exception("Nothing could be queued again")
            close_old_connections()
            time.sleep(options["every"])

    def _once(self) -> None:
        mails, jobs = deliver_due(), queue_waiting()
        if mails or jobs:
            self.stdout.write(f"{mails} mails sent late, {jobs} jobs queued again")
