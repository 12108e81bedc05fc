"""Sets up Alqa in its own folder: `make install`, which `make demo` and `make test` call first.

Standard library only, so that the machine's bare `python3` can run it. Each step leaves a note in `var/install.stamp`
about what it was done from; a step whose note still holds is skipped, and one that was interrupted has no note.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from conference.config.machine import PANGO_PACKAGES, Apt, SetupError, answer, ensure_chromium, pango_is_here, run, step

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parents[2]
# Variables that would lead pip, uv or Python itself somewhere else than into .venv.
MISLEADING = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "UV_TARGET", "UV_PREFIX")


class Stamp:
    """Notes on which steps are done and from what, kept in a file across runs."""

    def __init__(self, path: Path) -> None:
        """Read the notes; a file that is missing or damaged holds none."""
        self.path = path
        try:
            notes = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            notes = {}
        self._notes: dict[str, str] = notes if isinstance(notes, dict) else {}

    def holds(self, name: str, key: str) -> bool:
        """Tell whether step `name` was last finished from exactly `key`."""
        return self._notes.get(name) == key

    @contextmanager
    def redoing(self, name: str, key: str) -> Iterator[None]:
        """Forget step `name` while the block runs and note `key` once it has succeeded."""
        if self._notes.pop(name, None) is not None:
            self._write()
        yield
        self._notes[name] = key
        self._write()

    def _write(self) -> None:
        """Replace the file in one move, so that an interruption leaves the old one or the new one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".draft")
        draft.write_text(json.dumps(self._notes, indent=1), encoding="utf-8")
        draft.replace(self.path)


def stanza(lock: str, package: str) -> str:
    """Return the lines of a lock file that pin `package` with its hashes; raise SetupError when there are none."""
    match = re.search(rf"^{re.escape(package)}==.*(?:\n[ \t]+--hash=.*)+", lock, re.MULTILINE)
    if match is None:
        raise SetupError(f"requirements.lock does not pin {package} with hashes. Run `make lock`.")
    return match.group().rstrip("\\ ") + "\n"


def digest(*files: Path) -> str:
    """Return a hash of what the files contain; raise SetupError when one is missing."""
    total = hashlib.sha256()
    for file in files:
        try:
            total.update(hashlib.sha256(file.read_bytes()).digest())
        except FileNotFoundError as error:
            raise SetupError(f"{file.name} is missing: this is not a complete checkout of Alqa.") from error
    return total.hexdigest()


def python_key(root: Path) -> str:
    """Return what .venv depends on besides the packages: which Python made it, and where it stands."""
    return f"{sys.version.split()[0]} {sys.base_prefix} {root}"


