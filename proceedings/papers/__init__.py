"""Articles and their authors, taken in from accepted talks, typed, or imported."""
