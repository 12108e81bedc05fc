"""Changes that guests make and that take effect only when the team agrees."""
