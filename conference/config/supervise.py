"""Runs several programs as one, for `manage.py demo`: they start together, end together and leave nothing behind.

Each program leads its own process group, so that its children are reached too. When this process is killed outright
nobody here can tidy up any more; a small guard process then does. (The kernel's parent-death signal would not do: it
reaches only the programs themselves, not what they started, such as the web server's workers.) Standard library only.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

GRACE = 10.0  # seconds that a program has to end by itself
GUARD_GRACE = 2.0  # the same when the supervisor is gone and nobody waits for an answer
IMPATIENCE = 1.0  # seconds after which another stop signal means "now"
PAUSE = 0.05  # seconds between two looks
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class PortBusy(Exception):  # noqa: N818 - reads as what happened
    """The address cannot be listened on; the text says why and what to do."""


def free_port_or_explain(host: str, port: int) -> None:
    """Return when `host:port` can be listened on; raise PortBusy with a sentence for people otherwise."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the web server does: a port whose last connections are still fading away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            another = port + 1 if 1024 <= port < 65535 else 8000
            way_out = f"another port: make demo PORT={another}"
            reasons = {
                errno.EADDRINUSE: f"Port {port} is taken by another program. Stop it or take {way_out}",
                errno.EACCES: f"Port {port} may only be opened by root. Take {way_out}",
                errno.EADDRNOTAVAIL: f"{host} is not an address of this machine.",
            }
            unknown = f"{host}:{port} cannot be opened ({error.strerror or error})."
            raise PortBusy(reasons.get(error.errno or 0, unknown)) from error


def run_together(commands: Mapping[str, Sequence[str]], env: Mapping[str, str], *, grace: float = GRACE) -> int:
    """Run the named programs until one of them ends or somebody stops them all, and return an exit status.

    Ctrl-C, SIGTERM and a closed terminal stop all; a second one, or `grace` seconds, ends them by force.
    Stopped on request gives 0. When a program ends by itself that is said, the others are stopped, and its status is
    returned (128 + signal when a signal ended it), but never 0, because each was meant to stay.
    """
    running: dict[str, subprocess.Popen[bytes]] = {}
    with _stop_requests() as requests, _guard() as guard:
        try:
            for name, command in commands.items():
                try:
                    running[name] = subprocess.Popen(command, env=dict(env), process_group=0)
                except OSError as error:
                    _say(f"{name} cannot be started: {command[0]}: {error.strerror}.")
                    return 127
                guard(running[name].pid)
            while not requests:
                ended = [name for name, process in running.items() if process.poll() is not None]
                if ended:
                    return _report(ended, running)
                time.sleep(PAUSE)
            return 0
        finally:
            _stop(running.values(), requests, grace)


def _report(ended: Sequence[str], running: Mapping[str, "subprocess.Popen[bytes]"]) -> int:
    """Say which programs ended and how; return the status for the first of them."""
    statuses = []
    for name in ended:
        code = running[name].returncode
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended by itself with exit code {code}"
        statuses.append(128 - code if code < 0 else code)
        rest = [other for other in running if other not in ended]
        _say(f"{name} {how}{'; stopping ' + ' and '.join(rest) if rest else ''}.")
    return statuses[0] or 1


def _stop(processes: Iterable["subprocess.Popen[bytes]"], requests: Sequence[tuple[int, float]], grace: float) -> None:
    """Pass the wish to stop on to every group, wait up to `grace` seconds, and end by force what is left."""
    processes = list(processes)
    # Whatever we were told, they are told SIGTERM. A web server takes SIGINT for "drop everything" and SIGHUP for "read
    # the settings again"; a Python program that gets SIGINT leaves its traceback behind.
    for process in processes:
        _signal_group(process.pid, signal.SIGTERM)
    began, told = time.monotonic(), False
    # One wish may arrive twice, from the terminal and from make; only a later one is impatience.
    while time.monotonic() < began + grace and not any(at > began + IMPATIENCE for _, at in requests):
        # Reaping the leader first: as long as it is a zombie its group counts as alive.
        if all(process.poll() is not None and not _group_exists(process.pid) for process in processes):
            return
        if not told and time.monotonic() > began + IMPATIENCE:
            _say(f"Waiting up to {grace:.0f} s for open work to end; Ctrl-C again ends it now.")
            told = True
        time.sleep(PAUSE)
    for process in processes:
        _signal_group(process.pid, signal.SIGKILL)
    for process in processes:
        process.wait()


def _signal_group(leader: int, number: int) -> None:
    """Send a signal to a whole group; one that is gone already is fine."""
    with suppress(ProcessLookupError, PermissionError):  # macOS answers the latter for a group of zombies
        os.killpg(leader, number)


def _group_exists(leader: int) -> bool:
    """Tell whether anything is left of a group."""
    try:
        os.killpg(leader, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


@contextmanager
def _stop_requests() -> Iterator[list[tuple[int, float]]]:
    """Collect stop signals and their times instead of dying of them; the old handlers come back at the end."""
    requests: list[tuple[int, float]] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        requests.append((number, time.monotonic()))

    before = {number: signal.signal(number, remember) for number in STOP_SIGNALS}
    try:
        yield requests
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _guard() -> Iterator[Callable[[int], None]]:
    """Start the guard process and give the function that tells it a group to end should this process vanish."""
    theirs, ours = os.pipe()  # nobody but this process holds `ours`, so that its end is the end of the pipe

    def tell(line: object) -> None:
        with suppress(BrokenPipeError):  # a guard that somebody killed is no reason to stop the programs
            os.write(ours, f"{line}\n".encode())

    # In a session of its own, so that what kills this process's group does not reach it.
    command = [sys.executable, "-I", "-S", __file__, "--guard"]
    with subprocess.Popen(command, stdin=theirs, start_new_session=True):
        os.close(theirs)
        try:
            yield tell
        finally:
            tell("done")
            os.close(ours)


def _stand_guard() -> None:
    """Read group leaders until the supervisor says `done`; when its end of the pipe closes instead, end the groups."""
    leaders: list[int] = []
    for line in sys.stdin:
        if line.strip() == "done":
            return
        leaders.append(int(line))
    for leader in leaders:
        _signal_group(leader, signal.SIGTERM)
    deadline = time.monotonic() + GUARD_GRACE
    while time.monotonic() < deadline and any(_group_exists(leader) for leader in leaders):
        time.sleep(PAUSE)
    for leader in leaders:
        _signal_group(leader, signal.SIGKILL)


def _say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__" and sys.argv[1:] == ["--guard"]:
    _stand_guard()
