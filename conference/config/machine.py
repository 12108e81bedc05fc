"""What the set-up needs from the machine itself: system packages, a browser, services, other people's tools.

Standard library only: this runs before anything is installed. `python3 -m conference.config.machine services` says
whether the database and the cache that the environment names answer.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

# What WeasyPrint loads, as (name for macOS and others, name on Linux), and the Debian packages that bring all of it.
PANGO_LIBRARIES = (
    ("gobject-2.0", "libgobject-2.0.so.0"),
    ("pango-1.0", "libpango-1.0.so.0"),
    ("pangoft2-1.0", "libpangoft2-1.0.so.0"),
    ("fontconfig", "libfontconfig.so.1"),
    ("harfbuzz", "libharfbuzz.so.0"),
    ("harfbuzz-subset", "libharfbuzz-subset.so.0"),
)
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# Chromium without windows draws the same pages for half of the CPU; an older Debian lacks it.
HEADLESS_PACKAGE = "chromium-headless-shell"
BROWSERS = (HEADLESS_PACKAGE, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# What other people's tools print, told to whoever waits for them: the first line with a matching word counts.
CAUSES = (
    (
        ("no space left on device", "enospc", "disk quota exceeded", "don't have enough free space"),
        "The disk is full. Make room (about 2 GB are needed) and run the same command again.",
    ),
    (
        ("do not match the hashes", "hash mismatch", "eintegrity", "hash sum mismatch"),
        "A download differs from what the lock file expects, so it was refused. Run the same command again; if that "
        "does not help, a proxy or a mirror alters files.",
    ),
    (
        ("could not get lock", "unable to acquire the dpkg frontend lock"),
        "Another program is installing packages at the moment. Wait for it and run the same command again.",
    ),
    (
        ("certificate verify failed", "unknownissuer", "unable_to_get_issuer", "self_signed_cert", "self-signed cert"),
        "A server's certificate is not trusted here. Behind a company's proxy, name its certificate file in "
        "SSL_CERT_FILE, PIP_CERT and NODE_EXTRA_CA_CERTS.",
    ),
    (
        (
            *(
                "dns error",
                "name resolution",
                "name or service not known",
                "could not resolve",
                "enotfound",
                "eai_again",
            ),
            *("connection refused", "econnrefused", "network is unreachable", "timed out", "etimedout", "econnreset"),
            *("could not connect", "failed to connect", "newconnectionerror", "failed to establish a new connection"),
            *("error sending request", "temporary failure resolving", "proxyerror", "tunnel error"),
        ),
        "The package servers cannot be reached. Check the network (and proxy settings) and run the same command again; "
        "what is already here is kept.",
    ),
    (
        ("permission denied", "eacces", "read-only file system", "erofs"),
        "A file or folder may not be written. Check who owns this folder and run the same command again.",
    ),
)


class SetupError(Exception):
    """Something the person at the keyboard has to know: the text says what happened and what to do."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Print `what …` and, when it is done, how long it took."""
    started = time.monotonic()
    print(f"{what} … ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("not done", flush=True)
        raise
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def explain(what: str, output: str) -> str:
    """Turn a failed tool's output into what happened, what to do, and the tool's own last lines."""
    lowered = output.lower()
    cause = next((text for words, text in CAUSES if any(word in lowered for word in words)), "")
    lines = [line.rstrip() for line in output.splitlines() if line.strip() and "Retrying (" not in line]
    own_words = "".join(f"\n    {line[:300]}" for line in lines[-8:])
    return f"{what} failed. {cause}".rstrip() + (f"\n  Its own last words:{own_words}" if own_words else "")


def run(what: str, command: Sequence[str | Path], env: Mapping[str, str], cwd: Path) -> str:
    """Run a tool silently and return what it printed; raise SetupError in plain words when it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise SetupError(f"{what} failed: {command[0]} could not be started ({error.strerror}).") from error
    if done.returncode:
        raise SetupError(explain(what, done.stdout))
    return done.stdout


def answer(*command: str | Path) -> str | None:
    """Return what a program prints, or None when it fails or cannot be started."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout


class Apt:
    """Debian's package manager, as far as this user may use it."""

    def __init__(self) -> None:
        """Nothing has been asked of it yet."""
        self._lists_are_fresh = False

    @staticmethod
    def exists() -> bool:
        """Tell whether this machine has apt at all."""
        return shutil.which("apt-get") is not None

    @staticmethod
    def line(packages: Sequence[str]) -> str:
        """Return the line a person can run to install `packages`."""
        sudo = "sudo " if os.geteuid() and shutil.which("sudo") else ""
        update, install = f"{sudo}apt-get update", f"{sudo}apt-get install -y --no-install-recommends"
        return f"{update} && {install} {' '.join(packages)}"

    @staticmethod
    def allowed() -> bool:
        """Tell whether packages can be installed without asking anybody: as root or by sudo without a password."""
        return os.geteuid() == 0 or answer("sudo", "-n", "true") is not None

    def install(self, packages: Sequence[str]) -> None:
        """Install `packages`; raise SetupError with the line to run when that is not allowed or does not work."""
        line = self.line(packages)
        who = "" if line.startswith("sudo ") else " as root"
        advice = f"Run this line{who}, then the same command again:\n  {line}"
        if not self.allowed():
            raise SetupError(f"This machine lacks {', '.join(packages)}, and only root may install them. {advice}")
        try:
            if not self._lists_are_fresh:
                self._apt_get("update", "-q")
                self._lists_are_fresh = True
            self._apt_get("install", "-q", "-y", "--no-install-recommends", *packages)
        except SetupError as error:
            raise SetupError(f"{error}\n{advice}") from error

    def install_first_of(self, *packages: str) -> None:
        """Install the first of `packages` that is to be had; raise SetupError when none is."""
        *earlier, last = packages
        for package in earlier:
            try:
                return self.install([package])
            except SetupError:
                continue
        return self.install([last])

    @staticmethod
    def _apt_get(*words: str) -> None:
        """Run apt-get, by sudo unless this is root."""
        sudo = ["sudo", "-n"] if os.geteuid() else []
        patience = ["-o", "DPkg::Lock::Timeout=120"]
        run(
            f"apt-get {words[0]}",
            [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "apt-get", *patience, *words],
            os.environ,
            Path("/"),
        )


def pango_is_here() -> bool:
    """Tell whether the libraries that WeasyPrint draws with can be loaded."""
    for short_name, linux_name in PANGO_LIBRARIES:
        name = linux_name if sys.platform == "linux" else ctypes.util.find_library(short_name)
        try:
            ctypes.CDLL(name or short_name)
        except OSError:
            return False
    return True


def find_chromium() -> str | None:
    """Return the path of a Chromium that tests can drive; Ubuntu's stub for a snap is none."""
    for name in BROWSERS:
        path = shutil.which(name)
        if path and Path(path).resolve().name != "snap" and not _is_snap_stub(Path(path)):
            return path
    return None


def _is_snap_stub(path: Path) -> bool:
    """Tell whether this is the little script by which Ubuntu sends people to the snap."""
    with path.open("rb") as file:
        beginning = file.read(4096)
    return beginning.startswith(b"#!") and (b"snap install" in beginning or b"/snap/bin" in beginning)


def ensure_chromium(apt: Apt) -> None:
    """Install Debian's Chromium for the browser tests; without one, say in a line that they will be skipped."""
    if find_chromium():
        return
    consequence = "Browser tests will be skipped"
    if not apt.exists() or "ubuntu" in _os_release():
        # Ubuntu's package of this name only fetches a snap, which tests cannot drive.
        print(f"{consequence}: no Chromium here, and this system has no ordinary package of it.")
    elif not apt.allowed():
        print(f"{consequence}: no Chromium here. To have them: {apt.line(['chromium'])}")
    else:
        try:
            with step("Chromium for the browser tests"):
                apt.install_first_of(HEADLESS_PACKAGE, "chromium")
        except SetupError as error:
            print(f"{consequence}: {error}")


def _os_release() -> str:
    """Return the lines of /etc/os-release that say which family this system belongs to."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").lower().splitlines()
    except OSError:
        return ""
    return " ".join(line for line in lines if line.startswith(("id=", "id_like=")))


def silent_services(env: Mapping[str, str]) -> list[str]:
    """Return one sentence for each service named in `env` that does not answer."""
    sentences = []
    for variable, default_port in (("DATABASE_URL", 5432), ("REDIS_URL", 6379)):
        address = urlsplit(env.get(variable, ""))
        if not address.hostname:
            continue
        port = address.port or default_port
        try:
            socket.create_connection((address.hostname, port), timeout=3).close()
        except OSError:
            sentences.append(
                f"Nothing answers at {address.hostname}:{port}: start it, or set {variable} to where it is."
            )
    return sentences


if __name__ == "__main__":
    if sys.argv[1:] != ["services"]:
        sys.exit("Usage: python3 -m conference.config.machine services")
    sys.exit("\n".join(silent_services(os.environ)) or 0)
