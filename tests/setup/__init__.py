"""The two commands that every machine runs: set-up and checks."""
