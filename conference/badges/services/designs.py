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
    """Return the event's design; one in the event's own languages, not stored, until the team has chosen."""
    return BadgeDesign.objects.filter(event=event).first() or BadgeDesign(event=event, **_usual(event))


def _usual(event: Event) -> dict[str, str]:
    languages: list[str] = [*event.languages, "ru"]
    first, others = languages[0], languages[1:]
    return {"language": first, "second_language": others[0] if others and others[0] != first else ""}


@transaction.atomic
def change_design(*, event: Event, by: User | None, **fields: Any) -> BadgeDesign:
    """Set `fields` of the design and log what differs. Raises ValidationError."""
    design, _is_new = BadgeDesign.objects.select_for_update().get_or_create(event=event, defaults=_usual(event))
    before = activity.snapshot(design, DESIGN_FIELDS)
    for name, value in fields.items():
        setattr(design, name, value)
    design.full_clean()
    design.save()
    after = activity.snapshot(design, DESIGN_FIELDS)
    activity.record(by=by, action="badge_design_changed", target=design, event=event, before=before, after=after)
    return design
