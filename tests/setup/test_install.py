"""The set-up on a fresh machine: what is skipped, what is done again, and what people are told."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conference.config import install, machine
from conference.config.install import ROOT, Stamp
from conference.config.machine import SetupError

pytestmark = pytest.mark.apart

LOCK = """\
# comment
uvloop==1.0 \\
    --hash=sha256:aa
uv==0.13.9 ; python_version >= "3.11" \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via alqa (pyproject.toml:dev)
weasyprint==70.0 \\
    --hash=sha256:dd
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder, with a space in its name, that looks like a checkout to the set-up."""
    root = tmp_path / "al qa"
    for file in ("requirements.lock", "package.json", "package-lock.json", "conference/core/catalogues.py"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(LOCK if file.endswith(".lock") else "{}")
    catalogue = root / "conference" / "locale" / "kk" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\n')
    return root


@pytest.fixture
def commands(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the tools that the set-up would run, and leave behind what each of them would."""
    calls: list[str] = []
    leaves = {
        "Making .venv": ".venv/bin/python",
        "Installing the fonts and scripts": "node_modules/.package-lock.json",
        "Compiling the translations": "conference/locale/kk/LC_MESSAGES/django.mo",
    }

    def run(what: str, *_: object) -> str:
        calls.append(what)
        if what in leaves:
            file = checkout / leaves[what]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o755)
        return ""

    monkeypatch.setattr(install, "run", run)
    monkeypatch.setattr(install, "ensure_system_packages", lambda _apt: None)
    return calls


EVERYTHING = [
    "Making .venv",
    "Installing uv",
    "pip config",
    "Installing the Python packages",
    "Installing the fonts and scripts",
    "Compiling the translations",
]


def test_a_second_run_does_nothing(checkout: Path, commands: list[str]) -> None:
    install.install(checkout, browser=False)
    assert commands == EVERYTHING
    commands.clear()
    install.install(checkout, browser=False)
    assert commands == []


@pytest.mark.parametrize(
    ("changed", "redone"),
    [
        ("requirements.lock", EVERYTHING[:4]),
        ("package-lock.json", EVERYTHING[4:5]),
        ("conference/locale/kk/LC_MESSAGES/django.po", EVERYTHING[5:]),
    ],
)
def test_a_changed_file_repeats_its_own_step(
    checkout: Path, commands: list[str], changed: str, redone: list[str]
) -> None:
    install.install(checkout, browser=False)
    commands.clear()
    with (checkout / changed).open("a") as file:
        file.write("\n")
    install.install(checkout, browser=False)
    assert commands == redone


@pytest.mark.parametrize(
    ("removed", "redone"),
    [
        (".venv/bin/python", EVERYTHING[:4]),
        ("node_modules/.package-lock.json", EVERYTHING[4:5]),
        ("conference/locale/kk/LC_MESSAGES/django.mo", EVERYTHING[5:]),
        ("var/install.stamp", EVERYTHING),
    ],
)
def test_what_was_deleted_is_made_again(checkout: Path, commands: list[str], removed: str, redone: list[str]) -> None:
    install.install(checkout, browser=False)
    commands.clear()
    (checkout / removed).unlink()
    install.install(checkout, browser=False)
    assert commands == redone


def test_another_folder_or_another_python_is_another_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = install.python_key(tmp_path), install.python_key(tmp_path / "moved")
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    assert len({here, there, install.python_key(tmp_path)}) == 3


def test_an_interrupted_step_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "var" / "stamp"
    with Stamp(file).redoing("python", "old lock"):
        pass
    assert Stamp(file).holds("python", "old lock")
    with pytest.raises(KeyboardInterrupt), Stamp(file).redoing("python", "new lock"):
        raise KeyboardInterrupt
    assert not Stamp(file).holds("python", "new lock")
    # The environment is now a mixture, so going back to the old lock file must not find it "done" either.
    assert not Stamp(file).holds("python", "old lock")


@pytest.mark.parametrize("damage", ["", "{", "[1]", "null"])
def test_a_damaged_stamp_counts_as_none(tmp_path: Path, damage: str) -> None:
    (tmp_path / "stamp").write_text(damage)
    assert not Stamp(tmp_path / "stamp").holds("python", "x")


def test_uv_is_cut_out_of_the_lock_with_all_its_hashes() -> None:
    expected = 'uv==0.13.9 ; python_version >= "3.11" \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n'
    assert install.stanza(LOCK, "uv") == expected
    assert install.stanza(LOCK, "weasyprint").splitlines()[0] == "weasyprint==70.0 \\"


@pytest.mark.parametrize("lock", ["", "uv==0.13.9\n", "uvloop==1.0 \\\n    --hash=sha256:aa\n"])
def test_a_lock_without_a_pinned_uv_is_refused(lock: str) -> None:
    with pytest.raises(SetupError, match="make lock"):
        install.stanza(lock, "uv")


