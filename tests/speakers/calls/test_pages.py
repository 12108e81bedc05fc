"""The public page of calls, the team's form, and what calls add to others' pages."""

import datetime

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from conference.core.text.localized import i18n
from conference.events.models import Event
from speakers.calls import panels, queries, services
from speakers.calls.forms import CallForm
from speakers.calls.models import Call
from tests.factories.events import EventFactory
from tests.factories.speakers import CallFactory, SubmissionFactory


def public(event, language="ru"):
    with translation.override(language):
        return reverse("public:call", kwargs={"event": event.slug})


def moved(call, **days):
    fields = {name: timezone.now() + datetime.timedelta(days=number) for name, number in days.items()}
    Call.objects.filter(pk=call.pk).update(**fields)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_an_open_call_says_what_is_asked_and_leads_on(client, call, language):
    response = client.get(public(call.event, language))
    page = response.content.decode()
    assert "<strong>тезисы</strong>" in page
    assert "UTC+5" in page
    assert f"/my/{call.event.slug}/submissions/new/?call={call.slug}&amp;lang={language}" in page


def test_the_page_is_the_same_for_everybody_and_may_be_cached(client, call, chair):
    anonymous = client.get(public(call.event))
    client.force_login(chair)
    member = client.get(public(call.event))
    assert anonymous.content == member.content
    assert "max-age=60" in anonymous["Cache-Control"]
    assert "public" in anonymous["Cache-Control"]
    assert "Cookie" not in anonymous.get("Vary", "")
    assert "csrf" not in anonymous.content.decode()


def test_a_hidden_events_page_is_not_cached_for_others(client, call, chair):
    type(call.event).objects.filter(pk=call.event.pk).update(is_public=False)
    assert client.get(public(call.event)).status_code == 404
    client.force_login(chair)
    response = client.get(public(call.event))
    assert response.status_code == 200
    assert "public" not in response.get("Cache-Control", "")


def test_closed_coming_and_no_call_are_said_kindly(client, call):
    moved(call, opens_at=-9, closes_at=-1)
    closed = client.get(public(call.event)).content.decode()
    assert "submissions/new" not in closed
    assert str(call.title) in closed
    moved(call, opens_at=3, closes_at=9)
    coming = client.get(public(call.event)).content.decode()
    assert "submissions/new" not in coming
    Call.objects.update(is_public=False)
    assert "empty-state" in client.get(public(call.event)).content.decode()


def test_the_last_moment_is_the_minute_before_closing(call):
    call.closes_at = datetime.datetime(2026, 11, 30, 0, 0, tzinfo=call.event.zone)
    assert f"{call.last_moment:%d %H:%M}" == "29 23:59"
    assert call.is_open(call.last_moment)
    assert not call.is_open(call.closes_at)
    assert call.is_closed(call.closes_at)


def test_menu_and_home_follow_the_call(call):
    request = RequestFactory().get("/")

    def as_read() -> Event:
        return Event.objects.get(pk=call.event_id)

    assert queries.has_announced(as_read())
    assert panels.home_section(request, as_read())["is_open"]
    moved(call, opens_at=1, closes_at=9)
    assert not panels.home_section(request, as_read())["is_open"]
    moved(call, opens_at=-9, closes_at=-1)
    assert panels.home_section(request, as_read()) is None
    assert not queries.has_announced(as_read())


def typed(**fields):
    return {
        "title_0": "Приём тезисов",
        "text_0": "О краеведении",
        "opens_at": "2026-11-01T09:00",
        "closes_at": "2026-11-30T23:59",
        "languages": ["ru", "kk"],
        "abstract_max": "2000",
        "keywords_max": "5",
        "is_public": "on",
        **fields,
    }


def test_the_chair_writes_a_call_in_the_events_zone(client, scoped, chair):
    scoped.timezone = "Europe/Moscow"
    scoped.save()
    client.force_login(chair)
    path = reverse("manage:call_new", kwargs={"event": scoped.slug})
    assert client.post(path, typed()).status_code == 302
    call = Call.objects.get()
    assert call.slug == "priyom-tezisov" or call.slug.startswith("pri")
    assert call.closes_at.utcoffset() == datetime.timedelta(0)
    assert call.closes_at.hour == 21  # midnight in Moscow
    again = client.get(reverse("manage:call_edit", kwargs={"event": scoped.slug, "slug": call.slug}))
    assert "2026-11-30T23:59" in again.content.decode()


def test_the_deadline_is_the_same_minute_wherever_it_is_said(client, scoped, chair):
    client.force_login(chair)
    client.post(reverse("manage:call_new", kwargs={"event": scoped.slug}), typed())
    call = Call.objects.get()
    names = {"event": scoped.slug}
    pages = [
        reverse("manage:calls", kwargs=names),
        reverse("manage:activity", kwargs=names),
        public(scoped),
    ]
    for page in pages:
        html = client.get(page).content.decode()
        assert "23:59" in html, page
        assert "00:00" not in html, page
    form = client.get(reverse("manage:call_edit", kwargs={**names, "slug": call.slug}))
    assert f'value="{datetime.date(2026, 11, 30)}T23:59"' in form.content.decode()
    unchanged = CallForm(typed(slug=call.slug, title_0=str(call.title)), instance=call)
    assert "closes_at" not in unchanged.changed_data


def test_bad_values_are_said_next_to_their_fields_and_kept(client, call, chair):
    client.force_login(chair)
    path = reverse("manage:call_new", kwargs={"event": call.event.slug})
    page = client.post(path, typed(closes_at="2026-10-01T00:00", abstract_max="5", slug=call.slug, languages=[]))
    errors = page.context["form"].errors
    assert set(errors) == {"closes_at", "abstract_max", "slug", "languages"}
    assert all(len(messages) == 1 for messages in errors.values())
    assert "О краеведении" in page.content.decode()
    assert Call.objects.count() == 1


def test_a_call_with_submissions_is_not_removed(call, chair):
    SubmissionFactory(call=call)
    with pytest.raises(services.CallInUseError):
        services.remove_call(call=call, by=chair)
    empty = CallFactory(event=call.event)
    services.remove_call(call=empty, by=chair)
    assert Call.objects.get() == call


def test_another_events_calls_stay_there(client, call):
    elsewhere = EventFactory()
    assert "краеведении" in client.get(public(call.event)).content.decode()
    assert "краеведении" not in client.get(public(elsewhere)).content.decode()


def test_a_title_in_one_language_shows_in_all(client, call):
    Call.objects.filter(pk=call.pk).update(title=i18n(kk="Тезистер қабылдау"))
    assert 'lang="kk"' in client.get(public(call.event, "en")).content.decode()
