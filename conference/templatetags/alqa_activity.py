"""The activity log and jobs in words: what was done, which field, from which value to which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext

from conference.core import clock
from conference.core.activity.models import ActivityEntry
from conference.core.activity.services import label_of as action_label
from conference.core.activity.services import value_name
from conference.core.jobs.services import label_of as job_label
from conference.core.text.localized import LANGUAGE_CODES
from conference.events.models import Event, Membership
from conference.programme.models import Slot

register = template.Library()

# What an entry tells of its object can stand in another model: a role in the membership, a place in the slot.
ELSEWHERE: dict[tuple[str, str], tuple[type[models.Model], str]] = {
    ("user", "role"): (Membership, "role"),
    **{("session", name): (Slot, name) for name in ("room", "starts_at", "ends_at")},
}
APPS = ("conference", "speakers", "proceedings")


@dataclass(frozen=True)
class Change:
    """One field, or one language of it. `before` and `after` are ready to be shown; "" means empty."""

    label: str
    before: str
    after: str
    language: str = ""


@register.filter
def action_words(action: str) -> str:
    """Return the words for an action of the log: «изменил событие»."""
    return action_label(action)


@register.filter
def job_words(kind: str) -> str:
    """Return the name of a kind of job."""
    return job_label(kind)


@register.filter
def changes(entry: ActivityEntry, event: Event | None = None) -> list[Change]:
    """Return what differs, field by field; times are said in the zone of `event`."""
    found: list[Change] = []
    for name in sorted(entry.before.keys() | entry.after.keys()):
        old, new = entry.before.get(name), entry.after.get(name)
        field = field_of(entry.target_type, name)
        label = _label(field, name)
        if _is_translated(old) and _is_translated(new):
            found.extend(_by_language(label, old or {}, new or {}))
        else:
            found.append(Change(label, _shown(old, field, event), _shown(new, field, event)))
    return found


@cache
def field_of(model_name: str, name: str) -> Any:
    """Return the model field that an entry speaks of, None when there is none of that name."""
    if (model_name, name) in ELSEWHERE:
        model, name = ELSEWHERE[model_name, name]
        return model._meta.get_field(name)
    for app in APPS:
        fields = {field.name: field for field in _fields(app, model_name)}
        if name in fields:
            return fields[name]
    return None


def _fields(app: str, model_name: str) -> list[Any]:
    try:
        return list(apps.get_model(app, model_name)._meta.get_fields())
    except LookupError:
        return []


def _label(field: Any, name: str) -> str:
    """Return the field's name; one that was given none has its English key, which the catalogue may know."""
    words = getattr(field, "verbose_name", None) or value_name(name)
    return str(capfirst(gettext(str(words))))


def _is_translated(value: Any) -> bool:
    return value in (None, "") or (isinstance(value, Mapping) and set(value) <= set(LANGUAGE_CODES))


def _by_language(label: str, old: Any, new: Any) -> Iterator[Change]:
    if not old and not new:
        yield Change(label, "", "")
    for code, language in settings.LANGUAGES:
        before, after = (str(texts.get(code) or "") if texts else "" for texts in (old, new))
        if before != after:
            yield Change(f"{label} ({language})", before, after, code)


def _shown(value: Any, field: Any, event: Event | None) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(_shown(item, field, event) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_shown(item, None, event)}" for key, item in value.items())
    return _choice(value, field) or _time(value, field, event) or str(value)


def _choice(value: Any, field: Any) -> str:
    if isinstance(field, models.JSONField) and value in dict(settings.LANGUAGES):
        return dict(settings.LANGUAGES)[value]
    options = dict(getattr(field, "flatchoices", None) or ())
    return str(options.get(value, ""))


def _time(value: Any, field: Any, event: Event | None) -> str:
    if not isinstance(value, str):
        return ""
    if isinstance(field, models.DateTimeField):
        moment: datetime | None = parse_datetime(value)
        return clock.moment(moment, event.zone if event else None) if moment else ""
    if isinstance(field, models.DateField):
        day: date | None = parse_date(value)
        return clock.day(day) if day else ""
    return ""
