"""Creating and changing volumes and their sections."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.public_address import keep_address
from conference.events.models import Event
from proceedings.volumes.models import Section, Volume

VOLUME_FIELDS = (
    "language slug title subtitle bodies editors recommended annotation town publisher publisher_address year isbn udc "
    "bbk author_mark licence rights_holder page_format contents_at signed_on print_run"
).split()

activity.describe(
    volume_created=_("created a volume"),
    volume_changed=_("changed a volume"),
    volume_deleted=_("deleted a volume"),
    section_created=_("added a section of a volume"),
    section_changed=_("changed a section of a volume"),
    section_deleted=_("deleted a section of a volume"),
)


class PublicVolumeError(Exception):
    """A volume that everybody can read is not deleted; it must be taken back first."""


@transaction.atomic
def create_volume(*, event: Event, by: User | None, **fields: Any) -> Volume:
    """Create a volume of an event. Raises ValidationError for values that the model refuses."""
    last = Volume.objects.filter(event=event).aggregate(last=Max("position"))["last"]
    volume = Volume(event=event, position=(last or 0) + 1, **fields)
    volume.full_clean()
    volume.save()
    after = activity.snapshot(volume, VOLUME_FIELDS)
    activity.record(by=by, action="volume_created", target=volume, event=event, after=after)
    return volume


@transaction.atomic
def change_volume(*, volume: Volume, by: User | None, **fields: Any) -> Volume:
    """Set `fields` and log what differs. Raises ValidationError."""
    stored = Volume.objects.select_for_update().get(pk=volume.pk)
    keep_address(stored, fields)
    before = activity.snapshot(stored, VOLUME_FIELDS)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save()
    after = activity.snapshot(stored, VOLUME_FIELDS)
    if before != after:
        activity.record(by=by, action="volume_changed", target=stored, event=stored.event, before=before, after=after)
    return stored


@transaction.atomic
def delete_volume(*, volume: Volume, by: User) -> None:
    """Delete a volume with its articles and files. Raises PublicVolumeError."""
    stored = Volume.objects.select_for_update().get(pk=volume.pk)
    if stored.is_public:
        raise PublicVolumeError
    before = activity.snapshot(stored, VOLUME_FIELDS)
    activity.record(by=by, action="volume_deleted", target=stored, event=stored.event, before=before)
    builds = list(stored.builds.prefetch_related("galleys"))
    stored.delete()

    def tidy() -> None:
        for build in builds:
            build.delete_files()

    transaction.on_commit(tidy)


@transaction.atomic
def save_section(*, volume: Volume, by: User | None, name: Any, section: Section | None = None) -> Section:
    """Add a section at the end, or rename one."""
    before = {"name": activity.snapshot(section, ["name"])["name"]} if section else {}
    if section is None:
        last = Section.objects.filter(volume=volume).aggregate(last=Max("position"))["last"]
        section = Section(volume=volume, position=0 if last is None else last + 1)
    section.name = name
    section.full_clean()
    section.save()
    action = "section_changed" if before else "section_created"
    after = activity.snapshot(section, ["name"])
    activity.record(by=by, action=action, target=section, event=volume.event, before=before, after=after)
    return section


@transaction.atomic
def move_section(*, section: Section, by: User, down: bool) -> None:
    """Let a section change places with its neighbour; at the end of the row nothing happens."""
    row = list(Section.objects.select_for_update().filter(volume=section.volume))
    here = row.index(section)
    there = here + (1 if down else -1)
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for position, member in enumerate(row):
        member.position = position
    Section.objects.bulk_update(row, ["position"])
    activity.record(
        by=by,
        action="section_changed",
        target=section,
        event=section.volume.event,
        before={"place": here + 1},
        after={"place": there + 1},
    )


@transaction.atomic
def delete_section(*, section: Section, by: User) -> None:
    """Delete a section; its articles stay in the volume without one."""
    activity.record(
        by=by,
        action="section_deleted",
        target=section,
        event=section.volume.event,
        before=activity.snapshot(section, ["name"]),
    )
    section.delete()
