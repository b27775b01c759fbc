"""What machines read: feeds and the like, made of plain values; no Sphinx here."""
