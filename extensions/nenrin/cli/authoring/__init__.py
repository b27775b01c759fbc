"""Writing new posts and blogs in the style of those that are there."""
