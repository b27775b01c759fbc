"""Give Sphinx's own search our splitter: it, too, then finds Chinese, Japanese and Korean."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage

from nenrin.search import splitter
from nenrin.search.folding import table_json

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SCRIPT = Path(__file__).parents[1] / "theme" / "nenrin" / "static" / "nenrin-search-split.js"


class NenrinSearch(SearchLanguage):
    """Our splitter for Sphinx's own search.

    Nothing is stemmed here: the English stemmers that Sphinx has for Python and for the browser differ on words
    such as "internal", and its search matches parts of words anyway.
    """

    lang = "nenrin"
    language_name = "Nenrin"

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        script = SCRIPT.read_text(encoding="utf-8")
        made = f"{script}\nreturn nenrinSplitter({table_json().strip()}).terms;"
        self.js_splitter_code = f"var splitQuery = (function () {{\n{made}\n}})();"

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name is Sphinx's
        """Return words, and one and two characters of Chinese, Japanese and Korean text."""
        return splitter.terms(input)


def add_search_language(app: Sphinx) -> None:
    """Make ``html_search_language = "nenrin"`` a choice."""
    app.add_search_language(NenrinSearch)


def choose_search_language(app: Sphinx, config: Config) -> None:
    """Choose it on Chinese, Japanese and Korean sites that choose nothing themselves."""
    if config.html_search_language is None and re.match(r"(zh|ja|ko)\b", config.language.replace("_", "-")):
        config.html_search_language = NenrinSearch.lang
