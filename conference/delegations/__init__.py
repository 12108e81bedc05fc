"""Delegations: an institution that sends several people at once, its head, its members and their places."""
