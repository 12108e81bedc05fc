"""The race for the last places on SQLite: sixteen threads, each with its own connection to one file.

In production a write begins an IMMEDIATE transaction, so that nobody reads while another registers. Here the race is
also run without that transaction: then the conditional update alone holds, and reading first does not.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection, connections
from django_scopes import scope
from conference.registration import services
from conference.registration.models import Category, Registration
from tests.conference.registration import careless
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory
register = services.register_guest
if "alone" in sys.argv:
    register = register.__wrapped__
if "careless" in sys.argv:
    services.take_place = careless.take_place
    with connection.schema_editor() as editor:
        editor.remove_constraint(Category, Category._meta.constraints[0])
event = EventFactory(slug="race")
start = Barrier(16)
def guest(number):
    try:
        with scope(event=event):
            start.wait()
            register(event=event, details=details(category, email=f"g{number}@example.org"), by=None)
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


def race(folder: Path, *how: str) -> list[int]:
    """Return how many got in, how many did not, the places counted and the registrations stored."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'race.sqlite3'}",
        "DATA_DIR": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *how], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()[-4:]]


@pytest.mark.parametrize("how", [(), ("alone",)])
def test_no_place_is_sold_twice_on_a_sqlite_file(tmp_path: Path, how) -> None:
    assert race(tmp_path, *how) == [5, 11, 5, 5]


def test_without_the_guard_the_same_race_oversells(tmp_path: Path) -> None:
    got_in, _refused, _counted, stored = race(tmp_path, "alone", "careless")
    assert got_in == stored
    assert stored > 5
