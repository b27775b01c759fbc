"""Feeds: Atom, RSS and JSON Feed, and which feeds a site has."""
