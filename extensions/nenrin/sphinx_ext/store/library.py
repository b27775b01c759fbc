"""Make the Library when all pages are read, and warn of terms that would share an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.outputs.head.translations import translations
from nenrin.posts.addresses import book
from nenrin.posts.library import Library
from nenrin.posts.link_targets import Guesses
from nenrin.posts.model import Post
from nenrin.posts.post_relations import PostRelations, post_relations
from nenrin.posts.related import Relations, basis
from nenrin.sphinx_ext.config.guard import for_each, must_run, without_failing
from nenrin.sphinx_ext.config.l10n import language_tag
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.domain import PostDomain, post_domain, source_of
from nenrin.sphinx_ext.store.manifest import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@must_run("posts that are not out would be listed, and the pages of all lists deleted")
def make_library(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the library of all posts readers may see, now that every page is read."""
    domain = post_domain(env)
    build = domain.build
    options = Options(app.config)
    posts = domain.posts()
    if not options.show_drafts:
        now = options.reading().now
        posts = [post for post in posts if post.is_out(now)]
    root = app.config.blog_path
    build.library = library = without_failing(
        posts, "its place in all lists", lambda posts: Library(posts, root)
    )
    for clash in library.clashes:
        text = f"{clash.kept!r} and {clash.other!r} would share one address; {clash.other!r} gets a number"
        warn(Subtype.TERM, f"{clash.kind}: {text}")
    build.addresses = without_failing(library.all, "links to its old addresses", book)
    by_key = {post.key: post for post in library.all}
    close = _related(domain, library)

    def relations(post: Post) -> PostRelations:
        return post_relations(library, post, tuple(by_key[key] for key in close.get(post.key, ())))

    build.relations = {post.key: PostRelations(None, None, (), ()) for post in library.all}
    build.relations.update(
        (post.key, made) for post, made in for_each(library.all, "links to other posts", relations)
    )
    language = language_tag(app.config.language)
    build.versions = without_failing(
        library.posts,
        "links to its translations",
        lambda posts: translations(posts, language, options.languages),
    )
    build.files = {source_of(env, docname): docname for docname in env.found_docs}
    build.guesses = Guesses(library, build.files)


def _related(domain: PostDomain, library: Library) -> dict[str, list[str]]:
    """Return the keys of the posts related to each; most builds change no tag, and take those of the last."""
    found = digest(basis(library))
    if domain.data["related"][0] != found:
        relations = Relations(library)
        related = for_each(
            library.all, "related posts", lambda post: [other.key for other in relations.of(post)]
        )
        domain.data["related"] = found, {post.key: keys for post, keys in related}
    keys: dict[str, list[str]] = domain.data["related"][1]
    return keys
