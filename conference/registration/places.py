"""Places of categories and of the quotas they share: taken by conditional updates and never by counting.

Rows are locked in one order, see `services/locks.py`: the category first, quotas last and by their keys. Which quotas
somebody needs is read while the category is held; whoever changes a quota holds every category of the event. What was
known of the quotas before (`Category.known_quotas`) counts only where the update that takes the place finds the same
`quotas_revision`; otherwise it is dropped and read anew.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.db.models import Exists, F, Q
from django.utils import timezone
from django.utils.translation import gettext

from conference.core.prepared import PreparedQuery, PreparedUpdate
from conference.registration.choices import HOLDING, Mode, State
from conference.registration.counting import give_back, take
from conference.registration.models import Category, Draft, Quota, QuotaPlace, Registration
from conference.registration.queries import may_be_chosen, someone_waits


class CategoryFullError(Exception):
    """No place is left for a guest of the category: of its own, or of the `quota` that it shares."""

    def __init__(self, quota: Quota | None = None) -> None:
        super().__init__(str(quota.code) if quota else "")
        self.quota = quota

    @property
    def words(self) -> str:
        """What people are told, in the active language."""
        if self.quota is None:
            return gettext("No place is left in this category.")
        return gettext("No place is left: %(name)s.") % {"name": self.quota}


class SharedFullError(Exception):
    """No place is left in a quota that an answer shares: `choice` is the key of that answer."""

    def __init__(self, quota: Quota, choice: int) -> None:
        super().__init__(quota.code)
        self.quota, self.choice = quota, choice


def take_place(category: Category, *, also_closed: bool = False) -> None:
    """Take one place of the category. Raises CategoryFullError when there is none; never oversells in any race.

    A category that is closed, or for which somebody waits, has a place for nobody, unless the team gives it.
    """
    if category.known_quotas is not None:
        if _take_as_known.run(*_known(category), timezone.now()):
            return
        category.known_quotas = None
    rows = Category.objects.filter(pk=category.pk)
    if not also_closed:
        rows = rows.filter(may_be_chosen()).exclude(someone_waits())
    if not take(rows):
        raise CategoryFullError


def _known(category: Category) -> tuple[int, int, str, int]:
    return category.event_id, category.pk, category.ways, category.quotas_revision


def _as_known(event: int, pk: int, ways: str, revision: int, now: datetime) -> None:
    """Take a place in the usual case, by one short statement: nothing changed since, and nobody at all waits."""
    rows = Category.objects.filter(may_be_chosen(now), pk=pk, ways=ways, quotas_revision=revision)
    take(rows.filter(~_anybody_waits(event)))


_take_as_known = PreparedUpdate(_as_known, scoped=True)


def _anybody_waits(event_pk: int) -> Exists:
    return Exists(Registration.objects.filter(event=event_pk, state=State.WAITING).order_by())


def mode_in(category: Category, wanted: Mode | str) -> Mode | str:
    """Return how a guest of the category takes part. Asked while its row is held, so that the team's change waits."""
    if category.known_quotas is not None:
        return category.only_mode or wanted
    ((ways,),) = _ways.rows(category.event_id, category.pk)
    return Category(ways=ways).only_mode or wanted


_ways: PreparedQuery[tuple[str]] = PreparedQuery(
    lambda event, pk: Category.objects.filter(pk=pk).values_list("ways"), scoped=True
)


def give_place_back(category: Category) -> None:
    """Free one place."""
    give_back(Category.objects.filter(pk=category.pk))


def lock_categories(*categories: Category) -> None:
    """Lock the rows in the order of their keys: two who change places with each other wait in a line."""
    for category in categories:
        category.known_quotas = None
    keys = {row.pk: row.event_id for row in categories}
    for pk in sorted(keys):
        _lock.rows(keys[pk], pk)


_lock: PreparedQuery[tuple[int]] = PreparedQuery(
    lambda event, pk: Category.objects.select_for_update(no_key=True).filter(pk=pk).order_by().values_list("pk"),
    scoped=True,
)


