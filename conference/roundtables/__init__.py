"""Round tables: agenda, participants, statements, proposals, resolution."""
