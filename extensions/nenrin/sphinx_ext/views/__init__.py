"""The values that templates receive, and nothing else."""
