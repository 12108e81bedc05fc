"""The living page of components, in debug and demo only."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conference.core.forms import Form, posted
from conference.core.permissions import Access, Audience, declare


class SampleForm(Form):
    """One field of each kind, for looking at."""

    name = forms.CharField(label="Фамилия, имя, отчество", help_text="Так, как на бейдже")
    email = forms.EmailField(label="E-mail")
    about = forms.CharField(label="О себе", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    country = forms.ChoiceField(label="Страна", choices=[("KZ", "Қазақстан"), ("RU", "Россия"), ("UZ", "Oʻzbekiston")])
    way = forms.ChoiceField(label="Участие", choices=[("o", "Очно"), ("d", "Дистанционно")], widget=forms.RadioSelect)
    visits = forms.MultipleChoiceField(
        label="Посещения", choices=[("a", "Отдел развития"), ("b", "Выставка")], widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label="Приезд", widget=forms.DateInput(attrs={"type": "date"}))
    photo = forms.FileField(label="Фотография", required=False)
    agree = forms.BooleanField(label="Согласен на обработку персональных данных")


def design(request: HttpRequest) -> HttpResponse:
    """Show every component in its states; a POST shows the form's errors."""
    messages.info(request, "Сообщение о ходе дела")
    messages.success(request, "Сохранено")
    messages.error(request, "Не удалось сохранить: нет связи")
    return render(request, "conference/core/design.html", {"form": SampleForm(posted(request))})


declare(design, Access(Audience.PUBLIC))
