"""Make smaller forms of the pictures of posts, once for each content, and let pages show them.

The forms are kept in ``nenrin-pictures`` beside the doctrees, named by content, width, format and quality: a build that
finds that folder, on a build server too, makes none again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util.display import status_iterator

from nenrin.outputs.pictures.markup import Form, Responsive, with_pictures
from nenrin.posts import urls
from nenrin.sphinx_ext.config.guard import attempt, costs
from nenrin.sphinx_ext.store.addresses import page_url
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.site_urls import Site, site_of
from nenrin.sphinx_ext.store.stamps import FileState, file_state
from nenrin.sphinx_ext.store.state_files import read_state, write_state, write_whole

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from nenrin.outputs.pictures.raster import Facts

CACHE = "nenrin-pictures"
"""The folder of forms, in the folder of the doctrees."""

_RASTER = (".jpg", ".jpeg", ".png", ".webp")
_SHAPE = "pictures 2"
_LOST = "the smaller forms of a picture"


class _Work(NamedTuple):
    """A form that is to be made: of which file, how wide, in which format and how well, and where it is kept."""

    source: Path
    width: int
    form: str
    quality: int
    kept: Path


@costs("the smaller forms of pictures")
def make_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the size and the forms of each raster picture that pages show, and make the forms that are not kept."""
    site = site_of(app)
    if site is None or not site.options.pictures:
        return
    cache = Path(app.doctreedir) / CACHE
    known: dict[str, tuple[FileState, Facts | None]] = read_state(cache / "facts", _SHAPE) or {}
    facts = {
        name: _facts(Path(app.srcdir, name), known.get(name))
        for name in sorted(env.images)
        if _is_raster(name)
    }
    work: list[_Work] = []
    shown: list[tuple[_Work, str]] = []
    for name, (state, about) in facts.items():
        copied = env.images[name][1]
        if about is None:
            continue
        forms = (
            []
            if about.moves
            else list(_forms(site, cache, Path(app.srcdir, name), state.digest, about.width))
        )
        named = [(each, f"{site.builder.imagedir}/{_name(copied, each)}") for each in forms]
        shown += named
        work += [each for each in forms if not each.kept.is_file()]
        described = tuple(Form(each.form, each.width, output) for each, output in named)
        site.build.pictures[copied] = Responsive(about.width, about.height, described)
        if about.has_location:
            kept = cache / f"{state.digest}-cleaned" / copied
            if kept.is_file() or _without_location(Path(app.srcdir, name), kept):
                site.build.cleaned[name] = str(kept)
    _make(work)
    for each, output in shown:
        if each.kept.is_file() and site.must_write(output, each.kept.name):
            site.write(output, each.kept.read_bytes())
    if facts != known:
        write_state(cache / "facts", _SHAPE, facts)


def _is_raster(name: str) -> bool:
    return name.lower().endswith(_RASTER) and "://" not in name


def _facts(path: Path, known: tuple[FileState, Facts | None] | None) -> tuple[FileState, Facts | None]:
    from nenrin.outputs.pictures.raster import facts_of  # noqa: PLC0415 - most builds read no picture, and no Pillow

    now = known[0].now() if known and known[0].stamp[0] == str(path) else None
    return (now, known[1]) if now and known else (file_state(path), facts_of(path))


def _forms(site: Site, cache: Path, source: Path, digest: str, width: int) -> Iterable[_Work]:
    """Yield the forms that can be made: at the widths that are less than the picture, and at its own or the largest."""
    widths = sorted(site.options.picture_widths)
    if width <= widths[0]:
        return
    chosen = [each for each in widths if each < width * 0.8]
    chosen += [width] if width <= widths[-1] else [widths[-1]] if widths[-1] not in chosen else []
    quality = site.options.picture_quality
    from nenrin.outputs.pictures.raster import can_write  # noqa: PLC0415 - as above

    for form in filter(can_write, site.options.picture_formats):
        for each in chosen:
            yield _Work(source, each, form, quality, cache / f"{digest}-{each}-{quality}.{form}")


def _name(copied: str, work: _Work) -> str:
    stem = copied.rpartition(".")[0]
    return f"{stem}-{work.kept.stem.partition('-')[0][:8]}-{work.width}.{work.form}"


def _make(work: list[_Work]) -> None:
    """Make forms on all cores: Pillow works outside Python's lock."""
    if not work:
        return
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        made = pool.map(lambda each: attempt(partial(_make_one, each), None, _LOST), work)
        for _done in status_iterator(made, "making pictures... ", "brown", len(work)):
            pass


def _make_one(work: _Work) -> None:
    from nenrin.outputs.pictures.raster import resized  # noqa: PLC0415 - as above

    # AVIF is as good as WebP at a lower number.
    quality = max(work.quality - 15, 1) if work.form == "avif" else work.quality
    write_whole(work.kept, resized(work.source, work.width, work.form, quality))


def _without_location(source: Path, kept: Path) -> bool:
    """Keep a picture without where it was taken; each copy has a file of its own, as builders copy by source."""
    from nenrin.outputs.pictures.raster import without_location  # noqa: PLC0415 - as above

    content = without_location(source)
    if content is not None:
        write_whole(kept, content)
    return content is not None


@costs("the sizes and smaller forms of its pictures")
def show_pictures(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the pictures in the text of a page their sizes and forms; feeds keep the plain ones."""
    site = site_of(app)
    if site is None or "<img" not in context.get("body", "").lower():
        return
    here = page_url(site.builder, pagename)
    known: Mapping[str, Responsive] = build_state(app.env).pictures
    folder = f"{site.builder.imagedir}/"

    def lookup(src: str) -> Responsive | None:
        path = urls.decode(urls.join(f"/{here}", src)).lstrip("/") if not urls.is_remote(src) else ""
        return known.get(path.removeprefix(folder)) if path.startswith(folder) else None

    page = (context.get("nenrin") or {}).get("page")
    has_cover = bool(page and page.post.cover)
    context["body"] = with_pictures(
        context["body"], lookup, lambda name: urls.relative(here, urls.encode(name)), first=not has_cover
    )
