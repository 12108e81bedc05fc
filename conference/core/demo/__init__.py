"""Pages of the demo and of developers."""
