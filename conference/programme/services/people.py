"""Who is named in a session: adding, taking out, and the order. Each keeps the rest of the list as it is."""

from collections.abc import Callable

from django.db import transaction

from conference.accounts.models import User
from conference.people.models import Person
from conference.programme.choices import PersonRole
from conference.programme.models import Session, SessionPerson
from conference.programme.services.sessions import Part, change_session


def add_person(*, session: Session, person: Person, by: User | None, role: str = PersonRole.SPEAKER) -> Session:
    """Name `person` last; twice in the same part changes nothing."""
    part = Part(person, role)
    return _change(session, by, lambda parts: parts if part in parts else [*parts, part])


def remove_person(*, part: SessionPerson, by: User | None) -> Session:
    """Take a part out of its session."""
    gone = Part(part.person, part.role)
    return _change(part.session, by, lambda parts: [each for each in parts if each != gone])


def move_person(*, part: SessionPerson, by: User | None) -> Session:
    """Name a part one place earlier; the first stays first."""
    moved = Part(part.person, part.role)

    def up(parts: list[Part]) -> list[Part]:
        at = parts.index(moved) if moved in parts else 0
        return [*parts[: at - 1], moved, parts[at - 1], *parts[at + 1 :]] if at else parts

    return _change(part.session, by, up)


@transaction.atomic
def _change(session: Session, by: User | None, change: Callable[[list[Part]], list[Part]]) -> Session:
    stored = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    parts = [Part(part.person, part.role) for part in stored.parts.select_related("person")]
    return change_session(session=stored, by=by, people=change(parts))
