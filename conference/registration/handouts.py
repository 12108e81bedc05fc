"""What a guest may take along, from the page and from letters: upper features add theirs (the badge) in `wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from conference.accounts.models import User
from conference.core.jobs.models import Job
from conference.core.mail.services import Attachment
from conference.core.registry import Registry
from conference.events.models import Event
from conference.registration.models import Registration


class Download(NamedTuple):
    """A link: address, translated label, icon."""

    url: str
    label: Any
    icon: str


@dataclass(frozen=True)
class Outlet:
    """What another room does with many registrations: its name, words, the permission it takes, and its beginning.

    `start(event, by, primary keys)` returns the job that does it.
    """

    name: str
    label: Any
    permission: str
    start: Callable[[Event, User, list[int]], Job]


# What can be done with the registrations chosen in the table, beside changing them.
bulk_outlets: Registry[Outlet] = Registry()
# Functions from a confirmed registration to a link for its holder, None where there is nothing for them.
download_links: Registry[Callable[[Registration], Download | None]] = Registry()
# … and to a file for the letter of confirmation.
confirmation_attachments: Registry[Callable[[Registration], Attachment | None]] = Registry()
# From any registration and the token of its page to a link for its holder.
own_page_links: Registry[Callable[[Registration, str], Download]] = Registry()


def downloads(registration: Registration) -> list[Download]:
    """Return the links for this registration; none for a cancelled one."""
    if not registration.is_confirmed:
        return []
    return [link for build in download_links if (link := build(registration))]


def attachments(registration: Registration) -> list[Attachment]:
    """Return the files for a letter about this registration; none for a cancelled one."""
    if not registration.is_confirmed:
        return []
    return [file for build in confirmation_attachments if (file := build(registration))]
