"""Calls and submissions. Creating and reading them needs an open scope."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from conference.core.text.localized import i18n
from speakers.calls.models import Call
from speakers.profiles.models import Profile
from speakers.reviews.models import Review
from speakers.submissions.choices import State
from speakers.submissions.models import Submission, SubmissionAuthor
from tests.factories.events import UserFactory


class CallFactory(DjangoModelFactory):
    """An open call."""

    class Meta:
        model = Call

    slug = factory.Sequence(lambda n: f"call-{n}")
    title = factory.LazyFunction(lambda: i18n(ru="Приём тезисов", kk="Тезистер қабылдау", en="Call for abstracts"))
    text = factory.LazyFunction(lambda: i18n(ru="Ждём **тезисы** о краеведении."))
    opens_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=10))
    is_public = True


class SubmissionFactory(DjangoModelFactory):
    """A complete submission of one presenting author, handed in; `state=State.DRAFT` for a draft."""

    class Meta:
        model = Submission
        skip_postgeneration_save = True

    event = factory.SelfAttribute("call.event")
    submitter = factory.SubFactory(UserFactory)
    state = State.SUBMITTED
    title = factory.Sequence(lambda n: i18n(ru=f"Библиотека № {n} и её село"))
    abstract = factory.LazyFunction(lambda: i18n(ru="Как сельская библиотека собирает летопись своего села."))
    keywords = factory.LazyFunction(lambda: i18n(ru="краеведение, летопись"))
    language = "ru"
    submitted_at = factory.LazyAttribute(lambda row: None if row.state == State.DRAFT else timezone.now())

    @factory.post_generation
    def authors(self, create, extracted, **kwargs):
        if not create:
            return
        rows = [{"email": self.submitter.email, "is_presenting": True}] if extracted is None else extracted
        for position, row in enumerate(rows):
            SubmissionAuthorFactory(submission=self, position=position, **row)
        self.fill_authors_key(list(self.authors.all()))
        self.save()


class SubmissionAuthorFactory(DjangoModelFactory):
    class Meta:
        model = SubmissionAuthor

    family_name = "Оспанова"
    given_name = "Гүлнар"
    patronymic = "Қайратқызы"
    organisation = "Осакаровская централизованная библиотечная система"
    country = "KZ"
    is_presenting = False


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    reviewer = factory.SubFactory(UserFactory)
    score = 4
    comment = "Хорошая тема"


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile
