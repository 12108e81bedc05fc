"""Components put together in Python are those of their templates, but for how much white space there is."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe
from i18nfield.forms import I18nFormField, I18nTextarea, I18nTextInput

from conference.core.forms import Form
from conference.templatetags import components

EVIL = "\"><script>alert(1)</script>&amp; <b>Әліпби</b> 'x'"
CHOICES = [("a", "Отдел"), (EVIL, EVIL), ("c", mark_safe("<i>kept</i>"))]


class Everything(Form):
    """A field of each kind."""

    text = forms.CharField(label=EVIL, help_text=EVIL, max_length=5)
    plain = forms.CharField(label="Имя", required=False)
    email = forms.EmailField(label=mark_safe("<i>E-mail</i>"), help_text=mark_safe("<b>Как есть</b>"))
    note = forms.CharField(label="О себе", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=9)
    counted = forms.CharField(label="Тезисы", widget=forms.TextInput(attrs={"data-limit": 20}))
    country = forms.ChoiceField(label="Страна", choices=CHOICES)
    way = forms.ChoiceField(label="Участие", choices=CHOICES, widget=forms.RadioSelect, help_text="Как?")
    visits = forms.MultipleChoiceField(label="Куда", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    accent = forms.ChoiceField(label="Цвет", choices=CHOICES, widget=forms.RadioSelect, required=False)
    when = forms.SplitDateTimeField(label="Когда", help_text="День и час", widget=forms.SplitDateTimeWidget)
    photo = forms.FileField(label="Фото", required=False)
    agree = forms.BooleanField(label=EVIL, help_text="Это нужно")
    hidden = forms.CharField(widget=forms.HiddenInput)
    name = I18nFormField(label="Название", widget=I18nTextInput, locales=["ru", "kk", "en"], require_all_fields=False)
    about = I18nFormField(
        label="Описание",
        widget=I18nTextarea,
        widget_kwargs={"attrs": {"data-limit": 50}},
        required=False,
        locales=["ru", "kk"],
    )


FORMS = {
    "not sent": Everything,
    "refused": lambda: Everything(
        {"text": EVIL, "note": "0123456789", "way": "x", "accent": "a", "visits": ["a", "y"]}
    ),
    "filled": lambda: Everything(initial={"text": EVIL, "way": EVIL, "visits": ["a"], "agree": True, "plain": EVIL}),
}
WAYS = (
    "",
    'class="wide"',
    'hide_label="yes" hide_optional="yes"',
    'class="{{ evil }}" hide_label="{% if no %}yes{% endif %}"',
)


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html).strip()


def both(tag: str, monkeypatch: pytest.MonkeyPatch, **values: object) -> tuple[str, str]:
    """Return what our component gives, and what Cotton makes of the template."""
    ours = Template(tag).render(Context(values))
    with monkeypatch.context() as patched:
        patched.setattr(components, "QUICK", {})
        usual = Template(tag)
    return ours, usual.render(Context(values))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("how", FORMS)
def test_a_field_is_that_of_the_template(how, way, monkeypatch) -> None:
    for language in ("ru", "en"):
        with translation.override(language):
            for bound in FORMS[how]():
                tag = f'{{% cotton field :field="field" {way} / %}}'
                ours, usual = both(tag, monkeypatch, field=bound, evil=EVIL, no=False)
                assert squeezed(ours) == squeezed(usual), bound.name


@pytest.mark.parametrize(
    "given", ['name="x"', 'name="{{ evil }}"', 'name="x" class="big" label="{{ evil }}"', "", 'name="x" :label="evil"']
)
def test_an_icon_is_that_of_the_template(given, monkeypatch) -> None:
    ours, usual = both(f"{{% cotton icon {given} / %}}", monkeypatch, evil=EVIL)
    assert ours == usual.strip()


def test_a_component_with_something_inside_is_made_by_its_template(monkeypatch) -> None:
    ours, usual = both('{% cotton icon name="x" %}within{% endcotton %}', monkeypatch)
    assert ours == usual


def test_a_field_that_is_not_there_is_judged_as_ever(monkeypatch) -> None:
    with pytest.raises(AttributeError):
        Template('{% cotton field :field="absent" / %}').render(Context())
