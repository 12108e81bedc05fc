"""Writing the table itself: theme and place, who sits at it, the agenda, and the order of everything."""

from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.ids import slug_from
from conference.core.public_address import keep_address
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.people.models import Person
from conference.roundtables.choices import ParticipantRole
from conference.roundtables.models import AgendaItem, Participant, Proposal, RoundTable, Statement, Theme
from conference.roundtables.services.rows import end_of, store_changes

TABLE_FIELDS = ["title", "slug", "theme", "organisers", "session", "is_public"]
ITEM_FIELDS = ["title", "description", "rapporteur", "synthesis"]

activity.describe(
    round_table_created=_("created a round table"),
    round_table_changed=_("changed a round table"),
    agenda_item_added=_("added an agenda item"),
    agenda_item_changed=_("changed an agenda item"),
    agenda_item_removed=_("removed an agenda item"),
    participant_added=_("added a participant of a round table"),
    participant_changed=_("changed a participant's role"),
    participant_removed=_("removed a participant of a round table"),
    theme_added=_("added a theme of statements"),
    theme_removed=_("removed a theme of statements"),
    order_changed=_("changed the order"),
)


@transaction.atomic
def create_round_table(*, event: Event, by: User | None, **fields: Any) -> RoundTable:
    """Create a round table; without a `slug` its address is made of the title. Raises ValidationError."""
    slug = fields.pop("slug", "") or free_slug(event, localized(fields.get("title", "")))
    table = RoundTable(event=event, slug=slug, **fields)
    table.full_clean()
    table.save()
    after = activity.snapshot(table, TABLE_FIELDS)
    activity.record(by=by, action="round_table_created", target=table, event=event, after=after)
    return table


def free_slug(event: Event, title: str) -> str:
    """Return an address made of `title` that no other round table of the event has."""
    base = slug_from(title, fallback="round-table")
    taken = set(RoundTable.objects.filter(event=event, slug__startswith=base[:44]).values_list("slug", flat=True))
    taken |= {"new"}
    candidates = (base if number == 1 else f"{base[:44]}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


@transaction.atomic
def change_round_table(*, table: RoundTable, by: User | None, **fields: Any) -> RoundTable:
    """Set `fields` and log what differs. Raises ValidationError."""
    stored = RoundTable.objects.select_for_update().get(pk=table.pk)
    if not fields.get("slug", True):
        fields["slug"] = stored.slug
    keep_address(stored, fields)
    return store_changes(stored, TABLE_FIELDS, fields, by=by, action="round_table_changed", event=stored.event)


@transaction.atomic
def add_agenda_item(*, table: RoundTable, by: User | None, **fields: Any) -> AgendaItem:
    """Put a question at the end of the agenda. Raises ValidationError."""
    item = AgendaItem(round_table=table, position=end_of(table.agenda), **fields)
    item.full_clean()
    item.save()
    after = activity.snapshot(item, ITEM_FIELDS)
    activity.record(by=by, action="agenda_item_added", target=item, event=table.event, after=after)
    return item


@transaction.atomic
def change_agenda_item(*, item: AgendaItem, by: User | None, **fields: Any) -> AgendaItem:
    """Set `fields` of a question and log what differs. Raises ValidationError."""
    stored = AgendaItem.objects.select_for_update(of=("self",)).select_related("round_table__event").get(pk=item.pk)
    event = stored.round_table.event
    return store_changes(stored, ITEM_FIELDS, fields, by=by, action="agenda_item_changed", event=event)


@transaction.atomic
def remove_agenda_item(*, item: AgendaItem, by: User | None) -> bool:
    """Remove a question. Returns False when somebody has spoken or proposed on it: that is kept."""
    if item.statements.exists() or item.proposals.exists():
        return False
    before = activity.snapshot(item, ITEM_FIELDS)
    activity.record(
        by=by, action="agenda_item_removed", target=item, event=item.round_table.event, before=before, after={}
    )
    item.delete()
    return True


@transaction.atomic
def add_participant(
    *, table: RoundTable, person: Person, by: User | None, role: str = ParticipantRole.PARTICIPANT
) -> Participant:
    """Seat somebody at the table; somebody who sits there already keeps the role they have."""
    seat, is_new = Participant.objects.get_or_create(
        round_table=table, person=person, defaults={"role": role, "position": end_of(table.participants)}
    )
    if is_new:
        activity.record(by=by, action="participant_added", target=seat, event=table.event, after={"role": str(role)})
    return seat


@transaction.atomic
def change_participant(*, participant: Participant, role: str, by: User | None) -> Participant:
    """Give a participant another part. Raises ValidationError for an unknown one."""
    stored = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    event = stored.round_table.event
    return store_changes(stored, ["role"], {"role": role}, by=by, action="participant_changed", event=event)


@transaction.atomic
def remove_participant(*, participant: Participant, by: User | None) -> bool:
    """Take somebody from the table. Returns False for somebody whose statement is kept: the figures count them."""
    table = participant.round_table
    if Statement.objects.filter(item__round_table=table, person=participant.person, is_published=True).exists():
        return False
    before = {"role": participant.role}
    activity.record(by=by, action="participant_removed", target=participant, event=table.event, before=before)
    participant.delete()
    return True


@transaction.atomic
def add_theme(*, table: RoundTable, by: User | None, name: Any) -> Theme:
    """Add a subject by which statements can be found. Raises ValidationError."""
    theme = Theme(round_table=table, name=name, position=end_of(table.themes))
    theme.full_clean()
    theme.save()
    after = activity.snapshot(theme, ["name"])
    activity.record(by=by, action="theme_added", target=theme, event=table.event, after=after)
    return theme


@transaction.atomic
def remove_theme(*, theme: Theme, by: User | None) -> None:
    """Remove a subject; the statements stay."""
    before = activity.snapshot(theme, ["name"])
    activity.record(by=by, action="theme_removed", target=theme, event=theme.round_table.event, before=before)
    theme.delete()


@transaction.atomic
def move(*, row: AgendaItem | Statement | Proposal, direction: Literal["up", "down"], by: User | None) -> bool:
    """Change places with the neighbour above or below. Returns False at the end of the list."""
    table = row.round_table if isinstance(row, AgendaItem) else row.item.round_table
    siblings: Any = {"round_table": table} if isinstance(row, AgendaItem) else {"item": row.item}
    rows: list[Any] = list(type(row).objects.select_for_update(of=("self",)).filter(**siblings))
    here = rows.index(row)
    there = here + (-1 if direction == "up" else 1)
    if not 0 <= there < len(rows):
        return False
    rows[here], rows[there] = rows[there], rows[here]
    for number, other in enumerate(rows, start=1):
        type(row).objects.filter(pk=other.pk).update(position=number)
    before, after = {"place": here + 1}, {"place": there + 1}
    activity.record(by=by, action="order_changed", target=row, event=table.event, before=before, after=after)
    return True
