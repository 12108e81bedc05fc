"""Addresses of calls, by audience."""

from django.urls import path

from speakers.calls import views

public_event = [path("call/", views.call, name="call")]
manage = [
    path("submissions/calls/", views.call_list, name="calls"),
    path("submissions/calls/new/", views.call_edit, name="call_new"),
    path("submissions/calls/<slug:slug>/", views.call_edit, name="call_edit"),
    path("submissions/calls/<slug:slug>/remove/", views.call_remove, name="call_remove"),
]
