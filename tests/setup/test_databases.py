"""Commands with other databases than the suite's own: one that is empty, one that is away, and Redis beside it."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conference.config.install import ROOT

pytestmark = pytest.mark.apart
COMMANDS = [
    ("import_schedule", "nowhere.xml", "--event", "konf"),
    ("export_schedule", "nowhere.xml", "--event", "konf"),
    ("import_papers", "nowhere.xml", "--event", "konf"),
    ("build_volume", "konf", "main", "--output", "nowhere"),
    ("generate_event", "--slug", "konf"),
]


def manage(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as an organiser would, with its files in `folder`."""
    own = {
        **os.environ,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "x",
        "DJANGO_SETTINGS_MODULE": "conference.config.settings",
    }
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=own | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_database_without_tables_is_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = manage(tmp_path, *words, DATABASE_URL=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert done.returncode == 1
    assert done.stderr == "CommandError: The database does not have its tables yet. Run manage.py migrate first.\n"


def test_a_database_that_is_away_is_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, *COMMANDS[0], DATABASE_URL="postgres://nobody@127.0.0.1:1/away")
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database cannot be reached: ")
    assert done.stderr.count("\n") == 1


def test_with_redis_the_checks_pass_and_its_worker_is_there(tmp_path: Path) -> None:
    done = manage(tmp_path, "help", "rqworker", REDIS_URL="redis://127.0.0.1:1/0", DATABASE_URL="")
    assert (done.returncode, done.stderr) == (0, "")
    done = manage(tmp_path, "check", REDIS_URL="redis://127.0.0.1:1/0", DATABASE_URL="")
    assert (done.returncode, done.stderr) == (0, "")


def shape(path: Path) -> dict[str, tuple[set[str], set[str]]]:
    """Return the columns and the named constraints and indexes of every table in a file of SQLite."""
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {}
        for name, sql in tables:
            columns = {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}
            indexes = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (name,)
            )
            found[name] = columns, {*re.findall(r'CONSTRAINT "(\w+)"', sql), *(row[0] for row in indexes)}
    return found


def test_the_migrations_make_the_tables_that_the_suite_runs_on(tmp_path: Path) -> None:
    """The suite takes its tables from the models (`--no-migrations`), which is thirty times as quick."""
    migrated, plain = tmp_path / "migrated.sqlite3", tmp_path / "plain.sqlite3"
    done = manage(tmp_path, "migrate", DATABASE_URL=f"sqlite:///{migrated}")
    assert (done.returncode, done.stderr) == (0, "")
    bare = "from tests.support.tables import make; make()"
    done = manage(tmp_path, "shell", "-v", "0", "-c", bare, DATABASE_URL=f"sqlite:///{plain}")
    assert (done.returncode, done.stderr) == (0, "")
    made, wanted = shape(migrated), shape(plain)
    made.pop("django_migrations")
    made.pop("conference_cache")
    assert made == wanted
