"""Maps of the site for machines: sitemap.xml, robots.txt, llms.txt with a Markdown mirror of each post, .nojekyll."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from nenrin.markdown.comments import without_comments
from nenrin.outputs.markdown_mirror import Listed, llms_txt, mirror
from nenrin.outputs.sitemap import Place, robots, sitemap
from nenrin.posts import urls
from nenrin.posts.addresses import MISSING, same_path
from nenrin.posts.files import files_at, readings
from nenrin.posts.front_matter.fences import body_after_values, read_front_matter
from nenrin.posts.model import Post
from nenrin.posts.notebooks import NOTEBOOK, notebook_as_markdown
from nenrin.sphinx_ext.config.guard import attempt, costs, for_each
from nenrin.sphinx_ext.config.l10n import language_tag
from nenrin.sphinx_ext.sources.wiki_links import target_named
from nenrin.sphinx_ext.store.site_urls import Site, site_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_UNMAPPED = frozenset({MISSING, "search", "genindex"})


@costs("its Markdown copy")
def write_mirror(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the Markdown of a post beside its page, when that is written: what it links to may have moved."""
    site = site_of(app) if doctree is not None else None
    post = site.library.post_of(pagename) if site else None
    if site is None or post is None or not (name := site.mirror(post)):
        return
    source_path = Path(app.env.doc2path(pagename))
    source = source_path.read_text("utf-8-sig", errors="replace")
    if source_path.suffix == NOTEBOOK:
        source = notebook_as_markdown(source)
    reading = site.domain.readings.get(pagename)
    # A post of ABlog's directive may have no front matter, and begin with a rule.
    body = body_after_values(source) if reading and reading.post else read_front_matter(source).body
    resolver = _Resolver(site, post)
    text = mirror(post, site.post(post), without_comments(body), resolver, resolver.named)
    site.write(name, text.encode())


@costs("the maps of the site")
def write_maps(app: Sphinx, exception: Exception | None) -> None:
    """Write the maps that are made of something else than the last build's."""
    site = None if exception else site_of(app)
    if site is None or site.build.nothing_changed:
        return
    # GitHub Pages leaves out folders that begin with an underscore, unless this file is there.
    makers: dict[str, Callable[[Site], bytes]] = {".nojekyll": lambda _site: b""}
    if site.base:
        if "sphinx_sitemap" not in app.extensions:
            makers["sitemap.xml"] = _sitemap
        makers["robots.txt"] = lambda site: robots(site.file("sitemap.xml"))
        if site.options.llms:
            makers["llms.txt"] = _list
    for name, make in makers.items():
        attempt(partial(_write, site, name, make), None, name)


def _write(site: Site, name: str, make: Callable[[Site], bytes]) -> None:
    content = make(site)
    if site.must_write(name, content.decode()):
        site.write(name, content)


def _sitemap(site: Site) -> bytes:
    pages = {
        site.page(pagename): Place(site.page(pagename), changed) for pagename, changed in _archives(site)
    }
    docnames = sorted(site.app.env.found_docs - _UNMAPPED)
    for docname, place in for_each(docnames, "its row in the site map", partial(_place, site)):
        if place and not (docname in site.build.introductions and place.url in pages):
            pages[place.url] = place
    newest = max((post.changed for post in site.library.posts), default=None)
    home = site.page(site.app.config.root_doc)
    places = {**pages, home: Place(home, newest)}.values()
    return sitemap(sorted(places, key=lambda place: place.url))


def _place(site: Site, docname: str) -> Place | None:
    posts = site.library.by_docname.get(docname, ())
    if not all(site.is_public(post) for post in posts):
        return None
    latest = max((post.changed for post in posts), default=None)
    return Place(site.page(docname), latest, _alternates(site, posts))


def _archives(site: Site) -> Iterator[tuple[str, datetime]]:
    library = site.library
    if not library.posts:
        return
    newest = max(post.changed for post in library.posts)
    for pagename in (library.root, library.archive, *library.catalogs):
        yield pagename, newest
    for term in library.terms.values():
        yield term.path, max(post.changed for post in term.posts)


def _alternates(site: Site, posts: tuple[Post, ...]) -> list[tuple[str, str]]:
    versions = site.build.versions.get(posts[0].key, ()) if len(posts) == 1 else ()
    return [(language_tag(each.language), site.post(each.post)) for each in versions]


def _list(site: Site) -> bytes:
    sections = []
    for year in site.library.by_kind["year"]:
        lines = for_each(year.posts, "its line in llms.txt", partial(_listed, site))
        if listed := [line for _post, line in lines if line]:
            sections.append((year.name, listed))
    return llms_txt(site.title, site.options.description, sections).encode()


def _listed(site: Site, post: Post) -> Listed | None:
    if not site.is_public(post):
        return None
    name = site.mirror(post) if site.library.post_of(post.docname) else ""
    return Listed(
        site.file(name) if name else site.post(post), post.title, post.description or post.body.excerpt
    )


class _Resolver:
    """Makes the addresses and links by name in a post's source absolute, as the build understands them."""

    def __init__(self, site: Site, post: Post) -> None:
        self.site = site
        self.page = site.page(post.docname)
        self.docname = post.docname
        self.source = PurePosixPath(site.app.env.doc2path(post.docname, False).as_posix())
        self.places = site.options.places(Path(site.app.srcdir))

    def named(self, name: str, part: str) -> str:
        """Return the address of the page of a name, and of a part of it; ``""`` where there is none."""
        target = target_named(self.site.app.env, self.docname, name, part)
        return urls.with_anchor(self.site.page(target.docname), target.part) if target else ""

    def __call__(self, address: str) -> str:
        if urls.is_remote(address):
            return urls.join(self.page, address) if address.startswith("#") else address
        for path, fragment in readings(address):
            if found := self._file(path) or self._post(path):
                return urls.with_anchor(found, fragment)
        return urls.join(
            self.site.base if address.startswith("/") else self.page,
            urls.mend(address.lstrip("/")),
        )

    def _file(self, path: str) -> str:
        env = self.site.app.env
        name = next(files_at(self.places, self.source, path), None)
        if name is None:
            return ""
        docname = env.project.path2doc(name)
        if docname in env.found_docs:
            return self.site.page(docname)
        if name in env.images:
            return self.site.file(f"{self.site.builder.imagedir}/{env.images[name][1]}")
        if Path(name) in env.dlfiles:
            _docnames, offered = env.dlfiles[Path(name)]
            return self.site.file(f"_downloads/{offered.as_posix()}")
        return ""

    def _post(self, path: str) -> str:
        folder = posixpath.dirname(self.docname)
        tried = (
            [path]
            if path.startswith("/")
            else [posixpath.join(folder, path), posixpath.join(self.docname, path)]
        )
        for address in tried:
            if post := self.site.build.addresses.get(same_path(posixpath.normpath(address))):
                return self.site.post(post)
        return ""
