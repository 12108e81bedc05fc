"""Registrations from several processes at once: how many a second, what each costs, and that no place is sold twice."""

import json
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tests.benchmarks.guests import PROGRAM, ROOT, Outcome, ask
from tests.benchmarks.table import Figure

REFUSED = 0.08  # of the guests find no place, so that the limit is met while all are at work


class OversoldError(Exception):
    """The figures are worthless: a place was sold twice, or guests were lost."""


def race(environment: Mapping[str, str], *, guests: int, processes: int, name: str) -> Figure:
    """Let `guests` register from `processes` processes and return the figure. Raises OversoldError."""
    share = guests // processes
    capacity = max(1, round(share * processes * (1 - REFUSED)))
    category = ask(environment, "prepare", capacity)
    seconds, outcomes = _run(environment, category, share, processes)
    check(outcomes, share * processes, ask(environment, "verify", category))
    sold = sum(outcome.sold for outcome in outcomes)
    cpu, queries = sum(each.cpu for each in outcomes), sum(each.queries for each in outcomes)
    how = f"{processes} processes"
    return Figure(
        "registrations", name, how, "guests", sold, sold / seconds, 1000 * cpu / sold, round(queries / sold, 1)
    )


def check(outcomes: list[Outcome], asked: int, stored: Mapping[str, int]) -> None:
    """Raise OversoldError unless exactly the places were sold and everybody got an answer."""
    sold = sum(outcome.sold for outcome in outcomes)
    refused = sum(outcome.refused for outcome in outcomes)
    places = min(stored["capacity"], asked)
    if not sold == places == stored["taken"] == stored["registrations"] or sold + refused != asked:
        raise OversoldError(f"{sold} sold and {refused} refused of {asked}; stored: {dict(stored)}")


def _run(environment: Mapping[str, str], category: int, share: int, processes: int) -> tuple[float, list[Outcome]]:
    """Start all, wait until each is ready, let them go at once; return the seconds until the last was done."""
    crews = [
        subprocess.Popen(
            [*PROGRAM, "work", str(category), str(number * share), str(share)],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    try:
        for crew in crews:
            if _line(crew) != "ready":
                raise RuntimeError("A process of the race did not start.")
        begun = time.monotonic()
        for crew in crews:
            _go(crew)
        outcomes = [Outcome(**_line(crew)) for crew in crews]
        return time.monotonic() - begun, outcomes
    finally:
        for crew in crews:
            with suppress(ProcessLookupError):
                crew.kill()
            crew.communicate()


def _go(crew: "subprocess.Popen[str]") -> None:
    assert crew.stdin
    crew.stdin.write("go\n")
    crew.stdin.flush()


def _line(crew: "subprocess.Popen[str]") -> Any:
    assert crew.stdout
    return json.loads(crew.stdout.readline() or "null")
