"""Actions on many registrations, as background work."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.registration.rules import REGISTRATION_EDIT
from conference.registration.table.models import Batch
from conference.registration.table.services.bulk import JOB, carry_out


@jobs.handles(JOB, gettext_lazy("Changes of many registrations"), REGISTRATION_EDIT)
def carry_out_batch(run: jobs.Run, *, batch: str) -> dict[str, Any]:
    """Do what was confirmed; started again it goes on where it stopped."""
    event, by = run.job.event, run.job.started_by
    if event is None or by is None:
        raise jobs.UserError(_("Registrations belong to an event, and somebody changes them."))
    with scope(event=event):
        done = carry_out(batch=Batch.objects.get(event=event, code=batch), by=by, progress=run.progress)
    url = reverse("manage:batch", kwargs={"event": event.slug, "code": batch})
    return {"count": len(done.fates), "url": url, "label": _("What became of each")}
