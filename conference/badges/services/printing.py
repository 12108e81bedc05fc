"""Making the files: one badge for its guest, hundreds for the desk."""

from collections.abc import Callable, Sequence

from django.core.cache import cache
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
BADGE_SECONDS = 600
STYLES = ("css/pdf-badge-page.css", "css/pdf-badge.css")
Progress = Callable[[int, int], None]


def badge_pdf(registration: Registration) -> bytes:
    """Return one badge of A6, for its guest; kept for some minutes only, since it is full of a person."""
    design = design_of(registration.event)
    document = _document([cards.badge_of(registration, design)], registration.event, design, Paper.A6)
    content = cache.get_or_set(f"badge.{document.digest}", document.render, BADGE_SECONDS)
    return bytes(content or b"")


def sheets_pdf(
    registrations: Sequence[Registration], design: BadgeDesign, *, progress: Progress = lambda done, total: None
) -> bytes:
    """Return the badges on the design's paper; `progress(done, total)` is called after every chunk."""
    event, total = design.event, len(registrations)
    parts = []
    for start in range(0, total, CHUNK):
        rows = registrations[start : start + CHUNK]
        badges = [cards.badge_of(row, design) for row in rows]
        parts.append(_document(badges, event, design, Paper(design.paper)).render())
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
    """Delete the files of all but the latest prints: they are full of names. Returns how many went.

    The jobs say which files there are: an object store knows no folders that could be listed.
    """
    old = Job.objects.filter(event=event, kind=PRINT_JOB).order_by("-created_at", "-pk")[PRINTS_KEPT:]
    count = 0
    for job in old:
        name = str(job.result.get("file", ""))
        if name and not job.result.get("is_removed"):
            default_storage.delete(name)
            Job.objects.filter(pk=job.pk).update(result=job.result | {"is_removed": True})
            count += 1
    return count


def _document(badges: list[cards.Badge], event: Event, design: BadgeDesign, paper: Paper) -> pdf.Document:
    context = {
        "event": event,
        "design": design,
        "paper": paper.value,
        "sheets": cards.pages_of(badges, 4 if paper == Paper.A4 else 1),
    }
    given = {name: content for badge in badges for name, content in badge.given.items()}
    return pdf.prepare("pdf/badges/badges.html", context, language=design.language, stylesheets=STYLES, given=given)
