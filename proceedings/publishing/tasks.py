"""What the queue does for volumes; loaded by wiring."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from conference.core.jobs import services as jobs
from proceedings.publishing.book import make_book
from proceedings.publishing.services import BUILD, store_build
from proceedings.volumes.models import Volume
from proceedings.volumes.rules import PROCEEDINGS_EDIT


@jobs.handles(BUILD, _("Volume of proceedings"), PROCEEDINGS_EDIT)
def build_volume(run: jobs.Run, volume: int) -> dict[str, Any]:
    """Build the volume with this key and make the build the current one."""
    event = run.job.event
    with scope(event=event):
        found = Volume.objects.select_related("event").filter(pk=volume).first()
        if found is None:
            raise jobs.UserError(gettext("The volume has been deleted meanwhile."))
        book = make_book(volume=found, progress=run.progress)
        build = store_build(book=book, by=run.job.started_by, job=run.job)
    total = 2 * len(book.articles) + 1
    pages = ngettext("%(count)s page", "%(count)s pages", build.pages) % {"count": build.pages}
    run.progress(total, total, pages)
    address = reverse("manage:volume", kwargs={"event": found.event.slug, "slug": found.slug})
    return {"url": address, "label": gettext("To the volume"), "build": build.code, "notes": book.notes}
