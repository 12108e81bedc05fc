"""What the team decides about registration: its dates, texts and categories."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from conference.registration.models import Category, RegistrationSettings
from conference.registration.queries import guests_taking_part_otherwise
from conference.registration.questions.queries import asked_by_category
from conference.registration.services import Details, change_registration

SETUP_FIELDS = ("opens_at", "closes_at", "changes_until", "intro")
CATEGORY_FIELDS = ("name", "description", "capacity", "ways", "is_open", "position")


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
    if category:  # registrations are locked before categories, see services.py
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
    return stored


@transaction.atomic
def remove_category(*, category: Category, by: User) -> None:
    """Remove a category that nobody chose. Raises ValidationError otherwise: close it instead."""
    if category.registrations.exists():
        raise ValidationError(_("Somebody registered in this category. Close it instead of removing it."))
    if names := asked_by_category(category):
        text = _("Questions depend on this category: %(names)s. Change them first.")
        raise ValidationError(text % {"names": ", ".join(names)})
    activity.record(by=by, action="category_removed", target=category, event=category.event)
    category.delete()
