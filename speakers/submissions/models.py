"""A submission and its authors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from simple_history.models import HistoricalRecords

from conference.core.findable import Findable, FindableQuerySet
from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.core.text.folding import search_text, search_words
from conference.core.text.localized import i18n, localized, translations
from conference.people.authors import NamedAuthor
from conference.programme.choices import Kind
from speakers.calls.models import Call
from speakers.submissions.choices import TRANSITIONS, State

# What the history of an abstract consists of; everything else of a submission is in the activity log.
TEXTS = ("title", "abstract", "keywords", "language")


class InSubmission(EventManager[M_co]):
    """Found through the submission."""

    path = "submission__event"


class TextsInLanguage(NamedTuple):
    """What an abstract has in one language."""

    code: str
    name: str
    title: str
    abstract: str
    keywords: list[str]

    @property
    def is_complete(self) -> bool:
        """Whether the abstract can be published in this language."""
        return bool(self.title and self.abstract)

    @property
    def is_started(self) -> bool:
        """Whether there is anything in this language."""
        return bool(self.title or self.abstract or self.keywords)


class SubmissionQuerySet(FindableQuerySet["Submission"]):
    """Sets of submissions."""

    def handed_in(self) -> "SubmissionQuerySet":
        """Return those that the committee may know of: not the drafts."""
        return self.exclude(state=State.DRAFT)

    def found_with_authors(self, typed: str, *, also_blind: bool) -> "SubmissionQuerySet":
        """Return the rows in whose texts or authors every word typed occurs.

        Of blind calls the authors are searched only with `also_blind`.
        """
        found = self
        for word in search_words(typed):
            in_authors = Q(authors_key__contains=word)
            if not also_blind:
                in_authors &= Q(call__is_blind=False)
            found = found.filter(Q(search_key__contains=word) | in_authors)
        return found

    def by(self, user: Any) -> "SubmissionQuerySet":
        """Return those that `user` has a part in: as who handed in, or as an author with their address."""
        named = SubmissionAuthor.objects.filter(submission=OuterRef("pk"), email__iexact=user.email)
        return self.filter(Q(submitter_id=user.pk) | Q(Exists(named)))


SubmissionManager = EventManager.from_queryset(SubmissionQuerySet)


class Submission(Coded, Findable):
    """An abstract on its way into the programme. `authors_key` stands apart so that a blind search finds no names."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="submissions")
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    title = I18nCharField(_("title"), max_length=300, blank=True, default="")
    abstract = I18nTextField(_("abstract"), blank=True, default="")
    keywords = I18nCharField(_("keywords"), max_length=500, blank=True, default="")
    language = models.CharField(_("language of the talk"), max_length=5, choices=settings.LANGUAGES, blank=True)
    track = models.ForeignKey(
        "conference.Track", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("track")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TALK)
    notes = models.TextField(_("notes to the committee"), blank=True, max_length=2000)
    is_reopened = models.BooleanField(_("open for changes after the deadline"), default=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    authors_key = models.TextField(editable=False, default="")
    told: Any = models.JSONField(editable=False, default=list, help_text="co-authors who know of it, by address")
    skip_history_when_saving = True  # versions are kept from the handing-in on, by `services._keep_version`
    history = HistoricalRecords(
        excluded_fields=[
            "sort_ru", "sort_kk", "sort_en", "search_key", "authors_key", "told", "changed_at", "created_at",
            "submitted_at", "is_reopened", "notes", "kind", "track", "state", "submitter", "call",
        ],
        cascade_delete_history=True,
    )  # fmt: skip

    objects = SubmissionManager()

    class Meta:
        verbose_name = _("submission")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["event", "state"]), models.Index(fields=["submitter"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="submission_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="submission_kind_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(submitted_at__isnull=False), name="submission_handed_in_has_date"
            ),
        ]

    def __str__(self) -> str:
        return localized(self.title) or str(_("Untitled"))

    def name_in(self, language: str) -> str:
        """Return the title for a reader of `language`."""
        return localized(self.title, language)

    def search_parts(self) -> list[str]:
        """Return titles, keywords and the code; names of authors have a key of their own."""
        return [*translations(self.title).values(), *translations(self.keywords).values(), self.code]

    def fill_authors_key(self, authors: Sequence["SubmissionAuthor"]) -> None:
        """Compute the key by which those who may see names find the authors."""
        self.authors_key = search_text(*(part for author in authors for part in author.search_parts()))

    def may_become(self, state: str) -> bool:
        """Whether the table of transitions allows `state` next."""
        return state in TRANSITIONS[self.state]

    def is_editable(self, at: datetime | None = None) -> bool:
        """Whether its author may change it: until the call closes, or while the chair has reopened it."""
        if self.is_reopened and self.state in {State.SUBMITTED, State.ACCEPTED}:
            return True
        return self.state in {State.DRAFT, State.SUBMITTED, State.WITHDRAWN} and self.call.is_open(at)

    @property
    def is_under_review(self) -> bool:
        """Whether its author can only wait."""
        return self.state == State.SUBMITTED and not self.is_editable()

    @property
    def is_withdrawable(self) -> bool:
        """Whether its author may take it back."""
        return self.may_become(State.WITHDRAWN)

    def texts(self) -> list[TextsInLanguage]:
        """Return for each language of the call, and each that was written in all the same, what there is in it."""
        titles, abstracts, keywords = translations(self.title), translations(self.abstract), self.keyword_lists()
        return [
            TextsInLanguage(code, name, titles.get(code, ""), abstracts.get(code, ""), keywords.get(code, []))
            for code, name in settings.LANGUAGES
            if code in self.call.languages or code in titles or code in abstracts
        ]

    def keyword_lists(self) -> dict[str, list[str]]:
        """Return the keywords by language."""
        return {code: split_keywords(text) for code, text in translations(self.keywords).items()}

    def faults(self) -> dict[str, list[ValidationError]]:
        """Return by field what keeps the texts from being handed in; nothing when all is well."""
        faults: dict[str, list[ValidationError]] = {}
        texts = self.texts()
        if not any(text.is_complete for text in texts):
            faults |= _missing_texts(texts)
        names = dict(settings.LANGUAGES)
        for code, text in translations(self.abstract).items():
            length = len(text.replace("\r\n", "\n"))  # browsers send two signs for each line break, people count one
            if length > self.call.abstract_max:
                message = _("%(language)s: %(length)s characters, at most %(limit)s are allowed.")
                params = {"language": names.get(code, code), "length": length, "limit": self.call.abstract_max}
                faults.setdefault("abstract", []).append(ValidationError(message, params=params))
        for code, words in self.keyword_lists().items():
            if len(words) > self.call.keywords_max:
                message = _("%(language)s: %(length)s keywords, at most %(limit)s are allowed.")
                params = {"language": names.get(code, code), "length": len(words), "limit": self.call.keywords_max}
                faults.setdefault("keywords", []).append(ValidationError(message, params=params))
        if not self.language:
            faults["language"] = [ValidationError(_("Choose the language in which the talk will be given."))]
        return faults


