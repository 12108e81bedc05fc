"""Who may do what in an event: predicates over the roles of the team."""

from typing import Any

from rules.permissions import add_perm, perm_exists
from rules.predicates import predicate

from conference.events.choices import Role
from conference.events.models import Event, Membership


def roles_of(user: Any, event: Event) -> frozenset[str]:
    """Return the roles of `user` in `event`; read once for each user object and event."""
    if not user.is_authenticated:
        return frozenset()
    known: dict[int, frozenset[str]] = user.__dict__.setdefault("_roles_by_event", {})
    if event.pk not in known:
        roles = Membership.objects.filter(event=event, user_id=user.pk).values_list("role", flat=True)
        known[event.pk] = frozenset(roles)
    return known[event.pk]


def has_role(*roles: Role) -> Any:
    """Return a predicate: the user has one of `roles` in the event."""
    wanted = frozenset(roles)

    def check(user: Any, event: Event | None) -> bool:
        return event is not None and bool(roles_of(user, event) & wanted)

    return predicate(check, name="|".join(sorted(wanted)))


def in_team(user: Any, event: Event) -> bool:
    """Return whether `user` has any role in `event`."""
    return bool(roles_of(user, event))


def allow(permission: str, *roles: Role) -> str:
    """Let `roles` (and always the owner) have `permission`; returns its name, to be kept in a constant."""
    if not perm_exists(permission):
        add_perm(permission, has_role(*roles, Role.OWNER))
    return permission


def allow_only(permission: str, *roles: Role) -> str:
    """Let `roles` and nobody else have `permission`: the owner decides who gets the role, and gains nothing by owning.

    For what even owners see only where their work needs it. An owner may take the role; the activity log tells of it.
    """
    if not perm_exists(permission):
        add_perm(permission, has_role(*roles))
    return permission


EVENT_WORKSPACE = allow("event.workspace", *Role)
EVENT_CHANGE = allow("event.change")
EVENT_TEAM = allow("event.team")
EVENT_ACTIVITY = allow("event.activity", Role.CHAIR, Role.REGISTRAR, Role.EDITOR)
EVENT_JOBS = allow("event.jobs", Role.CHAIR, Role.REGISTRAR, Role.CHECKIN, Role.VISA, Role.EDITOR)
