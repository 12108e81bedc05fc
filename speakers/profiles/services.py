"""Writing profiles: what a person says about themselves."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from conference.people.models import Person
from conference.people.services import claim_people
from speakers.profiles.models import Profile

PROFILE_FIELDS = ("biography", "orcid", "links")
PERSON_FIELDS = ("post", "degree")

activity.describe(profile_changed=_("changed a speaker's profile"))


def person_of(event: Event, user: User) -> Person | None:
    """Return who `user` is at this event: by their account, else by the address with which they signed in."""
    claim_people(user)
    people = Person.objects.filter(Q(user=user), event=event).select_related("organisation", "event")
    return people.order_by("pk").first()


@transaction.atomic
def change_profile(
    *, person: Person, by: User, photo: ContentFile[bytes] | None = None, remove_photo: bool = False, **fields: Any
) -> Profile:
    """Store what a person says about themselves, with a checked `photo` if there is a new one."""
    profile, _is_new = Profile.objects.select_for_update(of=("self",)).get_or_create(person=person)
    before = activity.snapshot(profile, PROFILE_FIELDS) | activity.snapshot(person, PERSON_FIELDS)
    before["photo"] = bool(person.photo)
    for name, value in fields.items():
        setattr(person if name in PERSON_FIELDS else profile, name, value)
    profile.full_clean()
    profile.save()
    old_photo = person.photo.name if photo or remove_photo else ""
    if photo:
        person.photo.save(photo.name or "photo.jpg", photo, save=False)
    elif remove_photo:
        person.photo = ""
    person.save()
    if old_photo:
        storage = person.photo.storage
        transaction.on_commit(lambda: storage.delete(old_photo))
    after = activity.snapshot(profile, PROFILE_FIELDS) | activity.snapshot(person, PERSON_FIELDS)
    after["photo"] = bool(person.photo)
    if before != after or photo:
        activity.record(by=by, action="profile_changed", target=person, event=person.event, before=before, after=after)
    return profile
