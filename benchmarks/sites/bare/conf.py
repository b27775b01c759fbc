"""Sphinx without a blog: the posts as pages, in the theme it comes with."""

extensions = ["myst_parser"]
html_theme = "alabaster"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "Rings"
exclude_patterns = ["out"]
suppress_warnings = ["myst.header"]
