"""Endpoints of registration: guests with what becomes of them, and what the event offers."""
