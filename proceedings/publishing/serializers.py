"""Published volumes and articles as the API tells them."""

from django.urls import reverse
from rest_framework import serializers

from conference.core.serializers import LocalizedField
from proceedings.papers.models import ArticleAuthor
from proceedings.publishing.models import Build, Galley


class VolumeSerializer(serializers.ModelSerializer[Build]):
    """A published volume as its edition says it, with the file."""

    slug = serializers.CharField(source="volume.slug")
    title = LocalizedField(source="edition.title")
    subtitle = LocalizedField(source="edition.subtitle")
    annotation = LocalizedField(source="edition.annotation")
    town = LocalizedField(source="edition.town")
    publisher = LocalizedField(source="edition.publisher")
    year = serializers.IntegerField(source="edition.year")
    isbn = serializers.CharField(source="edition.isbn")
    udc = serializers.CharField(source="edition.udc")
    bbk = serializers.CharField(source="edition.bbk")
    licence = serializers.CharField(source="edition.licence")
    published_at = serializers.DateTimeField(source="volume.published_at")
    sha256 = serializers.CharField(source="digest")
    file = serializers.SerializerMethodField(help_text="address of the PDF")

    class Meta:
        model = Build
        fields = (
            "slug title subtitle annotation language town publisher year isbn udc bbk licence pages size sha256 file "
            "published_at built_at"
        ).split()

    def get_file(self, build: Build) -> str:
        """Return the address of the PDF."""
        kwargs = {"event": build.volume.event.slug, "slug": build.volume.slug}
        return str(self.context["request"].build_absolute_uri(reverse("public:volume_file", kwargs=kwargs)))


class AuthorSerializer(serializers.ModelSerializer[ArticleAuthor]):
    """An author as the article names them; addresses are for the printed page only."""

    country = serializers.CharField()

    class Meta:
        model = ArticleAuthor
        fields = "family_name given_name patronymic full_name degree organisation town country orcid".split()


class ArticleSerializer(serializers.ModelSerializer[Galley]):
    """An article as the published edition froze it, with its file. Titles and abstracts are inline HTML with MathML."""

    code = serializers.CharField()
    title = LocalizedField(source="published.title")
    abstract = LocalizedField(source="published.abstract")
    keywords = LocalizedField(source="published.keywords")
    language = serializers.CharField(source="published.language")
    section = LocalizedField(source="published.section.name", default=dict)
    authors = AuthorSerializer(source="published.known_authors", many=True)
    udc = serializers.CharField(source="published.udc")
    mrnti = serializers.CharField(source="published.mrnti")
    doi = serializers.CharField(source="published.doi")
    sha256 = serializers.CharField(source="digest")
    file = serializers.SerializerMethodField(help_text="address of the PDF")

    class Meta:
        model = Galley
        fields = (
            "code title abstract keywords language section authors udc mrnti doi first_page last_page size sha256 file"
        ).split()

    def get_file(self, galley: Galley) -> str:
        """Return the address of the PDF."""
        volume = galley.build.volume
        kwargs = {"event": volume.event.slug, "slug": volume.slug, "code": galley.code}
        return str(self.context["request"].build_absolute_uri(reverse("public:article_file", kwargs=kwargs)))
