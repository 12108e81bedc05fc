"""What an event asks its guests beyond their names: questions, when each is asked, and what was answered."""
