"""Writing the resolution: its texts while it is a draft, its adoption, and taking the adoption back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import localized
from conference.roundtables import documents
from conference.roundtables.choices import Adoption
from conference.roundtables.models import Resolution, RoundTable

TEXT_FIELDS = ["preamble", "problems"]
ADOPTION_FIELDS = ["adoption", "votes_for", "votes_against", "abstentions", "adopted_on"]

activity.describe(
    resolution_changed=_("changed the resolution"),
    resolution_adopted=_("recorded the adoption of the resolution"),
    resolution_reopened=_("reopened the resolution"),
)


class ResolutionAdoptedError(Exception):
    """The resolution stands: nothing it consists of may change until it is reopened."""


class NothingToAdoptError(Exception):
    """A resolution without text and without adopted proposals says nothing."""


def refuse_when_adopted(table: RoundTable) -> None:
    """Raise ResolutionAdoptedError when the table's resolution is adopted.

    Holds the table's row until the transaction ends, so that nobody adopts while a proposal is being changed.
    """
    RoundTable.objects.select_for_update(of=("self",)).get(pk=table.pk)
    if Resolution.objects.filter(round_table=table).exclude(adoption=Adoption.NOT_YET).exists():
        raise ResolutionAdoptedError


@transaction.atomic
def change_resolution(*, table: RoundTable, by: User | None, preamble: Any, problems: Any) -> Resolution:
    """Store the texts of the draft. Raises ValidationError and ResolutionAdoptedError."""
    resolution = _held(table)
    if resolution.is_adopted:
        raise ResolutionAdoptedError
    before = activity.snapshot(resolution, TEXT_FIELDS)
    resolution.preamble, resolution.problems = preamble, problems
    resolution.full_clean()
    resolution.save()
    after = activity.snapshot(resolution, TEXT_FIELDS)
    activity.record(
        by=by, action="resolution_changed", target=resolution, event=table.event, before=before, after=after
    )
    return resolution


@transaction.atomic
def adopt_resolution(
    *,
    table: RoundTable,
    by: User | None,
    adoption: str,
    adopted_on: date | None,
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstentions: int | None = None,
) -> Resolution:
    """Record how the resolution was adopted and copy its points and all that the document says around them.

    Raises ValidationError for figures that do not make an adoption, NothingToAdoptError for an empty resolution and
    ResolutionAdoptedError when it was adopted before.
    """
    resolution = _held(table)
    if resolution.is_adopted:
        raise ResolutionAdoptedError
    if adoption == Adoption.NOT_YET:
        raise ValidationError({"adoption": _("Say how it was adopted.")})
    resolution.points = documents.points_of(table)
    if not resolution.points and not localized(resolution.preamble):
        raise NothingToAdoptError
    before = activity.snapshot(resolution, ADOPTION_FIELDS)
    by_vote = adoption == Adoption.VOTE
    resolution.adoption, resolution.adopted_on = Adoption(adoption), adopted_on
    resolution.votes_for = votes_for if by_vote else None
    resolution.votes_against = votes_against if by_vote else None
    resolution.abstentions = abstentions if by_vote else None
    resolution.full_clean()
    resolution.document = documents.freeze(table, resolution)
    resolution.save()
    after = activity.snapshot(resolution, ADOPTION_FIELDS)
    activity.record(
        by=by, action="resolution_adopted", target=resolution, event=table.event, before=before, after=after
    )
    return resolution


@transaction.atomic
def reopen_resolution(*, table: RoundTable, by: User | None) -> Resolution:
    """Make the adopted resolution a draft again; the adopted version stays in the history."""
    resolution = _held(table)
    before = activity.snapshot(resolution, ADOPTION_FIELDS)
    resolution.adoption, resolution.adopted_on = Adoption.NOT_YET, None
    resolution.points, resolution.document = [], {}
    resolution.votes_for = resolution.votes_against = resolution.abstentions = None
    resolution.save()
    after = activity.snapshot(resolution, ADOPTION_FIELDS)
    activity.record(
        by=by, action="resolution_reopened", target=resolution, event=table.event, before=before, after=after
    )
    return resolution


def _held(table: RoundTable) -> Resolution:
    """Return the table's resolution, made at first use; the table's row is locked until the transaction ends."""
    RoundTable.objects.select_for_update(of=("self",)).get(pk=table.pk)
    resolution, _is_new = Resolution.objects.select_related("round_table").get_or_create(round_table=table)
    return resolution
