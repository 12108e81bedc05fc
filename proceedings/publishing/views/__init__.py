"""Pages of finished volumes: the team's and everybody's."""
