"""What guests had agreed to before there were versions goes into rows, and back into the columns that were."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.apart
ROOT = Path(__file__).resolve().parents[4]
PROGRAM = """
import json
from datetime import UTC, datetime
import django; django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
def go(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("conference", name)])
    return MigrationExecutor(connection).loader.project_state([("conference", name)]).apps
graph = MigrationExecutor(connection).loader.graph
[after] = [name for app, name in graph.nodes if app == "conference" and name.endswith("_consents")]
[(_app, before)] = [key for key in graph.node_map[("conference", after)].parents if key[0] == "conference"]
get = go(before).get_model
def guests(get, event, category):
    for number, (version, day) in enumerate([(1, 3), (3, 9)]):
        person = get("conference", "Person")._base_manager.create(event=event, given_name=f"G{number}", code=f"P{event.pk}{number}")
        get("conference", "Registration")._base_manager.create(
            event=event, person=person, category=category, code=f"R{event.pk}{number}", token=f"t{event.pk}{number}",
            consent_version=version, consented_at=datetime(2026, 10, day, 12, tzinfo=UTC))
with_text, without, empty = (
    get("conference", "Event").objects.create(slug=slug, name=slug, starts_on="2026-11-23", ends_on="2026-11-24")
    for slug in ("with", "without", "empty")
)
get("conference", "RegistrationSettings")._base_manager.create(event=with_text, consent_text="Текст третий", consent_version=3)
for event in (with_text, without):
    guests(get, event, get("conference", "Category")._base_manager.create(event=event, name="Гость", code=f"C{event.pk}"))
get = go(after).get_model
rows = get("conference", "Agreement")._base_manager.order_by("registration__code")
forward = [(r.registration.code[0], r.version.consent.event.slug, r.version.number, str(r.version.text), r.agreed_at.day) for r in rows]
consents = get("conference", "Consent")._base_manager.count()
get = go(before).get_model
rows = get("conference", "Registration")._base_manager.order_by("event__pk", "code")
back = [(r.event.slug, r.consent_version, r.consented_at.day) for r in rows]
texts = [(s.event.slug, str(s.consent_text), s.consent_version) for s in get("conference", "RegistrationSettings")._base_manager.order_by("event__pk")]
get = go(after).get_model
again = get("conference", "Agreement")._base_manager.count()
print(json.dumps([forward, consents, back, texts, again]))
"""  # noqa: E501 - a program reads worse broken


def test_what_was_agreed_survives_the_way_there_and_back(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'way.sqlite3'}",
        "DATA_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    forward, consents, back, texts, again = json.loads(done.stdout.splitlines()[-1])
    assert [row[1:] for row in forward] == [
        ["with", 1, "", 3],
        ["with", 3, "Текст третий", 9],
        ["without", 1, "", 3],
        ["without", 3, "", 9],
    ]
    assert consents == 2, "an event that asked nobody has none"
    assert back == [["with", 1, 3], ["with", 3, 9], ["without", 1, 3], ["without", 3, 9]]
    assert texts == [["with", "Текст третий", 3], ["without", "", 3]]
    assert again == 4
