"""``nenrin serve``: the process that builds and the server that shows."""
