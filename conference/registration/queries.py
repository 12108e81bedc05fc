"""Reading registrations."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Lower, TruncDate
from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import addresses_of
from conference.core.prepared import PreparedQuery
from conference.events.models import Event
from conference.people.models import Person
from conference.registration.choices import LIVE, Mode, State, Ways
from conference.registration.models import AccessCode, Category, Draft, Quota, Registration, RegistrationSettings


def setup_of(event: Event) -> RegistrationSettings:
    """Return the event's registration settings; the defaults, not stored, until the team has chosen some."""
    return RegistrationSettings.objects.filter(event=event).first() or RegistrationSettings(event=event)


def may_be_chosen(now: datetime | None = None) -> Q:
    """Return what is true of the categories that are open at this moment."""
    now = now or timezone.now()
    begun = Q(opens_at__isnull=True) | Q(opens_at__lte=now)
    return Q(is_open=True) & begun & (Q(closes_at__isnull=True) | Q(closes_at__gt=now))


def is_to_be_chosen(category: Category) -> bool:
    """Return whether a guest may choose the category now, places aside."""
    return Category.objects.filter(may_be_chosen(), pk=category.pk).exists()


def someone_waits() -> Q:
    """Return whether the places of a category belong to who waits already, so that who comes now queues up behind.

    That is so where somebody waits for the category itself, also when a place is free that a party of several waits
    for; and where all that is left of a quota that it shares is needed by who waits.
    """
    waiting = Registration.objects.filter(state=State.WAITING).order_by()
    in_line = waiting.filter(category__quotas=OuterRef("pk")).values("state").annotate(n=Count("pk")).values("n")
    shared = Quota.objects.filter(categories=OuterRef("pk"), capacity__isnull=False).alias(n=Subquery(in_line))
    crowded = shared.filter(n__gt=0, taken__gte=F("capacity") - F("n"))
    return Q(Exists(waiting.filter(category=OuterRef("pk")))) | Q(Exists(crowded))


def open_categories(event: Event) -> QuerySet[Category]:
    """Return the categories that everybody may choose now, full ones included: the page says that they are.

    Each with the quotas it shares and whether somebody waits (`has_line`).
    """
    return _with_places(Category.objects.filter(may_be_chosen(), event=event, needs_code=False))


def categories_for(
    event: Event, *, own: Category | None = None, is_team: bool = False, code: AccessCode | None = None
) -> QuerySet[Category]:
    """Return what may be chosen: the team may take any, a guest what is open to everybody or by a valid code.

    Who is registered in a category may keep it, and move only where neither a code nor a decision is needed.
    """
    rows = _with_places(Category.objects.filter(event=event))
    if is_team:
        return rows
    if own:
        return rows.filter(Q(may_be_chosen(), needs_code=False, needs_approval=False) | Q(pk=own.pk))
    opened = Q(pk__in=code.categories.values("pk")) if code and code.is_valid else Q(pk__in=[])
    return rows.filter(Q(needs_code=False) | opened, may_be_chosen())


def open_to_all(event: Event) -> list[Category]:
    """Return what a guest without a code may choose, as `categories_for` does, without the quotas."""
    return _open_to_all.rows(event.pk, timezone.now())


_open_to_all: PreparedQuery[Category] = PreparedQuery(
    lambda event, now: _with_places(Category.objects.filter(may_be_chosen(now), needs_code=False)).prefetch_related(
        None
    ),
    scoped=True,
)


def _with_places(rows: QuerySet[Category]) -> QuerySet[Category]:
    has_line = ExpressionWrapper(someone_waits(), output_field=BooleanField())
    return rows.annotate(has_line=has_line).prefetch_related("quotas")


def code_of(event: Event, typed: str) -> AccessCode | None:
    """Return the access code that somebody typed, in any case and with spaces around; None for an unknown one."""
    word = typed.strip().upper()
    return AccessCode.objects.filter(event=event, word=word).first() if word else None


