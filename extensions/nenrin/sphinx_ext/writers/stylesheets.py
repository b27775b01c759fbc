"""Make the theme's one stylesheet of its parts, and let pages carry only what they use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sphinx.builders.html._assets as sphinx_assets
from pygments.formatters.html import HtmlFormatter
from pygments.util import ClassNotFound
from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.outputs.contrast import is_colour, readable
from nenrin.outputs.inline_styles import width_rules
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.theme import THEME_PATH, uses_our_theme
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.domain import build_state

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FIRST_SCRIPT = "nenrin-theme.js"
_SHEET = "nenrin.css"
_DOCS_SHEET = "nenrin-docs.css"
_COMMENTS = "comments"
"""The part that has no use on a site without comments."""

_SHEETS = {
    _SHEET: (
        "tokens",
        "language",
        "base",
        "site",
        "columns",
        "prose",
        "code",
        "callouts",
        "post",
        _COMMENTS,
        "lists",
        "archive",
        "search",
        "print",
    ),
    _DOCS_SHEET: ("docs",),
}
"""The stylesheets and their parts in ``styles/``; a later part wins over an earlier one."""

_UNCHOSEN = ("tango", "monokai")

_BACKGROUNDS = ("#fbf9f5", "#181512")
"""The light and the dark background of ``styles/tokens.css``."""

_FOREIGN_SHEETS = re.compile(r"_static/(pygments|basic|styles/|ablog/)")
# Sphinx's translations.js builds a function from text, which a strict policy forbids; none of these does
# anything on our pages.
_FOREIGN_SCRIPTS = re.compile(
    r"_static/(documentation_options|doctools|sphinx_highlight|translations|searchtools|language_data)\.js"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def sheets() -> tuple[str, ...]:
    """Return the names of the stylesheets that are made, below the folder of static files."""
    return tuple(_SHEETS)


@costs("the theme's stylesheets and scripts")
def add_theme_files(app: Sphinx) -> None:
    """Register the stylesheets and scripts of our theme."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and uses_our_theme(app):
        app.add_css_file(_DOCS_SHEET, priority=250)
        app.add_js_file(FIRST_SCRIPT)
        app.add_js_file("nenrin.js", loading_method="defer")


def write_sheets(app: Sphinx, env: BuildEnvironment, *docnames: set[str]) -> tuple[str, ...]:
    """Write the stylesheets where Sphinx keeps static files; add no page to those to be read."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or not uses_our_theme(app):
        return ()
    build_state(env).manifest.expect_new(*(f"_static/{name}" for name in _SHEETS))
    has_comments = bool(Options(app.config).comments)
    for name, parts in _SHEETS.items():
        sheet = "".join(
            _small((THEME_PATH / "styles" / f"{part}.css").read_text("utf-8"))
            for part in parts
            if part != _COMMENTS or has_comments
        )
        if name == _SHEET:
            sheet += width_rules() + _chosen_accent(app) + _chosen_code_styles(app)
        build_state(env).manifest.folder.write(f"_static/{name}", sheet.encode())
    return ()


@costs("checksums of files that changed since the build before")
def forget_checksums(app: Sphinx, *about: object) -> None:
    """Have Sphinx read its files again for the checksums in their URLs, which it keeps as long as a process lasts."""
    forget = getattr(getattr(sphinx_assets, "_file_checksum_inner", None), "cache_clear", None)
    if forget is not None:
        forget()


@costs("leaving out the stylesheets and scripts it does not use")
def carry_only_what_is_used(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave out the stylesheets and scripts of Sphinx, pydata and ABlog, and the docs' sheet where it has no use."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or not uses_our_theme(app):
        return
    unwanted = "" if _is_documentation(context) else f"_static/{_DOCS_SHEET}"
    context["css_files"] = [
        sheet
        for sheet in context["css_files"]
        if not _FOREIGN_SHEETS.match(_name(sheet)) and _name(sheet) != unwanted
    ]
    scripts = [script for script in context["script_files"] if not _is_foreign(script)]
    first = f"_static/{FIRST_SCRIPT}"
    context["script_files"] = [script for script in scripts if _name(script) != first]
    context["nenrin"]["first_scripts"] = [script for script in scripts if _name(script) == first]


def _is_documentation(context: dict[str, Any]) -> bool:
    ours = context["nenrin"]
    if ours["beside"] or "genindexentries" in context or "indextitle" in context:
        return True
    return 'class="sig ' in context.get("body", "")


def _is_foreign(script: Any) -> bool:
    if name := _name(script):
        return _FOREIGN_SCRIPTS.match(name) is not None
    # pydata adds lines of script to every page.
    return "DOCUMENTATION_OPTIONS" in script.attributes.get("body", "")


def _name(file: Any) -> str:
    return str(getattr(file, "filename", file) or "")


def _small(sheet: str) -> str:
    """Return ``sheet`` without comments and indentation; nothing that needs to know CSS."""
    return _SPACE.sub("\n", _COMMENT.sub("", sheet)).lstrip()


def _chosen_accent(app: Sphinx) -> str:
    accent = str(_theme_option(app, "accent") or "")
    if not accent:
        return ""
    if not is_colour(accent):
        warn(
            Subtype.CONFIG, f"html_theme_options: accent: found {accent!r}, expected a colour such as #96401f"
        )
        return ""
    light, dark = (readable(accent, background) for background in _BACKGROUNDS)
    return f":root {{ --accent-light: {light}; --accent-dark: {dark}; }}\n"


def _chosen_code_styles(app: Sphinx) -> str:
    """Return the rules of the Pygments styles that the site chose by pydata's options; ours stand else."""
    light, dark = (_chosen_code_style(app, f"pygments_{mode}_style") for mode in ("light", "dark"))
    rules = [_code_rules(light, "")] if light else []
    if dark:
        by_system = _code_rules(dark, ':root:not([data-theme="light"]) ')
        rules.append(f"@media (prefers-color-scheme: dark) {{\n{by_system}}}\n")
        rules.append(_code_rules(dark, ':root[data-theme="dark"] '))
    return "".join(rules)


def _chosen_code_style(app: Sphinx, name: str) -> str:
    """Return the style that conf.py or a theme made of ours names; what ours names is there to please pydata."""
    chosen = app.config.html_theme_options.get(name) or _theme_option(app, name)
    return "" if name not in app.config.html_theme_options and chosen in _UNCHOSEN else str(chosen or "")


def _code_rules(style: str, before: str) -> str:
    try:
        formatter: Any = HtmlFormatter(style=style)
    except ClassNotFound:
        warn(Subtype.CONFIG, f"html_theme_options: found {style!r}, expected the name of a Pygments style")
        return ""
    prefix = f"{before}.highlight"
    rules = [*formatter.get_background_style_defs(prefix), *formatter.get_token_style_defs(prefix)]
    return _small("\n".join(rules)) + "\n"


def _theme_option(app: Sphinx, name: str) -> Any:
    builder: Any = app.builder
    return builder.theme_options.get(name) or builder.theme.get_options().get(name)
