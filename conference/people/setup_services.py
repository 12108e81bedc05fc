"""What the team decides about the form of a person."""

from collections.abc import Mapping

from django.db import transaction

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from conference.people.models import AskedField
from conference.people.queries import asked_at
from conference.people.words import describe_actions

describe_actions()


@transaction.atomic
def change_asked(*, event: Event, by: User, asked: Mapping[str, str]) -> None:
    """Decide which fields the form of a person has; fields left out stay as they were.

    What was filled in before stays stored, also where a field is no longer asked. Raises IntegrityError for what
    `queries.allowed_for` does not allow.
    """
    before = {name: str(value) for name, value in asked_at(event).items()}
    for name, value in asked.items():
        AskedField.objects.update_or_create(event=event, field=name, defaults={"asked": value})
    activity.record(
        by=by, action="asked_fields_changed", target=event, event=event, before=before, after={**before, **asked}
    )
