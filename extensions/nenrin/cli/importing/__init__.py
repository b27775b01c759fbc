"""``nenrin init --from``: another tool's blog recognised, collected, placed and copied."""
