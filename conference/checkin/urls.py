"""Addresses of the desk."""

from django.urls import path

from conference.checkin import views

desk = [
    path("", views.home, name="home"),
    path("scan/<str:signed>/", views.scan, name="scan"),
    path("guests/<slug:code>/", views.guest, name="guest"),
    path("guests/<slug:code>/mark/", views.mark, name="mark"),
    path("guests/<slug:code>/unmark/", views.unmark, name="unmark"),
]
