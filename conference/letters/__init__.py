"""Invitation and visa letters: templates, requests, the numbered register, passport data under seal, verification."""
