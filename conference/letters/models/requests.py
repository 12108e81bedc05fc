"""What guests ask for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from conference.core.ids import Coded
from conference.core.scoping import EventManager
from conference.letters.choices import Kind, RequestState
from conference.registration.models import Registration


class LetterRequest(Coded):
    """A guest's wish for one letter. `country` chooses the template: of citizenship for a visa, else of residence."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="letter_requests")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    language = models.CharField(_("language of the letter"), max_length=5, choices=settings.LANGUAGES)
    country = CountryField(_("country"), blank=True, default="")
    addressee = models.CharField(_("addressee"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.ASKED)
    decline_reason = models.CharField(_("reason"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("request for a letter")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["event", "state"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="letter_request_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="letter_request_kind_known"),
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(state=RequestState.ASKED),
                name="letter_request_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.ASKED, decided_at__isnull=True)
                | (~Q(state=RequestState.ASKED) & Q(decided_at__isnull=False)),
                name="letter_request_decided_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.DECLINED) | ~Q(decline_reason=""),
                name="letter_request_declined_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"

    @property
    def is_open(self) -> bool:
        """Whether the team has not decided yet."""
        return self.state == RequestState.ASKED

    @property
    def needs_passport(self) -> bool:
        """Whether the letter tells of a passport."""
        return self.kind == Kind.VISA
