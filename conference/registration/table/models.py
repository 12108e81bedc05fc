"""Views of the table that members of the team saved, marks on registrations, and work on many of them at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.registration.table.choices import Action


class OfRegistration(EventManager[M_co]):
    """A mark belongs to the event through the registration."""

    path = "registration__event"


class TableView(Coded):
    """Filters, columns and order under a name: a member's own, or shared with the team of the event.

    `query` is the table's address: values by the names of its parameters.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name of the view"), max_length=80)
    query = models.JSONField(default=dict)
    is_shared = models.BooleanField(_("for the whole team"), default=False)
    is_default = models.BooleanField(_("opens first"), default=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("saved view")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "owner", "name"],
                name="table_view_name_once",
                violation_error_message=_("You have a view of this name."),
            ),
            models.UniqueConstraint(
                fields=["event", "name"],
                condition=Q(is_shared=True),
                name="table_view_shared_name_once",
                violation_error_message=_("The team has a view of this name."),
            ),
            models.UniqueConstraint(
                fields=["event", "owner"], condition=Q(is_default=True), name="table_view_one_default"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="table_view_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The query of the table's address that shows it."""
        query = QueryDict(mutable=True)
        for name, values in self.query.items():
            query.setlist(name, values)
        query["view"] = self.code
        return query.urlencode()


class Mark(models.Model):
    """A word of the team on a registration, to find it again."""

    registration = models.ForeignKey("conference.Registration", on_delete=models.CASCADE, related_name="marks")
    name = models.CharField(_("mark"), max_length=60)

    objects = OfRegistration()

    class Meta:
        verbose_name = _("mark")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "name"], name="mark_once"),
            models.CheckConstraint(condition=~Q(name=""), name="mark_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Batch(Coded):
    """One action on many registrations: whose they are is settled before anybody confirms it.

    `chosen` are primary keys; `fates` tells by key what became of each, as a `Fate` and perhaps the code of a quota.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=12, choices=Action)
    chosen = models.JSONField(default=list)
    params = models.JSONField(default=dict)
    reason = models.TextField(blank=True, max_length=2000)
    fates = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("bulk action")
        constraints = [
            models.CheckConstraint(condition=Q(action__in=Action.values), name="batch_action_known"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(started_at__isnull=False), name="batch_finished_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.code}"