def uses_codes(event: Event) -> bool:
    """Return whether a code opens anything at the event now, so that guests are asked for one."""
    return AccessCode.objects.filter(event=event, is_active=True, categories__isnull=False).exists()


def guests_taking_part_otherwise(category: Category, ways: str) -> QuerySet[Registration]:
    """Return the guests of the category who take part in another way than `ways` would leave them."""
    rows = Registration.objects.filter(category=category, state__in=LIVE)
    return rows.none() if ways == Ways.EITHER else rows.exclude(mode=ways)


def person_of_address(event: Event, email: str) -> Person | None:
    """Return whose address this is: of their account, confirmed by the link in a mail, or noted by the team.

    Anybody may register under the address of somebody else, so what was only typed there finds nobody.
    """
    if not email:
        return None
    owner = Q(user__email__iexact=email)
    owner |= Q(user__emailaddress__email__iexact=email, user__emailaddress__verified=True)
    noted = Q(email__iexact=email) & (_confirmed() | Q(~_registered(), user=None))
    rows = Person.objects.filter(owner | noted, event=event).select_related("organisation")
    return rows.order_by(Case(When(owner, then=0), When(_confirmed(), then=1), default=2), "pk").first()


def people_vouched_for(event: Event) -> Any:
    """Return the persons of the event without those who registered and never proved that their address is theirs."""
    return Person.objects.filter(~_registered() | _confirmed() | Q(user__isnull=False), event=event)


def people_of(user: User, event: Event | None = None) -> list[Person]:
    """Return who `user` is at each event, or at one: tied to the account, else with an address of theirs.

    Of several with the address it is whoever confirmed it; next who was put there by the team; then who registered.
    """
    at = {"event": event} if event else {}
    rows = (
        Person.objects.annotate(address=Lower("email"))
        .filter(Q(user=user) | Q(user=None, address__in=addresses_of(user)), **at)
        .select_related("organisation", "event")
        .order_by(
            Case(When(user=user, then=0), When(_confirmed(), then=1), When(_registered(), then=3), default=2), "pk"
        )
    )
    return list({person.event_id: person for person in reversed(rows)}.values())


def person_at(event: Event, user: User) -> Person | None:
    """Return who `user` is at this event."""
    return next(iter(people_of(user, event)), None)


def registrations_of(user: User) -> QuerySet[Registration]:
    """Return a person's own registrations: those of their account, and those under an address of theirs."""
    return Registration.objects.annotate(address=Lower("person__email")).filter(
        Q(person__user=user) | Q(person__user=None, address__in=addresses_of(user))
    )


def registrations_at(event: Event, people: Collection[int]) -> QuerySet[Registration]:
    """Return the registrations of persons, named by their keys, at an event, the oldest first."""
    return Registration.objects.filter(event=event, person__in=people).order_by("created_at")


def drafts_of(event: Event, people: Collection[int], addresses: Collection[str]) -> QuerySet[Draft]:
    """Return the half-filled forms of persons: those that they registered by, and those with an address of theirs."""
    typed = Draft.objects.filter(event=event).annotate(address=Lower(KT("data__who__email")))
    return typed.filter(Q(registration__in=registrations_at(event, people)) | Q(address__in=addresses))


def held_by(user: User, event: Event) -> QuerySet[Registration]:
    """Return the registrations at one event that are somebody's own and have not ended."""
    rows = registrations_of(user).filter(event=event, state__in=LIVE)
    return rows.select_related("person", "category").order_by("pk")


def in_state(event: Event, state: State) -> QuerySet[Registration]:
    """Return the registrations in one state, the oldest first, with whom and what they are for."""
    rows = Registration.objects.filter(event=event, state=state).select_related(
        "person__organisation", "category", "party"
    )
    return rows.order_by("created_at", "pk")


