"""Addresses of submissions, by audience."""

from django.urls import path

from speakers.submissions import views
from speakers.submissions.rest import SubmissionList

my_event = [
    path("submissions/new/", views.submission_new, name="submission_new"),
    path("submissions/<slug:code>/", views.submission_detail, name="submission"),
    path("submissions/<slug:code>/edit/", views.submission_edit, name="submission_edit"),
    path("submissions/<slug:code>/withdraw/", views.submission_withdraw, name="submission_withdraw"),
    path("submissions/<slug:code>/delete/", views.submission_delete, name="submission_delete"),
]
api = [
    path("submissions/", SubmissionList.as_view({"get": "list"}), name="api_submission_list"),
    path("submissions/<slug:code>/", SubmissionList.as_view({"get": "retrieve"}), name="api_submission"),
]
