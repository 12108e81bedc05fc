"""A registration as the API tells and takes it."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils import translation
from rest_framework import serializers

from conference.core.serializers import LocalizedField, QuickFields
from conference.people.names import proposed_latin
from conference.people.serializers import PersonSerializer
from conference.registration.choices import Mode, Visibility
from conference.registration.consents.choices import How
from conference.registration.consents.serializers import AgreementsField, agreed_from
from conference.registration.kept import Form
from conference.registration.models import AccessCode, Category, Quota, Registration
from conference.registration.questions.forms.plain import answered
from conference.registration.questions.models import Choice
from conference.registration.questions.queries import answers_of
from conference.registration.questions.serializers import AnswersField
from conference.registration.services import Details

CHANGEABLE = ("person", "category", "mode", "visibility", "note")


class CategoryField(serializers.SlugRelatedField[Category]):
    """A category by its code: looked up in what is kept of the form, and only then in the database."""

    def get_queryset(self) -> QuerySet[Category]:
        """Return the categories that this request may choose."""
        choosable = self.context.get("categories")
        return choosable() if choosable else Category.objects.none()

    def to_internal_value(self, data: Any) -> Category:
        """Return the category that may be chosen."""
        form: Form | None = self.context.get("form")
        found = form.category(data) if form and isinstance(data, str) else None
        return found or super().to_internal_value(data)


class RegistrationSerializer(QuickFields, serializers.ModelSerializer[Registration]):
    """A registration; on creation a category by its code, and what is agreed to.

    `consent` is the one to the processing of data; `consents` are versions by the codes of whatever is agreed to.
    `access_code` opens categories to the invited; with `wait` a guest joins the waiting list where no place is left.
    """

    person = PersonSerializer()
    category = CategoryField(slug_field="code", queryset=Category.objects.none())
    consent = serializers.BooleanField(write_only=True)
    consents = serializers.DictField(child=serializers.IntegerField(min_value=1), write_only=True, required=False)
    agreements = AgreementsField(read_only=True)
    mode = serializers.ChoiceField(choices=Mode.choices, required=False)
    visibility = serializers.ChoiceField(choices=Visibility.choices, default=Visibility.NOBODY)
    answers = AnswersField(required=False)
    access_code = serializers.CharField(max_length=40, write_only=True, required=False)
    wait = serializers.BooleanField(write_only=True, default=False)

    class Meta:
        model = Registration
        fields = (
            "code person category state mode visibility note answers consent consents agreements access_code wait "
            "reason waiting_since offered_until created_at changed_at cancelled_at"
        ).split()
        read_only_fields = "code state reason waiting_since offered_until created_at changed_at cancelled_at".split()
        validators: ClassVar[list[Any]] = []  # the person is a new one here, so no constraint can be broken

    def validate_consent(self, value: bool) -> bool:
        """Refuse without consent."""
        if not value:
            raise serializers.ValidationError("Consent to the processing of personal data is required.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a way of taking part that the category does not offer; leave out `mode` to take what it offers."""
        stored: Any = self.instance
        category: Category = attrs.get("category") or stored.category
        only = category.only_mode
        if only and attrs.get("mode", only) != only:
            raise serializers.ValidationError({"mode": f"This category takes guests {only.value} only."})
        mode = str(only or attrs.get("mode") or (stored.mode if stored else Mode.IN_PERSON))
        form: Form = self.context["form"]
        own = answers_of(stored) if stored else {}
        self.asked, faults = answered(form.parts, attrs.get("answers", {}), category=category, mode=mode, own=own)
        if faults and ("answers" in attrs or not stored):
            raise serializers.ValidationError({"answers": faults})
        if not stored:
            self.agreed = agreed_from(form.consents, attrs.get("consents", {}))
        return attrs

    def details(self) -> Details:
        """Return the validated input as services take it; of a change, what is sent alone."""
        values = self.validated_data
        if self.instance:
            return self._changes(values)
        person = {"language": translation.get_language() or "ru", **values["person"]}
        if not person.get("latin_name"):
            person["latin_name"] = proposed_latin(person.get("family_name", ""), person["given_name"])
        return Details(
            person=person,
            category=values["category"],
            mode=values.get("mode", Mode.IN_PERSON),
            visibility=values["visibility"],
            note=values.get("note", ""),
            questions=self.asked.questions,
            answers=self.asked.answers,
            consents=self.agreed,
            how=How.API,
            code=self.context.get("code"),
            may_wait=values["wait"],
        )

    def _changes(self, values: dict[str, Any]) -> Details:
        details: dict[str, Any] = {name: values[name] for name in CHANGEABLE if name in values}
        if "answers" in values:
            details |= {"questions": self.asked.questions, "answers": self.asked.answers}
        return cast(Details, details)


class CategorySerializer(serializers.ModelSerializer[Category]):
    """A category with the places that are left; null where there is no limit, 0 where somebody waits."""

    name = LocalizedField()
    description = LocalizedField()
    places_in_person = serializers.SerializerMethodField()
    places_remote = serializers.SerializerMethodField()

    class Meta:
        model = Category
        fields = "code name description ways needs_approval opens_at closes_at places_in_person places_remote".split()

    def get_places_in_person(self, category: Any) -> int | None:
        """Return how many may still come."""
        return 0 if category.has_line else category.places_left_for(Mode.IN_PERSON)

    def get_places_remote(self, category: Any) -> int | None:
        """Return how many may still take part remotely."""
        return 0 if category.has_line else category.places_left_for(Mode.REMOTE)


class _OfEvent(serializers.ModelSerializer[Any]):
    """Finds what it refers to in the event of the address only."""

    refers_to: ClassVar[dict[str, tuple[Any, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        view = self.context.get("view")
        for name, (model, path) in self.refers_to.items():
            if event := getattr(view, "event", None):
                self.fields[name].child_relation.queryset = model.objects.filter(**{path: event})  # type: ignore[attr-defined]


class QuotaSerializer(_OfEvent):
    """A quota; its categories and answers by their codes."""

    refers_to = {"categories": (Category, "event"), "choices": (Choice, "question__event")}
    name = LocalizedField()
    categories = serializers.SlugRelatedField(slug_field="code", many=True, queryset=Category.objects.none())
    choices = serializers.SlugRelatedField(slug_field="code", many=True, queryset=Choice.objects.none(), required=False)

    class Meta:
        model = Quota
        fields = "code name capacity taken counts_remote categories choices".split()
        read_only_fields = ("code", "taken")


class AccessCodeSerializer(_OfEvent):
    """An access code; without a word one is made up."""

    refers_to = {"categories": (Category, "event")}
    word = serializers.RegexField(r"^[\w-]{4,40}$", required=False)
    categories = serializers.SlugRelatedField(
        slug_field="code", many=True, allow_empty=False, queryset=Category.objects.none()
    )

    class Meta:
        model = AccessCode
        fields = "code word capacity taken ends_at note is_active categories".split()
        read_only_fields = ("code", "taken")
        validators: ClassVar[list[Any]] = []

    def validate_word(self, value: str) -> str:
        """Keep it in capitals."""
        return value.upper()


class DecisionSerializer(serializers.Serializer[Any]):
    """A word for the guest, which stands in the letter."""

    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")
