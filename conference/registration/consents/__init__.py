"""What guests agree to: texts in versions that stay as they were, and who agreed to which of them, when and how."""
