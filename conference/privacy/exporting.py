"""The file with somebody's own data: for programs, for reading, and what they attached."""

import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from conference.core.activity import services as activity
from conference.core.activity.models import ActivityEntry
from conference.core.personal import Item, Record, Subject, item, parts
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.people.models import Person
from conference.privacy.models import DataExport
from conference.privacy.queries import staying, subject_of


class Chapter(NamedTuple):
    """What one feature holds, under its heading."""

    name: str
    label: str
    records: list[Record]


def chapters_of(event: Event, people: Sequence[Person]) -> list[Chapter]:
    """Return everything that is held of these people at an event, in the active language, without what is empty."""
    subject = subject_of(event, people)
    found = [Chapter(part.name, str(part.label), [one for one in part.collect(subject) if one]) for part in parts]
    found.append(Chapter("activity", _("What happened"), list(_entries(subject))))
    return [chapter for chapter in found if chapter.records]


def as_data(event: Event, people: Sequence[Person]) -> dict[str, Any]:
    """Return everything in plain form, for programs: by chapter a list of objects."""
    chapters = {chapter.name: [_object(record) for record in chapter.records] for chapter in chapters_of(event, people)}
    return {
        "event": {"slug": event.slug, "name": localized(event.name)},
        "made_at": timezone.now(),
        "stays_public": staying(event, people),
        "data": chapters,
    }


def make_file(export: DataExport) -> None:
    """Make the archive and store it with the export, in its language."""
    people = list(export.people.select_related("organisation", "event"))
    with translation.override(export.language), timezone.override(export.event.zone):
        content = _archive(export.event, people)
    export.file.save("data.zip", ContentFile(content))


def _archive(event: Event, people: Sequence[Person]) -> bytes:
    stream = BytesIO()
    made_at: datetime = timezone.now()
    page = {
        "event": event,
        "chapters": chapters_of(event, people),
        "made_at": made_at,
        "stays": staying(event, people),
        "language": translation.get_language(),
    }
    data = json.dumps(as_data(event, people), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", data)
        archive.writestr("index.html", render_to_string("conference/privacy/archive/index.html", page))
        for name, file in _files(subject_of(event, people)):
            with file.open("rb") as opened:
                archive.writestr(f"files/{name}", opened.read())
    return stream.getvalue()


def _files(subject: Subject) -> Iterator[tuple[str, Any]]:
    """Yield files with names of which no two are the same; one that is lost from the storage stops nothing."""
    seen: dict[str, int] = {}
    for part in parts:
        for name, file in part.files(subject):
            if not file.storage.exists(file.name):
                continue
            seen[name] = seen.get(name, 0) + 1
            yield (name if seen[name] == 1 else f"{seen[name]}-{name}"), file


def _entries(subject: Subject) -> Iterator[Record]:
    """Yield what the activity log tells of these people: what and when; who did it is another person."""
    codes: dict[str, set[str]] = {}
    for part in parts:
        for kind, code in part.traces(subject):
            codes.setdefault(kind, set()).add(code)
    for kind, known in codes.items():
        rows = ActivityEntry.objects.filter(event=subject.event, target_type=kind, target_code__in=known)
        for entry in rows.order_by("at"):
            yield [
                item("at", _("When"), entry.at),
                item("action", _("What"), entry.action, activity.label_of(entry.action)),
                item("fields", _("What changed"), sorted({*entry.before, *entry.after})),
            ]


def _object(record: Record) -> dict[str, Any]:
    values: dict[str, Any] = {}
    one: Item
    for one in record:
        values[one.name] = [*_listed(values[one.name]), one.value] if one.name in values else one.value
    return values


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
