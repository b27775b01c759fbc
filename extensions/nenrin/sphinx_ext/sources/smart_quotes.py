"""Keep quotes, dashes and dots in posts as their authors typed them."""

from __future__ import annotations

import copy
from typing import Any

from sphinx.transforms import SphinxTransform

from nenrin.sphinx_ext.config.values import is_set
from nenrin.sphinx_ext.store.domain import post_domain


class KeepTypedQuotes(SphinxTransform):
    """Turns Sphinx's ``smartquotes`` off for a post, unless conf.py names that option.

    ``npm install --save-dev`` must stay what a reader can copy, and Chinese and Japanese have quotes of their own.
    Other pages are left to Sphinx.
    """

    default_priority = 740  # before Sphinx's SmartQuotes (750) looks at the setting

    def apply(self, **options: Any) -> None:
        """Give the document settings of its own, without smart quotes."""
        reading = post_domain(self.env).readings.get(self.env.docname)
        if reading is None or reading.post is None or is_set(self.config, "smartquotes"):
            return
        self.document.settings = copy.copy(self.document.settings)
        self.document.settings.smart_quotes = False
