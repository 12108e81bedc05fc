"""Writing what is said at a round table: statements, spoken and written, and proposals."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.people.models import Person
from conference.registration.services import claim_people
from conference.roundtables.choices import PROPOSAL_TRANSITIONS, ProposalState, StatementKind
from conference.roundtables.models import AgendaItem, Proposal, Statement, Theme
from conference.roundtables.services.resolution import refuse_when_adopted
from conference.roundtables.services.rows import end_of, store_changes
from conference.roundtables.services.tables import add_participant

STATEMENT_FIELDS = ["item", "person", "kind", "title", "text", "is_published"]
PROPOSAL_FIELDS = ["item", "author", "addressee", "text"]

activity.describe(
    statement_added=_("recorded a statement"),
    statement_handed_in=_("handed in a written statement"),
    statement_changed=_("changed a statement"),
    statement_published=_("published a statement"),
    statement_removed=_("removed a statement"),
    proposal_added=_("recorded a proposal"),
    proposal_changed=_("changed a proposal"),
    proposal_decided=_("decided on a proposal"),
    proposal_removed=_("removed a proposal"),
)


class TransitionError(Exception):
    """A proposal in its present state cannot come into the state asked for."""


@transaction.atomic
def add_statement(*, item: AgendaItem, by: User | None, themes: Iterable[Theme] = (), **fields: Any) -> Statement:
    """Record a statement on a question; whoever made it sits at the table from now on. Raises ValidationError."""
    statement = Statement(item=item, position=end_of(item.statements), **fields)
    statement.full_clean()
    statement.save()
    statement.themes.set(themes)
    event = item.round_table.event
    after = activity.snapshot(statement, STATEMENT_FIELDS)
    activity.record(by=by, action="statement_added", target=statement, event=event, after=after)
    _seat(statement, by)
    return statement


@transaction.atomic
def hand_in_statement(*, item: AgendaItem, person: Person, by: User, title: Any, text: Any) -> Statement:
    """Take a written statement from the participant; it is published when the team has read it."""
    claim_people(user=by)
    statement = Statement(
        item=item,
        person=person,
        kind=StatementKind.WRITTEN,
        title=title,
        text=text,
        is_published=False,
        position=end_of(item.statements),
    )
    statement.full_clean()
    statement.save()
    event = item.round_table.event
    activity.record(by=by, action="statement_handed_in", target=statement, event=event, after={"item": str(item)})
    return statement


@transaction.atomic
def change_statement(
    *, statement: Statement, by: User | None, themes: Iterable[Theme] | None = None, **fields: Any
) -> Statement:
    """Set `fields` of a statement and log what differs. Raises ValidationError."""
    event = statement.item.round_table.event
    stored = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if "item" in fields and fields["item"] != stored.item:
        stored.position = end_of(fields["item"].statements)
    store_changes(stored, STATEMENT_FIELDS, fields, by=by, action="statement_changed", event=event)
    if themes is not None:
        stored.themes.set(themes)
    _seat(stored, by)
    return stored


@transaction.atomic
def publish_statement(*, statement: Statement, by: User) -> None:
    """Show a statement that was handed in, and count it."""
    stored = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    event = stored.item.round_table.event
    store_changes(stored, STATEMENT_FIELDS, {"is_published": True}, by=by, action="statement_published", event=event)
    _seat(stored, by)


@transaction.atomic
def remove_statement(*, statement: Statement, by: User | None) -> None:
    """Remove a statement; the log keeps what it was."""
    before = activity.snapshot(statement, STATEMENT_FIELDS)
    event = statement.item.round_table.event
    activity.record(by=by, action="statement_removed", target=statement, event=event, before=before)
    statement.delete()


@transaction.atomic
def add_proposal(*, item: AgendaItem, by: User | None, **fields: Any) -> Proposal:
    """Record a proposal. Raises ValidationError, and ResolutionAdoptedError when the resolution stands already."""
    refuse_when_adopted(item.round_table)
    proposal = Proposal(item=item, position=end_of(item.proposals), **fields)
    proposal.full_clean()
    proposal.save()
    event = item.round_table.event
    after = activity.snapshot(proposal, PROPOSAL_FIELDS)
    activity.record(by=by, action="proposal_added", target=proposal, event=event, after=after)
    return proposal


@transaction.atomic
def change_proposal(*, proposal: Proposal, by: User | None, **fields: Any) -> Proposal:
    """Set `fields` of a proposal and log what differs. Raises ValidationError and ResolutionAdoptedError."""
    refuse_when_adopted(proposal.item.round_table)
    event = proposal.item.round_table.event
    stored = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if "item" in fields and fields["item"] != stored.item:
        stored.position = end_of(fields["item"].proposals)
    return store_changes(stored, PROPOSAL_FIELDS, fields, by=by, action="proposal_changed", event=event)


@transaction.atomic
def decide_proposal(*, proposal: Proposal, state: str, by: User | None) -> Proposal:
    """Adopt or decline a proposal, or put it forward again. Raises TransitionError and ResolutionAdoptedError."""
    refuse_when_adopted(proposal.item.round_table)
    sources = [source for source, targets in PROPOSAL_TRANSITIONS.items() if state in targets]
    before = Proposal.objects.select_for_update().values_list("state", flat=True).get(pk=proposal.pk)
    if not Proposal.objects.filter(pk=proposal.pk, state__in=sources).update(state=state):
        raise TransitionError
    proposal.state = ProposalState(state)
    event = proposal.item.round_table.event
    activity.record(
        by=by, action="proposal_decided", target=proposal, event=event, before={"state": before}, after={"state": state}
    )
    return proposal


@transaction.atomic
def remove_proposal(*, proposal: Proposal, by: User | None) -> None:
    """Remove a proposal. Raises ResolutionAdoptedError."""
    refuse_when_adopted(proposal.item.round_table)
    before = activity.snapshot(proposal, [*PROPOSAL_FIELDS, "state"])
    event = proposal.item.round_table.event
    activity.record(by=by, action="proposal_removed", target=proposal, event=event, before=before)
    proposal.delete()


def _seat(statement: Statement, by: User | None) -> None:
    if statement.is_published:
        add_participant(table=statement.item.round_table, person=statement.person, by=by)
