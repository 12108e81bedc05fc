"""How an event's badges look."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.badges.models import BadgeDesign
from conference.core.activity import services as activity
from conference.events.models import Event

DESIGN_FIELDS = (
    "language second_language paper show_photo show_latin show_patronymic show_organisation show_town"
).split()

activity.describe(badge_design_changed=_("changed the badges' design"), badges_printed=_("printed badges"))


def design_of(event: Event) -> BadgeDesign:
    """Return the event's design, made at first use with the event's own languages."""
    languages: list[str] = [*event.languages, "ru"]
    first, others = languages[0], languages[1:]
    second = others[0] if others and others[0] != first else ""
    design, _is_new = BadgeDesign.objects.get_or_create(
        event=event, defaults={"language": first, "second_language": second}
    )
    return design


@transaction.atomic
def change_design(*, event: Event, by: User | None, **fields: Any) -> BadgeDesign:
    """Set `fields` of the design and log what differs. Raises ValidationError."""
    design = design_of(event)
    before = activity.snapshot(design, DESIGN_FIELDS)
    for name, value in fields.items():
        setattr(design, name, value)
    design.full_clean()
    design.save()
    after = activity.snapshot(design, DESIGN_FIELDS)
    activity.record(by=by, action="badge_design_changed", target=design, event=event, before=before, after=after)
    return design
