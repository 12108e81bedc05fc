"""`manage.py demo`: the founding conference, running on this machine."""

import os
import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from conference.config.supervise import PortBusy, free_port_or_explain, run_together
from conference.demo.event import PASSWORD, PEOPLE, SLUG, create_demo, demo_event

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Migrates, loads the demo event once, and runs web server, worker and requeue until Ctrl-C."""

    help = "Run the founding conference as a demo on this machine"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the port, ask for a fresh start, or only load the data."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="forget everything and start afresh")
        parser.add_argument("--load-only", action="store_true", help="load the event and do not start the server")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; raises CommandError in plain words for a busy port."""
        if not options["load_only"]:
            try:
                free_port_or_explain(HOST, options["port"])
            except PortBusy as fault:
                raise CommandError(str(fault)) from fault
        if options["reset"]:
            self._forget()
        call_command("migrate", verbosity=0)
        settings.SITE_URL = f"http://{HOST}:{options['port']}"  # the demo's mails name this very server
        if demo_event() is None:
            self.stdout.write("Loading the founding conference …")
            create_demo()
        if not options["load_only"]:
            sys.exit(self._serve(options["port"]))

    def _forget(self) -> None:
        database = settings.DATABASES["default"]
        if database["ENGINE"].endswith("sqlite3"):
            for suffix in ("", "-wal", "-shm"):
                Path(f"{database['NAME']}{suffix}").unlink(missing_ok=True)
        else:
            call_command("migrate", verbosity=0)
            call_command("flush", interactive=False, verbosity=0)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)

    def _serve(self, port: int) -> int:
        self._say_where(settings.SITE_URL)
        python = sys.executable
        worker = (
            ["rqworker", "default", "--with-scheduler"] if settings.REDIS_URL else ["db_worker", "--interval", "0.3"]
        )
        web = ["-m", "gunicorn", "conference.config.wsgi", "--bind", f"{HOST}:{port}"]
        web += ["--workers", "2", "--threads", "4", "--graceful-timeout", "6", "--log-level", "warning"]
        environment = {**os.environ, "DEMO": "1", "SITE_URL": settings.SITE_URL}
        manage = [python, "manage.py"]
        commands = {
            "web": [python, *web],
            "worker": [*manage, *worker],
            "requeue": [*manage, "requeue", "--every", "60"],
        }
        return run_together(commands, environment)

    def _say_where(self, site: str) -> None:
        width = max(len(label) for label, *_rest in PEOPLE)
        people = "\n".join(f"    {label:<{width}}  {email}" for label, email, *_rest in PEOPLE)
        self.stdout.write(
            f"""
  Alqa is starting.

    event      {site}/{SLUG}/        (also /ru/ /kk/ /en/)
    my page    {site}/my/
    team       {site}/manage/{SLUG}/
    door       {site}/desk/{SLUG}/
    mail       {site}/demo/mail/     every mail that would have been sent
    design     {site}/design/
    API        {site}/api/docs/

  Sign in at {site}/accounts/login/ by a code (it arrives at /demo/mail/) or with the password {PASSWORD}

{people}

  Ctrl-C stops everything.
"""
        )
