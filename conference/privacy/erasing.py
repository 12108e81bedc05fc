"""Erasing people: a few at a time, each time wholly or not at all, with a report that holds nothing personal."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.mail import services as mail
from conference.core.mail.models import MailState, OutgoingMail
from conference.core.personal import Subject, label_of, parts, remove_file
from conference.events.models import Event
from conference.people.models import Person
from conference.privacy.choices import Cause, RequestState
from conference.privacy.models import DataExport, ErasureReport, ErasureRequest
from conference.privacy.queries import staying, subject_of, unerased
from conference.registration.choices import LIVE
from conference.registration.models import Registration
from conference.registration.services import cancel_registration

AT_ONCE = 200  # people erased in one transaction
Progress = Callable[[int, int], None]


def erase_requested(*, request: ErasureRequest, by: User | None) -> ErasureReport | None:
    """Erase who asked, and tell them what was erased; None when the request was answered before."""
    with transaction.atomic():
        now = timezone.now()
        waiting = ErasureRequest.objects.filter(pk=request.pk, state=RequestState.OPEN, person__isnull=False)
        if not waiting.update(state=RequestState.DONE, decided_at=now, decided_by=by):
            return None
        report = ErasureReport.objects.create(event=request.event, request=request, cause=Cause.REQUEST, by=by)
        person: Person = Person.objects.get(erasure_requests=request)
        address, language, stays = person.email, person.language, staying(request.event, [person])
        _erase_some([person.pk], report, by=by)
        if address:
            _tell(report, address, language, stays)
        _note(report)
    return report


def erase_due(*, event: Event, progress: Progress, is_rehearsal: bool = False, by: User | None = None) -> ErasureReport:
    """Erase everybody of an event who was not erased yet, some at a time; a rehearsal changes nothing and counts."""
    keys = list(unerased(event).values_list("pk", flat=True))
    report = ErasureReport.objects.create(event=event, cause=Cause.SCHEDULE, is_rehearsal=is_rehearsal, by=by)
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            _erase_some(keys[start : start + AT_ONCE], report, by=by)
            if is_rehearsal:
                transaction.set_rollback(True)
        progress(min(start + AT_ONCE, len(keys)), len(keys))
    if is_rehearsal:
        report.save()
    else:
        _note(report)
    return report


def counts_in_words(report: ErasureReport) -> list[tuple[str, int]]:
    """Return what was erased, in the active language."""
    return [(label_of(name), number) for name, number in report.counts.items() if number]


def forget_told() -> int:
    """Remove the mails that told somebody of their erasure once they are sent, and with them the last address."""
    told = ErasureReport._base_manager.filter(mail__isnull=False).exclude(mail__state=MailState.WAITING)
    keys = list(told.values_list("mail", flat=True))
    OutgoingMail.objects.filter(pk__in=keys).delete()
    return len(keys)


def _erase_some(keys: Sequence[int], report: ErasureReport, *, by: User | None) -> None:
    """Erase these people inside the running transaction, in the order of locks of registration: see its services."""
    registrations = Registration.objects.filter(person__in=keys).order_by("pk")
    list(registrations.select_for_update().values_list("pk"))
    list(Person.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))
    people = list(unerased(report.event).filter(pk__in=keys).select_related("organisation", "event"))
    counts = Counter(report.counts)
    if report.cause == Cause.REQUEST:  # on schedule the event is over
        counts["cancelled"] += _cancel_live(registrations, report.event, by)
    subject = subject_of(report.event, people)
    targets = [trace for part in parts for trace in part.traces(subject)]
    for part in parts:
        counts[part.name] += part.erase(subject)
    counts["activity"] += activity.forget(event=report.event, targets=targets, names=subject.names)
    _forget_own_papers(subject)
    report.people += len(people)
    report.named += len(subject.kept)
    report.counts = dict(counts)
    report.save()


def _cancel_live(registrations: QuerySet[Registration], event: Event, by: User | None) -> int:
    """Give back the places of guests who are still expected; after the event they stay counted as they were."""
    if event.is_over:
        return 0
    live = registrations.filter(state__in=LIVE)
    return sum(cancel_registration(registration=registration, by=by) for registration in live)


def _forget_own_papers(subject: Subject) -> None:
    """Remove files with their data and let requests point at nobody."""
    for export in DataExport.objects.filter(people__in=subject.keys).distinct():
        remove_file(export.file)
        export.delete()
    requests = ErasureRequest.objects.filter(person__in=subject.keys)
    requests.filter(state=RequestState.OPEN).update(state=RequestState.DONE, decided_at=timezone.now())
    requests.exclude(reason="").update(reason="—")
    requests.update(person=None)


def _tell(report: ErasureReport, address: str, language: str, stays: list[str]) -> None:
    # A function, which the template calls in the language of the mail.
    context = {"report": report, "lines": lambda: counts_in_words(report), "stays": stays}
    report.mail = mail.compose(
        to=address, template="privacy/erased", language=language, event=report.event, context=context
    )
    report.save(update_fields=["mail"])


def _note(report: ErasureReport) -> None:
    activity.record(
        by=report.by,
        action="personal_data_erased",
        target=report,
        event=report.event,
        after={"people": report.people},
    )
