"""One action on many registrations: settled, confirmed once, carried out one by one, so that one failing stops none."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job
from conference.events.models import Event
from conference.registration import services
from conference.registration.models import Category, Registration
from conference.registration.places import CategoryFullError
from conference.registration.questions.services import ChoiceFullError
from conference.registration.table.choices import GOOD, Action, Fate
from conference.registration.table.models import Batch
from conference.registration.table.services.marks import put_mark, take_mark
from conference.registration.table.words import describe_actions

describe_actions()
JOB: Final = "registration.batch"
AT_ONCE: Final = 20  # registrations; more than that is background work
REMEMBER_EVERY: Final = 20
KEPT: Final = timedelta(days=90)
Progress = Callable[[int, int], None]


@transaction.atomic
def settle_batch(*, event: Event, by: User, action: Action, chosen: Sequence[int]) -> Batch:
    """Keep which registrations are meant, as they were found; nothing is done until it is confirmed."""
    return Batch.objects.create(event=event, by=by, action=action, chosen=list(chosen))


def confirm_batch(*, batch: Batch, by: User, params: Mapping[str, str], reason: str = "") -> Job | None:
    """Carry out the action, once however often it is confirmed; returns the job where it is background work."""
    with transaction.atomic():
        mine = Batch.objects.filter(pk=batch.pk, started_at=None).update(
            started_at=timezone.now(), by=by, params=dict(params), reason=reason
        )
        if not mine:
            return None
        if len(batch.chosen) > AT_ONCE:
            return jobs.start(kind=JOB, by=by, event=batch.event, batch=batch.code)
    carry_out(batch=batch, by=by)
    return None


def carry_out(*, batch: Batch, by: User, progress: Progress = lambda done, total: None) -> Batch:
    """Do what was confirmed, from where it stopped; returns the batch with the fate of each registration."""
    stored = Batch.objects.select_related("event").get(pk=batch.pk)
    act = _act_of(stored, by)
    waiting = [pk for pk in stored.chosen if str(pk) not in stored.fates]
    for number, pk in enumerate(waiting, start=1):
        stored.fates[str(pk)] = _fate_of(pk, act)
        if number % REMEMBER_EVERY == 0:
            stored.save(update_fields=["fates"])
        progress(len(stored.fates), len(stored.chosen))
    _finish(stored, by)
    return stored


@transaction.atomic
def _finish(batch: Batch, by: User) -> None:
    """Note in the log what was done; the word to the guests stands in their registrations and goes here."""
    batch.reason, batch.finished_at = "", timezone.now()
    batch.save(update_fields=["fates", "reason", "finished_at"])
    done = sum(fate.partition(":")[0] in GOOD for fate in batch.fates.values())
    activity.record(
        by=by,
        action="batch_done",
        target=batch,
        event=batch.event,
        after={"batch_action": batch.action, "count": len(batch.chosen), "done_of": done},
    )


def _fate_of(pk: int, act: Callable[[Registration], Fate]) -> str:
    registration = Registration.objects.select_related("event", "category", "person").filter(pk=pk).first()
    if registration is None:
        return Fate.GONE
    try:
        return act(registration)
    except CategoryFullError as fault:
        return f"{Fate.FULL}:{fault.quota.code}" if fault.quota else Fate.FULL
    except ChoiceFullError:
        return Fate.ANSWER
    except (services.DecisionError, services.RegistrationClosedError):
        return Fate.STATE


def _act_of(batch: Batch, by: User) -> Callable[[Registration], Fate]:
    """Return what is done with one registration."""
    said: dict[str, Any] = {"by": by, "reason": batch.reason}
    mark = str(batch.params.get("mark", ""))
    decisions: dict[str, Callable[..., Any]] = {
        Action.ADMIT: services.admit,
        Action.WAIT: services.put_on_waiting_list,
        Action.DECLINE: services.decline,
    }
    if batch.action in decisions:
        decide = decisions[batch.action]
        return lambda registration: _done(decide(registration=registration, **said))
    if batch.action == Action.CATEGORY:
        category = Category.objects.get(event=batch.event, code=batch.params["category"])
        return lambda registration: _moved(registration, category, by)
    if batch.action == Action.CANCEL:
        return lambda registration: _if(services.cancel_registration(registration=registration, **said))
    change = put_mark if batch.action == Action.MARK else take_mark
    return lambda registration: _if(change(registration=registration, name=mark, by=by))


def _done(_answer: object) -> Fate:
    return Fate.DONE


def _if(changed: bool) -> Fate:
    return Fate.DONE if changed else Fate.SAME


def _moved(registration: Registration, category: Category, by: User) -> Fate:
    if registration.category_id == category.pk:
        return Fate.SAME
    services.change_registration(registration=registration, details=services.Details(category=category), by=by)
    return Fate.DONE


def forget_batches() -> None:
    """Remove what was settled or done long ago; the activity log goes on telling of it."""
    Batch._base_manager.filter(created_at__lt=timezone.now() - KEPT).delete()
