"""What settings.py computes from the environment: kept apart so that settings.py reads as a list."""

import base64
import os
import secrets
import sys
from pathlib import Path
from typing import Any

import environ

SELF = "'self'"
KEY_BYTES = 32


def stored_secret(data_dir: Path, *, allowed: bool) -> str:
    """Return the secret kept in `data_dir`, made at first use; end the program where a real one is required.

    A demo or a developer's machine needs a secret that survives restarts, not one that somebody chose.
    """
    if not allowed:
        sys.exit(
            "Alqa cannot start: SECRET_KEY is missing and DEBUG is off.\n"
            "Set SECRET_KEY to a long random text, for example\n"
            '  python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    file = data_dir / "secret"
    try:
        return file.read_text()
    except FileNotFoundError:
        data_dir.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(50)
    # Two processes may start at once: the first to create the file decides, the other reads it.
    draft = data_dir / f"secret.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(secret)
    try:
        os.link(draft, file)
    except FileExistsError:
        secret = file.read_text()
    finally:
        draft.unlink()
    return secret


def sealing_keys(env: environ.Env) -> list[str]:
    """Read SEALING_KEYS, the newest first; end the program where one of them is no key."""
    keys: list[str] = [key for key in env.list("SEALING_KEYS", default=[]) if key]
    if not all(_is_key(key) for key in keys):
        sys.exit(
            "Alqa cannot start: SEALING_KEYS holds something that is no key.\n"
            "A key is 32 random bytes in URL-safe base64, for example\n"
            '  python3 -c "import base64, secrets; print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())"'
        )
    return keys


def _is_key(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text.encode())) == KEY_BYTES
    except ValueError:
        return False


def database(env: environ.Env, data_dir: Path) -> dict[str, Any]:
    """Read DATABASE_URL; without it SQLite in `data_dir`, set up so that several processes can write."""
    data_dir.mkdir(parents=True, exist_ok=True)
    address = env.str("DATABASE_URL", default="") or f"sqlite:///{data_dir / 'alqa.sqlite3'}"
    config: dict[str, Any] = env.db_url_config(address)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            # Deferred transactions deadlock when a reader becomes a writer; these wait for their turn instead.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
        }
    else:
        config.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    return config


def task_backend(redis_url: str) -> dict[str, Any]:
    """Return where background work waits: Redis when it is there, the database otherwise."""
    if redis_url:
        return {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": ["default"]}
    return {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}


def task_apps(env: environ.Env) -> list[str]:
    """Return the apps that the queue in Redis needs beside its backend: its tables and `manage.py rqworker`."""
    return ["django_rq"] if env.str("REDIS_URL", default="") else []


def social_providers(env: environ.Env) -> tuple[list[str], dict[str, Any]]:
    """Read SOCIAL_PROVIDERS, a JSON object by provider: `{"google": {"APP": {"client_id": …, "secret": …}}}`.

    Returns the apps to install and allauth's provider settings; empty when nothing is configured.
    """
    providers: dict[str, Any] = env.json("SOCIAL_PROVIDERS", default={})
    return [f"allauth.socialaccount.providers.{name}" for name in providers], providers


def content_security_policy() -> dict[str, Any]:
    """Return the policy of every page: our own files only, no inline script or style, nobody may frame us."""
    return {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
