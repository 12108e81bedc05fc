"""Addresses of decisions, by audience."""

from django.urls import path

from speakers.decisions import views

manage = [
    path("submissions/decide/", views.decide_many, name="submissions_decide"),
    path("submissions/<slug:code>/decide/<slug:outcome>/", views.decide, name="submission_decide"),
    path("submissions/<slug:code>/refresh/", views.refresh, name="submission_refresh"),
]
