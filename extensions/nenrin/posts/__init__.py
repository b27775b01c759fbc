"""What a post is: front matter read, dialects understood, posts modelled and asked about; no Sphinx here."""
