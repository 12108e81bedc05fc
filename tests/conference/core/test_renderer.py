"""Widgets put together by hand are those of Django's own templates."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from conference.core.renderer import BY_HAND, QuickRenderer
from conference.core.widgets import KeptSelect

EVIL = "\"><script>alert(1)</script>&amp; <b>Әліпби</b> 'x'"
CHOICES = [("", "—"), ("kz", "Қазақстан"), (EVIL, EVIL), (1, mark_safe("<i>kept</i>"))]
GROUPED = [("Азия", [("kz", "Қазақстан"), ("uz", "Ўзбекистон")]), (EVIL, [("x", "X")]), ("ru", "Россия")]
WIDGETS = {
    "text": (forms.TextInput(attrs={"autocomplete": "name", "data-x": EVIL}), EVIL),
    "text, empty": (forms.TextInput(), None),
    "text, blank": (forms.TextInput(), ""),
    "email": (forms.EmailInput(attrs={"required": True, "hidden": False}), "a@example.org"),
    "number": (forms.NumberInput(attrs={"min": 0, "step": 1}), 5),
    "url": (forms.URLInput(), EVIL),
    "hidden": (forms.HiddenInput(), EVIL),
    "password": (forms.PasswordInput(), "x"),
    "date": (forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), date(2026, 10, 15)),
    "checkbox": (forms.CheckboxInput(), True),
    "checkbox, not ticked": (forms.CheckboxInput(), False),
    "checkbox, with a value": (forms.CheckboxInput(), EVIL),
    "textarea": (forms.Textarea(attrs={"rows": 3}), "\nстрока\n" + EVIL),
    "textarea, empty": (forms.Textarea(), None),
    "select": (forms.Select(choices=CHOICES), EVIL),
    "select, nothing chosen": (forms.Select(choices=CHOICES), None),
    "select, grouped": (forms.Select(choices=GROUPED, attrs={"class": "wide"}), "ru"),
    "radio buttons": (forms.RadioSelect(choices=CHOICES), "kz"),
    "boxes": (forms.CheckboxSelectMultiple(choices=CHOICES), ["kz", EVIL]),
    "select many": (forms.SelectMultiple(choices=CHOICES), ["kz", "1"]),
}


def bare(html: str) -> str:
    """Return HTML without the white space between tags, which means nothing in a list of options."""
    return re.sub(r">\s+<(?=/?(option|optgroup|select))", "><", html.strip())


def both(widget: forms.Widget, value: object) -> tuple[str, str]:
    attrs = {"id": "id_x", "aria-describedby": "id_x_helptext"}
    return tuple(bare(widget.render("x", value, attrs, renderer=r())) for r in (QuickRenderer, DjangoTemplates))


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_is_that_of_the_template(name: str) -> None:
    ours, djangos = both(*WIDGETS[name])
    assert ours == djangos


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_escaped_alike(value: str, label: str, attribute: str) -> None:
    for widget in (
        forms.TextInput(attrs={"title": attribute}),
        forms.Textarea(attrs={"title": attribute}),
        forms.Select(choices=[(value, label), (label, attribute)], attrs={"title": attribute}),
    ):
        ours, djangos = both(widget, value)
        assert ours == djangos


@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_an_option_alone_is_that_of_the_template(widget) -> None:
    """Components put the label elsewhere."""

    class Asks(forms.Form):
        many = forms.ChoiceField(choices=CHOICES, widget=widget)

    def tags(renderer: object) -> list[str]:
        bound = Asks({"many": "kz"}, renderer=renderer)["many"]
        found = [option.tag(wrap_label=wrapped) for option in bound for wrapped in (False, True)]
        return [tag.replace(">\n ", "> ") for tag in found]

    assert tags(QuickRenderer()) == tags(DjangoTemplates())


def test_every_template_that_is_replaced_is_one_of_djangos() -> None:
    for name in BY_HAND:
        assert DjangoTemplates().get_template(name)


def test_it_is_the_renderer_of_the_site(settings) -> None:
    assert isinstance(forms.Form().renderer, QuickRenderer)


@pytest.mark.parametrize("value", ["kz", "", None, EVIL, "nowhere", ["kz"]])
def test_a_list_that_is_kept_is_that_of_the_template(value) -> None:
    attrs = {"id": "id_x", "aria-describedby": "id_x_helptext"}
    kept, usual = KeptSelect({"class": "wide"}), forms.Select({"class": "wide"})
    # Between the countries that come first and the others a line has the value of none, too.
    for pairs in ([*CHOICES[:3], ("", "———"), CHOICES[1]], CHOICES[:3], CHOICES[1:3]):
        kept.choices = usual.choices = pairs
        ours, djangos = (
            kept.render("x", value, attrs, QuickRenderer()),
            usual.render("x", value, attrs, DjangoTemplates()),
        )
        assert bare(ours) == bare(djangos)
    assert kept.choices == CHOICES[1:3]