def hold_quotas(
    holder: Registration | Draft,
    *,
    category: Category,
    mode: str,
    choices: Callable[[], Collection[int]] = tuple,
    is_new: bool = False,
) -> None:
    """Let the holder have a place of each quota that its category and its answers need, and no other.

    `choices` returns the keys of the answers, asked only where a quota counts some. The caller holds the category's
    row and has stored the answers. Raises CategoryFullError or SharedFullError.
    """
    needed = _needed(category, mode, choices)
    own = _own(holder)
    held = set() if is_new else set(QuotaPlace.objects.filter(**own).values_list("quota", flat=True))
    for pk in sorted(needed.keys() | held):
        if pk not in needed:
            QuotaPlace.objects.filter(quota=pk, **own).delete()
            give_back(Quota.objects.filter(pk=pk))
        elif pk not in held:
            quota, choice = needed[pk]
            if not take(Quota.objects.filter(pk=pk)):
                raise SharedFullError(quota, choice) if choice else CategoryFullError(quota)
            QuotaPlace.objects.create(quota=quota, **own)


def free_quotas(holder: Registration | Draft) -> None:
    """Give back every place of a quota that the holder has."""
    own = _own(holder)
    for pk in QuotaPlace.objects.filter(**own).order_by("quota").values_list("quota", flat=True):
        give_back(Quota.objects.filter(pk=pk))
    QuotaPlace.objects.filter(**own).delete()


def _own(holder: Registration | Draft) -> dict[str, Registration | Draft]:
    return {"draft" if isinstance(holder, Draft) else "registration": holder}


def _needed(
    category: Category, mode: str, choices: Callable[[], Collection[int]]
) -> dict[int, tuple[Quota, int | None]]:
    """Return by their keys the quotas that a guest needs, with the answer that needs it or None for the category."""
    found: dict[int, tuple[Quota, int | None]] = {}
    quotas: Iterable[Quota] | None = category.known_quotas
    if quotas is None:
        quotas = _quotas.rows(category.event_id)
    for quota in quotas:
        if mode == Mode.REMOTE and not quota.counts_remote:
            continue
        if category.pk in {row.pk for row in quota.categories.all()}:
            found[quota.pk] = quota, None
        elif (counted := {row.pk for row in quota.choices.all()}) and (shared := counted & set(choices())):
            found[quota.pk] = quota, min(shared)
    return found


_quotas: PreparedQuery[Quota] = PreparedQuery(
    lambda event: Quota.objects.prefetch_related("categories", "choices"), scoped=True
)


def quotas_changed(event_pk: int) -> None:
    """Let nobody go by what they knew of the event's quotas. The caller holds every category of the event."""
    Category.objects.filter(event=event_pk).update(quotas_revision=F("quotas_revision") + 1)


def count_anew(quota: Quota) -> int:
    """Make the quota's places those of everybody who needs one now; returns how many.

    The caller holds the quota and every category of the event.
    """
    quotas_changed(quota.event_id)
    categories = set(quota.categories.values_list("pk", flat=True))
    on_site = Q() if quota.counts_remote else ~Q(mode=Mode.REMOTE)
    here = Registration.objects.filter(on_site, event=quota.event_id)
    answered = here.filter(state=State.CONFIRMED, answers__choice__in=quota.choices.values("pk"))
    guests = set(here.filter(state__in=HOLDING, category__in=categories).values_list("pk", flat=True))
    guests |= set(answered.values_list("pk", flat=True))
    drafts = set(Draft.objects.filter(held__in=categories).values_list("pk", flat=True))
    wanted: set[tuple[int | None, int | None]] = {(pk, None) for pk in guests} | {(None, pk) for pk in drafts}
    rows = QuotaPlace.objects.filter(quota=quota).values_list("pk", "registration", "draft")
    held = {(registration, draft): pk for pk, registration, draft in rows}
    QuotaPlace.objects.filter(pk__in=[pk for who, pk in held.items() if who not in wanted]).delete()
    new = [QuotaPlace(quota=quota, registration_id=who[0], draft_id=who[1]) for who in wanted if who not in held]
    QuotaPlace.objects.bulk_create(new)
    return len(wanted)
