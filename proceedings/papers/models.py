"""An article and its authors."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from conference.core.findable import Findable, FindableQuerySet
from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.core.text.localized import localized, translations
from conference.people.authors import NamedAuthor
from conference.people.names import is_latin, latin_name
from proceedings.papers.markup import plain
from proceedings.volumes.models import InVolume, Section, Volume

check_doi = RegexValidator(r"^10\.[0-9]{4,9}/\S+$", _("A DOI begins with 10. and has a slash: 10.1234/abc."))
check_orcid = RegexValidator(r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$", _("An ORCID is 0000-0000-0000-0000."))


class ArticleQuerySet(FindableQuerySet["Article"]):
    """Sets of articles."""

    def in_order(self) -> "ArticleQuerySet":
        """Return them as the volume has them: what stands in no section first."""
        return self.order_by(F("section__position").asc(nulls_first=True), "section_id", "position", "pk")


class _ArticleManager(InVolume["Article"]):
    pass


ArticleManager = _ArticleManager.from_queryset(ArticleQuerySet)


class InArticle(EventManager[M_co]):
    """Found through the article."""

    path = "article__volume__event"


class Article(Coded, Findable):
    """An article. Titles and abstracts are inline HTML with MathML, `body` is block HTML; services sanitise all."""

    volume = models.ForeignKey(Volume, on_delete=models.CASCADE, related_name="articles")
    section = models.ForeignKey(
        Section,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        verbose_name=_("section"),
    )
    submission = models.ForeignKey(
        "speakers.Submission", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    session = models.ForeignKey(
        "conference.Session", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    language = models.CharField(_("language of the text"), max_length=10, default="ru")
    title = I18nTextField(_("title"))
    abstract = I18nTextField(_("abstract"), blank=True, default="")
    keywords = I18nTextField(_("keywords"), blank=True, default="")
    body = models.TextField(_("text"), blank=True)
    references = models.TextField(_("references"), blank=True)
    udc = models.CharField(_("UDC"), max_length=60, blank=True)
    mrnti = models.CharField(_("IRSTI (МРНТИ)"), max_length=60, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True, validators=[check_doi])
    source_id = models.CharField(max_length=100, blank=True, editable=False)
    source = models.JSONField(default=dict, editable=False)
    first_page = models.PositiveIntegerField(null=True, editable=False)
    last_page = models.PositiveIntegerField(null=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ArticleManager()

    class Meta:
        verbose_name = _("article")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["volume", "position"])]
        constraints = [
            models.UniqueConstraint(
                fields=["volume", "submission"], condition=Q(submission__isnull=False), name="article_submission_once"
            ),
            models.UniqueConstraint(
                fields=["volume", "source_id"], condition=~Q(source_id=""), name="article_source_once"
            ),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True, last_page__isnull=True)
                | Q(first_page__isnull=False, last_page__isnull=False, last_page__gte=F("first_page")),
                name="article_pages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return plain(localized(self.title, self.language)) or str(_("Untitled"))

    def name_in(self, language: str) -> str:
        """Return the title for a reader of `language`."""
        return plain(localized(self.title, language))

    def search_parts(self) -> list[str]:
        """Return titles, keywords and authors, without markup."""
        texts = [*translations(self.title).values(), *translations(self.keywords).values()]
        return [*map(plain, texts), *(part for author in self.known_authors() for part in author.search_parts())]

    def known_authors(self) -> list["ArticleAuthor"]:
        """Return the authors; those that a service or import is about to store, when it has said so."""
        given: list[ArticleAuthor] | None = self.__dict__.get("authors_given")
        if given is not None:
            return given
        return list(self.authors.all()) if self.pk else []

    @property
    def pages(self) -> str:
        """First and last page: «17–24», or one number."""
        if self.first_page is None:
            return ""
        return f"{self.first_page}" if self.first_page == self.last_page else f"{self.first_page}–{self.last_page}"


class ArticleAuthor(NamedAuthor):
    """Somebody who wrote an article, as they are named in it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        "conference.Person", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    degree = models.CharField(_("academic degree"), max_length=100, blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[check_orcid])

    objects = InArticle()
    TYPED = (
        "family_name", "given_name", "patronymic", "degree", "organisation", "town", "country", "email", "orcid",
    )  # fmt: skip

    class Meta:
        verbose_name = _("author")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="article_author_position_once"),
        ]

    @property
    def indexed_name(self) -> str:
        """The name as an index has it: the family name first, Latin given names in full."""
        if is_latin(self.family_name + self.given_name) and self.family_name:
            return ", ".join(filter(None, (self.family_name, self.given_name)))
        return self.short_name

    def search_parts(self) -> list[str]:
        """Return what this author is found by."""
        latin = "" if is_latin(self.full_name) else latin_name(self.family_name, self.given_name)
        return [self.full_name, latin, self.organisation]
