"""Pages of privacy: one's own data, and the team's."""
