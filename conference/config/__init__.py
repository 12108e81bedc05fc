"""Settings, addresses, set-up: what puts the features together."""
