"""Programs that run together: real child processes, real signals, and nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from conference.config.install import ROOT
from conference.config.supervise import PortBusy, free_port_or_explain, run_together

pytestmark = pytest.mark.apart

Supervisor: TypeAlias = "subprocess.Popen[str]"
Start: TypeAlias = Callable[[str], tuple[Supervisor, list[int]]]

# A program that starts another one, writes both process ids down and stays; "stubborn" ignores polite requests.
PROGRAM = """
import os, pathlib, signal, subprocess, sys, time
folder, name, manner = sys.argv[1:]
if manner == "stubborn":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "60"])
draft = pathlib.Path(folder, name + ".draft")
draft.write_text(f"{os.getpid()} {child.pid}")
draft.rename(draft.with_suffix(".pids"))
time.sleep(60)
"""
SUPERVISOR = """
import os, sys
from conference.config.supervise import run_together
folder, manner = sys.argv[1:]
program = [sys.executable, "-S", "-c", os.environ["PROGRAM"], folder]
commands = {name: [*program, name, manner] for name in ("web", "worker")}
sys.exit(run_together(commands, os.environ, grace=0.5))
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a supervisor over two programs; return it and the process ids of the programs and their children."""
    started: list[Supervisor] = []

    def run(manner: str) -> tuple[Supervisor, list[int]]:
        command = [sys.executable, "-S", "-c", SUPERVISOR, str(tmp_path), manner]
        env = {**os.environ, "PROGRAM": PROGRAM}
        # As under a terminal's job control, where Ctrl-C reaches a group and nothing else.
        started.append(subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True, process_group=0))
        files = [tmp_path / "web.pids", tmp_path / "worker.pids"]
        until(lambda: all(file.exists() for file in files))
        return started[0], [int(pid) for file in files for pid in file.read_text().split()]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def alive(pid: int) -> bool:
    """Tell whether a process still runs; one that is dead but not yet reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition: Callable[[], bool], seconds: float = 5) -> None:
    """Wait for a condition, or fail."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_reaches_everybody(start: Start, number: int) -> None:
    supervisor, pids = start("polite")
    assert len(pids) == 4
    assert all(map(alive, pids))
    os.killpg(supervisor.pid, number)
    _out, said = supervisor.communicate(timeout=5)
    assert said == "", "each program is told to end, not interrupted: no traceback"
    assert supervisor.returncode == 0
    assert not any(map(alive, pids))


def test_stragglers_are_ended_by_force(start: Start) -> None:
    supervisor, pids = start("stubborn")
    supervisor.terminate()
    supervisor.communicate(timeout=5)
    assert not any(map(alive, pids))


def test_a_killed_supervisor_leaves_no_orphans(start: Start) -> None:
    supervisor, pids = start("polite")
    os.killpg(supervisor.pid, signal.SIGKILL)
    until(lambda: not any(map(alive, pids)))


def test_when_one_program_dies_the_other_is_stopped(start: Start) -> None:
    supervisor, pids = start("polite")
    os.kill(pids[2], signal.SIGKILL)
    _, said = supervisor.communicate(timeout=5)
    assert "worker was ended by SIGKILL; stopping web." in said
    assert supervisor.returncode == 128 + signal.SIGKILL
    assert not any(map(alive, pids))


@pytest.mark.parametrize(("code", "status"), [(3, 3), (0, 1)])
def test_the_exit_code_is_told_and_never_success(capfd: pytest.CaptureFixture[str], code: int, status: int) -> None:
    commands = {"web": ["sleep", "60"], "worker": ["sh", "-c", f"exit {code}"]}
    assert run_together(commands, os.environ) == status
    assert f"worker ended by itself with exit code {code}; stopping web." in capfd.readouterr().err


def test_a_program_that_does_not_exist_stops_the_rest(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_together({"web": ["sleep", "60"], "worker": ["/no/such/program"]}, os.environ) == 127
    assert "worker cannot be started" in capfd.readouterr().err


def test_signal_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    run_together({"web": ["true"]}, os.environ)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_busy_port_is_explained() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(PortBusy, match=f"Port {port} is taken .* make demo PORT="):
            free_port_or_explain("127.0.0.1", port)
    free_port_or_explain("127.0.0.1", port)


def test_an_address_of_another_machine_is_explained() -> None:
    with pytest.raises(PortBusy, match="not an address of this machine"):
        free_port_or_explain("192.0.2.1", 8000)
