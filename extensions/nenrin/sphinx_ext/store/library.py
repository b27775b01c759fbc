"""Make the Library when all pages are read, and tell of addresses that two posts or two terms claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.outputs.head.translations import translations
from nenrin.posts.addresses import book
from nenrin.posts.library import Library, taken_slugs
from nenrin.posts.link_targets import Guesses
from nenrin.posts.model import Problem
from nenrin.posts.post_relations import post_relations
from nenrin.posts.related import Relations, basis
from nenrin.sphinx_ext.config.l10n import language_tag
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn, warn_problem
from nenrin.sphinx_ext.store.domain import PostDomain, post_domain, source_of
from nenrin.sphinx_ext.store.manifest import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def make_library(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the library of all posts readers may see, now that every page is read."""
    domain = post_domain(env)
    build = domain.build
    options = Options(app.config)
    taken = _tell_taken_slugs(env)
    posts = [post for post in domain.posts() if post.key not in taken]
    if not options.show_drafts:
        now = options.reading().now
        posts = [post for post in posts if post.is_out(now)]
    build.library = library = Library(posts, app.config.blog_path)
    for clash in library.clashes:
        text = f"{clash.kept!r} and {clash.other!r} would share one address; {clash.other!r} gets a number"
        warn(Subtype.TERM, f"{clash.kind}: {text}")
    build.addresses = book(library.all)
    by_key = {post.key: post for post in library.all}
    build.relations = {
        key: post_relations(library, by_key[key], tuple(by_key[other] for other in close))
        for key, close in _related(domain, library).items()
    }
    build.versions = translations(library.posts, language_tag(app.config.language), options.languages)
    build.files = {source_of(env, docname): docname for docname in env.found_docs}
    build.guesses = Guesses(library, build.files)


def _related(domain: PostDomain, library: Library) -> dict[str, list[str]]:
    """Return the keys of the posts related to each; most builds change no tag, and take those of the last."""
    found = digest(basis(library))
    if domain.data["related"][0] != found:
        relations = Relations(library)
        close = {post.key: [other.key for other in relations.of(post)] for post in library.all}
        domain.data["related"] = found, close
    keys: dict[str, list[str]] = domain.data["related"][1]
    return keys


def _tell_taken_slugs(env: BuildEnvironment) -> set[str]:
    """Warn of slugs claimed twice and return the keys of the posts that lose them."""
    domain = post_domain(env)
    taken = taken_slugs(domain.posts())
    for post in domain.posts():
        if owner := taken.get(post.key):
            text = f"found {post.slug!r}, which {owner.docname} has already; expected a slug of its own"
            line = domain.readings[post.docname].lines.get("slug", 1)
            warn_problem(Problem("slug", "slug", line, text), env.doc2path(post.docname).as_posix())
    return set(taken)
