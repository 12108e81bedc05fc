"""The activity log: who changed what, when, and what it was before. Rows are only ever added."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ActivityEntry(models.Model):
    """One change. `before` and `after` hold only the fields that differ."""

    event = models.ForeignKey("conference.Event", null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_code = models.CharField(max_length=60)
    target_label = models.CharField(max_length=200)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("activity entry")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["event", "-at"]), models.Index(fields=["target_type", "target_code"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a stored one is never changed."""
        if not self._state.adding:
            raise TypeError("An activity entry is never changed.")
        super().save(*args, **kwargs)
