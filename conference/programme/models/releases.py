"""What was announced: a release is a copy of the plan, texts and people included. No later change shows through."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.findable import SortKeyField
from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.programme.choices import Kind, ReleaseState


class InRelease(EventManager[M_co]):
    """Found through the release."""

    path = "release__event"


class Release(Coded):
    """A published version of the programme."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name of this version"), max_length=100, blank=True)
    comment = models.TextField(_("what changed"), blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the frozen content")
    content: Any = models.JSONField(
        default=dict,
        encoder=DjangoJSONEncoder,
        help_text="rooms, tracks and place as released, days, languages and kinds",
    )
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = EventManager()

    class Meta:
        verbose_name = _("release")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return self.name or f"v{self.number}"


class ReleasedSession(models.Model):
    """One session at one time as it was released.

    `content` is what a list shows (title, people, kind …), `texts` what only its own page does. `occurrence` counts the
    times of a session that takes place more than once; `revision` is the release in which this row last changed, or
    what its rooms, its track and the place are called.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="sessions")
    code = models.CharField(max_length=8)
    occurrence = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=ReleaseState, default=ReleaseState.CONFIRMED)
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    rooms: Any = models.JSONField(default=list, help_text="codes of the rooms")
    track = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    people: Any = models.JSONField(default=list, help_text="codes of the people")
    search_key = models.TextField(default="")
    content: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    texts: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = InRelease()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["release", "day", "starts_at"])]
        constraints = [
            models.UniqueConstraint(fields=["release", "code", "occurrence"], name="released_session_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ReleaseState.values), name="released_session_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReleasedPerson(models.Model):
    """Somebody who speaks, as released: names by language, post, institution, what they say of themselves."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="people")
    code = models.CharField(max_length=8)
    sort_ru = SortKeyField()
    sort_kk = SortKeyField()
    sort_en = SortKeyField()
    search_key = models.TextField(default="")
    sessions: Any = models.JSONField(default=list, help_text="the sessions in which they are named, in brief")
    content: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    texts: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = InRelease()

    class Meta:
        ordering = ["sort_ru", "pk"]
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="released_person_once")]

    def __str__(self) -> str:
        return self.code
