"""A place of its own for one run: a temporary DATA_DIR and, on PostgreSQL, a database that is dropped at the end."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
# What must not reach a run: others' caches and queues, and modes in which pages are made differently.
FOREIGN = ("REDIS_URL", "DATABASE_URL", "DEBUG", "DEMO", "SITE_URL", "MAIL_URL", "MAIL_BACKEND", "ANYMAIL")


def environment_for(base: Mapping[str, str], data_dir: Path, database_url: str = "") -> dict[str, str]:
    """Return the environment of every program of a run: production's settings on its own data."""
    kept = {name: value for name, value in base.items() if name not in FOREIGN}
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": secrets.token_urlsafe(40),
        "ALLOWED_HOSTS": "127.0.0.1",
        "LOG_LEVEL": "ERROR",
    }
    return {**kept, **own, **({"DATABASE_URL": database_url} if database_url else {})}


def is_postgres(url: str) -> bool:
    """Return whether DATABASE_URL names a PostgreSQL database."""
    return urlsplit(url).scheme in {"postgres", "postgresql", "pgsql"}


def with_database(url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def surroundings(base: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Make the place, migrated, and yield its environment; afterwards nothing of it is left."""
    url = base.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="alqa-bench-") as folder:
        if not is_postgres(url):
            environment = environment_for(base, Path(folder))
            manage(environment, "migrate")
            yield environment
            return
        with own_database(url) as mine:
            environment = environment_for(base, Path(folder), mine)
            manage(environment, "migrate")
            yield environment


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """Create a database beside the one that `url` names, yield its address, and drop it."""
    name = f"alqa_bench_{os.getpid()}"
    statements = ["DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}"]
    _on_server(url, name, statements)
    try:
        yield with_database(url, name)
    finally:
        _on_server(url, name, statements[:1])


def _on_server(url: str, name: str, statements: list[str]) -> None:
    address = with_database(url.replace("pgsql:", "postgresql:", 1), "postgres")
    with psycopg.connect(address, autocommit=True) as server:
        for statement in statements:
            server.execute(sql.SQL(statement).format(sql.Identifier(name)))


def manage(environment: Mapping[str, str], *words: str) -> None:
    """Run a command of manage.py without its talk. Raises CalledProcessError."""
    command = [sys.executable, "manage.py", *words, "-v0"]
    subprocess.run(command, cwd=ROOT, env=dict(environment), check=True, stdout=subprocess.DEVNULL)