def _missing_texts(texts: Sequence[TextsInLanguage]) -> dict[str, list[ValidationError]]:
    """Say what is missing where something was begun; of an empty submission, that one language must be complete."""
    if not any(text.is_started for text in texts):
        return {
            "title": [ValidationError(_("Give the title in at least one language."))],
            "abstract": [ValidationError(_("Write the abstract in at least one language."))],
        }
    without_title = [text for text in texts if text.is_started and not text.title]
    without_abstract = [text for text in texts if text.is_started and not text.abstract]
    no_title, no_abstract = _("%(language)s: the title is missing."), _("%(language)s: the abstract is missing.")
    return {
        name: [ValidationError(message, params={"language": text.name}) for text in incomplete]
        for name, message, incomplete in (
            ("title", no_title, without_title),
            ("abstract", no_abstract, without_abstract),
        )
        if incomplete
    }


def split_keywords(text: str) -> list[str]:
    """Return the words between commas or semicolons, each once, in their order."""
    words = (" ".join(word.split()) for word in text.replace(";", ",").replace("\n", ",").split(","))
    return list(dict.fromkeys(word for word in words if word))


def tidy_lines(value: Any) -> Any:
    """Return a text by language in which each translation is one line."""
    return i18n(**{code: " ".join(text.split()) for code, text in translations(value).items() if code})


def tidy_keywords(value: Any) -> Any:
    """Return keywords by language as they are stored: «краеведение, КазНЭБ»."""
    return i18n(**{code: ", ".join(split_keywords(text)) for code, text in translations(value).items() if code})


class SubmissionAuthor(NamedAuthor):
    """Somebody who wrote an abstract, as they are named in it; a Person only once it is accepted."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="authors")
    post = models.CharField(_("post"), max_length=200, blank=True)
    is_presenting = models.BooleanField(_("gives the talk"), default=False)

    objects = InSubmission()
    TYPED = (
        "family_name", "given_name", "patronymic", "organisation", "post", "town", "country", "email", "is_presenting",
    )  # fmt: skip

    class Meta:
        verbose_name = _("author")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="submission_author_position_once"),
        ]

    def search_parts(self) -> list[str]:
        """Return what this author is found by."""
        return [self.full_name, self.organisation, self.email]
