"""Pure markdown-it-py plugins for what authors write."""
