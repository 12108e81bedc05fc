"""Schedules of other systems: readers turn files into plain rows, a writer turns rows into a programme."""
