"""Volumes and articles. Creating and reading them needs an open scope."""

import factory
from factory.django import DjangoModelFactory

from conference.core.text.localized import i18n
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.volumes.models import Section, Volume


class VolumeFactory(DjangoModelFactory):
    """A volume with what its title page needs."""

    class Meta:
        model = Volume

    slug = factory.Sequence(lambda n: f"volume-{n}")
    title = factory.LazyFunction(
        lambda: i18n(ru="Библиотеки и общение", kk="Кітапхана және қарым-қатынас", en="Libraries and communication")
    )
    subtitle = factory.LazyFunction(lambda: i18n(ru="материалы конференции", en="proceedings"))
    town = factory.LazyFunction(lambda: i18n(ru="Караганда", kk="Қарағанды"))
    publisher = factory.LazyFunction(lambda: i18n(ru="Областная библиотека"))
    year = 2026
    udc = "02(063)"
    bbk = "78.3"


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    name = factory.Sequence(lambda n: i18n(ru=f"Секция {n}", kk=f"{n}-секция"))
    position = factory.Sequence(lambda n: n)


class ArticleFactory(DjangoModelFactory):
    """A short article of one author; `authors=[{…}, {…}]` for others."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: i18n(ru=f"Летопись села, часть {n}"))
    abstract = factory.LazyFunction(lambda: i18n(ru="Как библиотека собирает летопись.", kk="Шежіре туралы."))
    keywords = factory.LazyFunction(lambda: i18n(ru="краеведение, летопись"))
    body = "<p>Летопись пишут жители.</p>"
    udc = "908"
    position = factory.Sequence(lambda n: n)

    @factory.post_generation
    def authors(self, create, extracted, **kwargs):
        if not create:
            return
        for position, row in enumerate([{}] if extracted is None else extracted):
            ArticleAuthorFactory(article=self, position=position, **row)
        self.save()


class ArticleAuthorFactory(DjangoModelFactory):
    class Meta:
        model = ArticleAuthor

    family_name = "Төлегенова"
    given_name = "Ұлжан"
    organisation = "Бұқар жырау ОКЖ"
    town = "Ботақара"
    country = "KZ"
