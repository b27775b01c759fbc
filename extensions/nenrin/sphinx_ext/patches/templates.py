"""Have Jinja compile a template once, and run it without what no template of a site needs."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import jinja2.environment as jinja2_environment
from jinja2.runtime import Context, new_context
from jinja2.sandbox import SandboxedEnvironment
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def keep_templates(app: Sphinx) -> None:
    """Keep compiled templates from build to build, and have Jinja look once whether one changed, not at each use.

    Jinja takes a compiled template only for the source it was made of.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        environment = app.builder.templates.environment
        _leave_the_sandbox(environment)
        folder = Path(app.doctreedir) / _folder(environment)
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
        environment.auto_reload = False
        # A site has few templates. The cache for many puts them in the order of their last use, at each use.
        environment.cache = {}
        renderer = _Renderer(environment)
        app.builder.templates.render = renderer.render
        vars(jinja2_environment)["new_context"] = renderer.new_context


def _leave_the_sandbox(environment: jinja2.Environment) -> None:
    """Let templates call and read without being asked each time whether they may, a quarter of their time.

    Sphinx runs them in a sandbox, which guards against templates of strangers. Those of a site are as much its
    own as its conf.py, which may do anything.
    """
    if type(environment) is SandboxedEnvironment:
        environment.__class__ = jinja2.Environment  # type: ignore[assignment]


def _folder(environment: jinja2.Environment) -> str:
    """Return where compiled templates are kept: apart by what made them, a version of Jinja, a kind of environment."""
    return f"nenrin-templates-{jinja2.__version__}-{type(environment).__name__}"


class _Renderer:
    """Renders templates, and lets go of what they saw.

    A macro holds all its page has, and is held by it: Python would have to look for each page to free it.
    """

    def __init__(self, environment: jinja2.Environment) -> None:
        self.environment = environment
        self.seen: list[Context] = []

    def render(self, template: str, context: dict[str, Any]) -> str:
        """Return what the template makes of ``context``; one may be rendered while another is."""
        before, self.seen = self.seen, []
        try:
            return self.environment.get_template(template).render(context)
        finally:
            for seen in self.seen:
                seen.vars, seen.parent = {}, {}
            self.seen = before

    def new_context(
        self,
        environment: jinja2.Environment,
        template_name: str | None,
        blocks: dict[str, Callable[[Context], Any]],
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's names
        shared: bool = False,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> Context:
        """Make what a template sees, as Jinja does, of globals in one dictionary: it goes through two for each name."""
        levels = globals.maps if isinstance(globals, ChainMap) else ()
        whole = (
            {name: value for level in levels[::-1] for name, value in level.items()} if levels else globals
        )
        made = new_context(environment, template_name, blocks, vars, shared, whole, locals)
        if levels:
            # These are handed on to macros that all pages share, which have those of the environment.
            made.globals_keys = set(levels[0])
        if vars:  # else it belongs to macros that all pages share
            self.seen.append(made)
        return made
