"""Decide what a build must write again: the pages that show something of posts that changed, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts.model import Post
from nenrin.posts.terms import KINDS
from nenrin.sphinx_ext.config.options import OPTIONS
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.rebuild.page_frame import frame, navigation
from nenrin.sphinx_ext.sources.references import Targets
from nenrin.sphinx_ext.store.addresses import output_name
from nenrin.sphinx_ext.store.domain import PostDomain, build_state, post_domain
from nenrin.sphinx_ext.store.manifest import digest

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def start_manifest(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell the manifest what stands on every page, and which options hold."""
    manifest = build_state(env).manifest
    manifest.stamp = frame(app)
    manifest.options = repr([(option.name, app.config[option.name]) for option in OPTIONS])


def pages_to_read_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages with a page in a table of contents that is gone; Sphinx takes it for there until then."""
    return sorted(docname for docname, names in env.toctree_includes.items() if not removed.isdisjoint(names))


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something of other posts which is not what they showed last time."""
    domain = post_domain(env)
    shown = {docname: digest(text) for docname, text in _shown(app, domain).items()}
    changed = sorted(name for name, found in shown.items() if domain.shown.get(name) != found)
    if shown != domain.shown:
        domain.data["shown"] = shown
        # Sphinx stores the environment only when some page is new; what we know of a page that is gone
        # must be stored with it.
        changed = changed or [app.config.root_doc]
    return changed


def note_work(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is written; in parallel builds this, unlike the writing, is done in the main process."""
    build_state(app.env).wrote_pages = True


def note_pages(app: Sphinx, exception: Exception | None) -> None:
    """Delete the output of pages that are gone, and remember what is there for the next build."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    domain = post_domain(app.env)
    build = domain.build
    if build.nothing_changed:
        return
    manifest = build.manifest
    for docname in sorted(app.env.found_docs):
        manifest.note(output_name(builder, docname))
        if app.config.html_copy_source and docname not in domain.withheld:
            source = app.env.doc2path(docname, False).as_posix() + app.config.html_sourcelink_suffix
            manifest.note(f"_sources/{source}")
    for _docnames, name in app.env.images.values():
        manifest.note(f"{builder.imagedir}/{name}")
    for name in sorted(manifest.copies | {name for name in build.generated if (app.outdir / name).exists()}):
        if name not in manifest.written:
            manifest.note(name)
    # Sphinx keeps the record of the last configuration beside the pages, where a clean build has none.
    (Path(app.outdir) / ".buildinfo.bak").unlink(missing_ok=True)
    manifest.remove_gone()
    manifest.save()


def _shown(app: Sphinx, domain: PostDomain) -> dict[str, str]:
    """Return, by page, the values of other posts it shows; a page whose values are the same need not be written."""
    library = domain.build.library
    outdated = _outdated(app)
    found = dict.fromkeys(app.env.found_docs, f"{domain.build.manifest.stamp} {_frame(domain)}")
    for docname, posts in library.by_docname.items():
        found[docname] += repr([(_of_post(domain, post), outdated(post)) for post in posts])
    home = app.config.root_doc
    if home in found:
        found[home] += repr(_of_home(app, domain))
    for docname in domain.lists & found.keys():
        found[docname] += repr([_of_listed(post) for post in library.posts])
    for path, (docnames, name) in sorted(app.env.images.items()):
        for docname in docnames & found.keys():
            found[docname] += f" {path}={name}"
    for docname, text in (*navigation(app.env).items(), *_of_links(domain)):
        if docname in found:
            found[docname] += text
    return found


def _frame(domain: PostDomain) -> tuple[object, ...]:
    """Return what stands on every page: which archives the site has, and its feeds."""
    library = domain.build.library
    archives = [path for path, kind in library.catalogs.items() if kind.in_menu]
    return archives, [planned.name for planned in domain.build.feeds.get("", ())]


def _of_post(domain: PostDomain, post: Post) -> tuple[object, ...]:
    kinds = [kind.name for kind in KINDS.values() if kind.on_post]
    paths = [(term.path, term.name) for kind in kinds for term in domain.build.library.terms_of(post, kind)]
    return domain.build.around[post.key].shown(), paths


def _of_listed(post: Post) -> tuple[object, ...]:
    """Return what ABlog's directive chooses posts by, and what it can show of them: all but the length."""
    values = {item.name: getattr(post, item.name) for item in fields(post) if item.name != "body"}
    return values, post.body.excerpt


def _of_home(app: Sphinx, domain: PostDomain) -> tuple[object, ...]:
    library = domain.build.library
    size: int = Options(app.config).page_size
    years = [
        (year.path, len(year.posts), sum(post.body.words for post in year.posts))
        for year in library.by_kind["year"]
    ]
    listed = (term for kind in KINDS.values() if kind.on_home for term in library.by_kind[kind.name])
    terms = [(term.path, term.name, len(term.posts)) for term in listed]
    shown = library.posts[: size + len(library.pinned)]
    covers = [domain.build.covers.get(post.key) for post in (*library.pinned, *shown)]
    return library.pinned, shown, covers, len(library.posts), years, terms


def _of_links(domain: PostDomain) -> Iterator[tuple[str, str]]:
    known = Targets(domain.env)
    for docname, targets in domain.targets.items():
        yield docname, repr([_of_target(domain, known, *target) for target in sorted(targets)])
    for docname, references in domain.references.items():
        yield docname, repr([known.shown(docname, target) for target in sorted(references)])


def _of_target(domain: PostDomain, known: Targets, target: str, has_part: bool) -> tuple[object, ...]:
    post = domain.build.addresses.get(target)
    page = post.docname if post else domain.page_at(target) or domain.build.guesses.page(target)
    title = domain.env.titles.get(page or "")
    shown = post.title if post else title and title.astext()
    parts = known.headings(page) if page and has_part and page in domain.env.found_docs else ()
    return target, page, shown, parts


def _outdated(app: Sphinx) -> Callable[[Post], bool]:
    """Return whether a post carries the notice of its age by now: it appears by the clock alone."""
    options = Options(app.config)
    days, now = options.outdated_after, options.reading().now
    return lambda post: bool(days) and now - post.changed >= timedelta(days=days)
