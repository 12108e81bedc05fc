"""The event (the tenant), its team and roles, its home and workspace."""
