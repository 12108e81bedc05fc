"""Forms in which guests answer, and in which the team writes the questions."""
