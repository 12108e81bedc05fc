"""Addresses of articles, by audience."""

from django.urls import path

from proceedings.papers import views

manage = [
    path("proceedings/<slug:slug>/take-in/", views.take_in, name="volume_take_in"),
    path("proceedings/<slug:slug>/articles/new/", views.article_new, name="article_new"),
    path("proceedings/<slug:slug>/articles/<slug:code>/", views.article_edit, name="article_edit"),
    path("proceedings/<slug:slug>/articles/<slug:code>/move/", views.article_move, name="article_move"),
    path("proceedings/<slug:slug>/articles/<slug:code>/delete/", views.article_delete, name="article_delete"),
]
