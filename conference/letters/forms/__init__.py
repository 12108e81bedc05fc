"""Forms of letters: the guest's, and the team's."""
