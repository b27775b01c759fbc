"""Find the cover image of each post, carry it to the output, and know its address, type and size."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import imagesize

from nenrin.build.domain import post_domain
from nenrin.build.messages import Subtype, warn
from nenrin.build.site import Site, site_of
from nenrin.outputs.feed import Picture

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from nenrin.posts.model import Image

_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}


def take_cover_in(app: Sphinx, doctree: nodes.document) -> None:
    """Take the cover of the page's post into Sphinx's list of images; say where there is none."""
    env = app.env
    reading = post_domain(env).readings.get(env.docname)
    post = reading.post if reading else None
    if post is None or post.image is None or _is_remote(post.image):
        return
    name = _beside(app, env.docname, post.image)
    if (Path(app.srcdir) / name).is_file():
        env.note_dependency(name)
        env.images.add_file(env.docname, name)
    elif _in_extra_path(app, post.image) is None:
        location = env.doc2path(env.docname).as_posix()
        warn(Subtype.COVER, f"found {post.image.src!r}, expected an image that is there", location=location)


def find_covers(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the cover of each post in the domain, and let Sphinx copy those that lie among the sources."""
    domain = post_domain(env)
    domain.covers = {}
    site = site_of(app)
    if site is None:
        return
    for post in domain.library.all:
        cover = _cover(site, post.docname, post.image) if post.image else None
        if cover:
            domain.covers[post.key] = cover


def _cover(site: Site, docname: str, image: Image) -> Picture | None:
    if _is_remote(image):
        address = f"https:{image.src}" if image.src.startswith("//") else image.src
        return Picture(address, _type(address), image.alt) if address.startswith("http") else None
    name = _beside(site.app, docname, image)
    if name in site.app.env.images:
        copied = site.app.env.images[name][1]
        site.builder.images[name] = copied
        return _measured(site, f"{site.builder.imagedir}/{copied}", Path(site.app.srcdir) / name, image.alt)
    if path := _in_extra_path(site.app, image):
        return _measured(site, image.src.lstrip("/"), path, image.alt)
    return None


def _measured(site: Site, name: str, path: Path, alt: str) -> Picture:
    width, height = imagesize.get(path)
    size = (max(int(width), 0), max(int(height), 0))
    return Picture(site.file(name), _type(name), alt, path.stat().st_size, *size)


def _beside(app: Sphinx, docname: str, image: Image) -> str:
    """Return the image's path from the source folder: beside the page, or from the root where it begins with ``/``."""
    name = unquote(image.src)
    _relative, absolute = app.env.relfn2path(name, docname)
    path = Path(absolute)
    return path.relative_to(app.srcdir).as_posix() if path.is_relative_to(app.srcdir) else name


def _in_extra_path(app: Sphinx, image: Image) -> Path | None:
    """Return the file of an image named from the root of the site, which Sphinx copies there as it is."""
    if not image.src.startswith("/"):
        return None
    found = (Path(app.confdir) / entry / image.src.lstrip("/") for entry in app.config.html_extra_path)
    return next((path for path in found if path.is_file()), None)


def _is_remote(image: Image) -> bool:
    return "://" in image.src or image.src.startswith(("//", "data:"))


def _type(name: str) -> str:
    return _TYPES.get(PurePosixPath(name.partition("?")[0]).suffix.lower(), "")
