"""The real web server on a loopback port of its own, and the CPU of its workers."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cpu import children_of, seconds_of

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4  # as `make demo` serves
PATIENCE = 180.0  # seconds until the workers must be there, on a machine with other work too


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its worker processes."""

    origin: str
    workers: list[int]

    def cpu(self) -> float:
        """Return the CPU seconds that the workers have used so far."""
        return seconds_of(self.workers)


@contextmanager
def serving(program: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve a WSGI program (`module:name`) by gunicorn while the block runs."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen(128)
        command = [sys.executable, "-m", "gunicorn", program, "--bind", f"fd://{listener.fileno()}", "--preload"]
        command += ["--workers", str(WORKERS), "--threads", str(THREADS), "--graceful-timeout", "1"]
        command += ["--log-level", "warning"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), pass_fds=[listener.fileno()], process_group=0
        )
        try:
            yield Server(f"http://{HOST}:{listener.getsockname()[1]}", _workers_of(process))
        finally:
            _end(process)


def _workers_of(process: "subprocess.Popen[bytes]") -> list[int]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        found = children_of(process.pid)
        if len(found) == WORKERS:
            return found
        time.sleep(0.05)
    raise RuntimeError("The web server did not start.")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask the server's own group to end, then make it."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
