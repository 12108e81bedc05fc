"""Badges in bulk, as background work."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from conference.badges import queries, services
from conference.badges.rules import BADGES_PRINT
from conference.core.jobs import services as jobs


@jobs.handles(queries.PRINT_JOB, gettext_lazy("Badges"), BADGES_PRINT)
def print_badges(
    run: jobs.Run, *, category: str = "", only_new: bool = False, chosen: Sequence[int] | None = None
) -> dict[str, Any]:
    """Make the file that was asked for; the page of badges offers it."""
    event = run.job.event
    if event is None:
        raise jobs.UserError(_("Badges belong to an event."))
    with scope(event=event):
        design = services.design_of(event)
        rows = queries.to_print(event, category=category, only_new=only_new, language=design.language)
        if chosen is not None:
            rows = [row for row in rows if row.pk in set(chosen)]
        if not rows:
            raise jobs.UserError(_("There is no badge to print."))
        run.progress(0, len(rows))
        by = run.job.started_by
        name = services.print_badges(event=event, registrations=rows, by=by, progress=run.progress)
        services.remove_old_files(event=event)
    url = reverse("manage:badges_file", kwargs={"event": event.slug, "code": run.job.code})
    return {"file": name, "count": len(rows), "url": url, "label": _("Download the badges")}
