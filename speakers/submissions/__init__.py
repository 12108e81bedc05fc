"""Submissions: abstracts with their authors, from the draft to the end of their way."""
