"""Speakers, calls, submissions, reviews, decisions."""
