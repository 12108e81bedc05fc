"""Who takes part: the half-filled form, the registration, and the places of quotas that either holds."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.ids import Coded, new_token
from conference.core.scoping import EventManager, M_co
from conference.people.models import Person
from conference.registration.choices import ENDED, LIVE, TONES, Mode, State, Visibility
from conference.registration.models.setup import AccessCode, Category, Quota


class OfQuota(EventManager[M_co]):
    """Places of quotas belong to the event through the quota."""

    path = "quota__event"


class Draft(models.Model):
    """A form half filled: kept so that a guest may go back, change the language or come again. Emptied when sent.

    Once a category is chosen it may hold a place there for a while (`held`, until `held_until`).
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    registration = models.OneToOneField("Registration", null=True, on_delete=models.CASCADE, related_name="+")
    held = models.ForeignKey(Category, null=True, on_delete=models.SET_NULL, related_name="+")
    held_until = models.DateTimeField(null=True, db_index=True)

    objects = EventManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(held_until__isnull=False), name="draft_holds_for_a_while"
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Party(Coded):
    """Guests who come together or not at all: from a waiting list they are offered places for all of them."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=300)

    objects = EventManager()

    def __str__(self) -> str:
        return self.name


class Registration(Coded):
    """One person's taking part in the event, or wish to; after its end they may register anew.

    `token` opens the guest's own page without an account. `choices.py` says which states hold a place.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="registrations")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.CONFIRMED)
    mode = models.CharField(_("participation"), max_length=12, choices=Mode, default=Mode.IN_PERSON)
    visibility = models.CharField(_("who may see me"), max_length=14, choices=Visibility, default=Visibility.NOBODY)
    note = models.TextField(_("note to the organisers"), blank=True, max_length=2000)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    email_confirmed_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="SEQUENCE of the calendar entry")
    access_code = models.ForeignKey(AccessCode, null=True, on_delete=models.PROTECT, related_name="registrations")
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="registrations")
    reason = models.TextField(_("reason of the decision"), blank=True, max_length=2000)
    waiting_since = models.DateTimeField(null=True, editable=False, help_text="its turn on the waiting list")
    offered_until = models.DateTimeField(null=True, editable=False)
    missed_offers = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    # The rows stored with it in this request, so that they need not be read to be told; None when they have to be.
    known_answers: Sequence[Any] | None = None
    known_agreements: Sequence[Any] | None = None

    objects = EventManager()

    class Meta:
        verbose_name = _("registration")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["event", "state"]),
            models.Index(fields=["event", "-created_at"]),
            models.Index(fields=["event", "waiting_since"], condition=Q(state=State.WAITING), name="waiting_list"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="registration_state_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="registration_mode_known"),
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="registration_visibility_known"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, cancelled_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(cancelled_at__isnull=True)),
                name="registration_ended_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WAITING) | Q(waiting_since__isnull=False), name="registration_waiting_has_turn"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OFFERED, offered_until__isnull=False)
                | (~Q(state=State.OFFERED) & Q(offered_until__isnull=True)),
                name="registration_offered_has_term",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=LIVE), name="registration_one_live_for_each_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_confirmed(self) -> bool:
        """Whether the guest takes part for certain."""
        return self.state == State.CONFIRMED

    @property
    def tone(self) -> str:
        """How the state is coloured where it is shown."""
        return TONES[State(self.state)]

    @property
    def is_live(self) -> bool:
        """Whether it is not ended: the guest takes part, or wishes to."""
        return self.state in LIVE

    @property
    def is_on_site(self) -> bool:
        """Whether the guest is expected at the door, and so needs a badge."""
        return self.is_confirmed and self.mode == Mode.IN_PERSON


class QuotaPlace(models.Model):
    """A place of a quota in somebody's hands: a registration's, or for a while a draft's."""

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="places")
    registration = models.ForeignKey(Registration, null=True, on_delete=models.CASCADE, related_name="quota_places")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.CASCADE, related_name="quota_places")

    objects = OfQuota()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quota", "registration"], name="quota_place_once_for_a_registration"),
            models.UniqueConstraint(fields=["quota", "draft"], name="quota_place_once_for_a_draft"),
            models.CheckConstraint(
                condition=Q(registration__isnull=True, draft__isnull=False)
                | Q(registration__isnull=False, draft__isnull=True),
                name="quota_place_has_one_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quota}"
