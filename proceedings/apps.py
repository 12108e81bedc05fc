"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    """Wires the app to the ones below it."""

    name = "proceedings"

    def ready(self) -> None:
        """Fill the registries."""
        import_module("proceedings.wiring")
