"""From a file to a doctree: which files are pages, how they are parsed, where their links and pictures lead."""
