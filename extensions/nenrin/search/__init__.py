"""Search that finds Chinese and Japanese: a splitter that the browser shares, and the index it fills."""
