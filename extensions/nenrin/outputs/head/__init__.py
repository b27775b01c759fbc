"""The head of a page for machines: Open Graph, JSON-LD, translations."""
