"""Template tags of the proceedings."""
