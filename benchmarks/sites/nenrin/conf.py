"""A blog with everything that Nenrin has by default: feeds, cards, search, archives, related posts."""

extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "Rings"
exclude_patterns = ["out"]
nenrin_author = "Mei"
nenrin_posts = ["posts/**"]
