"""The arithmetic of the bench: CPU from the kernel, ratios, the table, places kept apart, the judge of the race."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks.cpu import children_of, own_seconds, seconds_in, seconds_of
from tests.benchmarks.guests import Outcome
from tests.benchmarks.load import Load
from tests.benchmarks.race import OversoldError, check
from tests.benchmarks.surroundings import environment_for, is_postgres, with_database
from tests.benchmarks.table import Figure, as_data, as_table, ratio

STAT = "4711 (a (strange) name) S 42 4711 4711 0 -1 4194560 900 0 0 0 150 50 7 7 20 0 4 0 1000 1000000 500"
FLOORS = {"500 rows": 8.0, "empty": 0.0}
STORED = {"capacity": 5, "taken": 5, "registrations": 5}


def figure(**values) -> Figure:
    usual = {"section": "pages", "name": "home", "how": "first", "unit": "requests", "count": 100}
    return Figure(**{**usual, "per_second": 1234.5, "cpu_ms": 4.0, "queries": 6, **values})


def test_cpu_of_a_process_whatever_its_name() -> None:
    assert seconds_in(STAT, ticks=100) == 2.0


def test_cpu_of_this_process_grows_with_work() -> None:
    before, own = seconds_of([os.getpid()]), own_seconds()
    while own_seconds() < own + 0.05:
        sum(range(10_000))
    assert seconds_of([os.getpid()]) > before


def test_children_are_found() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in children_of(os.getpid())


def test_load_by_request() -> None:
    load = Load(requests=200, seconds=2, cpu=1)
    assert (load.per_second, load.cpu_ms) == (100, 5)
    assert Load(0, 0, 0).cpu_ms == 0


def test_ratio_to_its_floor() -> None:
    assert ratio(figure(), FLOORS) == 0.5
    assert ratio(figure(floor="empty"), FLOORS) is None
    assert ratio(figure(floor="unknown"), FLOORS) is None


def test_table_is_aligned_and_sections_stand_apart() -> None:
    lines = as_table([figure(), figure(section="badges", name="badges", queries=None, per_second=2.34)], FLOORS)
    head, rule, first, gap, second = lines.split("\n")
    assert len(head) == len(rule) == len(first) == len(second)
    assert gap == ""
    assert "1,234 requests" in first
    assert "0.50" in first
    assert "2.3 requests" in second


def test_data_can_be_written_and_holds_the_ratio() -> None:
    data = json.loads(json.dumps(as_data([figure()], FLOORS, {"python": "3"})))
    assert data["python"] == "3"
    assert data["figures"][0]["times_floor"] == 0.5


def test_a_run_has_data_and_settings_of_its_own(tmp_path: Path) -> None:
    base = {"PATH": "/bin", "DATABASE_URL": "postgres://a/real", "REDIS_URL": "redis://a", "DEMO": "1"}
    made = environment_for(base, tmp_path)
    assert made["PATH"] == "/bin"
    assert made["DATA_DIR"] == str(tmp_path)
    assert not {"DATABASE_URL", "REDIS_URL", "DEMO"} & set(made)


def test_the_database_is_another_one_on_the_same_server() -> None:
    url = "postgres://me:secret@host:5433/real?sslmode=require"
    assert with_database(url, "mine") == "postgres://me:secret@host:5433/mine?sslmode=require"
    assert is_postgres(url)
    assert not is_postgres("sqlite:///file")
    assert not is_postgres("")


def test_a_race_without_a_fault_passes() -> None:
    check([Outcome(sold=3, refused=1), Outcome(sold=2)], 6, STORED)


@pytest.mark.parametrize(
    ("sold", "refused", "stored"),
    [
        (6, 0, STORED | {"taken": 6, "registrations": 6}),
        (5, 1, STORED | {"registrations": 6}),
        (5, 1, STORED | {"taken": 4}),
        (4, 2, STORED | {"taken": 4, "registrations": 4}),
        (5, 0, STORED),
    ],
)
def test_oversold_lost_and_forgotten_places_are_noticed(sold, refused, stored) -> None:
    with pytest.raises(OversoldError):
        check([Outcome(sold=sold, refused=refused)], 6, stored)


def test_the_command_line() -> None:
    usual = bench.options([])
    assert usual.sections == list(bench.SECTIONS)
    assert (usual.talks, usual.rooms, usual.days, usual.people) == (500, 10, 3, 600)
    chosen = bench.options(["pages", "badges", "--talks", "20"])
    assert (chosen.sections, chosen.talks) == (["pages", "badges"], 20)


def test_an_unknown_section_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.options(["pges"])
    assert "pges" in capsys.readouterr().err
