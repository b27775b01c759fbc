"""The settings of this repository's own blog: data only. A blog of yours needs the first block alone."""

import sys
from pathlib import Path

extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://nenrin.readthedocs.io/"  # where the blog will stand; feeds are written with it
language = "en"  # or zh_CN, zh_TW, ja
project = "Nenrin"

# Who writes, about what, and on whose clock: dates without an offset are read in this zone.
author = nenrin_author = "The Nenrin authors"
copyright = f"2026, {author}"
nenrin_description = "How to turn a folder of Markdown posts into a blog, told by a blog made that way."
nenrin_timezone = "Asia/Taipei"
nenrin_posts = ["posts/**"]  # the manual in guide/ is never a post

# What this blog adds to the theme, and what lies beside it and is no page.
templates_path = ["_templates"]
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
exclude_patterns = ["README*.md", "CHANGELOG.md", "CONTRIBUTING.md", "benchmarks", "extensions", "tests"]

# The reference pages of the manual are made from the code, by an extension that is no part of the package.
sys.path.append(str(Path(__file__).parent / "extensions"))
extensions.append("manual")
