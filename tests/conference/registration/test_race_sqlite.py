"""The race for the last places on SQLite: sixteen threads, each with its own connection to one file.

In production a write begins an IMMEDIATE transaction, so that nobody reads while another registers. Here the race is
also run without that transaction: then the conditional update alone holds, and reading first does not.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.apart
ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import django; django.setup()
from tests.support.tables import make
make()
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection, connections
from django_scopes import scope
from conference.registration import services
from conference.registration.services import registering
from conference.registration.places import CategoryFullError
from conference.registration.models import Category, Registration
from tests.conference.registration import careless
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory
def guest(event, category, register, start, number):
    try:
        with scope(event=event):
            start.wait()
            register(event=event, details=details(category, email=f"g{number}@example.org"), by=None)
            return "in"
    except CategoryFullError:
        return "full"
    finally:
        connections.close_all()
def race(register):
    event, start = EventFactory(), Barrier(16)
    with scope(event=event):
        category = CategoryFactory(event=event, capacity=5)
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda number: guest(event, category, register, start, number), range(16)))
        category.refresh_from_db()
        print(answers.count("in"), answers.count("full"), category.taken, Registration.objects.count())
race(services.register_guest)
race(services.register_guest.__wrapped__)
registering.take_place = careless.take_place
with connection.schema_editor() as editor:
    editor.remove_constraint(Category, Category._meta.constraints[0])
for _ in range(3):
    race(services.register_guest.__wrapped__)
"""


def test_no_place_is_sold_twice_on_a_sqlite_file_unless_the_guard_is_gone(tmp_path: Path) -> None:
    """Each race tells how many got in, how many did not, the places counted and the registrations stored."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'race.sqlite3'}",
        "DATA_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    guarded, alone, *careless = ([int(word) for word in line.split()] for line in done.stdout.splitlines()[-5:])
    assert guarded == [5, 11, 5, 5]
    assert alone == [5, 11, 5, 5], "the conditional update holds without the transaction, too"
    assert all(got_in == stored for got_in, _refused, _counted, stored in careless)
    assert max(stored for *_others, stored in careless) > 5, "not every careless race goes wrong, but one of three does"
