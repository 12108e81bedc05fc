"""Writing to the activity log, and the words for each action."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from conference.core.activity.models import ActivityEntry

ERASED = "—"
_labels: dict[str, Any] = {}
_readers: dict[str, str] = {}
# What entries of several features tell beyond the fields of their models.
_values: dict[str, Any] = {
    "count": _("how many"),
    "created": _("added"),
    "updated": _("changed"),
    "refused": _("refused"),
    "place": _("place in the order"),
}


def describe(**labels: Any) -> None:
    """Give actions their words: `describe(registration_cancelled=_("cancelled a registration"))`."""
    _labels.update(labels)


def name_values(**labels: Any) -> None:
    """Give names to what entries tell beyond the fields of their model: `name_values(pages=_("pages"))`."""
    _values.update(labels)


def value_name(name: str) -> str:
    """Return the name of a value that is no field of a model, its bare key where nobody named it."""
    return str(_values.get(name) or name.replace("_", " "))


def restrict(permission: str, *target_types: str) -> None:
    """Show entries about these objects only to roles with `permission`: they hold what such objects hold."""
    _readers.update(dict.fromkeys(target_types, permission))


def hidden_from(user: Any, event: Any) -> list[str]:
    """Return the kinds of objects whose entries this member of the team may not read."""
    return [target for target, permission in _readers.items() if not user.has_perm(permission, event)]


def label_of(action: str) -> str:
    """Return the words for an action in the active language."""
    return str(_labels.get(action, action))


def actions() -> Mapping[str, Any]:
    """Return every described action with its words, for the log's filter."""
    return _labels


def snapshot(instance: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """Return the values of `fields` as the log keeps them: translated texts by language, related objects by name."""
    return {name: _plain(getattr(instance, name)) for name in fields}


def record(
    *,
    by: models.Model | None,
    action: str,
    target: models.Model,
    event: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> ActivityEntry:
    """Add one entry, in the transaction of the change itself, keeping only what differs.

    `by` is None for what the system did on its own and for guests who have no account.
    """
    entry = _entry(by=by, action=action, target=target, event=event, before=before, after=after)
    entry.save(force_insert=True)
    return entry


def record_each(
    *,
    by: models.Model | None,
    action: str,
    event: models.Model,
    after: Iterable[tuple[models.Model, Mapping[str, Any]]],
) -> None:
    """Add one entry for each of many new objects, given with what the log tells of it, in one statement."""
    rows = [_entry(by=by, action=action, target=one, event=event, before=None, after=told) for one, told in after]
    ActivityEntry.objects.bulk_create(rows)


def _entry(
    *,
    by: models.Model | None,
    action: str,
    target: models.Model,
    event: models.Model | None,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> ActivityEntry:
    old, new = dict(before or {}), dict(after or {})
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return ActivityEntry(
        event_id=event.pk if event else None,
        by_id=by.pk if by is not None and not getattr(by, "is_anonymous", False) else None,
        action=action,
        target_type=target._meta.model_name or "",
        target_code=str(getattr(target, "code", None) or getattr(target, "slug", None) or target.pk)[:60],
        target_label=str(target)[:200],
        before={name: old[name] for name in sorted(changed & old.keys())},
        after={name: new[name] for name in sorted(changed & new.keys())},
    )


def forget(*, event: models.Model, targets: Iterable[tuple[str, str]], names: frozenset[str]) -> int:
    """Empty what the event's entries tell of people: all of entries about `targets`, and `names` elsewhere.

    The one exception to "never changed": that something was done, and when, stays.
    """
    codes: dict[str, set[str]] = {}
    for kind, code in targets:
        codes.setdefault(kind, set()).add(code)
    emptied = {"before": {}, "after": {}, "target_label": ERASED}
    count = 0
    for kind, known in codes.items():
        count += ActivityEntry.objects.filter(event_id=event.pk, target_type=kind, target_code__in=known).update(
            **emptied
        )
    told = ActivityEntry.objects.filter(event_id=event.pk).exclude(before={}, after={}, target_label=ERASED)
    for entry in told.only("before", "after", "target_label").iterator(chunk_size=1000):
        cleaned = {name: _without(getattr(entry, name), names) for name in emptied}
        if any(cleaned[name] != getattr(entry, name) for name in emptied):
            count += ActivityEntry.objects.filter(pk=entry.pk).update(**cleaned)
    return count


def _without(value: Any, names: frozenset[str]) -> Any:
    """Return a value with every text that is one of `names` struck out, however deep it lies."""
    if isinstance(value, str):
        return ERASED if value in names else value
    if isinstance(value, list):
        return [_without(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, names) for key, one in value.items()}
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, LazyI18nString):
        return value.data
    if isinstance(value, models.Model):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
