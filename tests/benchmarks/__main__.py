"""`make bench`: measure a generated event on this machine, print a table, and write var/bench.json."""

import argparse
import json
import os
import platform
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from tests.benchmarks.race import race
from tests.benchmarks.server import Server, serving
from tests.benchmarks.surroundings import ROOT, environment_for, is_postgres, manage, surroundings
from tests.benchmarks.table import Figure, as_data, as_table

SECTIONS = ("pages", "registrations", "arrivals", "table", "delegation", "badges", "volume")
SIZES = {
    "talks": (500, "talks of the event"),
    "rooms": (10, "rooms"),
    "days": (3, "days"),
    "people": (600, "people, speakers among them"),
    "seed": (1, "another number gives another event of the same size"),
    "guests": (400, "who try to register, a few more than there are places"),
    "processes": (4, "from which they register"),
    "rows": (20_000, "registrations in the team's table"),
    "members": (500, "rows of a delegation's file"),
    "badges": (160, "badges to print"),
    "articles": (40, "articles of the volume"),
}
FILE = ROOT / "var" / "bench.json"
SITE = "conference.config.wsgi"
FLOOR_PROGRAM = "tests.benchmarks.floors:application()"


def options(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line: sections (none: all) and sizes."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure a generated event on this machine.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"any of {', '.join(SECTIONS)}; none: all")
    for name, (usual, what) in SIZES.items():
        parser.add_argument(f"--{name}", type=int, default=usual, help=f"{what} ({usual})")
    parser.add_argument("--seconds", type=float, default=1.5, help="for each page (1.5)")
    parser.add_argument("--output", type=Path, default=FILE, help="the JSON file (var/bench.json)")
    read = parser.parse_args(words)
    if unknown := set(read.sections) - set(SECTIONS):
        parser.error(f"no section is called {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    read.sections = read.sections or list(SECTIONS)
    return read


def say(text: str) -> None:
    """Tell how far the run is, beside the table."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def measured(wanted: argparse.Namespace, environment: Mapping[str, str]) -> tuple[dict[str, float], list[Figure], str]:
    """Measure the floors and the chosen sections; return floors by name in CPU ms, figures, and the database."""
    import django

    os.environ.clear()
    os.environ.update(environment)
    django.setup()
    from django.db import connection

    from conference.core.registry import Sizes
    from tests.benchmarks import events

    sizes = Sizes(wanted.talks, wanted.rooms, wanted.days, wanted.people, wanted.seed)
    say(f"Generating {sizes.talks} talks …")
    event = events.generated(sizes)
    makers = {
        "pages": lambda: pages(event, environment, wanted.seconds),
        "registrations": lambda: registrations(environment, wanted),
        "arrivals": lambda: coming(environment, wanted, connection.display_name),
        "table": lambda: table_of_registrations(environment, wanted),
        "delegation": lambda: delegation_of(environment, wanted),
        "badges": lambda: paper(event, wanted, "badges"),
        "volume": lambda: paper(event, wanted, "volume"),
    }
    say("Floors …")
    floors = floor_costs(environment, wanted.seconds)
    figures = []
    for section in [name for name in SECTIONS if name in wanted.sections]:
        say(f"{section.capitalize()} …")
        figures += list(makers[section]())
    version = ".".join(map(str, connection.get_database_version()))
    connection.close()
    return floors, figures, f"{connection.display_name} {version}"


def floor_costs(environment: Mapping[str, str], seconds: float) -> dict[str, float]:
    """Return the CPU ms of each floor."""
    from tests.benchmarks.floors import FLOORS
    from tests.benchmarks.load import Ask
    from tests.benchmarks.pages import Pace, loaded

    with serving(FLOOR_PROGRAM, environment) as server:
        return {
            name: loaded(server.origin, [Ask(address)], server.cpu, Pace(seconds)).cpu_ms
            for name, address in FLOORS.items()
        }


def pages(event: Any, environment: Mapping[str, str], seconds: float) -> list[Figure]:
    """Measure the pages on a server that keeps nothing and on one as it is; rows of one page stand together."""
    from tests.benchmarks.pages import Pace, first_pages, repeated_pages

    pace = Pace(seconds)
    figures: list[Figure] = []
    manage(environment, "collectstatic", "--no-input")

    def on(server: Server, measure: Any) -> None:
        figures.extend(measure(event, server.origin, server.cpu, pace))

    with serving(SITE, {**environment, "BENCH_COLD": "1"}) as server:
        on(server, first_pages)
    with serving(SITE, environment) as server:
        on(server, repeated_pages)
    names = list(dict.fromkeys(figure.name for figure in figures))
    return sorted(figures, key=lambda figure: names.index(figure.name))


def registrations(environment: Mapping[str, str], wanted: argparse.Namespace) -> Iterator[Figure]:
    """Let guests race on the run's database, and on a file of SQLite where that is another one."""
    sizes = {"guests": wanted.guests, "processes": wanted.processes}
    if is_postgres(environment.get("DATABASE_URL", "")):
        yield race(environment, name="registrations, PostgreSQL", **sizes)
    with TemporaryDirectory(prefix="alqa-bench-") as folder:
        other = environment_for(environment, Path(folder))
        manage(other, "migrate")
        yield race(other, name="registrations, SQLite", **sizes)


def coming(environment: Mapping[str, str], wanted: argparse.Namespace, database: str) -> list[Figure]:
    """Let guests come through the web, to a server that takes each for somebody of another network."""
    from tests.benchmarks.arrivals import arrivals

    manage(environment, "collectstatic", "--no-input")
    with serving(SITE, {**environment, "BEHIND_PROXY": "1"}) as server:
        return list(arrivals(server, environment, guests=wanted.guests, name=database))


def table_of_registrations(environment: Mapping[str, str], wanted: argparse.Namespace) -> Iterator[Figure]:
    """Measure the team's table on an event of its own, with as many registrations as were asked for."""
    from conference.core.registry import Sizes
    from tests.benchmarks import events, many

    manage(environment, "collectstatic", "--no-input")
    sizes = Sizes(talks=20, rooms=4, days=2, people=wanted.rows, seed=wanted.seed)
    event = events.generated(sizes, slug=many.SLUG)
    yield from many.measured_pages(event, many.fill(event))


def delegation_of(environment: Mapping[str, str], wanted: argparse.Namespace) -> Iterator[Figure]:
    """Measure a delegation by a file, on an event of its own."""
    from conference.core.registry import Sizes
    from tests.benchmarks import delegation, events

    manage(environment, "collectstatic", "--no-input")
    event = events.generated(Sizes(talks=2, rooms=1, days=1, people=2, seed=wanted.seed), slug=delegation.SLUG)
    delegation.prepare(event)
    yield from delegation.measured(event, wanted.members)


def paper(event: Any, wanted: argparse.Namespace, section: str) -> list[Figure]:
    """Measure what is printed."""
    from tests.benchmarks import paper as printed

    if section == "badges":
        return [printed.badges(event, min(wanted.badges, wanted.people))]
    return [printed.volume(event, wanted.articles, wanted.seed)]


def about(wanted: argparse.Namespace, database: str, seconds: float) -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "database": database,
        "seconds": round(seconds),
        "sizes": {name: getattr(wanted, name) for name in SIZES},
    }


def _stopped(number: int, _frame: FrameType | None) -> None:
    """Leave as after Ctrl-C, so that everything made for the run is removed."""
    sys.exit(128 + number)


def main(words: Sequence[str]) -> int:
    """Measure, print, write; return the exit status."""
    wanted = options(words)
    begun = time.monotonic()
    signal.signal(signal.SIGTERM, _stopped)
    with ExitStack() as stack:
        say("Preparing a database …")
        environment = stack.enter_context(surroundings(os.environ))
        floors, figures, database = measured(wanted, environment)
    facts = about(wanted, database, time.monotonic() - begun)
    head = f"{facts['database']}, Python {facts['python']}, {facts['cores']} cores, {facts['seconds']} s"
    foot = "Floors, CPU ms: " + " · ".join(f"{name} {cost:.2f}" for name, cost in floors.items())
    sys.stdout.write(f"\n{head}\n\n{as_table(figures, floors)}\n\n{foot}\nWritten to {wanted.output}\n")
    wanted.output.parent.mkdir(parents=True, exist_ok=True)
    wanted.output.write_text(json.dumps(as_data(figures, floors, facts), ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
