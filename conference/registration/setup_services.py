"""What the team decides about registration: its dates and texts, categories, quotas, access codes."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.ids import new_code
from conference.events.models import Event
from conference.events.services import form_changed
from conference.registration.facts import PlacesChanged
from conference.registration.models import AccessCode, Category, Quota, RegistrationSettings
from conference.registration.places import count_anew, quotas_changed
from conference.registration.queries import guests_taking_part_otherwise
from conference.registration.questions.models import Choice
from conference.registration.questions.queries import asked_by_category
from conference.registration.questions.setup_services import hold_categories
from conference.registration.services import Details, change_registration

SETUP_FIELDS = (
    "opens_at", "closes_at", "changes_until", "is_one_page", "moderated", "has_waiting_list", "offer_hours",
    "hold_minutes", "intro",
)  # fmt: skip
CATEGORY_FIELDS = (
    "name", "description", "capacity", "ways", "is_open", "opens_at", "closes_at", "needs_approval", "needs_code",
    "position",
)  # fmt: skip
QUOTA_FIELDS = ("name", "capacity", "counts_remote")
CODE_FIELDS = ("capacity", "ends_at", "note", "is_active")


@transaction.atomic
def change_setup(*, event: Event, by: User, **fields: Any) -> RegistrationSettings:
    """Set the registration settings. Raises ValidationError."""
    setup = RegistrationSettings.objects.select_for_update().get_or_create(event=event)[0]
    before = activity.snapshot(setup, SETUP_FIELDS)
    for name, value in fields.items():
        setattr(setup, name, value)
    after = activity.snapshot(setup, SETUP_FIELDS)
    setup.full_clean()
    setup.save()
    activity.record(
        by=by, action="registration_settings_changed", target=setup, event=event, before=before, after=after
    )
    return setup


@transaction.atomic
def save_category(*, event: Event, by: User, category: Category | None, **fields: Any) -> Category:
    """Create or change a category. Raises ValidationError, also for fewer places than are taken.

    Where it leaves one way to take part, its guests follow and are told.
    """
    is_new = category is None
    form_changed(event.pk)
    if category:  # registrations are locked before categories, see services/locks.py
        list(category.registrations.select_for_update().order_by("pk").values_list("pk"))
    stored = Category(event=event) if category is None else Category.objects.select_for_update().get(pk=category.pk)
    before = {} if is_new else activity.snapshot(stored, CATEGORY_FIELDS)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean(exclude=["event"])
    if is_new:
        stored.save()
    else:
        stored.save(update_fields=list(fields))
    after = activity.snapshot(stored, CATEGORY_FIELDS)
    action = "category_created" if is_new else "category_changed"
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=after)
    for registration in guests_taking_part_otherwise(stored, stored.ways):
        change_registration(registration=registration, details=Details(), by=by)
    publish(PlacesChanged(event.pk))
    return stored


@transaction.atomic
def remove_category(*, category: Category, by: User) -> None:
    """Remove a category that nobody chose. Raises ValidationError otherwise: close it instead."""
    form_changed(category.event_id)
    if category.registrations.exists():
        raise ValidationError(_("Somebody registered in this category. Close it instead of removing it."))
    if names := asked_by_category(category):
        text = _("Questions depend on this category: %(names)s. Change them first.")
        raise ValidationError(text % {"names": ", ".join(names)})
    activity.record(by=by, action="category_removed", target=category, event=category.event)
    category.delete()


@transaction.atomic
def save_quota(
    *,
    event: Event,
    by: User | None,
    quota: Quota | None,
    categories: Collection[Category],
    choices: Collection[Choice] = (),
    **fields: Any,
) -> Quota:
    """Create or change a quota and count anew who holds a place of it. Raises ValidationError when there are too few.

    Who registers or answers meanwhile waits, and is counted before or after.
    """
    hold_categories(event)
    stored = Quota.objects.select_for_update().get(pk=quota.pk) if quota else Quota(event=event)
    before = _quota_snapshot(stored) if quota else {}
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean(exclude=["event", "capacity"])
    if stored._state.adding:
        stored.save()
    stored.categories.set(categories)
    stored.choices.set(choices)
    stored.taken = count_anew(stored)
    if stored.capacity is not None and stored.capacity < stored.taken:
        text = ngettext("%(n)s place is taken already.", "%(n)s places are taken already.", stored.taken)
        raise ValidationError({"capacity": text % {"n": stored.taken}})
    stored.save()
    action = "quota_changed" if quota else "quota_created"
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=_quota_snapshot(stored))
    publish(PlacesChanged(event.pk))
    return stored


def _quota_snapshot(quota: Quota) -> dict[str, Any]:
    return activity.snapshot(quota, QUOTA_FIELDS) | {
        "categories": [str(category) for category in quota.categories.all()],
        "choices": [str(choice) for choice in quota.choices.all()],
    }


@transaction.atomic
def remove_quota(*, quota: Quota, by: User) -> None:
    """Remove a quota; whoever had a place of it keeps everything else."""
    activity.record(by=by, action="quota_removed", target=quota, event=quota.event, before=_quota_snapshot(quota))
    hold_categories(quota.event)
    quotas_changed(quota.event_id)
    quota.delete()
    publish(PlacesChanged(quota.event_id))


@transaction.atomic
def save_code(
    *,
    event: Event,
    by: User | None,
    code: AccessCode | None,
    categories: Collection[Category],
    word: str = "",
    **fields: Any,
) -> AccessCode:
    """Create or change an access code; without a word one is made up. Raises ValidationError."""
    stored = AccessCode.objects.select_for_update().get(pk=code.pk) if code else AccessCode(event=event)
    before = activity.snapshot(stored, CODE_FIELDS) if code else {}
    stored.word = word or stored.word or new_code()
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save()
    stored.categories.set(categories)
    action = "access_code_changed" if code else "access_code_created"
    after = activity.snapshot(stored, CODE_FIELDS)
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=after)
    return stored


@transaction.atomic
def remove_code(*, code: AccessCode, by: User) -> None:
    """Remove an access code that nobody used. Raises ValidationError otherwise: switch it off instead."""
    if code.registrations.exists():
        raise ValidationError(_("Somebody registered with this code. Switch it off instead of removing it."))
    activity.record(by=by, action="access_code_removed", target=code, event=code.event)
    code.delete()
