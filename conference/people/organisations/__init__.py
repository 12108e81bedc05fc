"""Organisations: the list that grows, its duplicates, and tables in and out."""
