"""Addresses of the programme."""

from django.urls import path

from conference.programme.rest import RoomEndpoint, SessionEndpoint, SpeakerEndpoint, TrackEndpoint
from conference.programme.views import board, places, public, releases, sessions

public_event = [
    path("programme/", public.programme, name="programme"),
    path("programme.ics", public.programme_calendar, name="programme_calendar"),
    path("programme/<slug:code>/", public.session, name="session"),
    path("programme/<slug:code>.ics", public.session_calendar, name="session_calendar"),
    path("speakers/", public.speakers, name="speakers"),
    path("speakers/<slug:code>/", public.speaker, name="speaker"),
]
manage = [
    path("programme/", sessions.session_list, name="programme"),
    path("programme/add/", sessions.session_add, name="programme_session_add"),
    path("programme/board/", board.board, name="programme_board"),
    path("programme/place/", board.place, name="programme_place"),
    path("programme/slots/<int:pk>/remove/", board.unplace, name="programme_unplace"),
    path("programme/conflicts/", board.conflict_list, name="programme_conflicts"),
    path("programme/release/", releases.release, name="programme_release"),
    path("programme/rooms/", places.room_list, name="programme_rooms"),
    path("programme/rooms/add/", places.room_edit, name="programme_room_add"),
    path("programme/rooms/<slug:code>/", places.room_edit, name="programme_room"),
    path("programme/rooms/<slug:code>/remove/", places.room_remove, name="programme_room_remove"),
    path("programme/tracks/", places.track_list, name="programme_tracks"),
    path("programme/tracks/add/", places.track_edit, name="programme_track_add"),
    path("programme/tracks/<slug:code>/", places.track_edit, name="programme_track"),
    path("programme/tracks/<slug:code>/remove/", places.track_remove, name="programme_track_remove"),
    path("programme/sessions/<slug:code>/", sessions.session_detail, name="programme_session"),
    path("programme/sessions/<slug:code>/change/", sessions.session_change, name="programme_session_change"),
    path("programme/sessions/<slug:code>/cancel/", sessions.session_cancel, name="programme_session_cancel"),
    path("programme/sessions/<slug:code>/remove/", sessions.session_remove, name="programme_session_remove"),
    path("programme/sessions/<slug:code>/people/", sessions.person_add, name="programme_person_add"),
    path("programme/sessions/<slug:code>/people/<int:pk>/", sessions.person_change, name="programme_person"),
]
api = [
    path("sessions/", SessionEndpoint.as_view({"get": "list", "post": "create"}), name="api_sessions"),
    path(
        "sessions/<slug:code>/",
        SessionEndpoint.as_view({"get": "retrieve", "patch": "partial_update"}),
        name="api_session",
    ),
    path("rooms/", RoomEndpoint.as_view(), name="api_rooms"),
    path("tracks/", TrackEndpoint.as_view(), name="api_tracks"),
    path("speakers/", SpeakerEndpoint.as_view(), name="api_speakers"),
]
