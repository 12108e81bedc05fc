"""Commands of the proceedings."""
