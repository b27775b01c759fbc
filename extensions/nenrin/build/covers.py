"""Find the cover image of each post, carry it to the output, and know its address, type and size."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import imagesize

from nenrin.build.config import Options
from nenrin.build.domain import post_domain
from nenrin.build.messages import warn_problem
from nenrin.build.site import Site, site_of
from nenrin.outputs.feed import Picture
from nenrin.posts.files import find_file
from nenrin.posts.model import Image, Problem

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


def take_cover_in(app: Sphinx, doctree: nodes.document) -> None:
    """Take the cover of the page's post into Sphinx's list of images; say where there is none."""
    env = app.env
    reading = post_domain(env).readings.get(env.docname)
    image = reading.post.image if reading and reading.post else None
    if reading is None or image is None or _is_remote(image):
        return
    name = _beside(app, env.docname, image)
    if name:
        env.note_dependency(name)
        env.images.add_file(env.docname, name)
    elif _in_extra_path(app, image) is None:
        text = f"found {image.src!r}, expected an image that is there"
        problem = Problem("cover", reading.used["image"], reading.lines["image"], text)
        warn_problem(problem, env.doc2path(env.docname).as_posix())


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
    """Return the image's path from the source folder, found as every picture of a post is; ``""`` if not there."""
    page = PurePosixPath(app.env.doc2path(docname, False).as_posix())
    return find_file(Options(app.config).places(app.srcdir), page, image.src) or ""


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
