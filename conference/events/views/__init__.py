"""Pages of the site and of an event: public, the team's workspace, a person's own."""
