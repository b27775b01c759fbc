"""Front matter: how it is cut from the text, read as YAML, TOML or JSON, and what its keys mean."""
