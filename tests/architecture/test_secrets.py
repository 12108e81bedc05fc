"""The start without a secret fails with a sentence, and the checks for a real site find nothing."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.apart
ROOT = Path(__file__).resolve().parents[2]


def run(tmp_path: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **settings}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_a_missing_secret_stops_the_start_with_a_clear_line(tmp_path: Path) -> None:
    done = run(tmp_path, "check", DEBUG="0")
    assert done.returncode == 1
    assert "SECRET_KEY is missing and DEBUG is off" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_key_that_is_none_stops_the_start_with_a_clear_line(tmp_path: Path) -> None:
    done = run(tmp_path, "check", DEMO="1", SEALING_KEYS="a short one")
    assert done.returncode == 1
    assert "SEALING_KEYS holds something that is no key" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_demo_makes_a_secret_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    assert run(tmp_path, "check", DEMO="1").returncode == 0
    secret = (tmp_path / "secret").read_text()
    assert run(tmp_path, "check", DEMO="1").returncode == 0
    assert (tmp_path / "secret").read_text() == secret
    assert len(secret) > 50
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_a_real_site_passes_djangos_checks_for_deployment(tmp_path: Path) -> None:
    settings = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": "https://alqa.example.org",
        "ALLOWED_HOSTS": "alqa.example.org",
    }
    done = run(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **settings)
    assert done.returncode == 0, done.stderr
