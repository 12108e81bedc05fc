"""The race for the last places on SQLite: sixteen processes' worth of connections to one file, as in production."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connections
from django_scopes import scope
from conference.registration import services
from conference.registration.models import Registration
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory
event = EventFactory(slug="race")
start = Barrier(16)
def guest(number):
    try:
        with scope(event=event):
            start.wait()
            services.register_guest(event=event, details=details(category, email=f"g{number}@example.org"), by=None)
            return "in"
    except services.CategoryFullError:
        return "full"
    finally:
        connections.close_all()
with scope(event=event):
    category = CategoryFactory(event=event, capacity=5)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(guest, range(16)))
    category.refresh_from_db()
    print(answers.count("in"), answers.count("full"), category.taken, Registration.objects.count())
"""


def test_no_place_is_sold_twice_on_a_sqlite_file(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'race.sqlite3'}",
        "DATA_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-4:] == ["5", "11", "5", "5"]
