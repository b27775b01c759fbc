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

    Jinja takes a compiled template only for the source it was made of; the folder is for one version of Jinja.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        folder = Path(app.doctreedir) / f"nenrin-templates-{jinja2.__version__}"
        folder.mkdir(parents=True, exist_ok=True)
        environment = app.builder.templates.environment
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
        environment.auto_reload = False
        _leave_the_sandbox(environment)
        vars(jinja2_environment)["new_context"] = _context_of_one_level


def _leave_the_sandbox(environment: jinja2.Environment) -> None:
    """Let templates call and read without being asked each time whether they may, a quarter of their time.

    Sphinx runs them in a sandbox, which guards against templates of strangers. Those of a site are as much its
    own as its conf.py, which may do anything.
    """
    if type(environment) is SandboxedEnvironment:
        environment.__class__ = jinja2.Environment  # type: ignore[assignment]


def _context_of_one_level(
    environment: jinja2.Environment,
    template_name: str | None,
    blocks: dict[str, Callable[[Context], Any]],
    vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's names
    shared: bool = False,
    globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    locals: Mapping[str, Any] | None = None,  # noqa: A002
) -> Context:
    """Make what a template sees, as Jinja does, of globals in one dictionary: it goes through two for each name."""
    if isinstance(globals, ChainMap) and not shared:
        globals = {name: value for level in reversed(globals.maps) for name, value in level.items()}  # noqa: A001
    return new_context(environment, template_name, blocks, vars, shared, globals, locals)
