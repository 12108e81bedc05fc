"""What each address demands of its reader. A test walks the URLconf for it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """Who may come at all."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    HOLDER = "holder of the link"
    TEAM = "team"
    STAFF = "site staff"


@dataclass(frozen=True)
class Access:
    """An audience and, for the team, the permission (`registration.view`) that one's roles must give."""

    audience: Audience
    permission: str = ""

    def __str__(self) -> str:
        return f"{self.audience}: {self.permission}" if self.permission else str(self.audience)


def declare(view: View, access: Access) -> View:
    """Attach the declaration to a view."""
    view.access = access  # type: ignore[attr-defined]
    return view


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return what a URLconf's callback declares, looking through class-based views and decorators."""
    for candidate in (view, getattr(view, "view_class", None), getattr(view, "cls", None)):
        found = getattr(candidate, "access", None)
        if isinstance(found, Access):
            return found
    return None
