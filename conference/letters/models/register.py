"""The register of letters that went out."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from conference.core.ids import ALPHABET, Coded
from conference.core.scoping import EventManager
from conference.letters.choices import Kind
from conference.letters.models.requests import LetterRequest
from conference.letters.models.setup import LetterTemplate
from conference.registration.models import Registration

PROOF_LENGTH = 12


def new_proof() -> str:
    """Return the code by which a letter is verified; 29**12 values, so that nobody finds a letter by guessing."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(PROOF_LENGTH))


class RegisterCounter(models.Model):
    """The last number that a year's register gave out; whoever raises it holds its row until the letter is stored."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = EventManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "year"], name="register_counter_one_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Letter(Coded):
    """A letter as it was issued. Its texts are copies: they stay when the guest or the template changes.

    `text` has the passport's placeholders still open; `sealed` holds what belongs there, and is emptied on the day on
    which passports are erased. `shown_name` is the name as a public page may tell it: «Ахм***а А.».
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.RESTRICT, related_name="letters")
    request = models.ForeignKey(LetterRequest, on_delete=models.RESTRICT, related_name="letters")
    template = models.ForeignKey(LetterTemplate, null=True, on_delete=models.SET_NULL, related_name="letters")
    year = models.PositiveSmallIntegerField(editable=False)
    n = models.PositiveIntegerField(editable=False)
    number = models.CharField(_("number"), max_length=60, editable=False)
    issued_on = models.DateField(_("date"), editable=False)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    language = models.CharField(_("language of the letter"), max_length=5, choices=settings.LANGUAGES)
    country = CountryField(_("country"), blank=True, default="")
    text = models.JSONField(default=dict, editable=False)
    signature = models.CharField(max_length=200, blank=True, editable=False)
    sealed = models.TextField(blank=True, editable=False)
    shown_name = models.CharField(max_length=60, editable=False)
    proof = models.CharField(max_length=PROOF_LENGTH, unique=True, default=new_proof, editable=False)
    replaces = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="replaced_by")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoke_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("letter")
        ordering = ["-year", "-n"]
        constraints = [
            models.UniqueConstraint(fields=["event", "year", "n"], name="letter_number_once"),
            models.UniqueConstraint(fields=["event", "year", "number"], name="letter_printed_number_once"),
            models.CheckConstraint(condition=Q(n__gte=1), name="letter_numbers_begin_with_one"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="letter_kind_known"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoke_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoke_reason="")),
                name="letter_revoked_has_reason",
            ),
            models.CheckConstraint(condition=Q(sealed="") | Q(kind=Kind.VISA), name="letter_seal_is_of_a_visa"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")), name="letter_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    @property
    def is_revoked(self) -> bool:
        """Whether the letter is no longer valid."""
        return self.revoked_at is not None

    @property
    def is_erased(self) -> bool:
        """Whether the guest was forgotten: the register still has the letter, nobody has its words."""
        return not self.text

    @property
    def has_passport(self) -> bool:
        """Whether the letter, opened, tells of a passport."""
        return bool(self.sealed)

    @property
    def proof_shown(self) -> str:
        """The code of verification in groups, as it is printed: XXXX-XXXX-XXXX."""
        return "-".join(self.proof[start : start + 4] for start in range(0, PROOF_LENGTH, 4))
