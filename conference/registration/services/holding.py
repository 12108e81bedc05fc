"""Places in the hands of who has not registered yet, kept for a while, and those of who gets one later than others."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from conference.events.models import Event
from conference.registration.models import Category, Draft, QuotaPlace, Registration
from conference.registration.places import (
    SharedFullError,
    free_quotas,
    give_place_back,
    hold_quotas,
    lock_categories,
    take_place,
)
from conference.registration.questions.models import Choice
from conference.registration.questions.services import chosen_by, drop_choice, hold_choices
from conference.registration.services.locks import locked_draft


@transaction.atomic
def hold_place(*, draft: Draft, category: Category, mode: str, minutes: int) -> datetime | None:
    """Keep a place of the category for a half-filled form; returns until when, None where nothing is scarce.

    Who has one in the category keeps it as long as it was; one in another is given back. Raises CategoryFullError.
    """
    stored = locked_draft(draft)
    if stored.registration_id:
        return None
    if stored.held_id == category.pk:
        lock_categories(category)
        hold_quotas(stored, category=category, mode=mode)
        return stored.held_until
    _let_go(stored)
    if not minutes or category.places_left_for(mode) is None:
        return None
    take_place(category)
    hold_quotas(stored, category=category, mode=mode)
    stored.held, stored.held_until = category, timezone.now() + timedelta(minutes=minutes)
    stored.save(update_fields=["held", "held_until"])
    return stored.held_until


@transaction.atomic
def release_holds(*, event: Event) -> int:
    """Give back the places of forms that were not finished in time; returns how many."""
    late = Draft.objects.filter(event=event, held__isnull=False, held_until__lte=timezone.now())
    found = list(late.select_for_update(skip_locked=True).order_by("pk"))
    for draft in found:
        _let_go(draft)
    return len(found)


@transaction.atomic
def drop_draft(*, draft: Draft) -> None:
    """Remove a half-filled form, and give back what it holds."""
    for stored in Draft.objects.select_for_update().filter(pk=draft.pk):
        _let_go(stored)
        stored.delete()


def _let_go(draft: Draft) -> None:
    """Give back what a locked draft holds."""
    if draft.held is None:
        return
    lock_categories(draft.held)
    give_place_back(draft.held)
    free_quotas(draft)
    draft.held = draft.held_until = None
    draft.save(update_fields=["held", "held_until"])


def take_over_hold(draft: Draft, registration: Registration | None) -> None:
    """Let the registration have what the locked draft holds; with None it is given back."""
    if registration is None:
        _let_go(draft)
        return
    lock_categories(registration.category)
    QuotaPlace.objects.filter(draft=draft).update(draft=None, registration=registration)
    draft.held = draft.held_until = None
    draft.save(update_fields=["held", "held_until"])


def hold_rest(registration: Registration) -> list[Choice]:
    """Take what a registration that now has its place needs besides; answers whose places are gone are dropped.

    The caller holds the registration and the category. Returns what was dropped, so that the guest is told. Raises
    CategoryFullError where a quota of the category itself is used up.
    """
    dropped = hold_choices(registration=registration)
    while True:
        try:
            hold_quotas(
                registration,
                category=registration.category,
                mode=registration.mode,
                choices=partial(chosen_by, registration),
            )
        except SharedFullError as fault:
            dropped.append(drop_choice(registration=registration, choice=fault.choice))
        else:
            return dropped
