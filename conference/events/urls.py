"""Addresses of the site and of an event, by audience; `config/urls.py` puts the audiences together."""

from django.urls import path

from conference.events.views import my, public, workspace

site = [path("", public.event_list, name="event_list")]
public_event = [path("", public.event_home, name="event_home")]
my_pages = [
    path("", my.home, name="home"),
    path("account/", my.account, name="account"),
    path("account/tokens/", my.token_create, name="token_create"),
    path("account/tokens/<slug:key>/renew/", my.token_renew, name="token_renew"),
    path("account/tokens/<slug:key>/remove/", my.token_remove, name="token_remove"),
]
manage_site = [
    path("", workspace.my_events, name="events"),
    path("new/", workspace.event_create, name="event_create"),
]
manage = [
    path("", workspace.dashboard, name="dashboard"),
    path("settings/", workspace.settings, name="settings"),
    path("team/", workspace.team_list, name="team"),
    path("team/<int:pk>/remove/", workspace.member_remove, name="member_remove"),
    path("activity/", workspace.activity_list, name="activity"),
    path("jobs/", workspace.job_list, name="jobs"),
    path("jobs/<slug:code>/", workspace.job_detail, name="job"),
    path("jobs/<slug:code>/retry/", workspace.job_retry, name="job_retry"),
]
