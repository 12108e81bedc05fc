"""What becomes of registrations when two persons turn out to be one.

A person holds one place, or waits for one. Of two registrations that have not ended the one with more behind it stays;
the other is cancelled like any other, so its places are free again and the guest's calendar loses the entry.
"""

from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.people.merging import Joining, MergeRefusedError
from conference.people.models import Person
from conference.registration.choices import HOLDING, LIVE
from conference.registration.models import Registration
from conference.registration.services import cancel_registration, renew_links


def foresee(kept: Person, gone: Person) -> list[str]:
    """Say which of two registrations will be cancelled, and whose links and accounts change hands."""
    found = []
    confirmed = _in_order(kept, gone)
    for late in confirmed[1:]:
        text = _(
            "Both are registered. Registration %(stays)s stays (%(category)s); %(goes)s (%(other)s) is cancelled, its "
            "place is free again, and a letter about it goes out."
        )
        values = {
            "stays": confirmed[0].code,
            "category": confirmed[0].category,
            "goes": late.code,
            "other": late.category,
        }
        found.append(text % values)
    if kept.user and gone.user:
        text = _("Both have an account. %(stays)s keeps the access to everything; the account %(goes)s loses it.")
        found.append(text % {"stays": kept.user.email, "goes": gone.user.email})
    return found


def lock(kept: Person, gone: Person) -> None:
    """Lock the registrations of both, before the persons themselves."""
    list(_of_both(kept, gone).select_for_update().order_by("pk").values_list("pk"))


def prepare(kept: Person, gone: Person, email: str, by: User) -> None:
    """Cancel what is one registration too many; let no proof of another address, and no stranger's link, count on.

    Raises MergeRefusedError when somebody registers one of the two at this moment.
    """
    try:
        with transaction.atomic():
            rows = list(_of_both(kept, gone).select_for_update(nowait=True).select_related(None).order_by("pk"))
    except OperationalError as fault:
        raise MergeRefusedError(_("Something has changed meanwhile. Look at the list again.")) from fault
    confirmed = _in_order(kept, gone)
    for late in confirmed[1:]:
        cancel_registration(registration=late, by=by)
        _hand_on(late, confirmed[0])
    addresses = {kept.pk: _stored_email(kept), gone.pk: _stored_email(gone)}
    unproven = [row.pk for row in rows if addresses[row.person_id].casefold() != email.casefold()]
    Registration.objects.filter(pk__in=unproven).update(email_confirmed_at=None)
    renew_links(kept.pk, gone.pk)


def _of_both(kept: Person, gone: Person) -> Any:
    return Registration.objects.filter(person__in=[kept.pk, gone.pk])


def _in_order(kept: Person, gone: Person) -> list[Registration]:
    """Return those that have not ended: whoever has arrived first, then who has a place, who proved the address."""
    rows = _of_both(kept, gone).filter(state__in=LIVE).select_related("category")
    return sorted(rows, key=_standing)


def _standing(row: Registration) -> tuple[Any, ...]:
    has_place = row.state in HOLDING
    return -_weight(row), not has_place, row.email_confirmed_at is None, row.created_at, row.pk


def _weight(registration: Registration) -> int:
    """Return how many single things hang on the registration: an arrival, a printed badge."""
    return sum(1 for relation in _single_things() if hasattr(registration, relation.get_accessor_name()))


def _single_things() -> list[Any]:
    """Return the tables that have one row for a registration, without the half-filled form that led to it."""
    return [field for field in Registration._meta.related_objects if field.one_to_one and not field.hidden]


def _hand_on(late: Registration, stays: Any) -> None:
    """Let the registration that stays have what only the cancelled one had: whoever has arrived has arrived."""
    for relation in _single_things():
        table: Any = relation.related_model
        name = relation.field.name
        if not table._base_manager.filter(**{name: stays.pk}).exists():
            try:
                with transaction.atomic():
                    table._base_manager.filter(**{name: late.pk}).update(**{name: stays.pk})
            except IntegrityError as fault:
                raise MergeRefusedError(f"{table._meta.verbose_name}") from fault


def _stored_email(person: Person) -> str:
    return Person.objects.values_list("email", flat=True).get(pk=person.pk)


JOINING = Joining(foresee, lock, prepare)
