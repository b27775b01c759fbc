"""What is written: archives, feeds, cards, the head of pages, maps, redirects, the search index."""
