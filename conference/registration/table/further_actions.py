"""What upper features do with registrations chosen in the table, such as printing badges; added in `wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conference.accounts.models import User
from conference.core.jobs.models import Job
from conference.core.registry import Registry
from conference.events.models import Event


@dataclass(frozen=True)
class FurtherAction:
    """One bulk action beside those of `choices.Action`: its name, words, the permission it takes, and its beginning.

    `start(event, by, primary keys)` returns the job that does it.
    """

    name: str
    label: Any
    permission: str
    start: Callable[[Event, User, list[int]], Job]


further_actions: Registry[FurtherAction] = Registry()
