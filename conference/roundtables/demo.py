"""The demo's round table: the founding one, up to its resolution."""

from typing import Any

from conference.accounts.models import User
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.queries import member_with
from conference.people.demo import cast
from conference.people.demo_names import CAST, ORGANISATIONS
from conference.people.models import Person
from conference.programme.choices import Kind
from conference.programme.models import Session
from conference.roundtables import demo_texts as texts
from conference.roundtables import queries, services
from conference.roundtables.choices import Adoption, ParticipantRole, ProposalState
from conference.roundtables.models import AgendaItem, RoundTable

SLUG = "communications"
SEATED = {
    "moderator": ParticipantRole.MODERATOR,
    "rapporteur": ParticipantRole.SECRETARY,
    "head_development": ParticipantRole.EDITORIAL,
    "editor": ParticipantRole.EDITORIAL,
    "pushkin": ParticipantRole.INVITED,
    "novosibirsk": ParticipantRole.INVITED,
    "sverdlovsk": ParticipantRole.INVITED,
    "shakhtinsk": ParticipantRole.SPEAKER,
    "osakarovka": ParticipantRole.SPEAKER,
    "bukhar": ParticipantRole.SPEAKER,
    "director": ParticipantRole.PARTICIPANT,
    "tashkent": ParticipantRole.PARTICIPANT,
    "bishkek": ParticipantRole.PARTICIPANT,
    "reviewer": ParticipantRole.PARTICIPANT,
    "speaker_guest": ParticipantRole.PARTICIPANT,
}
GUESTS_BESIDE = 18


def seed(event: Event) -> None:
    """Create the round table with participants, statements, proposals and the adopted resolution."""
    by = member_with(event, Role.MODERATOR)
    table = services.create_round_table(
        event=event,
        by=by,
        slug=SLUG,
        title=texts.TITLE,
        theme=texts.THEME,
        organisers=texts.ORGANISERS,
        session=Session.objects.filter(event=event, kind=Kind.ROUND_TABLE, round_table=None).order_by("pk").first(),
        is_public=True,
    )
    for key, role in SEATED.items():
        services.add_participant(table=table, person=cast(event, key), role=role, by=by)
    _seat_guests(table, by)
    rapporteur = cast(event, "head_development")
    first = services.add_agenda_item(table=table, by=by, rapporteur=rapporteur, **texts.FIRST_QUESTION)
    second = services.add_agenda_item(table=table, by=by, rapporteur=rapporteur, **texts.SECOND_QUESTION)
    themes = {key: services.add_theme(table=table, by=by, name=name) for key, name in texts.THEMES.items()}
    _statements(first, by, themes, texts.FIRST_STATEMENTS)
    _statements(second, by, themes, texts.SECOND_STATEMENTS)
    for author, addressee, text in texts.PROPOSALS:
        proposal = services.add_proposal(item=second, by=by, author=cast(event, author), addressee=addressee, text=text)
        services.decide_proposal(proposal=proposal, state=ProposalState.ADOPTED, by=by)
    services.change_resolution(table=table, by=by, preamble=texts.PREAMBLE, problems=texts.PROBLEMS)
    placement = queries.draft_placement(table)
    held = placement.starts_at.astimezone(event.zone).date() if placement else event.starts_on
    services.adopt_resolution(table=table, by=by, adoption=Adoption.CONSENSUS, adopted_on=held)


def _seat_guests(table: RoundTable, by: User | None) -> None:
    guests = Person.objects.filter(event=table.event, email__startswith="guest").order_by("pk")
    for person in guests[:GUESTS_BESIDE]:
        services.add_participant(table=table, person=person, by=by)


def _statements(item: AgendaItem, by: User | None, themes: dict[str, Any], rows: list[Any]) -> None:
    event = item.round_table.event
    for who, kind, about, title, text in rows:
        services.add_statement(
            item=item,
            by=by,
            person=cast(event, who) if who in CAST else _guest_of(event, who.removeprefix("@")),
            kind=kind,
            title=title,
            text=text,
            themes=[themes[key] for key in about],
        )


def _guest_of(event: Event, organisation: str) -> Person:
    """Return the first guest of an institution of the demo, by its town."""
    town = ORGANISATIONS[organisation]["town"]
    return Person.objects.filter(event=event, organisation__town=town, email__startswith="guest").order_by("pk")[0]
