"""Badges: designs and printing, one by one and in bulk."""
