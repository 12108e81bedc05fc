"""Addresses of persons who are perhaps one."""

from django.urls import path

from conference.people.duplicates import views
from conference.people.duplicates.rest import PeopleMergingEndpoint

manage = [
    path("people/duplicates/", views.people_duplicates, name="people_duplicates"),
    path("people/apart/", views.people_apart, name="people_apart"),
    path("people/merge/", views.people_merge, name="people_merge"),
]
api = [
    path("people/duplicates/", PeopleMergingEndpoint.as_view({"get": "pairs"}), name="api_people_pairs"),
    path("people/merge/", PeopleMergingEndpoint.as_view({"post": "merge"}), name="api_people_merge"),
    path("people/apart/", PeopleMergingEndpoint.as_view({"post": "apart"}), name="api_people_apart"),
]
