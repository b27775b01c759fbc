"""What commands print: the console, progress, reports, the locale of the system."""
