"""A guest's calendar entry follows the event: whatever moves it raises SEQUENCE and DTSTAMP."""

import datetime

import icalendar
import pytest

from conference.core.text.localized import i18n
from conference.events.services import change_event
from conference.registration.calendar import calendar_of
from conference.registration.models import Registration
from tests.factories.events import UserFactory
from tests.factories.registration import RegistrationFactory


def entry_of(registration: Registration) -> icalendar.Event:
    stored = Registration.objects.select_related("event").get(pk=registration.pk)
    (entry,) = icalendar.Calendar.from_ical(calendar_of(stored, "ru")).walk("VEVENT")
    return entry


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_on": datetime.date(2026, 12, 13)},
        {"venue": i18n(ru="Дворец")},
        {"timezone": "Asia/Tashkent"},
        {"name": i18n(ru="Иначе")},
    ],
)
def test_what_moves_the_event_reaches_calendars(in_event, fields, time_machine) -> None:
    time_machine.move_to("2026-10-01T10:00:00Z", tick=False)
    registration = RegistrationFactory(event=in_event)
    before = entry_of(registration)
    time_machine.move_to("2026-10-02T10:00:00Z", tick=False)
    change_event(event=in_event, by=UserFactory(), **fields)
    after = entry_of(registration)
    assert after["sequence"] == before["sequence"] + 1
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
    assert after["uid"] == before["uid"]


def test_what_no_calendar_shows_leaves_the_entry_as_it_was(in_event) -> None:
    registration = RegistrationFactory(event=in_event)
    before = entry_of(registration).to_ical()
    change_event(event=in_event, by=UserFactory(), contact_email="hello@example.org")
    assert entry_of(registration).to_ical() == before
