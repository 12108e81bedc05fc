"""Making the files: one badge for its guest, hundreds for the desk."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from conference.accounts.models import User
from conference.badges import cards
from conference.badges.models import BadgeDesign, Paper, PrintedBadge
from conference.badges.queries import PRINT_JOB, PRINTS_KEPT, digest_of
from conference.badges.services.designs import design_of
from conference.core import pdf
from conference.core.activity import services as activity
from conference.core.ids import new_code
from conference.core.jobs.models import Job
from conference.core.pdf import Assembly, Metadata
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.registration.models import Registration

CHUNK = 48  # whole sheets of four; a document of more pages costs memory and keeps progress waiting
STYLES = ("css/pdf-badge-page.css", "css/pdf-badge.css")
Progress = Callable[[int, int], None]


def badge_pdf(registration: Registration) -> bytes:
    """Return one badge of A6, for its guest."""
    design = design_of(registration.event)
    return _render([cards.badge_of(registration, design)], registration.event, design, Paper.A6)


def sheets_pdf(
    registrations: Sequence[Registration], design: BadgeDesign, *, progress: Progress = lambda done, total: None
) -> bytes:
    """Return the badges on the design's paper; `progress(done, total)` is called after every chunk."""
    event, total = design.event, len(registrations)
    parts = []
    for start in range(0, total, CHUNK):
        rows = registrations[start : start + CHUNK]
        badges = [cards.badge_of(row, design) for row in rows]
        parts.append(_render(badges, event, design, Paper(design.paper)))
        progress(min(start + CHUNK, total), total)
    if len(parts) == 1:
        return parts[0]
    with override(design.language):
        title = _("Badges") + f". {localized(event.name)}"
    return pdf.assemble(Assembly(parts, Metadata(title=title, language=design.language, created=timezone.now())))


def print_badges(
    *,
    event: Event,
    registrations: Sequence[Registration],
    by: User | None,
    progress: Progress = lambda done, total: None,
) -> str:
    """Make one file of the badges and store it out of the public's reach; remember them as printed.

    Returns the file's name in the storage. Rendering takes minutes for a large event, so it stands outside the
    transaction.
    """
    content = sheets_pdf(registrations, design_of(event), progress=progress)
    name = default_storage.save(f"badges/{event.slug}/{new_code()}.pdf", ContentFile(content))
    remember_printed(event=event, registrations=registrations, by=by)
    return name


@transaction.atomic
def remember_printed(*, event: Event, registrations: Sequence[Registration], by: User | None) -> None:
    """Keep what each printed badge says, so that corrected ones can be printed again."""
    at = timezone.now()
    rows = [PrintedBadge(registration=row, digest=digest_of(row), printed_at=at) for row in registrations]
    PrintedBadge.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["registration"],
        update_fields=["digest", "printed_at"],
        batch_size=500,
    )
    activity.record(by=by, action="badges_printed", target=event, event=event, after={"count": len(rows)})


def remove_old_files(*, event: Event) -> int:
    """Delete the files of all but the latest prints: they are full of names. Returns how many went."""
    jobs = Job.objects.filter(event=event, kind=PRINT_JOB).order_by("-created_at", "-pk")
    kept = {str(job.result.get("file", "")) for job in jobs[:PRINTS_KEPT]}
    folder = f"badges/{event.slug}"
    if not default_storage.exists(folder):
        return 0
    _folders, names = default_storage.listdir(folder)
    old = [name for name in names if f"{folder}/{name}" not in kept and _is_settled(f"{folder}/{name}")]
    for name in old:
        default_storage.delete(f"{folder}/{name}")
    return len(old)


def _is_settled(name: str) -> bool:
    """Return whether a file is older than a minute: a job that runs beside this one may just have written it."""
    written: datetime = default_storage.get_modified_time(name)
    return PurePosixPath(name).suffix == ".pdf" and (timezone.now() - written).total_seconds() > 60


def _render(badges: list[cards.Badge], event: Event, design: BadgeDesign, paper: Paper) -> bytes:
    context = {
        "event": event,
        "design": design,
        "paper": paper.value,
        "sheets": cards.pages_of(badges, 4 if paper == Paper.A4 else 1),
    }
    given = {name: content for badge in badges for name, content in badge.given.items()}
    return pdf.render("pdf/badges/badges.html", context, language=design.language, stylesheets=STYLES, given=given)
