"""Rows held while they are changed.

One order for all, so that nobody waits in a circle: drafts, registrations by their keys, person, account, access code,
category, choices, quotas.

The team's settings of registration hold the event before all of these (`form_changed`); a guest never holds it.
"""

from conference.core.prepared import PreparedQuery
from conference.people.models import Person
from conference.registration.models import Draft, Registration


def locked_draft(draft: Draft) -> Draft:
    """Lock the draft, without a join: after a wait PostgreSQL reads the row again, and not what was joined to it."""
    stored = _draft.first(draft.event_id, draft.pk)
    if stored is None:
        raise Draft.DoesNotExist
    return stored


_draft: PreparedQuery[Draft] = PreparedQuery(
    lambda event, pk: Draft.objects.select_for_update().filter(pk=pk), scoped=True
)


def locked(registration: Registration) -> Registration:
    """Lock the registration, then its person, and read both as they are now: one query with joins misses changes."""
    row = Registration.objects.select_for_update().only("person_id").get(pk=registration.pk)
    Person.objects.select_for_update().only("pk").get(pk=row.person_id)
    return Registration.objects.select_related("event", "category", "person").get(pk=registration.pk)
