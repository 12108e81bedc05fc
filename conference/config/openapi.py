"""How the API describes itself: settings of drf-spectacular, none of them from the environment."""

SPECTACULAR_SETTINGS = {
    "TITLE": "Alqa",
    "DESCRIPTION": "Conferences and round tables: events, registrations, sessions, speakers, proceedings.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": False},  # it puts a link into each button, where no keyboard reaches it
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "conference.events.endpoint_schema.add_problem",
    ],
    "ENUM_NAME_OVERRIDES": {
        "CountryEnum": "conference.people.serializers.COUNTRIES",
        "SessionKindEnum": "conference.programme.choices.Kind",
        "StatementKindEnum": "conference.roundtables.choices.StatementKind",
        "ConsentKindEnum": "conference.registration.consents.choices.ConsentKind",
        "LetterKindEnum": "conference.letters.choices.Kind",
        "QuestionKindEnum": "conference.registration.questions.choices.Kind",
    },
}
