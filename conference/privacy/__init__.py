"""A person's own data at an event: taken along as a file, erased by request and on schedule."""
