"""Pages of the round table: public, a participant's own, the team's."""
