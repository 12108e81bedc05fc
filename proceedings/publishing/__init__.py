"""Volumes as files: building, publishing, and the public pages."""
