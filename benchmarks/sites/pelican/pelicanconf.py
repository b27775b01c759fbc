"""Pelican with its own theme `simple`: lists by tens, archives, categories, tags, a feed of all posts."""

SITENAME = "Rings"
SITEURL = "https://example.org"
AUTHOR = "Mei"
PATH = "content"
ARTICLE_PATHS = ["posts"]
TIMEZONE = "UTC"
DEFAULT_LANG = "zh"
THEME = "simple"
DEFAULT_PAGINATION = 10
ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
# By default the third page of 标签2 and the first of 标签23 would be the same file.
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
