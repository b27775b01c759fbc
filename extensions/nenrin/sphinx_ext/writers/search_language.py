"""Give Sphinx's own search our splitter where readers use it: it, too, then finds Chinese, Japanese and Korean."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage

from nenrin.search import splitter
from nenrin.search.folding import table_json
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.theme import uses_our_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCRIPT = Path(__file__).parents[2] / "theme" / "nenrin" / "static" / "nenrin-search-split.js"


# Runs of letters and digits without those of n-gram scripts, as splitter.py knows them.
_WORDS = re.compile(
    r"[^\W\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]+"
)


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


class WordSearch(SearchLanguage):
    """Words alone: for Sphinx's index of a site whose readers search by ours, which has all of the text.

    Pairs of characters would make it four times as large, and each build take it in and write it out again. Its
    titles and objects, which other tools read, are whole.
    """

    lang = "nenrin-words"
    language_name = "words"

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name is Sphinx's
        """Return the words that are not Chinese, Japanese or Korean."""
        return _WORDS.findall(input)


def add_search_languages(app: Sphinx) -> None:
    """Make ``html_search_language = "nenrin"`` and ``"nenrin-words"`` choices."""
    app.add_search_language(NenrinSearch)
    app.add_search_language(WordSearch)


@costs("a search of its language")
def choose_search_language(app: Sphinx) -> None:
    """Choose one of ours on Chinese, Japanese and Korean sites that choose nothing themselves."""
    config = app.config
    if config.html_search_language is None and re.match(r"(zh|ja|ko)\b", config.language.replace("_", "-")):
        config.html_search_language = (WordSearch if uses_our_theme(app) else NenrinSearch).lang
