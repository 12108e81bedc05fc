"""Addresses of the committee's reading, by audience."""

from django.urls import path

from speakers.reviews import views

manage = [
    path("submissions/", views.submission_list, name="submissions"),
    path("submissions/next-review/", views.review_next, name="review_next"),
    path("submissions/<slug:code>/", views.submission_detail, name="submission"),
    path("submissions/<slug:code>/review/", views.review, name="submission_review"),
    path("submissions/<slug:code>/reopen/", views.submission_reopen, name="submission_reopen"),
]
