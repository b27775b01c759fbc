"""What is stale: which pages are read and written again, and which files go."""
