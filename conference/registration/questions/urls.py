"""Addresses of questions."""

from django.urls import path

from conference.registration.questions import views
from conference.registration.questions.rest import QuestionEndpoint

manage = [
    path("registration/questions/", views.question_list, name="questions"),
    path("registration/questions/preview/", views.preview, name="questions_preview"),
    path("registration/questions/add/", views.question_edit, name="question_add"),
    path("registration/questions/add-section/", views.section_edit, name="section_add"),
    path("registration/questions/presets/<slug:key>/", views.preset_add, name="question_preset"),
    path("registration/questions/<slug:code>/", views.question_edit, name="question"),
    path("registration/questions/<slug:code>/remove/", views.question_remove, name="question_remove"),
    path("registration/questions/sections/<slug:code>/", views.section_edit, name="section"),
    path("registration/questions/sections/<slug:code>/remove/", views.section_remove, name="section_remove"),
]
api = [path("questions/", QuestionEndpoint.as_view(), name="api_questions")]
