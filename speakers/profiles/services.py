"""Writing profiles: what a person says about themselves."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.people.models import Person
from conference.registration.services import claim_people
from speakers.profiles.models import Profile

PROFILE_FIELDS = ("biography", "orcid", "links")
PERSON_FIELDS = ("post", "degree")

activity.describe(profile_changed=_("changed a speaker's profile"))


@transaction.atomic
def change_profile(
    *, person: Person, by: User, photo: ContentFile[bytes] | None = None, remove_photo: bool = False, **fields: Any
) -> Profile:
    """Store what a person says about themselves, with a checked `photo` if there is a new one."""
    claim_people(user=by)
    rows = Person.objects.select_related("organisation", "event").select_for_update(of=("self",))
    stored: Person = rows.get(pk=person.pk)
    profile, _is_new = Profile.objects.select_for_update(of=("self",)).get_or_create(person=stored)
    before = activity.snapshot(profile, PROFILE_FIELDS) | activity.snapshot(stored, PERSON_FIELDS)
    before["photo"] = bool(stored.photo)
    for name, value in fields.items():
        setattr(stored if name in PERSON_FIELDS else profile, name, value)
    profile.full_clean()
    profile.save()
    old_photo = stored.photo.name if photo or remove_photo else ""
    if photo:
        stored.photo.save(photo.name or "photo.jpg", photo, save=False)
    elif remove_photo:
        stored.photo = ""
    stored.save(update_fields=[*PERSON_FIELDS, "photo"])
    if old_photo:
        storage = stored.photo.storage
        transaction.on_commit(lambda: storage.delete(old_photo))
    after = activity.snapshot(profile, PROFILE_FIELDS) | activity.snapshot(stored, PERSON_FIELDS)
    after["photo"] = bool(stored.photo)
    if before != after or photo:
        activity.record(by=by, action="profile_changed", target=stored, event=stored.event, before=before, after=after)
    return profile


def settle_second(row: Profile, kept: Person) -> None:
    """Complete the profile of whom two persons became with what only the other had, and remove that one."""
    stays = Profile.objects.select_for_update(of=("self",)).get(person=kept)
    for name in PROFILE_FIELDS:
        if not str(getattr(stays, name) or ""):
            setattr(stays, name, getattr(row, name))
    stays.save()
    row.delete()
