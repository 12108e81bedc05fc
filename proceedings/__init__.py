"""Papers, volumes and their publication."""
