"""Wishes of the demo: names and categories wait for the team, and three guests would like something changed."""

from conference.events.models import Event
from conference.registration.choices import State, Ways
from conference.registration.models import Category, Registration, RegistrationSettings
from conference.registration.moderation.choices import Topic
from conference.registration.moderation.services import change_as_guest
from conference.registration.services import Details

WAITING = [str(Topic.NAME), str(Topic.ORGANISATION), str(Topic.CATEGORY)]
POST = "заведующая сектором краеведения"


def seed(event: Event) -> None:
    """Let some topics wait, and create the wishes."""
    RegistrationSettings.objects.filter(event=event).update(moderated=WAITING)
    rows = Registration.objects.filter(event=event, state=State.CONFIRMED, category__ways=Ways.IN_PERSON)
    rows = rows.filter(person__email__startswith="guest")
    guests = list(rows.select_related("person", "category", "event").order_by("pk")[3:6])
    for number, guest in enumerate(guests):
        change_as_guest(registration=guest, details=_wish(guest, number))


def _wish(guest: Registration, number: int) -> Details:
    if number == 0:
        return Details(person={"post": POST}, category=guest.category)
    if number == 1:
        person = {"family_name": f"{guest.person.family_name}-Ким", "given_name": guest.person.given_name}
        return Details(person=person, category=guest.category)
    others = Category.objects.filter(
        event=guest.event, needs_code=False, needs_approval=False, ways=guest.category.ways
    )
    return Details(category=others.exclude(pk=guest.category_id).order_by("position")[0])
