"""ABlog's own options in ``conf.py``: what Nenrin takes over, and what stands for those that have no effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.values import is_set
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

TAKEN_OVER: Mapping[str, str] = {
    "blog_authors": "the people of `nenrin_authors`",
    "blog_baseurl": "`html_baseurl`, where that is empty",
    "blog_default_author": "`nenrin_author`, where that is empty",
    "blog_default_location": "the location of posts without one",
    "blog_locations": "the names of the locations",
    "blog_path": "the folder of the archives",
    "blog_title": "the title of the site, where `html_title` is not set",
    "disqus_shortname": '`nenrin_comments = {"disqus": …}`, where that is empty',
}
"""Options that keep their meaning, and that meaning."""

INSTEAD: Mapping[str, str] = {
    "blog_archive_titles": "archives list the posts as `nenrin_home_style` says",
    "blog_default_language": "a post is in the `language` of the site unless its front matter has another",
    "blog_feed_archives": '`nenrin_feeds` names the archives that have feeds, such as `"tag"`',
    "blog_feed_fulltext": "feeds hold whole posts",
    "blog_feed_length": "a feed holds the newest 20 posts",
    "blog_feed_subtitle": "`nenrin_description` describes the blog, in feeds too",
    "blog_feed_templates": "`nenrin_feeds` says which feeds there are",
    "blog_feed_titles": "feeds have titles and texts",
    "blog_languages": "a language is called by its own name",
    "blog_post_pattern": "a page with a date is a post; `nenrin_posts` limits that to folders",
    "disqus_drafts": "a draft has no comments",
    "disqus_pages": "comments are for posts",
    "post_auto_excerpt": "the excerpt is the first paragraph, or what stands before `<!-- more -->`",
    "post_auto_image": "the key `cover` names the picture of a post",
    "post_date_format": "dates are in the words of the site's language",
    "post_date_format_short": "dates are in the words of the site's language",
    "post_redirect_refresh": "a redirect is followed at once",
}
"""Options without effect, and what stands for each, to follow the option in a warning."""

SILENT: Mapping[str, str] = {
    "fontawesome_css_file": "icons are drawn by the theme; another theme may use it",
    "fontawesome_included": "icons are drawn by the theme; another theme may use it",
    "fontawesome_link_cdn": "icons are drawn by the theme; another theme may use it",
    "post_always_section": "ABlog's own reading of its directive follows it",
    "post_auto_orphan": "ABlog's own reading of its directive follows it; other posts need no toctree",
    "post_show_prev_next": "a post shows its neighbours",
    "skip_injecting_base_ablog_templates": "templates of ABlog go last",
}
"""Options that need no word in a build."""

_NOT_EFFECTIVE = frozenset({"blog_post_pattern", "blog_languages"})
"""Left in by many, and harmless: nothing is lost without them."""


@costs("the options of ABlog")
def take_over_options(app: Sphinx, config: Config) -> None:
    """Let ABlog's options mean here what they mean there; name those that have no effect, and what stands for them."""
    if config.blog_baseurl and not config.html_baseurl:
        config.html_baseurl = config.blog_baseurl
    if config.disqus_shortname and not config.nenrin_comments:
        config.nenrin_comments = {"disqus": {"shortname": config.disqus_shortname}}
    for name, instead in sorted(INSTEAD.items()):
        if is_set(config, name) and name not in _NOT_EFFECTIVE:
            warn(Subtype.CONFIG, f"{name} has no effect: {instead}")
