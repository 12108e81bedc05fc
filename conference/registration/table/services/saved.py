"""Views of the table that members save: kept, renamed, removed, shared, and the one that opens first."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from conference.registration.rules import REGISTRATION_SETUP
from conference.registration.table.filters import Wanted
from conference.registration.table.models import TableView
from conference.registration.table.words import describe_actions

describe_actions()
LOGGED = ("name", "is_shared")
MOST_VIEWS = 100  # of one member at one event


class NotAllowedError(Exception):
    """The view is another member's, and the role does not reach that far."""


def views_for(*, event: Event, user: User) -> QuerySet[TableView]:
    """Return the member's own views and those shared with the team, by name."""
    return TableView.objects.filter(Q(owner=user) | Q(is_shared=True), event=event).select_related("owner")


def default_of(*, event: Event, user: User) -> TableView | None:
    """Return the view that the member lets open first."""
    return TableView.objects.filter(event=event, owner=user, is_default=True).first()


def may_change(view: TableView, user: User) -> bool:
    """Whether the member may rename or remove the view: their own, or one of the team by their role."""
    return view.owner_id == user.pk or (view.is_shared and user.has_perm(REGISTRATION_SETUP, view.event))


@transaction.atomic
def save_view(
    *, event: Event, by: User, name: str, wanted: Wanted, is_shared: bool = False, is_default: bool = False
) -> TableView:
    """Keep the wish under a name. Raises ValidationError, also for a name that there is."""
    if TableView.objects.filter(event=event, owner=by).count() >= MOST_VIEWS:
        raise ValidationError(_("You have very many views. Remove one first."))
    view = TableView(event=event, owner=by, name=name, query=wanted.plain(), is_shared=is_shared)
    view.full_clean()
    view.save()
    if is_default:
        _open_first(view)
    if is_shared:
        activity.record(
            by=by, action="table_view_shared", target=view, event=event, after=activity.snapshot(view, LOGGED)
        )
    return view


@transaction.atomic
def change_view(*, view: TableView, by: User, name: str, is_shared: bool, is_default: bool) -> TableView:
    """Rename, share or no longer share, and let it open first or not. Raises NotAllowedError and ValidationError."""
    stored = _locked(view, by)
    before = activity.snapshot(stored, LOGGED)
    stored.name, stored.is_shared = name, is_shared
    stored.full_clean()
    stored.save(update_fields=["name", "is_shared"])
    if stored.owner_id == by.pk and is_default != stored.is_default:
        if is_default:
            _open_first(stored)
        else:
            TableView.objects.filter(pk=stored.pk).update(is_default=False)
    after = activity.snapshot(stored, LOGGED)
    if stored.is_shared or before["is_shared"]:
        activity.record(
            by=by, action="table_view_changed", target=stored, event=stored.event, before=before, after=after
        )
    return stored


@transaction.atomic
def remove_view(*, view: TableView, by: User) -> None:
    """Remove a view. Raises NotAllowedError."""
    stored = _locked(view, by)
    if stored.is_shared:
        activity.record(
            by=by, action="table_view_removed", target=stored, event=stored.event, before={"name": stored.name}
        )
    stored.delete()


def _open_first(view: TableView) -> None:
    TableView.objects.filter(event=view.event_id, owner=view.owner_id, is_default=True).update(is_default=False)
    TableView.objects.filter(pk=view.pk).update(is_default=True)


def _locked(view: TableView, by: User) -> TableView:
    stored = TableView.objects.select_for_update().get(pk=view.pk)
    if not may_change(stored, by):
        raise NotAllowedError
    return stored
