"""The resolution as a document: for the page, the preview and the PDF alike."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.http import content_disposition_header

from conference.core import clock, pdf
from conference.core.text.localized import localized
from conference.roundtables import queries, words
from conference.roundtables.choices import Adoption, ParticipantRole
from conference.roundtables.models import Participant, Resolution, RoundTable
from conference.roundtables.services.resolution import points_of

FILE_NAME_LENGTH = 90


@dataclass(frozen=True)
class ResolutionDocument:
    """Everything that stands in a resolution, in one language."""

    words: dict[str, str]
    title: str
    theme: str
    town: str
    date: str
    organisers: list[str]
    figures: str
    statements: str
    agenda: list[str]
    preamble: Any
    problems: Any
    points: list[queries.Point]
    adoption: str
    is_draft: bool
    moderators: list[Participant] = field(default_factory=list)
    editorial: list[Participant] = field(default_factory=list)


def document(table: RoundTable, resolution: Resolution | None = None) -> ResolutionDocument:
    """Return the resolution in the active language; a draft shows the proposals adopted up to now."""
    language = translation.get_language() or "ru"
    found = resolution or getattr(table, "resolution", None) or Resolution(round_table=table)
    rows = found.points if found.is_adopted else points_of(table)
    event = table.event
    placement = queries.released_placement(table) or queries.draft_placement(table)
    held = placement.starts_at.astimezone(event.zone).date() if placement else None
    asked = queries.questions(table)
    team = queries.team_of(table, ParticipantRole.MODERATOR, ParticipantRole.EDITORIAL)
    return ResolutionDocument(
        words=words.phrases(language),
        title=localized(table.title),
        theme=localized(table.theme),
        town=localized(event.town),
        date=clock.day(held, language) if held else clock.days(event.starts_on, event.ends_on, language),
        organisers=[line.strip() for line in localized(table.organisers).splitlines() if line.strip()],
        figures=words.participation(language, *queries.figures(table)),
        statements=words.statements(language, sum(len(q.spoken) for q in asked), sum(len(q.written) for q in asked)),
        agenda=[localized(question.item.title) for question in asked],
        preamble=found.preamble,
        problems=found.problems,
        points=queries.points(rows),
        adoption=adoption_sentence(found, language),
        is_draft=not found.is_adopted,
        moderators=[seat for seat in team if seat.role == ParticipantRole.MODERATOR],
        editorial=[seat for seat in team if seat.role == ParticipantRole.EDITORIAL],
    )


def adoption_sentence(resolution: Resolution, language: str) -> str:
    """Say how and when it was adopted, with the exact figures of a vote; of a draft, that it was not."""
    if not resolution.is_adopted or resolution.adopted_on is None:
        return words.phrases(language)["draft_note"]
    if resolution.adoption == Adoption.CONSENSUS:
        return words.adoption_by_consensus(language, resolution.adopted_on)
    votes = (resolution.votes_for or 0, resolution.votes_against or 0, resolution.abstentions or 0)
    return words.adoption_by_vote(language, resolution.adopted_on, votes)


def resolution_pdf(table: RoundTable, language: str) -> bytes:
    """Return the resolution as PDF in `language`."""
    return rendered(resolution_document(table, language))


def rendered(resolution: pdf.Document) -> bytes:
    """Return the file, made once for the same words and styles."""
    return pdf.kept(resolution.digest, resolution.render)


def resolution_document(table: RoundTable, language: str) -> pdf.Document:
    """Return the resolution in `language`, ready to be rendered."""
    with translation.override(language):
        context = {"document": document(table), "event": table.event}
    return pdf.prepare(
        "pdf/roundtables/resolution.html",
        context,
        language=language,
        stylesheets=("css/pdf.css", "css/pdf-resolution.css"),
        variant="pdf/ua-1",
    )


def file_name(title: str, language: str) -> str:
    """Return the header that names the file after the document, in the letters of its language."""
    name = f"{words.phrases(language)['title']} — {title}"[:FILE_NAME_LENGTH].strip()
    return content_disposition_header(as_attachment=False, filename=f"{name}.pdf") or "inline"
