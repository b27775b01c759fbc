"""Our words in the reader's language: a catalog for each, and what keeps them up to date."""
