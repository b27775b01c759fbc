"""Find the cover image of each post, carry it to the output, and know its address, type and size."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import imagesize

from nenrin.outputs.feeds.entry import Picture
from nenrin.posts.model import Image, Post, Problem
from nenrin.posts.pictures import FoundPicture, find_picture, picture_type
from nenrin.posts.urls import is_remote
from nenrin.sphinx_ext.config.guard import costs, for_each
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.domain import post_domain
from nenrin.sphinx_ext.store.site_urls import Site, site_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}


@costs("its cover")
def take_cover_in(app: Sphinx, doctree: nodes.document) -> None:
    """Take the cover of the page's post into Sphinx's list of images; say where there is none."""
    env = app.env
    reading = post_domain(env).readings.get(env.docname)
    image = reading.post.image if reading and reading.post else None
    if reading is None or image is None or is_remote(image.src):
        return
    picture = _picture(app, env.docname, image)
    if picture.name:
        env.note_dependency(picture.name)
        env.images.add_file(env.docname, picture.name)
        return
    post_domain(env).missing_pictures.setdefault(env.docname, set()).add(image.src)
    reason = f"which {picture.reason}" if picture.is_there else "expected an image that is there"
    text = f"found {image.src!r}, {reason}"
    problem = Problem("cover", reading.used["image"], reading.lines["image"], text)
    warn_problem(problem, env.doc2path(env.docname).as_posix())


@costs("the covers of posts")
def find_covers(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the cover of each post in the domain, and let Sphinx copy those that lie among the sources."""
    site = site_of(app)
    if site is None:
        return
    posts = [post for post in site.library.all if post.image]
    for post, cover in for_each(posts, "its cover", lambda post: _cover(site, post)):
        if cover:
            site.build.covers[post.key] = cover


def _cover(site: Site, post: Post) -> Picture | None:
    image = post.image
    if image is None:
        return None
    if is_remote(image.src):
        address = f"https:{image.src}" if image.src.startswith("//") else image.src
        return Picture(address, _type_by_name(address), image.alt) if address.startswith("http") else None
    name = _picture(site.app, post.docname, image).name
    if not name or name not in site.app.env.images:
        return None
    copied = site.app.env.images[name][1]
    site.builder.images[name] = copied
    path = Path(site.app.srcdir) / name
    width, height = (max(int(side), 0) for side in imagesize.get(path))
    address = site.file(f"{site.builder.imagedir}/{copied}")
    return Picture(address, picture_type(path), image.alt, path.stat().st_size, width, height)


def _picture(app: Sphinx, docname: str, image: Image) -> FoundPicture:
    """Return the image beside the page or in a public folder, or why there is none."""
    page = PurePosixPath(app.env.doc2path(docname, False).as_posix())
    return find_picture(Options(app.config).places(app.srcdir), page, image.src)


def _type_by_name(name: str) -> str:
    return _TYPES.get(PurePosixPath(name.partition("?")[0]).suffix.lower(), "")
