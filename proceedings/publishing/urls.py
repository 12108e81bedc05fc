"""Addresses of finished volumes, by audience."""

from django.urls import path

from proceedings.publishing.rest import ArticleList, VolumeList
from proceedings.publishing.views import manage as team
from proceedings.publishing.views import public

public_event = [
    path("proceedings/", public.proceedings, name="proceedings"),
    path("proceedings/<slug:slug>/", public.volume, name="volume"),
    path("proceedings/<slug:slug>/volume.pdf", public.volume_file, name="volume_file"),
    path("proceedings/<slug:slug>/<slug:code>/", public.article, name="article"),
    path("proceedings/<slug:slug>/<slug:code>.pdf", public.article_file, name="article_file"),
]
manage = [
    path("proceedings/", team.volume_list, name="volumes"),
    path("proceedings/<slug:slug>/", team.volume_detail, name="volume"),
    path("proceedings/<slug:slug>/preview/", team.volume_preview, name="volume_preview"),
    path("proceedings/<slug:slug>/build/", team.volume_build, name="volume_build"),
    path("proceedings/<slug:slug>/publish/", team.volume_publish, name="volume_publish"),
    path("proceedings/<slug:slug>/volume.pdf", team.volume_file, name="volume_file"),
    path("proceedings/<slug:slug>/articles/<slug:code>.pdf", team.article_file, name="article_file"),
]
api = [
    path("proceedings/", VolumeList.as_view({"get": "list"}), name="api_volume_list"),
    path("proceedings/<slug:slug>/", VolumeList.as_view({"get": "retrieve"}), name="api_volume"),
    path("proceedings/<slug:volume>/articles/", ArticleList.as_view({"get": "list"}), name="api_article_list"),
    path(
        "proceedings/<slug:volume>/articles/<slug:code>/",
        ArticleList.as_view({"get": "retrieve"}),
        name="api_article",
    ),
]
