"""`manage.py requeue`: what the queue lost goes on, and what comes again is done."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from conference.core.jobs import schedule
from conference.core.jobs.services import queue_waiting
from conference.core.mail.services import deliver_due

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Sends overdue mails, hands waiting jobs to the queue again, does scheduled work that is due.

    Running it twice, or on several machines, does no harm.
    """

    help = "Send overdue mails, queue waiting jobs again and do scheduled work, once or every so many seconds"

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
                log.exception("Nothing could be queued again or done")
            close_old_connections()
            time.sleep(options["every"])

    def _once(self) -> None:
        mails, jobs, works = deliver_due(), queue_waiting(), schedule.run_due()
        if mails or jobs or works:
            self.stdout.write(f"{mails} mails sent late, {jobs} jobs queued again, {works} scheduled works started")
