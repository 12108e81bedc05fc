"""Registration: categories, places, consents, the guest's form and the team's table."""
