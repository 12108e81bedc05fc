"""Addresses of volumes, by audience."""

from django.urls import path

from proceedings.volumes import views

manage = [
    path("proceedings/new/", views.volume_create, name="volume_create"),
    path("proceedings/<slug:slug>/edit/", views.volume_edit, name="volume_edit"),
    path("proceedings/<slug:slug>/delete/", views.volume_delete, name="volume_delete"),
    path("proceedings/<slug:slug>/sections/", views.section_list, name="volume_sections"),
    path("proceedings/<slug:slug>/sections/<int:pk>/", views.section_edit, name="volume_section"),
    path("proceedings/<slug:slug>/sections/<int:pk>/move/", views.section_move, name="volume_section_move"),
    path("proceedings/<slug:slug>/sections/<int:pk>/delete/", views.section_delete, name="volume_section_delete"),
]
