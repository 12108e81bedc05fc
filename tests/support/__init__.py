"""What several tests need: not fixtures, not factories."""
