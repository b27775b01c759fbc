"""Keep the Markdown parsers of a build: making one with its forty plugins takes as long as parsing a short page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils.parsers.rst import roles
from docutils.parsers.rst.languages import en
from myst_parser.parsers.mdit import create_md_parser

from nenrin.markdown import use_plugins
from nenrin.sphinx_ext.sources.renderer import PostRenderer

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.environment import BuildEnvironment


@dataclass(slots=True)
class _Kept:
    """Parsers that wait for a page, by whether they read the dialects of blog tools; all have one configuration."""

    env: BuildEnvironment | None = None
    config: MdParserConfig | None = None
    idle: dict[bool, list[MarkdownIt]] = field(default_factory=lambda: {True: [], False: []})


_kept = _Kept()


@contextmanager
def lent_parser(env: BuildEnvironment, config: MdParserConfig, *, dialects: bool) -> Iterator[MarkdownIt]:
    """Lend MyST's parser with our plugins to one page; a page that includes another needs two at a time.

    Those with the site's configuration are kept, unless something went wrong in their use; a page with settings
    of its own gets one for itself.
    """
    if config is not env.myst_config:  # type: ignore[attr-defined]
        yield _new_parser(env, config, dialects=dialects)
        return
    if _kept.env is not env or _kept.config is not config:
        _kept.env, _kept.config, _kept.idle = env, config, {True: [], False: []}
    idle = _kept.idle[dialects]
    parser = idle.pop() if idle else _new_parser(env, config, dialects=dialects)
    yield parser
    idle.append(parser)


def _new_parser(env: BuildEnvironment, config: MdParserConfig, *, dialects: bool) -> MarkdownIt:
    md = create_md_parser(config, PostRenderer)
    return use_plugins(md, known_roles=_known_roles(env), dialects=dialects)


def _known_roles(env: BuildEnvironment) -> Callable[[str], bool]:
    """Return a function that tells whether a role exists, as Sphinx would look it up."""

    def known(name: str) -> bool:
        if name.startswith(("external:", "external+")):
            return "intersphinx_mapping" in env.config  # it says itself what the other project lacks
        domain, colon, role = name.lower().partition(":")
        if colon:
            return domain in env.domains and role in env.domains[domain].roles
        std = env.domains.standard_domain.roles
        primary = env.domains.get(env.config.primary_domain or "")
        registered = {**roles._role_registry, **roles._roles}  # type: ignore[attr-defined]
        is_docutils = name.lower() in registered or name.lower() in en.roles  # its short names, such as `sub`
        return is_docutils or name in std or bool(primary and name in primary.roles)

    return known
