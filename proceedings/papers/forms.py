"""Forms of an article and its authors. Texts are shown as an editor types them and stored as HTML."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.formsets import formset_factory
from django.utils.translation import gettext_lazy as _

from conference.core.forms import TranslatedModelForm
from conference.core.text.localized import i18n, translations
from conference.people.forms.authors import KeepsAuthors, NamedAuthorForm, NamedAuthorForms
from proceedings.papers.markup import body_from_typed, body_to_typed, from_typed, to_typed
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.papers.nesting import DEEPEST, depth_of
from proceedings.papers.services import ARTICLE_FIELDS, TRANSLATED
from proceedings.volumes.models import Section, Volume

MOST_AUTHORS = 60
LONGEST = {"title": 1_000, "abstract": 20_000, "keywords": 2_000, "body": 400_000}  # characters, in each language
OTHER_LANGUAGES = [("de", "Deutsch"), ("fr", "Français"), ("pl", "Polski"), ("uz", "Oʻzbekcha"), ("ky", "Кыргызча")]


class ArticleForm(KeepsAuthors, TranslatedModelForm):
    """The texts of an article and what libraries need to classify it."""

    use_required_attribute = False

    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.none(), required=False, empty_label=_("Without a section")
    )
    language = forms.ChoiceField(label=_("Language of the text"))

    class Meta:
        model = Article
        fields = ARTICLE_FIELDS
        help_texts = {
            "title": _("With <i>…</i>, <sub>…</sub>, <sup>…</sup> where needed; formulas between dollars: $O(n^2)$."),
            "abstract": _("An empty line begins a new paragraph."),
            "keywords": _("Separated by commas."),
            "body": _("Paragraphs between empty lines; a line that begins with ## is a heading. HTML is taken, too."),
            "references": _("One source on a line, in the order of their numbers."),
            "udc": _("Universal Decimal Classification, for example 021.63."),
            "mrnti": _("The state rubricator of scientific information, for example 13.31.23."),
        }

    def __init__(self, *args: Any, volume: Volume, **kwargs: Any) -> None:
        article: Article = kwargs["instance"]
        typed = {
            name: i18n(**{code or "ru": to_typed(text) for code, text in translations(getattr(article, name)).items()})
            for name in TRANSLATED
        }
        kwargs["initial"] = {**typed, "body": body_to_typed(article.body), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["section"]).queryset = Section.objects.filter(volume=volume)
        known = [*settings.LANGUAGES, *OTHER_LANGUAGES]
        if article.language not in dict(known):
            known.append((article.language, article.language))
        cast(forms.ChoiceField, self.fields["language"]).choices = known
        self.fields["title"].require_all_fields = False  # type: ignore[attr-defined]
        rows = {"title": 2, "abstract": 7, "keywords": 2, "body": 18, "references": 8}
        for name, count in rows.items():
            self.fields[name].widget.attrs["rows"] = count

    def clean(self) -> dict[str, Any]:
        """Turn what was typed into what is stored; refuse what is too long or too deep to be laid out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [name for name in (*TRANSLATED, "body") if name in cleaned]:
            try:
                cleaned[name] = _stored(name, cleaned[name])
            except ValidationError as fault:
                self.add_error(name, fault)
        return cleaned


def _stored(name: str, typed: Any) -> Any:
    """Return a typed text as it is stored. Raises ValidationError."""
    if name == "body":
        _check(name, typed)
        return body_from_typed(typed)
    texts = translations(typed)
    for text in texts.values():
        _check(name, text)
    return i18n(**{code or "ru": from_typed(text) for code, text in texts.items()})


def _check(name: str, typed: str) -> None:
    if len(typed) > LONGEST[name]:
        message = _("%(length)s characters, at most %(limit)s are allowed.")
        raise ValidationError(message, params={"length": len(typed), "limit": LONGEST[name]})
    if (depth := depth_of(typed, into_formulas=False)) > DEEPEST:
        message = _(
            "Tags stand %(depth)s deep in each other, at most %(limit)s can be laid out. Close some or drop them."
        )
        raise ValidationError(message, params={"depth": depth, "limit": DEEPEST})


class AuthorForm(NamedAuthorForm):
    """One author."""

    class Meta:
        model = ArticleAuthor
        fields = ArticleAuthor.TYPED


AuthorForms = formset_factory(
    AuthorForm, formset=NamedAuthorForms, extra=0, max_num=MOST_AUTHORS, absolute_max=MOST_AUTHORS, validate_max=True
)
