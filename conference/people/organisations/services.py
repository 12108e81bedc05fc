"""Writing organisations: one by one, many at once, and one instead of several."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import i18n, translations
from conference.events.models import Event
from conference.people.merging import MergeRefusedError, move_references
from conference.people.models import Organisation, Person
from conference.people.words import describe_actions

describe_actions()
FIELDS: Final = "name short_name town region country isil ror website is_known".split()
TRANSLATED: Final = ("name", "short_name")


@transaction.atomic
def save_organisation(
    *, event: Event, by: User | None, organisation: Organisation | None, **fields: Any
) -> Organisation:
    """Create or change an organisation; its people are found by its new names. Raises ValidationError."""
    before: dict[str, Any] = {}
    stored = Organisation(event=event)
    if organisation is not None:
        stored = Organisation.objects.select_for_update().get(pk=organisation.pk)
        before = activity.snapshot(stored, FIELDS)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError as fault:  # somebody took the identifier between the check and now
        raise ValidationError(_("Another organisation has this identifier.")) from fault
    after = activity.snapshot(stored, FIELDS)
    if before and before != after:
        _fill_keys_of_people(stored)
    if before != after:
        action = "organisation_changed" if before else "organisation_created"
        activity.record(by=by, action=action, target=stored, event=event, before=before, after=after)
    return stored


@transaction.atomic
def offer_organisations(*, event: Event, by: User, codes: Iterable[str]) -> int:
    """Offer these to guests from now on; return how many were not offered before."""
    rows = list(Organisation.objects.filter(event=event, code__in=list(codes), is_known=False).order_by("pk"))
    Organisation.objects.filter(pk__in=[row.pk for row in rows]).update(is_known=True)
    for row in rows:
        after = {"is_known": True}
        activity.record(
            by=by, action="organisation_changed", target=row, event=event, before={"is_known": False}, after=after
        )
    return len(rows)


@transaction.atomic
def remove_organisation(*, organisation: Organisation, by: User) -> None:
    """Remove an organisation nobody comes from. Raises MergeRefusedError otherwise."""
    stored = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if Person.objects.filter(organisation=stored).exists():
        raise MergeRefusedError(_("People come from this organisation. Merge it with another one instead."))
    before = activity.snapshot(stored, FIELDS)
    activity.record(by=by, action="organisation_removed", target=stored, event=stored.event, before=before)
    stored.delete()


@transaction.atomic
def merge_organisations(*, kept: Organisation, gone: Sequence[Organisation], by: User) -> Organisation:
    """Let `kept` stand for all: everything moves to it, and what it lacked is taken from the others, in their order.

    Raises MergeRefusedError when one of them has gone meanwhile, or nothing is to be merged.
    """
    event = kept.event
    keys = {kept.pk, *(row.pk for row in gone)}
    rows = {
        row.pk: row for row in Organisation.objects.select_for_update().filter(event=event, pk__in=keys).order_by("pk")
    }
    if len(rows) != len(keys) or len(keys) < 2:
        raise MergeRefusedError(_("Something has changed meanwhile. Look at the list again."))
    stays = rows.pop(kept.pk)
    before = activity.snapshot(stays, FIELDS)
    others = [rows[row.pk] for row in gone if row.pk in rows]
    for other in others:
        move_references(gone=other, kept=stays)
        other.delete()
    for name, value in completed(stays, others).items():
        setattr(stays, name, value)
    stays.save()
    _fill_keys_of_people(stays)
    after = activity.snapshot(stays, FIELDS) | {"merged": [str(row) for row in others]}
    activity.record(by=by, action="organisations_merged", target=stays, event=event, before=before, after=after)
    return stays


def completed(kept: Organisation, others: Iterable[Organisation]) -> Mapping[str, Any]:
    """Return the fields of `kept` as they are after the merging: what is empty comes from the first that has it."""
    values = {name: getattr(kept, name) for name in FIELDS}
    for other in others:
        for name in FIELDS:
            theirs = getattr(other, name)
            if name in TRANSLATED:
                values[name] = i18n(**{**_by_language(theirs), **_by_language(values[name])})
            else:
                values[name] = values[name] or theirs
    return values


def _by_language(value: Any) -> dict[str, str]:
    """Return the translations; a text of no language counts as Russian, the language all fall back to."""
    return {code or "ru": text for code, text in translations(value).items()}


def _fill_keys_of_people(organisation: Organisation) -> None:
    """Let the people be found by the names that their organisation has now."""
    people = list(Person.objects.filter(organisation=organisation).select_for_update(no_key=True).order_by("pk"))
    for person in people:
        person.organisation = organisation
        person.fill_keys()
    Person.objects.bulk_update(people, ["search_key"], batch_size=500)