def catalogues_key(root: Path) -> str:
    """Return a cheap hash of all message catalogues: path, size and time of change."""
    total = hashlib.sha256()
    for file in sorted((root / "conference" / "locale").rglob("*.po")):
        stat = file.stat()
        total.update(f"{file.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return total.hexdigest()


def tool_environment(root: Path, base: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for pip, uv and npm: nothing misleading, and caches in var/ when the home is read-only."""
    env = {name: value for name, value in base.items() if name not in MISLEADING}
    env["PATH"] = f"{root / '.venv' / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    env["VIRTUAL_ENV"] = str(root / ".venv")
    env.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_USER="0")
    env.setdefault("UV_HTTP_TIMEOUT", "120")
    if not os.access(env.get("HOME", ""), os.W_OK):
        for variable, folder in (("UV_CACHE_DIR", "uv"), ("PIP_CACHE_DIR", "pip"), ("npm_config_cache", "npm")):
            env.setdefault(variable, str(root / "var" / "cache" / folder))
    return env


def base_python() -> str:
    """Return the Python outside any virtual environment, so that .venv can be made anew from within itself."""
    return str(getattr(sys, "_base_executable", sys.executable)) if sys.prefix != sys.base_prefix else sys.executable


def ensure_system_packages(apt: Apt) -> None:
    """See that Python can make environments and WeasyPrint can draw; install what is missing or say how."""
    lacks_venv = importlib.util.find_spec("ensurepip") is None
    lacks_pango = not pango_is_here()
    packages = [*(["python3-venv"] if lacks_venv else []), *(PANGO_PACKAGES if lacks_pango else [])]
    if not packages:
        return
    if apt.exists():
        with step(f"System packages ({', '.join(packages)})"):
            apt.install(packages)
        # Asking a fresh Python, because this one has already looked.
        if lacks_venv and answer(base_python(), "-c", "import venv, ensurepip") is None:
            raise SetupError(f"{sys.executable} still cannot make environments: use the system's own python3.")
        return
    lines = ["This machine lacks what only its own package manager can install:"]
    if lacks_venv:
        lines.append(
            "  Python's venv and ensurepip (in a package often named python3-venv, python3-pip or python3-devel)"
        )
    if lacks_pango:
        lines.append("  Pango with its FreeType part, and HarfBuzz with hb-subset (often named pango and harfbuzz)")
    raise SetupError("\n".join([*lines, "Install them, then run the same command again."]))


def environment_is_sound(root: Path) -> bool:
    """Tell whether .venv is complete, stands where it was made, and belongs to the Python that runs this."""
    venv = root / ".venv"
    question = "import pip, sys; print(sys.version.split()[0], sys.base_prefix)"
    try:
        made_here = str(venv) in (venv / "bin" / "activate").read_text(encoding="utf-8")
    except OSError:
        return False
    described = answer(venv / "bin" / "python", "-c", question) or ""
    return made_here and described.strip() == f"{sys.version.split()[0]} {sys.base_prefix}"


def install_python_packages(root: Path, env: Mapping[str, str], stamp: Stamp) -> None:
    """Bring .venv to exactly what requirements.lock says, by the uv that the same file pins."""
    venv, lock = root / ".venv", root / "requirements.lock"
    python = venv / "bin" / "python"
    key = f"{digest(lock)} {python_key(root)}"
    if stamp.holds("python", key) and os.access(python, os.X_OK):
        return
    with stamp.redoing("python", key):
        if not environment_is_sound(root):
            with step("Python environment"):
                run("Making .venv", [base_python(), "-m", "venv", "--clear", venv], env, root)
        with step("Python packages"):
            install_uv(root, env)
            sync: list[str | Path] = [
                venv / "bin" / "uv",
                "pip",
                "sync",
                "--quiet",
                "--require-hashes",
                "--python",
                python,
                lock,
            ]
            run("Installing the Python packages", sync, mirrored(root, env), root)


def install_uv(root: Path, env: Mapping[str, str]) -> None:
    """Install the pinned uv by pip, unless it is there."""
    pinned = stanza((root / "requirements.lock").read_text(encoding="utf-8"), "uv")
    version = pinned.split("==", 1)[1].split()[0].rstrip(";")
    if (answer(root / ".venv" / "bin" / "uv", "--version") or "").split()[1:2] == [version]:
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "uv.txt"
        file.write_text(pinned, encoding="utf-8")
        options: list[str | Path] = [
            "--quiet",
            "--no-input",
            "--no-deps",
            "--require-hashes",
            "--force-reinstall",
            "-r",
            str(file),
        ]
        run("Installing uv", [root / ".venv" / "bin" / "python", "-m", "pip", "install", *options], env, root)


def mirrored(root: Path, env: Mapping[str, str]) -> dict[str, str]:
    """Return `env` with the mirror and the certificates that pip is set up for, which uv does not read by itself."""
    listing = run("pip config", [root / ".venv" / "bin" / "python", "-m", "pip", "config", "list"], env, root)
    found = dict(re.findall(r"^\S*?\.(index-url|cert)='(.*)'$", listing, re.MULTILINE))
    settings = {"UV_DEFAULT_INDEX": found.get("index-url"), "SSL_CERT_FILE": found.get("cert")}
    return {**{name: value for name, value in settings.items() if value}, **env}


def install_node_packages(root: Path, env: Mapping[str, str], stamp: Stamp) -> None:
    """Bring node_modules to what package-lock.json says, by the npm in .venv, so that everybody has the same one."""
    key = digest(root / "package.json", root / "package-lock.json")
    if stamp.holds("node", key) and (root / "node_modules" / ".package-lock.json").is_file():
        return
    with stamp.redoing("node", key), step("Fonts and scripts"):
        npm: list[str | Path] = [root / ".venv" / "bin" / "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        run("Installing the fonts and scripts", npm, env, root)


def compile_catalogues(root: Path, env: Mapping[str, str], stamp: Stamp) -> None:
    """Compile the translations when one of them changed or a compiled file is missing."""
    if not any((root / "conference" / "core").glob("catalogues*")):
        return
    key = catalogues_key(root)
    compiled = all(file.with_suffix(".mo").is_file() for file in (root / "conference" / "locale").rglob("*.po"))
    if stamp.holds("catalogues", key) and compiled:
        return
    with stamp.redoing("catalogues", key), step("Translations"):
        command: list[str | Path] = [root / ".venv" / "bin" / "python", "-m", "conference.core.catalogues", "compile"]
        run("Compiling the translations", command, env, root)


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Let one set-up at a time work in this folder; a second one waits."""
    (root / "var").mkdir(exist_ok=True)
    with (root / "var" / "install.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work in this folder; waiting for it …", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install(root: Path, *, browser: bool, only_tools: bool = False) -> None:
    """Do every step that is not done yet; raise SetupError with what to do when one cannot be done.

    With `only_tools` leave out the npm packages: before they are locked anew there is nothing to bring.
    """
    apt = Apt()
    env = tool_environment(root, os.environ)
    with alone(root):
        stamp = Stamp(root / "var" / "install.stamp")
        ensure_system_packages(apt)
        install_python_packages(root, env, stamp)
        if only_tools:
            return
        install_node_packages(root, env, stamp)
        compile_catalogues(root, env, stamp)
        if browser:
            ensure_chromium(apt)


def main() -> int:
    """Run the set-up and return its exit status; what went wrong is told in sentences."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        print(f"Alqa needs Python 3.11 or newer; this is Python {sys.version.split()[0]} ({sys.executable}).")
        print("Install a newer one and name it, for example: make install PYTHON=python3.12")
        return 1
    parser = argparse.ArgumentParser(
        prog="python3 -m conference.config.install", description="Set up Alqa in its folder."
    )
    parser.add_argument(
        "--browser", action="store_true", help="also see that there is a Chromium for the browser tests"
    )
    parser.add_argument("--tools", action="store_true", help="what writes the lock files, without what they name")
    wanted = parser.parse_args()
    try:
        install(ROOT, browser=wanted.browser, only_tools=wanted.tools)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
    except OSError as error:
        print(f"\nThe set-up stopped: {error.strerror}: {error.filename or ROOT}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
