"""What a guest may take along, from the page and from letters: upper features add theirs (the badge) in `wiring.py`."""

from collections.abc import Callable
from typing import Any, NamedTuple

from conference.core.mail.services import Attachment
from conference.core.registry import Registry
from conference.registration.models import Registration


class Download(NamedTuple):
    """A link: address, translated label, icon."""

    url: str
    label: Any
    icon: str


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
