"""What a speaker says about themselves: biography, identifiers, photograph."""
