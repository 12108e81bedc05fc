"""Making files and erasing, as background work; and what comes again."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailConfirmation
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope, scopes_disabled
from knox.models import AuthToken

from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job, JobState
from conference.core.mail.models import MailState, OutgoingMail
from conference.core.personal import remove_file
from conference.events.models import Event
from conference.privacy import erasing, exporting
from conference.privacy.models import DataExport, ErasureRequest, PrivacySettings
from conference.privacy.queries import unerased
from conference.privacy.rules import PRIVACY_REQUESTS, PRIVACY_SETUP
from conference.registration.models import Draft
from conference.registration.personal import drop_drafts

UNFINISHED_KEPT = timedelta(days=30)
RETENTION, ENDED = "privacy.retention", (JobState.DONE, JobState.FAILED)


@jobs.handles("privacy.export", gettext_lazy("File with a guest's own data"), PRIVACY_REQUESTS)
def make_export(run: jobs.Run, *, export: int) -> None:
    """Make the file; who asked is told on their page when that failed."""
    with scope(event=_event(run)):
        found = DataExport.objects.select_related("event").get(pk=export)
        try:
            exporting.make_file(found)
        except Exception:
            DataExport.objects.filter(pk=export).update(failed_at=timezone.now())
            raise


@jobs.handles("privacy.erase", gettext_lazy("Erasure of personal data"), PRIVACY_REQUESTS)
def erase(run: jobs.Run, *, request: int) -> dict[str, Any]:
    """Erase who asked; the report is the result."""
    event = _event(run)
    with scope(event=event):
        found = ErasureRequest.objects.select_related("event").get(pk=request)
        report = erasing.erase_requested(request=found, by=run.job.started_by)
        if report is None:
            raise jobs.UserError(_("This request had been answered before."))
        return _result(event, report)


@jobs.handles("privacy.rehearse", gettext_lazy("What the schedule would erase"), PRIVACY_SETUP)
def rehearse(run: jobs.Run) -> dict[str, Any]:
    """Count what would be erased today and change nothing."""
    event = _event(run)
    with scope(event=event):
        report = erasing.erase_due(event=event, progress=run.progress, is_rehearsal=True, by=run.job.started_by)
        return _result(event, report)


@jobs.handles(RETENTION, gettext_lazy("Erasure on schedule"), PRIVACY_SETUP)
def erase_on_schedule(run: jobs.Run) -> dict[str, Any]:
    """Erase everybody of an event whose time has come."""
    event = _event(run)
    with scope(event=event):
        return _result(event, erasing.erase_due(event=event, progress=run.progress))


def start_due_erasures() -> None:
    """Begin the erasure of every event whose time has come and that still holds somebody's data."""
    with scopes_disabled():
        for settings in PrivacySettings.objects.filter(keep_months__isnull=False).select_related("event"):
            under_way = Job.objects.filter(event=settings.event, kind=RETENTION).exclude(state__in=ENDED).exists()
            if settings.is_due and not under_way and unerased(settings.event).exists():
                jobs.start(kind=RETENTION, by=None, event=settings.event)


def forget_leftovers() -> None:
    """Remove what nobody finished and what has run out: forms, files of own data, sessions, tokens, addresses."""
    now = timezone.now()
    old = now - UNFINISHED_KEPT
    with scopes_disabled():
        drop_drafts(Draft.objects.filter(changed_at__lt=old))
    Session.objects.filter(expire_date__lt=now).delete()
    EmailConfirmation.objects.filter(created__lt=old).delete()
    AuthToken.objects.filter(expiry__lt=now).delete()
    OutgoingMail.objects.filter(event=None, created_at__lt=old).exclude(state=MailState.WAITING).delete()


def forget_files() -> None:
    """Remove files of own data that have run out, and mails that told of an erasure."""
    with scopes_disabled():
        for export in DataExport.objects.filter(expires_at__lt=timezone.now()):
            remove_file(export.file)
            export.delete()
        erasing.forget_told()


def _event(run: jobs.Run) -> Event:
    if run.job.event is None:
        raise jobs.UserError("Personal data belong to an event.")
    return run.job.event


def _result(event: Event, report: Any) -> dict[str, Any]:
    url = reverse("manage:erasure_report", kwargs={"event": event.slug, "code": report.code})
    return {"url": url, "label": str(_("Open the report"))}
