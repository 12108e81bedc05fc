"""CPU time of processes, which other work on the machine does not blur as it does the clock on the wall."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def fields_of(stat: str) -> list[str]:
    """Return the fields of `/proc/<pid>/stat` from the third on; the second is a name that may hold anything."""
    return stat.rpartition(")")[2].split()


def seconds_in(stat: str, ticks: int = TICKS) -> float:
    """Return the CPU seconds (user and system) that a process and its threads have used, from its stat line."""
    fields = fields_of(stat)
    return (int(fields[11]) + int(fields[12])) / ticks


def seconds_of(pids: Iterable[int]) -> float:
    """Return the CPU seconds that these processes have used since they began."""
    return sum(seconds_in((PROC / str(pid) / "stat").read_text()) for pid in pids)


def own_seconds() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def children_of(parent: int) -> list[int]:
    """Return the processes that `parent` started."""
    return [pid for pid, stat in _stats() if int(fields_of(stat)[1]) == parent]


def _stats() -> Iterator[tuple[int, str]]:
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                yield int(folder.name), (folder / "stat").read_text()
            except OSError:  # it has just ended
                continue
