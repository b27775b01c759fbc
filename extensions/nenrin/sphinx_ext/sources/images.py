"""Find the pictures and files authors name, beside the post or in a public folder, in Markdown and in raw HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms import SphinxTransform

from nenrin.markdown import raw_html
from nenrin.posts import urls
from nenrin.posts.files import RECORDINGS, find_file, find_offered
from nenrin.posts.model import Problem
from nenrin.posts.pictures import find_picture, why_not
from nenrin.sphinx_ext.config.guard import costs, for_each
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.addresses import way_to_file
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

BEFORE_IMAGES_ARE_COLLECTED = 400
"""Sphinx collects images on ``doctree-read`` (880)."""

OUTPUTS = "jupyter_execute"
"""The folder beside the output in which MyST-NB keeps notebooks that it has run, and what they draw."""

_COPIED_AS_THEY_ARE = frozenset({"public", "static"})


@costs("the files of public/ and static/")
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
        """Resolve images and the addresses in raw HTML; name those that cannot be shown and keep them as written."""
        places = Options(self.config).places(self.env.srcdir)
        # What notebooks draw lies beside the output.
        drawn = str(Path(self.env._app.outdir).parent / OUTPUTS)
        self._places = replace(places, picture_folders=(*places.picture_folders, drawn))
        self._page = PurePosixPath(self.env.doc2path(self.env.docname, False).as_posix())
        self._is_markdown = self.env.docname in post_domain(self.env).readings
        self._missing: set[str] = set()
        raws = [raw for raw in self.document.findall(nodes.raw) if "html" in raw.get("format", "")]
        for image in list(self.document.findall(nodes.image)):
            self._find_image(image)
        for raw in raws:
            self._find_addresses(raw)
        if self._missing:
            post_domain(self.env).missing_pictures[self.env.docname] = self._missing

    def _find_image(self, image: nodes.image) -> None:
        uri = image["uri"]
        if not uri:
            _replace(image, nodes.Text(image.get("alt", "")))
        # Sphinx chooses among the endings of `oak.*` for each format.
        if urls.is_remote(uri) or uri.endswith(".*"):
            return
        if name := self._shown(image, uri, may_play=True):
            image["uri"] = f"/{name}"
        elif uri in self._missing:
            html = f'<img src="{escape(urls.mend(uri))}" alt="{escape(image.get("alt", ""))}">'
            _replace(image, nodes.raw("", html, format="html"))

    def _find_addresses(self, raw: nodes.raw) -> None:
        """Have the files that raw HTML shows or offers copied, and note where they are."""
        files: dict[str, str] = {}
        for address in raw_html.addresses(raw.astext()):
            if urls.is_remote(address.written):
                continue
            if address.kind == "link":
                name = self._offered(address.written)
                if name:
                    self.env.dlfiles.add_file(self.env.docname, name)
            else:
                name = self._shown(raw, address.written, may_play=address.kind == "media")
                if name:
                    self.env.images.add_file(self.env.docname, name)
            if name:
                files[address.written] = name
                self.env.note_dependency(name)
        raw["nenrin_files"] = files

    def _shown(self, node: nodes.Element, written: str, *, may_play: bool) -> str:
        """Return the picture meant by ``written``, or the recording where it may be one; ``""`` for none.

        It is warned of, but for what is not there in other formats than Markdown: that is left to Sphinx.
        """
        picture = find_picture(self._places, self._page, written)
        if picture.name:
            return picture.name
        reason = picture.reason
        name = may_play and find_file(self._places, self._page, written)
        if name and name.lower().endswith(RECORDINGS):
            reason = why_not(self._places, name)
            if not reason:
                return name
        if self._is_markdown or picture.is_there:
            self._warn(node, written, reason)
        return ""

    def _offered(self, written: str) -> str:
        """Return the file that a link offers; ``""`` for a page, for what is public anyway and for hidden files."""
        name = find_offered(self._places, self._page, written) or ""
        is_public = name.startswith(tuple(f"{folder}/" for folder in self.config.html_extra_path))
        return "" if not name or is_public or self.env.path2doc(name) or why_not(self._places, name) else name

    def _warn(self, node: nodes.Element, path: str, reason: str) -> None:
        self._missing.add(path)
        line = node.line or next((up.line for up in _ancestors(node) if up.line), 1)
        text = f"{urls.decode(path)!r} {reason}"
        warn_problem(Problem("image", "", line, text), self.env.doc2path(self.env.docname).as_posix())


@costs("pictures that came later")
def pages_with_new_pictures(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages that showed a picture which was not there when they were read, and is now."""
    places = Options(app.config).places(env.srcdir)

    def has_come(docname: str) -> bool:
        page = PurePosixPath(env.doc2path(docname, False).as_posix())
        return any(find_picture(places, page, path).name for path in missing[docname])

    missing = post_domain(env).missing_pictures
    pages = sorted(missing.keys() - removed)
    return [docname for docname, is_new in for_each(pages, "pictures that have come", has_come) if is_new]


@costs("names of pictures that are the same in each build")
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


def names_of_copies(app: Sphinx) -> Callable[[str], object]:
    """Return what gives the names under which the pictures of a page are copied."""
    copies: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, (docnames, name) in sorted(app.env.images.items()):
        for docname in docnames:
            copies[docname].append((path, name))
    return copies.get


@costs("the pictures in its HTML")
def place_raw_sources(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the addresses of copied files into raw HTML, and have them copied."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    for raw in doctree.findall(nodes.raw):
        files: dict[str, str] = raw.get("nenrin_files") or {}
        if not files:
            continue

        def place(address: raw_html.RawAddress, files: Mapping[str, str] = files) -> str | None:
            name = files.get(address.written)
            if name is None:
                return None
            if address.kind == "link":
                _docnames, offered = app.env.dlfiles[Path(name)]
                return way_to_file(builder, docname, f"_downloads/{offered.as_posix()}")
            copied = app.env.images[name][1]
            builder.images[name] = copied
            return way_to_file(builder, docname, f"{builder.imagedir}/{copied}")

        raw.replace_self(nodes.raw("", raw_html.with_addresses(raw.astext(), place), format="html"))


def _replace(image: nodes.image, other: nodes.Node) -> None:
    """Put something else in the place of an image; Sphinx wants a link outside a paragraph to hold an image alone."""
    link = image.parent
    image.replace_self(other)
    if isinstance(link, nodes.reference) and not isinstance(link.parent, nodes.TextElement):
        paragraph = nodes.paragraph()
        link.replace_self(paragraph)
        paragraph.append(link)


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
