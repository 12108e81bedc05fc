"""Questions in their sections, the choices they offer, and the answers of guests.

A choice may have a limit: `taken` counts who holds it and never exceeds `capacity`, as places of a category do.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.core.text.localized import localized
from conference.registration.counting import Counted
from conference.registration.questions.choices import WITH_CHOICES, Kind


class OfQuestion(EventManager[M_co]):
    """Choices and rows belong to the event through their question."""

    path = "question__event"


class OfRegistration(EventManager[M_co]):
    """Answers belong to the event through the registration."""

    path = "registration__event"


class Section(Coded):
    """Questions under one heading, asked together or not at all."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    title = I18nCharField(_("heading"), max_length=200)
    description = I18nTextField(_("explanation"), blank=True, default="")
    condition = models.JSONField(default=list, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("section of questions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return localized(self.title)


class Question(Coded):
    """One question. `condition` says when it is asked (`conditions.py`); no category means every category.

    What was answered stays when the question is no longer asked.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.CASCADE, related_name="questions", verbose_name=_("section")
    )
    kind = models.CharField(_("the answer is"), max_length=12, choices=Kind, default=Kind.TEXT)
    label = I18nCharField(pgettext_lazy("registration form", "question"), max_length=300)
    help_text = I18nTextField(_("explanation"), blank=True, default="")
    is_required = models.BooleanField(_("must be answered"), default=False)
    is_asked = models.BooleanField(_("is asked"), default=True)
    categories = models.ManyToManyField(
        "conference.Category", blank=True, related_name="+", verbose_name=_("only in these categories")
    )
    minimum = models.DecimalField(_("smallest number"), max_digits=12, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("largest number"), max_digits=12, decimal_places=2, null=True, blank=True)
    not_before = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("not earlier than")
    )
    condition = models.JSONField(default=list, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = pgettext_lazy("registration form", "question")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="question_kind_known"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(minimum__lte=F("maximum")),
                name="question_numbers_in_order",
                violation_error_message=_("The smallest number is larger than the largest."),
            ),
            models.CheckConstraint(
                condition=Q(not_before__isnull=True) | Q(kind=Kind.DATE), name="question_not_before_of_dates"
            ),
        ]

    def __str__(self) -> str:
        return localized(self.label)

    @property
    def has_choices(self) -> bool:
        """Whether one answers by choosing."""
        return self.kind in WITH_CHOICES


class Choice(Coded, Counted):
    """One of the answers a question offers; of a table, a column."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    label = I18nCharField(_("answer"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfQuestion()

    class Meta:
        verbose_name = _("answer to choose")
        ordering = ["position", "pk"]
        constraints = Counted.Meta.constraints

    def __str__(self) -> str:
        return localized(self.label)


class Row(Coded):
    """One row of a table, in which one of its columns is chosen."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="rows")
    label = I18nCharField(_("row"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfQuestion()

    class Meta:
        verbose_name = _("row of a table")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return localized(self.label)


class Answer(models.Model):
    """What a guest answered: a text in its plain form (`answers.py`), or one row for each choice."""

    registration = models.ForeignKey("conference.Registration", on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    row = models.ForeignKey(Row, null=True, on_delete=models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    objects = OfRegistration()

    class Meta:
        verbose_name = _("answer")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], condition=Q(choice__isnull=True), name="answer_once"
            ),
            models.UniqueConstraint(
                fields=["registration", "choice"],
                condition=Q(choice__isnull=False, row__isnull=True),
                name="answer_choice_once",
            ),
            models.UniqueConstraint(
                fields=["registration", "row"], condition=Q(row__isnull=False), name="answer_row_once"
            ),
            models.CheckConstraint(
                condition=Q(choice__isnull=False, text="") | (Q(choice__isnull=True, row__isnull=True) & ~Q(text="")),
                name="answer_is_text_or_choice",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.choice)


class Upload(Coded):
    """A file that a guest attached, kept from the moment it was sent; whose it is is known when they register."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    draft = models.ForeignKey("conference.Draft", null=True, on_delete=models.CASCADE, related_name="uploads")
    registration = models.ForeignKey(
        "conference.Registration", null=True, on_delete=models.CASCADE, related_name="uploads"
    )
    file = models.FileField(upload_to="answers/")
    name = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("attached file")

    def __str__(self) -> str:
        return self.name
