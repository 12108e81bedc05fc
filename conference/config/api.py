"""The API's addresses: version 1, its schema and its documentation page."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from conference.config.features import FEATURES
from conference.core.permissions import Access, Audience, declare
from conference.events.rest import EventList

schema = declare(SpectacularAPIView.as_view(), Access(Audience.PUBLIC))
docs = declare(
    SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="conference/core/api_docs.html"),
    Access(Audience.PUBLIC),
)

# A feature's endpoints inside an event are the list `api` in its `urls.py`.
in_event = [address for feature in FEATURES for address in getattr(feature, "api", [])]
v1: list[URLPattern | URLResolver] = [
    path("events/", EventList.as_view({"get": "list"}), name="api_event_list"),
    path("events/<slug:slug>/", EventList.as_view({"get": "retrieve"}), name="api_event"),
    path("events/<slug:event>/", include(in_event)),
]
urlpatterns = [
    path("v1/", include(v1)),
    path("schema/", schema, name="schema"),
    path("docs/", docs, name="api_docs"),
]
