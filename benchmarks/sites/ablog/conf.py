"""ABlog with the theme of pydata and the sidebars that ABlog brings."""

extensions = ["myst_parser", "ablog"]
html_theme = "pydata_sphinx_theme"
html_baseurl = blog_baseurl = "https://example.org/"
language = "zh_CN"
project = blog_title = "Rings"
exclude_patterns = ["out"]
blog_post_pattern = "posts/*.md"
blog_authors = {"Mei": ("Mei", None)}
blog_default_author = "Mei"
post_date_format = "%Y-%m-%d"  # ABlog's own names the month in English
html_sidebars = {
    "**": [
        "ablog/postcard.html",
        "ablog/recentposts.html",
        "ablog/tagcloud.html",
        "ablog/categories.html",
        "ablog/archives.html",
    ]
}
suppress_warnings = ["myst.header"]
