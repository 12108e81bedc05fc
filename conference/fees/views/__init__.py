"""Pages of fees: the guest's, the team's, and the state of an invoice for whoever has the paper."""