def turn_of(registration: Registration) -> int | None:
    """Return the place in the line of those who wait for the same category, 1 for the next; None for who does not."""
    if registration.state != State.WAITING:
        return None
    line = Registration.objects.filter(category=registration.category_id, state=State.WAITING)
    return line.filter(waiting_since__lt=registration.waiting_since).count() + 1


def twins(registration: Registration) -> list[Registration]:
    """Return the other registrations with the same name and address; none for one that has ended.

    None of them has ended. Words of the name count in any order and script, addresses in any case.
    """
    person = registration.person
    if not registration.is_live or not person.email:
        return []
    alike = Person.objects.filter(event=registration.event_id, name_key=person.name_key, email__iexact=person.email)
    rows = Registration.objects.filter(person__in=alike.values("pk"), state__in=LIVE).exclude(pk=registration.pk)
    return list(rows.select_related("person", "category", "event").order_by("pk"))


def with_twins(registrations: Iterable[Registration]) -> set[int]:
    """Return the keys of those of one event that have others with the same name and address; one query."""
    rows = [row for row in registrations if row.is_live and row.person.email]
    if not rows:
        return set()
    people = Person.objects.filter(event=rows[0].event_id, email__in=_spellings(rows))
    known = Registration.objects.filter(person__in=people.values("pk"), state__in=LIVE)
    alike: dict[tuple[str, str], set[int]] = {}
    for pk, email, name in known.values_list("pk", "person__email", "person__name_key"):
        alike.setdefault((email.lower(), name), set()).add(pk)
    return {row.pk for row in rows if len(alike.get((row.person.email.lower(), row.person.name_key), ())) > 1}


def _spellings(rows: Iterable[Registration]) -> set[str]:
    """Return the addresses as people spell them: as typed, small, and with the capital that telephones begin with.

    Folding every address of the event instead would cost more than all else in the table.
    """
    typed = {row.person.email for row in rows}
    return typed | {email.lower() for email in typed} | {email.capitalize() for email in typed}


def _registered() -> Exists:
    return Exists(Registration.objects.filter(person=OuterRef("pk")))


def _confirmed() -> Exists:
    return Exists(Registration.objects.filter(person=OuterRef("pk"), email_confirmed_at__isnull=False))


def counts_by_country(event: Event) -> list[tuple[str, int]]:
    """Return country codes with the number of confirmed guests, most first."""
    rows = (
        Registration.objects.filter(event=event, state=State.CONFIRMED)
        .values("person__country")
        .annotate(n=Count("pk"))
        .order_by("-n", "person__country")
    )
    return [(row["person__country"], row["n"]) for row in rows]


def counts_by_day(event: Event, days: int = 14) -> list[tuple[date, int]]:
    """Return the last `days` days where the event is, each with how many registered on it, none left out."""
    first = event.today - timedelta(days=days - 1)
    rows = (
        Registration.objects.filter(event=event, created_at__gte=timezone.now() - timedelta(days=days + 1))
        .annotate(day=TruncDate("created_at", tzinfo=event.zone))
        .values("day")
        .annotate(n=Count("pk"))
        .values_list("day", "n")
    )
    found = dict(rows)
    return [(day, found.get(day, 0)) for day in (first + timedelta(days=n) for n in range(days))]


def counts_by_state(event: Event) -> dict[str, int]:
    """Return how many registrations are in each state."""
    rows = Registration.objects.filter(event=event).order_by().values("state").annotate(n=Count("pk"))
    return dict.fromkeys(State.values, 0) | {row["state"]: row["n"] for row in rows}


def remote_guests(event: Event) -> int:
    """Return how many of the confirmed guests take part remotely."""
    return Registration.objects.filter(event=event, state=State.CONFIRMED, mode=Mode.REMOTE).count()


def full_categories(event: Event) -> QuerySet[Category]:
    """Return open categories without a free place of their own."""
    return open_categories(event).filter(capacity__isnull=False, taken__gte=F("capacity"))
