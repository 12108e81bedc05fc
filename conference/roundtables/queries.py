"""Reading a round table: who sits there, what was said and proposed, and the figures of participation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from conference.core.caching import once
from conference.core.findable import sort_column
from conference.core.prepared import PreparedQuery
from conference.core.registry import PageLink
from conference.core.text.collation import sort_key
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.people.models import Organisation, Person
from conference.programme.models import Slot
from conference.programme.queries import placements
from conference.programme.queries.placements import Placement
from conference.registration.choices import State, Visibility
from conference.roundtables.choices import ParticipantRole, ProposalState, StatementKind
from conference.roundtables.models import AgendaItem, Participant, Proposal, RoundTable, Statement

Grouping = Literal["region", "institution", "theme"]
GROUPINGS: tuple[Grouping, ...] = ("region", "institution", "theme")


class Figures(NamedTuple):
    """How many took part: people, institutions, regions, countries."""

    people: int
    institutions: int
    regions: int
    countries: int


@dataclass
class Seats:
    """Those of one institution: the ones who are named, and how many are only counted."""

    organisation: Organisation | None
    named: list[Participant] = field(default_factory=list)
    counted: int = 0


@dataclass
class Question:
    """An agenda item with what was said and proposed on it."""

    item: AgendaItem
    statements: list[Statement]
    proposals: list[Proposal]

    @property
    def spoken(self) -> list[Statement]:
        """Statements that were heard."""
        return [row for row in self.statements if row.kind == StatementKind.ORAL]

    @property
    def written(self) -> list[Statement]:
        """Statements of those who did not get the floor."""
        return [row for row in self.statements if row.kind == StatementKind.WRITTEN]

    @property
    def institutions(self) -> int:
        """How many institutions the statements come from."""
        return len({row.person.organisation_id for row in self.statements if row.person.organisation_id})


@dataclass
class Group:
    """Statements under one heading."""

    name: str
    statements: list[Statement]
    key: str = ""


def round_tables(event: Event) -> QuerySet[RoundTable]:
    """Return the event's round tables with the numbers that lists show, as the draft of the programme orders them."""
    statements = Statement.objects.filter(item__round_table=OuterRef("pk"))
    proposals = Proposal.objects.filter(item__round_table=OuterRef("pk"))
    slots = Slot.objects.filter(session=OuterRef("session")).order_by("starts_at")
    return (
        RoundTable.objects.filter(event=event)
        .select_related("session", "resolution")
        .annotate(
            participant_count=_number(Participant.objects.filter(round_table=OuterRef("pk")), "round_table"),
            statement_count=_number(statements.filter(is_published=True), "item__round_table"),
            unread_count=_number(statements.filter(is_published=False), "item__round_table"),
            proposal_count=_number(proposals, "item__round_table"),
            waiting_count=_number(proposals.filter(state=ProposalState.TABLED), "item__round_table"),
            starts_at=Subquery(slots.values("starts_at")[:1]),
        )
        .order_by(F("starts_at").asc(nulls_last=True), "pk")
    )


def _number(rows: QuerySet[Any], table: str) -> Coalesce:
    """Count the rows of each table by themselves: joined to each other they would multiply."""
    return Coalesce(Subquery(rows.order_by().values(table).annotate(number=Count("pk")).values("number")), 0)


def public_tables(event: Event) -> list[tuple[RoundTable, Placement | None]]:
    """Return the tables that everybody may see with their announced time and rooms, in the order of these times."""
    return by_time(event, list(round_tables(event).filter(is_public=True).order_by("pk")))


def announced_tables(event: Event) -> list[RoundTable]:
    """Return the tables that everybody may see, without numbers; read once for each event object, as menus ask, too."""
    return once(event, "announced_tables", lambda: _announced.rows(event.pk))


_announced: PreparedQuery[RoundTable] = PreparedQuery(
    lambda event: RoundTable.objects.filter(is_public=True).select_related("session", "resolution").order_by("pk"),
    scoped=True,
)


def by_time(event: Event, tables: list[RoundTable]) -> list[tuple[RoundTable, Placement | None]]:
    """Return the tables with their announced time and rooms, in the order of these times."""
    places = released_placements(event, tables)
    rows = [(table, places.get(table.pk)) for table in tables]
    return sorted(rows, key=lambda row: (row[1] is None, row[1].starts_at.timestamp() if row[1] else 0))


def questions(table: RoundTable, *, published_only: bool = True) -> list[Question]:
    """Return the agenda with statements and proposals; three queries and one for the themes."""
    statements = Statement.objects.select_related("person__organisation").prefetch_related("themes")
    if published_only:
        statements = statements.filter(is_published=True)
    items = table.agenda.select_related("rapporteur__organisation").prefetch_related(
        Prefetch("statements", statements),
        Prefetch("proposals", Proposal.objects.select_related("author__organisation")),
    )
    return [Question(item, list(item.statements.all()), list(item.proposals.all())) for item in items]


