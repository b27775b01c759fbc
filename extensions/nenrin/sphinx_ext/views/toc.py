"""The table of contents of one page, out of what Sphinx makes: without the page's own title."""

from __future__ import annotations

import re

_TITLE = re.compile(r'\s*<ul>\s*<li><a class="reference internal" href="#">.*?</a>', re.DOTALL)
_END = re.compile(r"</li>\s*</ul>\s*$")


def contents(toc: str) -> str:
    """Return the nested list below the page's title, or the whole list where a page has several titles.

    ``toc`` is Sphinx's HTML of the page's sections; ``""`` is returned where there are fewer than two.
    """
    title = _TITLE.match(toc)
    listed = toc
    if title and toc.count('href="#"') == 1 and toc[title.end() :].lstrip().startswith("<ul>"):
        listed = _END.sub("", toc[title.end() :]).strip()
    elif title and toc.count("<li>") == 1:
        return ""
    return listed if listed.count("<li>") > 1 else ""
