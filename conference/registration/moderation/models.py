"""Wishes of guests to change their registration, waiting for the team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.ids import Coded
from conference.core.scoping import EventManager
from conference.registration.moderation.choices import ChangeState


class ChangeRequest(Coded):
    """What a guest would like to have changed. One waits for each registration at most.

    `wanted` and `before` hold the topics' values in their plain form (`plain.py`); both are emptied when it is decided,
    because the registration and the log then say what became of it.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(
        "conference.Registration", on_delete=models.CASCADE, related_name="change_requests"
    )
    state = models.CharField(_("state"), max_length=10, choices=ChangeState, default=ChangeState.WAITING)
    wanted = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    reason = models.TextField(_("reason of the decision"), blank=True, max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = EventManager()

    class Meta:
        verbose_name = _("wish to change a registration")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state=ChangeState.WAITING), name="change_request_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="change_request_state_known"),
            models.CheckConstraint(
                condition=Q(state=ChangeState.WAITING, decided_at=None)
                | (~Q(state=ChangeState.WAITING) & Q(decided_at__isnull=False)),
                name="change_request_decided_has_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.registration)

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == ChangeState.WAITING
