"""`make bench`: what pages, registrations, badges and volumes cost, measured on a generated event."""
