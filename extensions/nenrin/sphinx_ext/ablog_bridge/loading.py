"""Load ABlog, set it up for our posts, and take from it what we do ourselves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import ablog
import ablog.blog
import ablog.post
from ablog.blog import Blog
from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts.files import why_no_file
from nenrin.sphinx_ext.ablog_bridge.adopting import AdoptPosts
from nenrin.sphinx_ext.ablog_bridge.announcing import AnnouncePost
from nenrin.sphinx_ext.config.guard import costs, guarded_transform
from nenrin.sphinx_ext.config.values import is_set
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def load_ablog(app: Sphinx) -> None:
    """Load ABlog and take from it the handlers that we replace."""
    app.setup_extension("ablog")
    replaced = {
        ablog.post.process_posts,
        ablog.post.purge_posts,
        ablog.post.generate_archive_pages,
        ablog.post.generate_atom_feeds,
    }
    for event in app.events.listeners.values():
        for listener in [listener for listener in event if listener.handler in replaced]:
            app.disconnect(listener.id)
    # Its reading is safe in parallel with our handlers below, which merge what it keeps.
    app.extensions["ablog"].parallel_read_safe = True
    app.add_transform(guarded_transform(AnnouncePost, "its place in ABlog's lists"))
    app.add_transform(guarded_transform(AdoptPosts, "the posts it declares for ABlog"))


@costs("the settings ABlog needs")
def configure_ablog(app: Sphinx, config: Any) -> None:
    """Set what ABlog needs before it looks: no feeds of its own, and pydata's switch that it watches."""
    config.blog_feed_templates = {}
    if why_no_file(config.blog_path.strip("/")):
        text = f"blog_path: found {config.blog_path!r}, expected a folder of the site such as 'blog'; using 'blog'"
        warn(Subtype.CONFIG, text)
        config.blog_path = "blog"
    # pydata sets this in a later event, and the changed value would make every build a full one.
    config.fontawesome_included = True
    if not is_set(config, "blog_baseurl"):
        config.blog_baseurl = config.html_baseurl
    if not is_set(config, "blog_title"):
        config.blog_title = config.project


@costs("templates of the theme that go before ABlog's")
def put_templates_last(app: Sphinx) -> None:
    """Let the theme's own templates go before ABlog's, also where the theme does not ask for it.

    ABlog's ``page.html`` would stand in the place of the theme's, extend its ``layout.html``, and so be no page at
    all in some; what it shows of posts is shown by us.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    loaders = builder.templates.loaders
    loaders.sort(key=lambda loader: ablog.get_html_templates_path() in loader.searchpath)


@costs("a new start of ABlog")
def start_anew(app: Sphinx) -> None:
    """Forget the blog of an earlier build in this process, and leave the question of what is out to us."""
    Blog._dict.clear()
    ablog.blog.TOMORROW = datetime(9999, 1, 1)  # noqa: DTZ001 - ABlog compares naive dates
