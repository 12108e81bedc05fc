"""Forms of fees: the guest's and the team's."""
