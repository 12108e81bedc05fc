"""Writing: views of the table, marks, and actions on many registrations."""
