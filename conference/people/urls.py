"""Addresses of people."""

from django.urls import path

from conference.people.views import manage as team

manage = [path("registration/person/", team.asked_fields, name="asked_fields")]
