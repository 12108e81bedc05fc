"""Printing as background work, the pages of it, and who may come."""

import io
import time

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from conference.badges import queries, services
from conference.badges.models import BadgeDesign
from conference.core import pdf
from conference.core.jobs.models import Job, JobState
from conference.events.choices import Role
from conference.registration.choices import State
from conference.registration.models import Registration
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.factories.registration import RegistrationFactory
from tests.support.queries import assert_same_for_more_rows

pytestmark = pytest.mark.django_db


def as_role(event, role):
    client = Client()
    client.force_login(MembershipFactory(event=event, role=role).user)
    return client


def url(name, **more):
    return reverse(f"manage:{name}", kwargs={"event": "konf", **more})


def started(client, django_capture_on_commit_callbacks, **data):
    with django_capture_on_commit_callbacks(execute=True):
        return client.post(url("badges_print_start"), data)


class TestPrinting:
    def test_prints_and_offers_the_file_to_the_team_only(self, event, registration, django_capture_on_commit_callbacks):
        client = as_role(event, Role.REGISTRAR)
        answer = started(client, django_capture_on_commit_callbacks, only_new="on")
        job = Job.objects.get()
        assert job.state == JobState.DONE
        assert (job.done, job.total) == (1, 1)
        assert answer["Location"] == url("job", code=job.code)
        assert job.result["url"] == url("badges_file", code=job.code)
        file = client.get(job.result["url"])
        content = b"".join(file.streaming_content)
        assert pdf.page_count(content) == 1
        assert file["Cache-Control"] == "private, no-store"
        assert as_role(event, Role.REVIEWER).get(job.result["url"]).status_code == 403
        assert as_role(EventFactory(), Role.OWNER).get(job.result["url"]).status_code == 404
        assert Client().get(job.result["url"]).status_code == 302
        assert Client().get(f"/media/{job.result['file']}").status_code == 404

    def test_a_second_print_of_new_ones_says_that_there_is_nothing(
        self, event, registration, django_capture_on_commit_callbacks
    ):
        client = as_role(event, Role.CHECKIN)
        started(client, django_capture_on_commit_callbacks, only_new="on")
        started(client, django_capture_on_commit_callbacks, only_new="on")
        assert Job.objects.count() == 1
        started(client, django_capture_on_commit_callbacks)
        assert Job.objects.count() == 2

    def test_by_category(self, event, registration, django_capture_on_commit_callbacks):
        other = RegistrationFactory(event=event)
        client = as_role(event, Role.REGISTRAR)
        started(client, django_capture_on_commit_callbacks, category=other.category.code)
        assert Job.objects.get().result["count"] == 1

    def test_category_of_another_event_is_refused(self, event, registration, django_capture_on_commit_callbacks):
        alien = EventFactory()
        with scope(event=alien):
            code = RegistrationFactory(event=alien).category.code
        started(as_role(event, Role.REGISTRAR), django_capture_on_commit_callbacks, category=code)
        assert not Job.objects.exists()

    def test_old_files_go_and_their_address_answers_404(
        self, event, registration, django_capture_on_commit_callbacks, monkeypatch
    ):
        client = as_role(event, Role.REGISTRAR)
        monkeypatch.setattr("conference.badges.services.printing.PRINTS_KEPT", 1)
        started(client, django_capture_on_commit_callbacks)
        first = Job.objects.get()
        path = default_storage.path(first.result["file"])
        long_ago = time.time() - 3600
        import os

        os.utime(path, (long_ago, long_ago))
        started(client, django_capture_on_commit_callbacks)
        assert not default_storage.exists(first.result["file"])
        assert client.get(first.result["url"]).status_code == 404
        latest = Job.objects.exclude(pk=first.pk).get()
        assert default_storage.exists(latest.result["file"])


class TestPages:
    def test_guest_gets_the_badge_by_the_link_and_a_cancelled_one_does_not(self, client, registration):
        address = reverse("public:badge", kwargs={"event": "konf", "token": registration.token})
        answer = client.get(address)
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Cache-Control"] == "private, no-store"
        assert client.get(address.replace(registration.token, "x" * 32)).status_code == 404
        Registration.objects.filter(pk=registration.pk).update(state=State.CANCELLED, cancelled_at=timezone.now())
        assert client.get(address).status_code == 404

    def test_guests_page_offers_the_badge(self, client, registration):
        page = client.get(reverse("public:registration", kwargs={"event": "konf", "token": registration.token}))
        assert reverse("public:badge", kwargs={"event": "konf", "token": registration.token}) in page.content.decode()

    @pytest.mark.parametrize("language", ["ru", "kk", "en"])
    def test_page_shows_a_sample(self, event, registration, language):
        page = as_role(event, Role.REGISTRAR).get(url("badges"), {"lang": language}).content.decode()
        assert "Қожахметова" in page
        assert "data:image/png;base64," in page

    def test_page_without_guests(self, event):
        assert as_role(event, Role.REGISTRAR).get(url("badges")).status_code == 200

    def test_preview_follows_the_choices_and_stores_nothing(self, event, registration):
        client = as_role(event, Role.REGISTRAR)
        page = client.post(url("badges_preview"), {"language": "kk", "paper": "a6"}).content.decode()
        assert "Қатысушы" in page
        assert "Пушкин" not in page
        assert not BadgeDesign.objects.exists()

    def test_saving_and_a_wrong_choice(self, event, registration):
        client = as_role(event, Role.REGISTRAR)
        page = client.post(url("badges"), {"language": "kk", "paper": "a3"})
        assert "paper" in page.context["form"].errors
        assert client.post(url("badges"), {"language": "kk", "paper": "a4"}).status_code == 302
        assert BadgeDesign.objects.get().paper == "a4"

    @pytest.mark.parametrize("name", ["badges"])
    def test_who_may_come(self, event, registration, name):
        assert as_role(event, Role.CHAIR).get(url(name)).status_code == 403
        client = Client()
        client.force_login(UserFactory())
        assert client.get(url(name)).status_code == 404
        assert as_role(event, Role.CHECKIN).get(url("badge", code=registration.code)).status_code == 200

    def test_badge_of_another_event_is_not_found(self, event):
        alien = EventFactory()
        with scope(event=alien):
            code = RegistrationFactory(event=alien).code
        assert as_role(event, Role.OWNER).get(url("badge", code=code)).status_code == 404

    def test_as_many_queries_for_three_as_for_one(self, event, registration):
        services.design_of(event)
        client = as_role(event, Role.REGISTRAR)
        assert_same_for_more_rows(client, url("badges"), lambda: RegistrationFactory(event=event))

    def test_looking_stores_nothing(self, event, registration):
        as_role(event, Role.REGISTRAR).get(url("badges"))
        assert not BadgeDesign.objects.exists()


class TestCommand:
    def test_writes_the_file(self, event, registration, tmp_path):
        output = tmp_path / "badges.pdf"
        call_command("print_badges", "konf", output=output, stdout=io.StringIO(), stderr=io.StringIO())
        assert pdf.page_count(output.read_bytes()) == 1
        assert queries.to_print(event, only_new=True) == []

    @pytest.mark.parametrize("slug", ["konf", "nowhere"])
    def test_says_what_is_wrong(self, event, tmp_path, slug):
        with pytest.raises(CommandError):
            call_command("print_badges", slug, output=tmp_path / "badges.pdf")

    def test_missing_folder(self, event, registration, tmp_path):
        with pytest.raises(CommandError, match="no folder"):
            call_command("print_badges", "konf", output=tmp_path / "missing" / "badges.pdf")
