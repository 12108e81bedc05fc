"""Commands with other databases than the suite's own: one that is empty, one that is away, and Redis beside it."""

import os
import subprocess
import sys
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
