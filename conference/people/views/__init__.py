"""Pages of people: the team's."""
