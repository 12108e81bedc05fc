"""`make lint`: every check of the source, two at a time; all run, and the end names those that failed."""

import difflib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
SCHEMA = ROOT / "docs" / "openapi.yaml"
DIFFERENCE_LINES = 30


class Result(NamedTuple):
    """How a check ended: `output` is worth reading when `passed` is false."""

    passed: bool
    output: str


def tool(*command: str) -> Callable[[], Result]:
    """Return a check that passes when `command` ends with status 0."""

    def check() -> Result:
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
        except OSError as error:
            return Result(False, f"{command[0]}: {error.strerror}")
        return Result(done.returncode == 0, done.stdout)

    return check


def templates() -> Result:
    """Check the format of the templates."""
    files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "templates").rglob("*.html"))
    return tool(str(BIN / "djade"), "--check", "--target-version", "5.2", *files)() if files else Result(True, "")


def api_schema() -> Result:
    """Check that the API's schema is free of warnings and that the committed one is the current one."""
    with tempfile.TemporaryDirectory() as folder:
        current = Path(folder) / SCHEMA.name
        command = ("manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", str(current))
        result = tool(PYTHON, *command)()
        if not result.passed:
            return result
        difference = compare(SCHEMA.read_text("utf-8") if SCHEMA.exists() else "", current.read_text("utf-8"))
    name = SCHEMA.relative_to(ROOT)
    return Result(not difference, f"{name} is not current; run `make schema`.\n{difference}" if difference else "")


def compare(committed: str, current: str) -> str:
    """Return the beginning of the difference between two texts, empty when there is none."""
    lines = difflib.unified_diff(committed.splitlines(), current.splitlines(), "committed", "current", lineterm="", n=1)
    return "\n".join(line for line, _ in zip(lines, range(DIFFERENCE_LINES), strict=False))


# The slowest first, so that the others run beside it.
CHECKS: dict[str, Callable[[], Result]] = {
    "types (mypy)": tool(PYTHON, "-m", "mypy"),
    "format (ruff)": tool(str(BIN / "ruff"), "format", "--check", "."),
    "rules (ruff)": tool(str(BIN / "ruff"), "check", "."),
    "imports (import-linter)": tool(str(BIN / "lint-imports")),
    "templates (djade)": templates,
    "migrations": tool(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"),
    "translations": tool(PYTHON, "-m", "conference.core.catalogues", "check"),
    "API schema": api_schema,
}


def run_checks(checks: dict[str, Callable[[], Result]], workers: int = 2) -> list[str]:
    """Run the checks, print each as it ends, and return the names of those that failed, in their order."""
    failed = set()
    with ThreadPoolExecutor(workers) as pool:
        jobs = {pool.submit(timed, check): name for name, check in checks.items()}
        for job in as_completed(jobs):
            name, (result, seconds) = jobs[job], job.result()
            print(f"{'ok    ' if result.passed else 'FAILED'} {name:<26} {seconds:5.1f} s", flush=True)
            if not result.passed:
                failed.add(name)
                print("\n".join(f"       {line}" for line in result.output.splitlines()), flush=True)
    return [name for name in checks if name in failed]


def timed(check: Callable[[], Result]) -> tuple[Result, float]:
    """Run a check and return its result with the seconds it took."""
    started = time.monotonic()
    return check(), time.monotonic() - started


def main(words: Sequence[str]) -> int:
    """Run all checks, or those whose name contains one of `words`; return the exit status."""
    chosen = {name: check for name, check in CHECKS.items() if not words or any(word in name for word in words)}
    failed = run_checks(chosen)
    print(f"Failed: {', '.join(failed)}" if failed else f"All {len(chosen)} checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
