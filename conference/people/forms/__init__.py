"""Forms of people: authors one after another, and who somebody is."""
