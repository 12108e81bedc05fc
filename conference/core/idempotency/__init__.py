"""Requests that a client may send again without doing their work twice."""
