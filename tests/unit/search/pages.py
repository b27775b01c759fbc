"""Make the records of pages out of what stands on them."""

from __future__ import annotations

from typing import Any

from nenrin.search.records import PackedText, PageRecord, PageText, packed, page_script

Headings = tuple[tuple[str, str], ...]


def record(
    docname: str,
    url: str,
    title: str,
    headings: Headings = (),
    text: str = "",
    date: str | None = None,
    **known: Any,
) -> PageRecord:
    """Return the record of a page; an object of an API has neither headings nor text."""
    said = packed(page_script(docname, PageText(title, headings, text)))
    if known.get("kind") == "object":
        said = PackedText()
    return PageRecord(docname, url, title, said, date, **known)


def script(page: PageRecord) -> str:
    """Return the script with the text of a page."""
    return page_script(page.docname, page.said.unpacked())


def with_text(page: PageRecord, text: str) -> PageRecord:
    """Return the page with another text."""
    said = PageText(page.title, page.said.unpacked().headings, text)
    return page._replace(said=packed(page_script(page.docname, said)))
