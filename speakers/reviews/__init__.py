"""Reviews of submissions."""
