"""Who may come where: the URLconf with what each address demands, as a table for docs/permissions.md and for tests."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from rules.permissions import permissions

from conference.core.permissions import Access, Audience, access_of
from conference.events.choices import Role

# URLconfs of libraries, which guard their own pages: of allauth's, sign-in is public and the rest asks for a session.
FOREIGN = ("allauth.urls",)


class Address(NamedTuple):
    """One address: its pattern, the view behind it, and what is demanded by HTTP action (one entry for plain views)."""

    pattern: str
    view: Callable[..., Any]
    access: dict[str, Access | None]


def addresses() -> Iterator[Address]:
    """Yield every address of our own, in the order of the URLconf."""
    for pattern, view in _walk(get_resolver().url_patterns, ""):
        yield Address(pattern, view, _demands(view))


def _walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in patterns:
        here = prefix + _readable(str(entry.pattern))
        if isinstance(entry, URLResolver):
            if getattr(entry.urlconf_name, "__name__", "") in FOREIGN:
                continue
            yield from _walk(entry.url_patterns, here)
        elif isinstance(entry, URLPattern):
            yield here, entry.callback


def _readable(pattern: str) -> str:
    return pattern.removeprefix("^").removesuffix("$")


def _demands(view: Any) -> dict[str, Access | None]:
    """Return what is demanded; for a viewset by method, because reading and writing differ."""
    actions: dict[str, str] = getattr(view, "actions", None) or {}
    if not actions:
        return {"": access_of(view)}
    by_action = getattr(view.cls, "access_by_action", {})
    # DRF adds HEAD to what answers GET when the view is first called.
    methods = {method.upper(): action for method, action in actions.items() if method != "head"}
    return {method: by_action.get(action, access_of(view)) for method, action in methods.items()}


def roles_allowed(access: Access) -> frozenset[str]:
    """Return the roles that may come: all on everybody's pages, none where the site decides and not the team."""
    if access.audience == Audience.STAFF:
        return frozenset()
    if access.audience != Audience.TEAM:
        return frozenset(Role.values)
    wanted = permissions.get(access.permission)
    names = set(wanted.name.split("|")) if wanted is not None else set()
    return frozenset(names & set(Role.values))


def as_markdown() -> str:
    """Return the table of every address and role."""
    roles = list(Role)
    lines = [
        "# Who may come where",
        "",
        "Made by `make schema` from the addresses and what their views declare; a test compares it. `●` may come.",
        "",
        f"| address | method | audience | permission | {' | '.join(role.value for role in roles)} |",
        f"| --- | --- | --- | --- | {' | '.join('---' for _role in roles)} |",
    ]
    for address in addresses():
        for method, access in address.access.items():
            if access is None:
                raise LookupError(f"{address.pattern} does not say who may come")
            allowed = roles_allowed(access)
            marks = " | ".join("●" if role.value in allowed else "" for role in roles)
            shown = f"/{address.pattern}".replace("|", "\\|")
            lines.append(f"| `{shown}` | {method} | {access.audience} | {access.permission} | {marks} |")
    return "\n".join(lines) + "\n"
