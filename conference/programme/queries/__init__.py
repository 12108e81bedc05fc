"""Reading the plan, what would be released, and what was."""
