"""What is kept: the domain with its posts, the library, addresses, and what the last build wrote."""
