"""The app of the event and the people at it."""

from importlib import import_module

from django.apps import AppConfig

from conference.core.text.countries import sort_by_alphabet


class ConferenceConfig(AppConfig):
    """Wires the features together once all models are loaded."""

    name = "conference"
    verbose_name = "Conference"

    def ready(self) -> None:
        """Fill the registries."""
        sort_by_alphabet()
        import_module("conference.wiring")
