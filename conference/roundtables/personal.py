"""What somebody said and handed in at round tables. What was published is the table's record; the rest is emptied."""

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, Trace, item, record_of
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.roundtables.choices import ParticipantRole, ProposalState
from conference.roundtables.models import AgendaItem, Participant, Proposal, Statement


def collect(subject: Subject) -> Iterator[Record]:
    """Yield seats, statements and proposals."""
    for seat in Participant.objects.filter(person__in=subject.keys).select_related("round_table"):
        yield [
            item("round_table", _("Round table"), seat.round_table.title, str(seat.round_table)),
            *record_of(seat, "role"),
        ]
    for statement in Statement.objects.filter(person__in=subject.keys):
        yield record_of(
            statement, "code", "kind", "title", "text", "is_published", "created_at", zone=subject.event.zone
        )
    for proposal in Proposal.objects.filter(author__in=subject.keys):
        yield record_of(proposal, "code", "addressee", "text", "state", "created_at", zone=subject.event.zone)


def erase(subject: Subject) -> int:
    """Empty statements that nobody outside has seen; take names off agenda and proposals where none stays."""
    unseen = Q(is_published=False) | Q(item__round_table__is_public=False)
    emptied = Statement.objects.filter(unseen, person__in=subject.keys).update(title="", text="")
    AgendaItem.objects.filter(rapporteur__in=subject.unkept).update(rapporteur=None)
    unnamed = Proposal.objects.filter(author__in=subject.unkept).update(author=None)
    return emptied + unnamed


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield what is theirs alone, as the activity log knows it."""
    for code in Statement.objects.filter(person__in=subject.keys).values_list("code", flat=True):
        yield "statement", code
    for pk in Participant.objects.filter(person__in=subject.keys).values_list("pk", flat=True):
        yield "participant", str(pk)


def published(event: Event, keys: Collection[int]) -> dict[int, list[str]]:
    """Return by person what stands on public pages of round tables under their name."""
    found: dict[int, list[str]] = {}
    here = {"person__in": keys}
    said = Statement.objects.filter(
        item__round_table__event=event, item__round_table__is_public=True, is_published=True
    )
    for statement in said.filter(**here):
        found.setdefault(statement.person_id, []).append(str(statement))
    seats = Participant.objects.filter(round_table__event=event, round_table__is_public=True, **here)
    for seat in seats.exclude(role=ParticipantRole.PARTICIPANT).select_related("round_table"):
        found.setdefault(seat.person_id, []).append(str(seat.round_table))
    adopted = Proposal.objects.filter(
        item__round_table__event=event, item__round_table__is_public=True, author__in=keys
    )
    for proposal in adopted.filter(state=ProposalState.ADOPTED):
        found.setdefault(proposal.author_id or 0, []).append(localized(proposal.text)[:80])
    return found
