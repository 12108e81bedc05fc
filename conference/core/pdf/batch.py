"""Many small documents: rendered in two processes, each kept in a cache under the digest of all that decides it.

Threads do not help (WeasyPrint holds the interpreter) and a forked child may inherit Pango's locks, so children are
spawned and begin from the settings. Workers are replaced after some hundred documents, which bounds their memory.
"""

import contextlib
import hashlib
import logging
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from conference.core.pdf.rendering import render_html, styles_digest

log = logging.getLogger(__name__)
PROCESSES = 2
POOL_PAYS_FROM = 40  # a child needs about a second to begin
TASK_SIZE = 8
TASKS_PER_ROUND = 60


@dataclass(frozen=True)
class Page:
    """One document to render: its HTML and the names of its stylesheets."""

    html: str
    stylesheets: tuple[str, ...]


def cache_folder() -> Path:
    """Return where rendered documents are kept; it may be emptied at any time."""
    return Path(settings.DATA_DIR) / "cache" / "pdf"


def render_all(
    pages: Sequence[Page],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    processes: int = PROCESSES,
) -> list[Path]:
    """Render what is not in the cache yet; return a file for each page, in order. `progress(done, total)` is called."""
    digests = _digests(pages)
    files = [cache_folder() / digest[:2] / f"{digest}.pdf" for digest in digests]
    missing = {file: page for file, page in zip(files, pages, strict=True) if not file.exists()}
    wanted = list(missing.items())
    done = len(files) - len(wanted)
    progress(done, len(files))
    tasks = [wanted[start : start + TASK_SIZE] for start in range(0, len(wanted), TASK_SIZE)]
    if len(wanted) >= POOL_PAYS_FROM and processes > 1:
        done += _in_pool(tasks, processes, lambda count: progress(done + count, len(files)))
    for task in tasks:
        left = [(file, page) for file, page in task if not file.exists()]
        _render_task(left)
        done += len(left)
        progress(min(done, len(files)), len(files))
    return files


def kept(digest: str, make: Callable[[], bytes]) -> bytes:
    """Return the content known by `digest` from the cache, made and kept at first."""
    return kept_file(digest, make).read_bytes()


def kept_file(digest: str, make: Callable[[], bytes]) -> Path:
    """Return the file known by `digest` in the cache, made and kept at first."""
    file = cache_folder() / digest[:2] / f"{digest}.pdf"
    if not file.exists():
        _store(file, make())
    return file


def _digests(pages: Sequence[Page]) -> list[str]:
    """Return what each file is known by: content, styles, fonts and the engine's version."""
    styles = {sheets: styles_digest(sheets) for sheets in {page.stylesheets for page in pages}}
    return [hashlib.sha256((styles[page.stylesheets] + page.html).encode()).hexdigest() for page in pages]


def _in_pool(tasks: list[list[tuple[Path, Page]]], processes: int, progress: Callable[[int], None]) -> int:
    """Render tasks in child processes; return how many documents came. A broken pool leaves the rest to the caller."""
    done = 0
    try:
        # A pool for each round, because max_tasks_per_child can hang for good in Python 3.11 (CPython issue 115634).
        for start in range(0, len(tasks), TASKS_PER_ROUND):
            with ProcessPoolExecutor(
                processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
            ) as pool:
                waiting = [pool.submit(_render_task, task) for task in tasks[start : start + TASKS_PER_ROUND]]
                for future in as_completed(waiting):
                    done += future.result()
                    progress(done)
    except (BrokenProcessPool, OSError, AssertionError) as fault:
        # A machine without semaphores, a daemon that may have no children, or a child killed for its memory.
        log.warning("Rendering goes on in one process: %s", fault)
    return done


def _begin() -> None:
    import django

    django.setup()


def _render_task(task: list[tuple[Path, Page]]) -> int:
    for file, page in task:
        _store(file, render_html(page.html, stylesheets=page.stylesheets))
    return len(task)


def _store(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: another process may be reading or writing the same one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(draft).replace(file)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(draft).unlink()
        raise