def test_the_real_lock_pins_uv() -> None:
    pinned = install.stanza((ROOT / "requirements.lock").read_text(), "uv")
    assert pinned.startswith("uv==")
    assert pinned.count("--hash=sha256:") > 5
    assert "#" not in pinned


def test_it_starts_without_any_installed_package() -> None:
    code = "import conference.config.install as i, sys; sys.exit('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, env={}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_old_python_is_told_the_way_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(install, "OLDEST_PYTHON", (3, 99))
    assert install.main() == 1
    assert "make install PYTHON=python3.12" in capsys.readouterr().out


def test_an_unwritable_home_sends_the_caches_into_the_checkout(tmp_path: Path) -> None:
    base = {"PATH": "/bin", "PYTHONPATH": "/elsewhere", "PIP_TARGET": "/elsewhere"}
    os_access = os.access
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: path != "/nowhere" and os_access(path, mode))
        patch.setenv("HOME", "/nowhere")
        env = install.tool_environment(tmp_path, base)
    assert env["UV_CACHE_DIR"] == str(tmp_path / "var" / "cache" / "uv")
    assert not {"PYTHONPATH", "PIP_TARGET"} & set(env)


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("error: Failed to fetch\n  Caused by: dns error: failed to lookup address", "cannot be reached"),
        ("npm error code EAI_AGAIN", "cannot be reached"),
        ("OSError: [Errno 28] No space left on device", "Make room"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "refused"),
        ("npm error code EACCES", "may not be written"),
    ],
)
def test_a_failed_tool_is_told_in_a_sentence(output: str, advice: str) -> None:
    told = machine.explain("Installing", output)
    assert told.startswith("Installing failed.")
    assert advice in told
    assert output.splitlines()[-1].strip() in told


def test_without_root_the_very_line_to_run_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    with pytest.raises(SetupError) as refusal:
        machine.Apt().install(["python3-venv", "libpango-1.0-0"])
    line = "apt-get update && apt-get install -y --no-install-recommends python3-venv libpango-1.0-0"
    assert str(refusal.value).endswith(line)


def test_the_package_lists_are_fetched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    words: list[tuple[str, ...]] = []
    monkeypatch.setattr(machine.Apt, "allowed", staticmethod(lambda: True))
    monkeypatch.setattr(machine.Apt, "_apt_get", staticmethod(lambda *given: words.append(given)))
    apt = machine.Apt()
    apt.install(["a"])
    apt.install(["b"])
    assert [given[0] for given in words] == ["update", "install", "install"]


def test_a_missing_browser_never_stops_the_set_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise SetupError("no such package")

    monkeypatch.setattr(machine, "find_chromium", lambda: None)
    monkeypatch.setattr(machine.Apt, "allowed", staticmethod(lambda: True))
    monkeypatch.setattr(machine.Apt, "exists", staticmethod(lambda: True))
    monkeypatch.setattr(machine.Apt, "install", refuse)
    for system in ("id=debian", "id=ubuntu id_like=debian", ""):
        monkeypatch.setattr(machine, "_os_release", lambda system=system: system)
        machine.ensure_chromium(machine.Apt())
        assert "Browser tests will be skipped" in capsys.readouterr().out


def test_where_there_is_no_browser_without_windows_the_usual_one_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def install(_apt: machine.Apt, packages: list[str]) -> None:
        asked.append(packages)
        if packages != ["chromium"]:
            raise SetupError("no such package")

    monkeypatch.setattr(machine, "find_chromium", lambda: None)
    monkeypatch.setattr(machine, "_os_release", lambda: "id=debian")
    monkeypatch.setattr(machine.Apt, "allowed", staticmethod(lambda: True))
    monkeypatch.setattr(machine.Apt, "exists", staticmethod(lambda: True))
    monkeypatch.setattr(machine.Apt, "install", install)
    machine.ensure_chromium(machine.Apt())
    assert asked == [[machine.HEADLESS_PACKAGE], ["chromium"]]


def test_a_snap_stub_is_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium-browser"
    stub.write_text('#!/bin/sh\necho "requires the chromium snap: snap install chromium"\n')
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.find_chromium() is None
    real = tmp_path / "chromium"
    real.write_text("#!/bin/sh\nexec /usr/lib/chromium/chromium\n")
    real.chmod(0o755)
    assert machine.find_chromium() == str(real)


def test_a_service_that_is_not_there_is_named() -> None:
    (sentence,) = machine.silent_services({"DATABASE_URL": "postgres://u@127.0.0.1:1/x", "REDIS_URL": ""})
    assert "127.0.0.1:1" in sentence
    assert "DATABASE_URL" in sentence
