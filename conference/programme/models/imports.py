"""What an imported schedule said that has no place in the plan, and by which names it knows people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from conference.core.scoping import EventManager
from conference.people.models import Person


class ImportedSchedule(models.Model):
    """The head of the file last imported: version, acronym, base address, length of a time slot."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="+")
    extra = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("imported schedule")

    def __str__(self) -> str:
        return str(self.extra.get("version") or self.pk)


class ImportedPerson(models.Model):
    """Somebody whom a file calls `key` (guid, id or the bare name): so a second import finds them again."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=220)
    biography = I18nTextField(blank=True, default="")
    extra = models.JSONField(default=dict)

    objects = EventManager()

    class Meta:
        verbose_name = _("imported person")
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="imported_person_once")]

    def __str__(self) -> str:
        return self.key
