"""Addresses of the badges."""

from django.urls import path

from conference.badges import views

public_event = [path("registration/<str:token>/badge.pdf", views.guest_badge, name="badge")]
manage = [
    path("badges/", views.badges, name="badges"),
    path("badges/preview/", views.design_preview, name="badges_preview"),
    path("badges/print/", views.print_start, name="badges_print_start"),
    path("badges/prints/<slug:code>/badges.pdf", views.print_file, name="badges_file"),
    path("badges/<slug:code>.pdf", views.team_badge, name="badge"),
]
