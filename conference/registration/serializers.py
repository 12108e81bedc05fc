"""A registration as the API tells and takes it."""

from typing import Any

from django.utils import translation
from rest_framework import serializers

from conference.people.names import proposed_latin
from conference.people.serializers import PersonSerializer
from conference.registration.choices import Mode, Visibility
from conference.registration.consents.choices import How
from conference.registration.consents.serializers import AgreementsField, agreed_from
from conference.registration.models import Category, Registration
from conference.registration.questions.forms.plain import answered
from conference.registration.questions.serializers import AnswersField
from conference.registration.services import Details


class RegistrationSerializer(serializers.ModelSerializer[Registration]):
    """A registration; on creation a category by its code, and what is agreed to.

    `consent` is the one to the processing of data; `consents` are versions by the codes of whatever is agreed to.
    """

    person = PersonSerializer()
    category = serializers.SlugRelatedField(slug_field="code", queryset=Category.objects.none())
    consent = serializers.BooleanField(write_only=True)
    consents = serializers.DictField(child=serializers.IntegerField(min_value=1), write_only=True, required=False)
    agreements = AgreementsField(read_only=True)
    mode = serializers.ChoiceField(choices=Mode.choices, required=False)
    visibility = serializers.ChoiceField(choices=Visibility.choices, default=Visibility.NOBODY)
    answers = AnswersField(required=False)

    class Meta:
        model = Registration
        fields = (
            "code person category state mode visibility note answers consent consents agreements created_at changed_at "
            "cancelled_at"
        ).split()
        read_only_fields = ("code", "state", "created_at", "changed_at", "cancelled_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if categories := self.context.get("categories"):
            self.fields["category"].queryset = categories  # type: ignore[attr-defined]

    def validate_consent(self, value: bool) -> bool:
        """Refuse without consent."""
        if not value:
            raise serializers.ValidationError("Consent to the processing of personal data is required.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a way of taking part that the category does not offer; leave out `mode` to take what it offers."""
        only = attrs["category"].only_mode
        if only and attrs.get("mode", only) != only:
            raise serializers.ValidationError({"mode": f"This category takes guests {only.value} only."})
        mode = only or attrs.get("mode", Mode.IN_PERSON)
        given = attrs.get("answers", {})
        self.asked, faults = answered(self.context["event"], given, category=attrs["category"], mode=mode)
        if faults:
            raise serializers.ValidationError({"answers": faults})
        self.agreed = agreed_from(self.context["event"], attrs.get("consents", {}))
        return attrs

    def details(self) -> Details:
        """Return the validated input as services take it."""
        values = self.validated_data
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
        )
