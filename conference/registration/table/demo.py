"""The table of the demo: marks on some guests, and a view that the team shares."""

from django.http import QueryDict

from conference.events.choices import Role
from conference.events.models import Event
from conference.events.queries import member_with
from conference.registration.choices import State
from conference.registration.models import Registration
from conference.registration.table.columns import columns_of
from conference.registration.table.filters import wanted_from
from conference.registration.table.queries import ORDERS, Options
from conference.registration.table.services.marks import put_mark
from conference.registration.table.services.saved import save_view

MARKS = ("встретить на вокзале", "переводчик")
VIEWS = (
    ("Гости из-за рубежа: переводчик", "mark=переводчик&columns=name,country,languages,email,marks&order=country"),
    ("Кто ждёт места", "state=waiting&columns=name,organisation,category,waiting&order=created"),
)


def seed(event: Event) -> None:
    """Create marks and views."""
    registrar = member_with(event, Role.REGISTRAR) or member_with(event, Role.OWNER)
    if registrar is None:
        return
    guests = Registration.objects.filter(event=event, state=State.CONFIRMED).select_related("event", "person")
    for guest in guests.exclude(person__country__in=["KZ", "RU", ""]).order_by("pk")[:6]:
        put_mark(registration=guest, name=MARKS[1], by=registrar)
    for guest in guests.filter(person__country="RU").order_by("pk")[:4]:
        put_mark(registration=guest, name=MARKS[0], by=registrar)
    options = Options(event)
    known = columns_of(options, with_contacts=True)
    for name, address in VIEWS:
        wanted = wanted_from(QueryDict(address), options, orders=ORDERS, columns=known)
        save_view(event=event, by=registrar, name=name, wanted=wanted, is_shared=True)
