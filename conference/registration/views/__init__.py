"""Pages of registration: the guest's and the team's."""
