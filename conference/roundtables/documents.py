"""The resolution as a document in one language: of what the table is now, or, once adopted, of what was kept then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from i18nfield.strings import LazyI18nString

from conference.core import clock
from conference.core.text.localized import LANGUAGE_CODES, i18n, localized, translations
from conference.people.models import Person
from conference.roundtables import queries, words
from conference.roundtables.choices import Adoption, ParticipantRole, ProposalState
from conference.roundtables.models import Proposal, Resolution, RoundTable

ENDINGS = ".;,"


@dataclass(frozen=True)
class Frame:
    """What stands around the texts of a resolution: frozen with its adoption."""

    words: Mapping[str, str]
    event: str
    title: str
    theme: str
    town: str
    date: str
    organisers: list[str]
    figures: str
    statements: str
    agenda: list[str]
    adoption: str
    moderators: list[str]
    editorial: list[str]


@dataclass
class Point:
    """What is recommended to one addressee."""

    addressee: Any
    texts: list[Any]
    first: int


@dataclass(frozen=True)
class ResolutionDocument:
    """Everything that stands in a resolution, in one language."""

    frame: Frame
    preamble: Any
    problems: Any
    points: list[Point]
    is_draft: bool


def document(table: RoundTable, resolution: Resolution | None = None) -> ResolutionDocument:
    """Return the resolution in the active language; a draft shows the proposals adopted up to now."""
    found = resolution or getattr(table, "resolution", None) or Resolution(round_table=table)
    language = translation.get_language() or "ru"
    kept = found.document.get(language) if found.is_adopted else None
    return ResolutionDocument(
        frame=Frame(**kept) if kept else _frame(table, found, language),
        preamble=found.preamble,
        problems=found.problems,
        points=points(found.points if found.is_adopted else points_of(table)),
        is_draft=not found.is_adopted,
    )


def freeze(table: RoundTable, resolution: Resolution) -> dict[str, Any]:
    """Return as JSON, by language, what stands around the texts of a resolution at its adoption."""
    kept = {}
    for code in LANGUAGE_CODES:
        with translation.override(code):
            kept[code] = asdict(_frame(table, resolution, code))
    return kept


def _frame(table: RoundTable, resolution: Resolution, language: str) -> Frame:
    event = table.event
    placement = queries.released_placement(table) or queries.draft_placement(table)
    held = placement.starts_at.astimezone(event.zone).date() if placement else None
    asked = queries.questions(table)
    team = queries.team_of(table, ParticipantRole.MODERATOR, ParticipantRole.EDITORIAL)
    return Frame(
        words=words.phrases(language),
        event=localized(event.name),
        title=localized(table.title),
        theme=localized(table.theme),
        town=localized(event.town),
        date=clock.day(held, language) if held else clock.days(event.starts_on, event.ends_on, language),
        organisers=[line.strip() for line in localized(table.organisers).splitlines() if line.strip()],
        figures=words.participation(language, *queries.figures(table)),
        statements=words.statements(language, sum(len(q.spoken) for q in asked), sum(len(q.written) for q in asked)),
        agenda=[localized(question.item.title) for question in asked],
        adoption=adoption_sentence(resolution, language),
        moderators=_signed((seat.person for seat in team if seat.role == ParticipantRole.MODERATOR), language),
        editorial=_signed((seat.person for seat in team if seat.role == ParticipantRole.EDITORIAL), language),
    )


def _signed(people: Iterable[Person], language: str) -> list[str]:
    return [person.signed_name(language) for person in people]


def adoption_sentence(resolution: Resolution, language: str) -> str:
    """Say how and when it was adopted, with the exact figures of a vote; of a draft, that it was not."""
    if not resolution.is_adopted or resolution.adopted_on is None:
        return words.phrases(language)["draft_note"]
    if resolution.adoption == Adoption.CONSENSUS:
        return words.adoption_by_consensus(language, resolution.adopted_on)
    votes = (resolution.votes_for or 0, resolution.votes_against or 0, resolution.abstentions or 0)
    return words.adoption_by_vote(language, resolution.adopted_on, votes)


# --- points ----------------------------------------------------------------------------------------------------------
def points_of(table: RoundTable) -> list[dict[str, Any]]:
    """Return the adopted proposals as they are copied into a resolution: texts by language, in the agenda's order."""
    adopted = Proposal.objects.filter(item__round_table=table, state=ProposalState.ADOPTED)
    rows = adopted.select_related("item").order_by("item__position", "item", "position", "pk")
    return [
        {"code": row.code, "addressee": translations(row.addressee), "text": translations(row.text)} for row in rows
    ]


def points(rows: Sequence[dict[str, Any]]) -> list[Point]:
    """Return a resolution's points grouped by addressee and numbered through.

    Addressees stand in the order in which they first occur; points to nobody in particular come last.
    """
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[localized(_text(row["addressee"]))].append(row)
    found, number = [], 1
    for name in sorted(groups, key=lambda name: not name):
        members = groups[name]
        is_list = any(map(_begins_small, members))
        texts = [_ended(row["text"], ";" if is_list and row is not members[-1] else ".") for row in members]
        found.append(Point(_text(members[0]["addressee"]), texts, number))
        number += len(texts)
    return found


def _text(value: Any) -> Any:
    return LazyI18nString(value) if isinstance(value, dict) else value


def _begins_small(row: dict[str, Any]) -> bool:
    """Whether a point continues the sentence before it in any language; a name may begin with a capital letter."""
    texts = translations(_text(row["text"])).values()
    return any(next((char.islower() for char in text if char.isalpha()), False) for text in texts)


def _ended(value: Any, sign: str) -> Any:
    return i18n(**{code or "ru": ended(text, sign) for code, text in translations(_text(value)).items()})


def ended(text: str, sign: str) -> str:
    """Return a point with the sign that official texts put behind it: a semicolon in a list, a full stop at its end.

    Questions keep their own ending, and so do lists inside a point.
    """
    bare = text.rstrip()
    lines = bare.splitlines()
    if not lines or (len(lines) > 1 and lines[-1].lstrip()[:1] in {"-", "*", "+", "|", ">"}):
        return bare
    if bare[-1] in ENDINGS:
        return bare.rstrip(f"{ENDINGS} ") + sign
    return bare + sign if bare[-1].isalnum() or bare[-1] in '»”")]*_%' else bare
