"""A delegation, the places it may take, its members, and the list of people who are not registered yet."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from conference.core.ids import Coded, new_token
from conference.core.scoping import EventManager, M_co
from conference.delegations.choices import TONES, DelegationState
from conference.people.models import Organisation, Person
from conference.registration.counting import Counted
from conference.registration.models import Category, Registration


class OfDelegation(EventManager[M_co]):
    """What hangs on a delegation belongs to the event through it."""

    path = "delegation__event"


class DelegationSettings(models.Model):
    """Whether institutions may announce delegations at an event, and what one may do."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="delegation_setup")
    is_on = models.BooleanField(_("institutions may announce delegations"), default=False)
    intro = I18nTextField(_("introduction"), blank=True, default="")
    needs_approval = models.BooleanField(_("the team decides on each delegation"), default=False)
    places = models.PositiveSmallIntegerField(
        _("places for a delegation"),
        null=True,
        blank=True,
        help_text=_("Unless you decide otherwise for one. Empty: as many as the categories have."),
    )
    categories = models.ManyToManyField(
        Category,
        blank=True,
        related_name="+",
        verbose_name=_("categories"),
        help_text=_("None ticked: those that every guest may choose."),
    )
    members_until = models.DateTimeField(
        _("members may be added and replaced until"),
        null=True,
        blank=True,
        help_text=_("Empty: as long as registration is open."),
    )

    objects = EventManager()

    class Meta:
        verbose_name = _("settings of delegations")

    def __str__(self) -> str:
        return str(self.event)


class Delegation(Coded, Counted):
    """The people whom an institution sends. `taken` counts its members who have not ended, never over `capacity`.

    `token` opens the head's page without an account; a letter's link proves the head's address besides.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.RESTRICT, related_name="delegations")
    head = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="headed_delegations")
    state = models.CharField(_("state"), max_length=10, choices=DelegationState, default=DelegationState.OPEN)
    size = models.PositiveSmallIntegerField(_("how many people you expect"), null=True, blank=True)
    note = models.TextField(_("a word to the organisers"), blank=True, max_length=2000)
    reason = models.TextField(_("reason of the decision"), blank=True, max_length=2000)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    email_confirmed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("delegation")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["event", "state"])]
        constraints = [
            *Counted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=DelegationState.values), name="delegation_state_known"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def tone(self) -> str:
        """How the state is coloured where it is shown."""
        return TONES[DelegationState(self.state)]

    @property
    def is_open(self) -> bool:
        """Whether the delegation comes."""
        return self.state == DelegationState.OPEN


class Allotment(Counted):
    """How many members of a delegation may come in one category; a category without one has no limit of its own."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="allotments")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")

    objects = OfDelegation()

    class Meta:
        verbose_name = _("places in a category")
        ordering = ["category__position", "category"]
        constraints = [
            *Counted.Meta.constraints,
            models.UniqueConstraint(fields=["delegation", "category"], name="allotment_once_for_a_category"),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.capacity}"


class Member(Coded):
    """One person of a delegation. `token` opens the form in which they say the rest, until they have.

    `ended_at` is set with the end of the registration, once: then the delegation's place is free again.
    """

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="members")
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="membership")
    allotment = models.ForeignKey(Allotment, null=True, on_delete=models.SET_NULL, related_name="members")
    replaces = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="replaced_by")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    invited_at = models.DateTimeField(null=True, editable=False, help_text="when the last letter was written")
    completed_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = OfDelegation()

    class Meta:
        verbose_name = pgettext_lazy("of a delegation", "member")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.registration)


class Roster(models.Model):
    """The people whom a head wrote down and has not registered yet: rows of texts, right or wrong.

    A row is `{"id": …, "number": its row in the file or None, "head": whether it is the head, "values": {…}}`.
    """

    delegation = models.OneToOneField(Delegation, on_delete=models.CASCADE, related_name="roster")
    rows: Any = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OfDelegation()

    class Meta:
        verbose_name = _("list of people to be registered")

    def __str__(self) -> str:
        return f"{self.delegation}: {len(self.rows)}"
