"""Components and expressions of MDX."""
