"""Who is meant, what is held of them, and what waits for the team."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import addresses_of
from conference.core.personal import Subject, public_of
from conference.events.models import Event
from conference.people.models import Person
from conference.people.personal import names_of
from conference.privacy.choices import RequestState
from conference.privacy.models import DataExport, ErasureRequest, PrivacySettings
from conference.registration.queries import registrations_of


def setup_of(event: Event) -> PrivacySettings:
    """Return the event's settings; the defaults, not stored, until the owner has chosen some."""
    return PrivacySettings.objects.filter(event=event).first() or PrivacySettings(event=event)


def subject_of(event: Event, people: Iterable[Person]) -> Subject:
    """Return these people with the addresses and accounts that are theirs alone.

    An address that others at the event have, too, as of an office, is nobody's: what is kept by it stays out.
    """
    found = tuple(people)
    typed = {person.email.lower() for person in found if person.email}
    others = Person.objects.filter(event=event).exclude(pk__in=[person.pk for person in found]).exclude(email="")
    others = others.annotate(address=Lower("email"))
    tied = {person.user_id for person in found if person.user_id}
    users = list(User.objects.annotate(address=Lower("email")).filter(Q(pk__in=tied) | Q(address__in=typed)))
    addresses = typed | {address for user in users for address in addresses_of(user)}
    shared = set(others.filter(address__in=addresses).values_list("address", flat=True))
    own = frozenset(addresses - shared)
    accounts = frozenset(user.pk for user in users if user.pk in tied or user.email.lower() in own)
    kept = frozenset(public_of(event, [person.pk for person in found]))
    return Subject(event, found, own, accounts, names_of(found) | own, kept)


def people_at(event: Event, user: User) -> list[Person]:
    """Return who an account is at an event: the person tied to it, and who registered under an address of theirs."""
    registered = registrations_of(user).filter(event=event).values("person")
    rows = Person.objects.filter(Q(user=user) | Q(pk__in=registered), event=event, erased_at=None)
    return list(rows.select_related("organisation", "event").order_by("pk"))


def staying(event: Event, people: Sequence[Person]) -> list[str]:
    """Return the titles of what stays as public record with these people's names."""
    titles = public_of(event, [person.pk for person in people])
    return list(dict.fromkeys(title for found in titles.values() for title in found))


def open_requests(event: Event) -> QuerySet[ErasureRequest]:
    """Return the requests that wait, the most urgent first."""
    rows = ErasureRequest.objects.filter(event=event, state=RequestState.OPEN)
    return rows.select_related("person__organisation")


def answered_requests(event: Event) -> QuerySet[ErasureRequest]:
    """Return the requests that wait no longer, the one answered last first."""
    return ErasureRequest.objects.filter(event=event).exclude(state=RequestState.OPEN).order_by("-decided_at")


def latest_export(people: Sequence[Person]) -> DataExport | None:
    """Return the file made last for exactly these people, while it is handed out."""
    keys = {person.pk for person in people}
    rows = DataExport.objects.filter(people__in=keys, expires_at__gt=timezone.now()).distinct()
    for export in rows.prefetch_related("people"):
        if {person.pk for person in export.people.all()} == keys:
            return export
    return None


def unerased(event: Event) -> QuerySet[Person]:
    """Return the people of an event who were not erased yet."""
    return Person.objects.filter(event=event, erased_at=None).order_by("pk")