def seats(table: RoundTable) -> list[Seats]:
    """Return the participants by institution, alphabetically; only those are named who may be.

    Whoever has a part (moderator, speaker …) or made a statement is named; a mere participant only when they agreed to
    be seen by all.
    """
    heard = Statement.objects.filter(item__round_table=table, is_published=True)
    speakers = set(heard.values_list("person", flat=True))
    rows = (
        Participant.objects.filter(round_table=table)
        .select_related("person__organisation")
        .prefetch_related("person__registrations")
        .order_by(f"person__organisation__{sort_column()}", f"person__{sort_column()}", "pk")
    )
    found: dict[int | None, Seats] = {}
    for row in rows:
        place = found.setdefault(row.person.organisation_id, Seats(row.person.organisation))
        if row.role != ParticipantRole.PARTICIPANT or row.person_id in speakers or _agreed(row.person):
            place.named.append(row)
        else:
            place.counted += 1
    # Guests without an institution come last, whatever the database does with NULL.
    return sorted(found.values(), key=lambda place: place.organisation is None)


def _agreed(person: Person) -> bool:
    rows = person.registrations.all()
    return any(row.visibility == Visibility.PUBLIC and row.state == State.CONFIRMED for row in rows)


def figures(table: RoundTable) -> Figures:
    """Count those who took part, speakers and authors of published statements included."""
    people = Person.objects.filter(
        Q(round_tables__round_table=table)
        | Q(statements__item__round_table=table, statements__is_published=True)
        | Q(pk__in=table.agenda.values("rapporteur"))
    ).distinct()
    rows = people.values_list("pk", "organisation", "organisation__region", "organisation__country", "country")
    seen = list(rows)
    return Figures(
        people=len(seen),
        institutions=len({organisation for _pk, organisation, *_rest in seen if organisation}),
        regions=len({(region, land) for _pk, _organisation, region, land, _own in seen if region}),
        countries=len({land or own for *_rest, land, own in seen if land or own}),
    )


def team_of(table: RoundTable, *roles: ParticipantRole) -> list[Participant]:
    """Return the participants with one of `roles`, in their order."""
    return list(table.participants.filter(role__in=roles).select_related("person__organisation"))


def released_placements(event: Event, tables: Iterable[RoundTable]) -> dict[int, Placement]:
    """Return time and rooms of each table, by its key, as the latest release announces them."""
    codes = {table.session.code: table.pk for table in tables if table.session}
    return {codes[code]: place for code, place in placements.released_placements(event, codes).items()}


def session_links(event: Event) -> dict[str, list[PageLink]]:
    """Return the links from public sessions to the public round tables that they are, by the sessions' codes."""
    label = gettext_lazy("The round table: agenda, statements, resolution")
    rows = RoundTable.objects.filter(event=event, is_public=True, session__isnull=False)
    return {
        code: [PageLink("public:round_table", {"slug": slug}, label)]
        for code, slug in rows.values_list("session__code", "slug")
    }


def released_placement(table: RoundTable) -> Placement | None:
    """Return time and rooms as the latest release of the programme announces them."""
    return released_placements(table.event, [table]).get(table.pk)


def draft_placement(table: RoundTable) -> Placement | None:
    """Return time and rooms as the team's draft of the programme has them."""
    if table.session is None:
        return None
    slots = list(Slot.objects.filter(session=table.session).select_related("room"))
    if not slots:
        return None
    rooms = [slot.room for slot in slots if slot.room and slot.starts_at == slots[0].starts_at]
    return Placement(slots[0].starts_at, slots[0].ends_at, [room.name for room in rooms])


def grouped(statements: Iterable[Statement], by: Grouping) -> list[Group]:
    """Return published statements under their regions, institutions or themes, headings in alphabetical order.

    A statement with two themes stands under both; one without a heading comes last.
    """
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for name in _headings(statement, by):
            groups[name].append(statement)
    language = translation.get_language() or "ru"
    names = sorted(groups, key=lambda name: (not name, sort_key(name, language)))
    blank = {"region": _("Region not given"), "institution": _("Without an institution"), "theme": _("No theme")}[by]
    return [Group(name or str(blank), groups[name]) for name in names]


def _headings(statement: Statement, by: Grouping) -> list[str]:
    organisation = statement.person.organisation
    if by == "theme":
        return [localized(theme.name) for theme in statement.themes.all()] or [""]
    if by == "institution":
        return [localized(organisation.name) if organisation else ""]
    land = organisation.country if organisation else statement.person.country
    place = [organisation.region if organisation else "", str(countries.name(land)) if land else ""]
    return [", ".join(part for part in place if part)]


def waiting_at(event: Event) -> dict[str, int]:
    """Return how many proposals wait for a decision and how many statements to be read."""
    proposals = Proposal.objects.filter(item__round_table__event=event, state=ProposalState.TABLED).exclude(
        item__round_table__resolution__adoption__in=["consensus", "vote"]
    )
    statements = Statement.objects.filter(item__round_table__event=event, is_published=False)
    return {"proposals": proposals.count(), "statements": statements.count()}
