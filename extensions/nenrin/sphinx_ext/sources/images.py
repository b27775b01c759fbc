"""Find the pictures and files authors name, beside the post or in a public folder, in Markdown and in raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms import SphinxTransform
from sphinx.util.osutil import relative_uri

from nenrin.posts.files import find_file, is_remote
from nenrin.posts.model import Problem
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

BEFORE_IMAGES_ARE_COLLECTED = 400
"""Sphinx collects images on ``doctree-read`` (880)."""

_COPIED_AS_THEY_ARE = frozenset({"public", "static"})
_SOURCE = re.compile(
    r"""(?P<before><(?:img|video|audio|source|embed|track)\b[^>]*?\s(?:src|poster)\s*=\s*)
        (?:(?P<quote>["'])(?P<quoted>.*?)(?P=quote)|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def publish_public_folders(app: Sphinx, config: Config) -> None:
    """Copy ``public/`` and ``static/`` to the root of the site, as the generators they come from do."""
    folders = [name for name in Options(config).public_paths if name in _COPIED_AS_THEY_ARE]
    here = [name for name in folders if (Path(app.confdir) / name).is_dir()]
    config.html_extra_path = [
        *config.html_extra_path,
        *(name for name in here if name not in config.html_extra_path),
    ]


class FindImages(SphinxTransform):
    """Gives images in the page the path of the file they mean."""

    default_priority = BEFORE_IMAGES_ARE_COLLECTED

    def apply(self, **kwargs: object) -> None:
        """Resolve images and the sources in raw HTML; name those that are not there and keep them as written."""
        self._places = Options(self.config).places(self.env.srcdir)
        self._page = PurePosixPath(self.env.doc2path(self.env.docname, False).as_posix())
        raws = [raw for raw in self.document.findall(nodes.raw) if "html" in raw.get("format", "")]
        for image in list(self.document.findall(nodes.image)):
            uri = image["uri"]
            if not uri:
                image.replace_self(nodes.Text(image.get("alt", "")))
            if is_remote(uri):
                continue
            if found := find_file(self._places, self._page, uri):
                image["uri"] = f"/{found}"
            elif post_domain(self.env).readings.get(self.env.docname):
                self._tell(image, uri)
                html = f'<img src="{escape(uri)}" alt="{escape(image.get("alt", ""))}">'
                image.replace_self(nodes.raw("", html, format="html"))
        for raw in raws:
            self._find_sources(raw)

    def _find_sources(self, raw: nodes.raw) -> None:
        files: dict[str, str] = {}
        for match in _SOURCE.finditer(raw.astext()):
            written = match["quoted"] or match["bare"] or ""
            path = unescape(written).strip()
            if is_remote(path):
                continue
            if found := find_file(self._places, self._page, path):
                files[written] = found
                self.env.note_dependency(found)
                self.env.images.add_file(self.env.docname, found)
            elif post_domain(self.env).readings.get(self.env.docname):
                self._tell(raw, path)
        raw["nenrin_files"] = files

    def _tell(self, node: nodes.Element, path: str) -> None:
        line = node.line or next((up.line for up in _ancestors(node) if up.line), 1)
        text = f"{unquote(path)!r} is neither beside the post nor in a public folder"
        warn_problem(Problem("image", "", line, text), self.env.doc2path(self.env.docname).as_posix())


def name_copies(app: Sphinx, env: BuildEnvironment) -> None:
    """Name the copies of pictures by the order of their paths.

    Sphinx numbers pictures of one name in the order in which pages are read: the names would depend on
    what was read first, in which process, and on pictures that are no longer there.
    """
    taken: set[str] = set()
    for path in sorted(env.images):
        docnames, _name = env.images[path]
        stem, suffix = PurePosixPath(path).stem, PurePosixPath(path).suffix
        name, number = f"{stem}{suffix}", 0
        while name.casefold() in taken:
            number += 1
            name = f"{stem}{number}{suffix}"
        taken.add(name.casefold())
        env.images[path] = (docnames, name)
    env.images._existing = {name for _docnames, name in env.images.values()}


def place_raw_sources(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the addresses of copied files into raw HTML, and have them copied."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    for raw in doctree.findall(nodes.raw):
        files: dict[str, str] = raw.get("nenrin_files") or {}
        if not files:
            continue
        here = builder.get_target_uri(docname)
        addresses = {}
        for written, name in files.items():
            copied = app.env.images[name][1]
            builder.images[name] = copied
            addresses[written] = relative_uri(here, f"{builder.imagedir}/{quote(copied)}")
        html = _SOURCE.sub(lambda match, to=addresses: _placed(match, to), raw.astext())  # type: ignore[misc]
        raw.replace_self(nodes.raw("", html, format="html"))


def _placed(match: re.Match[str], addresses: dict[str, str]) -> str:
    address = addresses.get(match["quoted"] or match["bare"] or "")
    return match[0] if address is None else f'{match["before"]}"{escape(address)}"'


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
