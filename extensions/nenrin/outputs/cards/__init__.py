"""Social cards: what stands on one, its fonts, lines and pixels."""
