"""The commands of the house: the Makefile, the checks, and that no file names a place packages come from."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from conference.config import lint
from conference.config.install import ROOT

pytestmark = pytest.mark.apart

TARGETS = ("install", "demo", "test", "test-services", "bench", "lint", "format", "lock", "messages", "schema")
# Whoever installs decides where from, by the settings of pip, npm and apt. Put together here so that this file passes.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("npmmirror", "com"),
        ("debian", "org"),
        ("archive", "ubuntu", "com"),
        ("security", "ubuntu", "com"),
        ("pkg", "dev"),
    )
]


def make(*words: str) -> str:
    """Ask make what it would do, as from a shell: within `make test` it would also say which folder it enters."""
    shell = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    done = subprocess.run(["make", *words], cwd=ROOT, env=shell, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_plain_make_lists_every_target() -> None:
    listed = re.findall(r"^  make ([a-z-]+) ", make(), re.MULTILINE)
    assert set(TARGETS) <= set(listed)


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_sets_up_first(target: str) -> None:
    first = make("-n", target).splitlines()[0]
    more = ["--browser"] if "test" in target else ["--tools"] if target == "lock" else []
    assert first.split()[1:] == ["-m", "conference.config.install", *more]


def test_the_demo_takes_a_port_and_a_fresh_start() -> None:
    assert make("-n", "demo").split()[-4:] == ["manage.py", "demo", "--port", "8000"]
    assert make("-n", "demo", "PORT=8001", "RESET=1").split()[-4:] == ["demo", "--port", "8001", "--reset"]


def test_a_failed_check_does_not_hide_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    checks = {"one": lint.tool("sh", "-c", "echo why; false"), "two": lint.tool("true"), "three": lint.tool("no-such")}
    assert lint.run_checks(checks) == ["one", "three"]
    printed = capsys.readouterr().out
    assert "FAILED one" in printed
    assert "why" in printed
    assert "ok     two" in printed


def test_an_outdated_schema_shows_where() -> None:
    assert lint.compare("a\nb\n", "a\nb\n") == ""
    assert "+c" in lint.compare("a\nb\n", "a\nc\n")


def test_no_file_names_a_package_registry() -> None:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("this is not a git checkout")
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(host)}\b" for host in HOSTS).encode())
    found = []
    for name in filter(None, listing.stdout.split("\0")):
        file = Path(ROOT, name)
        content = file.read_bytes() if file.is_file() else b""
        if b"\0" not in content[:8192]:
            found += [f"{name}: {match.group().decode()}" for match in pattern.finditer(content)]
    assert not found
