"""Addresses of profiles, by audience."""

from django.urls import path

from speakers.profiles import views

public_event = [path("speakers/<slug:code>/photo.jpg", views.speaker_photo, name="speaker_photo")]
my_event = [
    path("profile/", views.profile, name="profile"),
    path("profile/photo.jpg", views.own_photo, name="profile_photo"),
]
