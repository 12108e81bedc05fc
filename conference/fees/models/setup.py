"""What the team decides: whether there are fees, to whom they are paid, and what each category costs when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.ids import Coded
from conference.core.scoping import EventManager
from conference.fees import requisites
from conference.fees.choices import Rules
from conference.fees.money import HUNDRED_PERCENT, known_currency
from conference.registration.models import Category, Registration

NUMBERS = ("tax_id", "kpp", "account", "bic", "correspondent_account", "kbe", "knp")
NEEDED = ("payee", "tax_id", "account", "bank", "bic")


class FeeSettings(models.Model):
    """An event's fees. Its row is the lock of the price list. `vat_rate` counts hundredths of a percent."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="fee_setup")
    is_on = models.BooleanField(_("taking part costs something"), default=False)
    currency = models.CharField(_("currency"), max_length=3, default="KZT", validators=[known_currency])
    rules = models.CharField(_("requisites of"), max_length=5, choices=Rules, default=Rules.KAZAKHSTAN)
    payee = I18nCharField(_("payee"), max_length=300, blank=True, default="")
    address = I18nCharField(_("address of the payee"), max_length=300, blank=True, default="")
    tax_id = models.CharField(_("BIN/IIN or INN"), max_length=20, blank=True)
    kpp = models.CharField(_("KPP"), max_length=9, blank=True)
    account = models.CharField(_("account (IIK, IBAN or settlement account)"), max_length=34, blank=True)
    bank = I18nCharField(_("bank"), max_length=200, blank=True, default="")
    bic = models.CharField(_("BIC or BIK of the bank"), max_length=11, blank=True)
    correspondent_account = models.CharField(_("correspondent account"), max_length=20, blank=True)
    kbe = models.CharField(_("Kbe"), max_length=2, blank=True, validators=[RegexValidator(r"^\d{2}$")])
    knp = models.CharField(_("KNP"), max_length=3, blank=True, validators=[RegexValidator(r"^\d{3}$")])
    purpose = I18nTextField(_("purpose of payment"), blank=True, default="")
    vat_rate = models.PositiveSmallIntegerField(
        _("VAT"), null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(HUNDRED_PERCENT)]
    )
    prefix = models.CharField(
        _("beginning of the numbers"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[\w/.-]*$", _("Letters, figures, hyphen, point and slash only."))],
    )
    days_to_pay = models.PositiveSmallIntegerField(
        _("days to pay"), default=10, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    remind_days = models.PositiveSmallIntegerField(
        _("reminder, days before the last day"), default=3, validators=[MaxValueValidator(60)]
    )
    signatory_post = I18nCharField(_("post of the signatory"), max_length=200, blank=True, default="")
    signatory_name = models.CharField(_("name of the signatory"), max_length=100, blank=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("settings of fees")
        constraints = [
            models.CheckConstraint(condition=Q(rules__in=Rules.values), name="fee_rules_known"),
            models.CheckConstraint(condition=Q(days_to_pay__gte=1), name="fee_days_to_pay"),
            models.CheckConstraint(
                condition=Q(vat_rate__isnull=True) | Q(vat_rate__lte=HUNDRED_PERCENT), name="fee_vat_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(is_on=False) | (~Q(account="") & ~Q(tax_id="")), name="fee_payee_is_known_when_on"
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)

    def clean(self) -> None:
        """Judge the requisites by their country's rules. Raises ValidationError next to the fields."""
        for name in NUMBERS:
            setattr(self, name, requisites.plain(getattr(self, name)))
        faults = requisites.faults_of(self.rules, {name: getattr(self, name) for name in NUMBERS})
        for name in NEEDED if self.is_on else ():
            if not str(getattr(self, name)).strip():
                faults[name] = ValidationError(_("An invoice cannot do without this."), code="required")
        if faults:
            raise ValidationError(faults)


class Price(Coded):
    """What a category costs for who registers in a period: from a day to a day, both included, or without an end."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+", verbose_name=_("category"))
    amount = models.BigIntegerField(_("price"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("price")
        ordering = ["category__position", "category", F("starts_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="price_is_something",
                violation_error_message=_("A category that costs nothing needs no price."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="price_ends_after_start",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}"

    def holds_on(self, day: date) -> bool:
        """Whether it is the price for who registers on that day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def meets(self, other: "Price") -> bool:
        """Whether both would hold on one day."""
        begins = max(self.starts_on or date.min, other.starts_on or date.min)
        ends = min(self.ends_on or date.max, other.ends_on or date.max)
        return begins <= ends


class OwnPrice(models.Model):
    """What one guest pays instead of the price of the category, and why; 0 waives the fee."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="own_prices")
    amount = models.BigIntegerField(_("price"))
    reason = models.CharField(_("reason"), max_length=300)

    objects = EventManager()

    class Meta:
        verbose_name = _("price of one guest")
        constraints = [
            models.UniqueConstraint(fields=["registration"], name="own_price_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="own_price_not_negative"),
            models.CheckConstraint(condition=~Q(reason=""), name="own_price_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.registration}"
