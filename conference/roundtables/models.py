"""A round table from its theme to its resolution."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from simple_history.models import HistoricalRecords

from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.core.text.localized import localized
from conference.people.models import Person
from conference.programme.models import Session
from conference.roundtables.choices import Adoption, ParticipantRole, ProposalState, StatementKind


class InRoundTable(EventManager[M_co]):
    """Found through the round table."""

    path = "round_table__event"


class InItem(EventManager[M_co]):
    """Found through the item and the round table."""

    path = "item__round_table__event"


class RoundTable(models.Model):
    """A discussion with a theme. Its place in the programme is its session's."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="round_table", verbose_name=_("session")
    )
    slug = models.SlugField(_("address"), max_length=50)
    title = I18nCharField(_("title"), max_length=300)
    theme = I18nTextField(_("theme"), blank=True, default="")
    organisers = I18nTextField(_("organisers"), blank=True, default="")
    is_public = models.BooleanField(_("visible to everybody"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("round table")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "slug"], name="round_table_address_once")]

    def __str__(self) -> str:
        return localized(self.title)


class AgendaItem(Coded):
    """A question put to the round table."""

    round_table = models.ForeignKey(RoundTable, on_delete=models.CASCADE, related_name="agenda")
    title = I18nCharField(_("question"), max_length=500)
    description = I18nTextField(_("description"), blank=True, default="")
    rapporteur = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("rapporteur")
    )
    synthesis = I18nTextField(_("rapporteur's summary"), blank=True, default="")
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = InRoundTable()

    class Meta:
        verbose_name = _("agenda item")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return localized(self.title)


class Participant(models.Model):
    """Somebody at the round table and in what part."""

    round_table = models.ForeignKey(RoundTable, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="round_tables")
    role = models.CharField(_("role"), max_length=12, choices=ParticipantRole, default=ParticipantRole.PARTICIPANT)
    position = models.PositiveSmallIntegerField(default=0)

    objects = InRoundTable()

    class Meta:
        verbose_name = _("participant")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round_table", "person"], name="participant_once"),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="participant_role_known"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Theme(Coded):
    """A subject that runs through the statements of several institutions."""

    round_table = models.ForeignKey(RoundTable, on_delete=models.CASCADE, related_name="themes")
    name = I18nCharField(_("theme"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    objects = InRoundTable()

    class Meta:
        verbose_name = _("theme of statements")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return localized(self.name)


class Statement(Coded):
    """What somebody said or handed in on an agenda item. Written ones count as much as spoken ones.

    One handed in by the participant stays unpublished until the team has read it.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="statements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(_("kind"), max_length=8, choices=StatementKind, default=StatementKind.ORAL)
    title = I18nCharField(_("title"), max_length=500, blank=True, default="")
    text = I18nTextField(_("text"), blank=True, default="")
    themes = models.ManyToManyField(Theme, blank=True, related_name="statements", verbose_name=_("themes"))
    is_published = models.BooleanField(_("shown on the public page and counted"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InItem()

    class Meta:
        verbose_name = _("statement")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=StatementKind.values), name="statement_kind_known")]

    def __str__(self) -> str:
        return localized(self.title) or str(self.person)


class Proposal(Coded):
    """What should be done, by whom it was proposed and to whom it is addressed."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="proposals")
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    addressee = I18nCharField(_("addressed to"), max_length=300, blank=True, default="")
    text = I18nTextField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.TABLED)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InItem()

    class Meta:
        verbose_name = _("proposal")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known")]

    def __str__(self) -> str:
        return localized(self.text)[:80]


class Resolution(models.Model):
    """The round table's resolution: what was noted; the adopted proposals follow as its points. Versions are kept.

    `points` is the copy of the adopted proposals made at the adoption, `document` of all that stands around them, by
    language: what was adopted never changes afterwards.
    """

    round_table = models.OneToOneField(RoundTable, on_delete=models.CASCADE, related_name="resolution")
    preamble = I18nTextField(_("what the participants note"), blank=True, default="")
    problems = I18nTextField(_("problems"), blank=True, default="")
    adoption = models.CharField(_("how it was adopted"), max_length=10, choices=Adoption, default=Adoption.NOT_YET)
    votes_for = models.PositiveIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("against"), null=True, blank=True)
    abstentions = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    points = models.JSONField(default=list, editable=False, encoder=DjangoJSONEncoder)
    document = models.JSONField(default=dict, editable=False, help_text="see `documents.freeze`")
    history = HistoricalRecords()

    objects = InRoundTable()

    class Meta:
        verbose_name = _("resolution")
        constraints = [
            models.CheckConstraint(condition=Q(adoption__in=Adoption.values), name="resolution_adoption_known"),
            models.CheckConstraint(
                condition=~Q(adoption=Adoption.VOTE)
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstentions__isnull=False),
                name="resolution_vote_has_figures",
                violation_error_message=_("A vote needs its figures: for, against, abstained."),
            ),
            models.CheckConstraint(
                condition=~Q(adoption=Adoption.VOTE) | Q(votes_for__gt=F("votes_against")),
                name="resolution_vote_has_majority",
                violation_error_message=_("More votes against than for, or a tie: this resolution was not adopted."),
            ),
            models.CheckConstraint(
                condition=Q(adoption=Adoption.VOTE)
                | Q(votes_for__isnull=True, votes_against__isnull=True, abstentions__isnull=True),
                name="resolution_figures_only_of_vote",
                violation_error_message=_("Figures belong to a vote."),
            ),
            models.CheckConstraint(
                condition=Q(adoption=Adoption.NOT_YET) | Q(adopted_on__isnull=False),
                name="resolution_adopted_has_date",
                violation_error_message=_("Say on which day it was adopted."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.round_table)

    @property
    def is_adopted(self) -> bool:
        """Whether it was adopted by a vote or a recorded consensus."""
        return self.adoption != Adoption.NOT_YET
