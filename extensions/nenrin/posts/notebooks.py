"""Read Jupyter notebooks as posts are read: the front matter, the texts as Markdown, the code in fences.

Front matter is the first cell, of text or raw, that begins like one, as Quarto, nbdev and Pelican have it; else the
keys in the notebook's metadata that mean something to us.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from nenrin.posts.front_matter.fences import body_after_values, read_front_matter
from nenrin.posts.front_matter.keys import is_known

NOTEBOOK = ".ipynb"
"""How the names of notebooks end."""

_MARKED = re.compile(r"([\\`*_{}\[\]<>#|~$^])")


def notebook_as_markdown(text: str) -> str:
    """Return a notebook, the JSON of its file, as Markdown with front matter; ``""`` for a text that is none.

    What its code has put out is left out.
    """
    cells, metadata = _parts(_loaded(text))
    front, first = _front_of(cells, metadata)
    bodies = [first, *map(_body, cells[1:])] if cells else []
    return front + "\n\n".join(body for body in bodies if body) + "\n" if cells or front else ""


def notebook_without_values(text: str, heading: dict[str, Any] | None) -> str:
    """Return a notebook without its front matter, with the cell ``heading``, if any, above its cells."""
    notebook = _loaded(text)
    cells, metadata = _parts(notebook)
    if not cells:
        return text
    front, first = _front_of(cells, metadata)
    if front and _fenced(cells[0]):
        cells[0]["source"] = first
        if not first.strip():
            del cells[0]
    for key in [key for key in metadata if is_known(key)]:
        del metadata[key]
    if heading:
        # Cells have names since version 4.5 of the format.
        named = {"id": "nenrin-title"} if notebook.get("nbformat_minor", 0) >= 5 else {}
        cells.insert(0, {**heading, **named})
    return json.dumps(notebook, ensure_ascii=False)


def markdown_heading(title: str) -> dict[str, Any]:
    """Return a cell with a heading in Markdown."""
    return {"cell_type": "markdown", "metadata": {}, "source": as_heading(title)}


def rest_heading(title: str) -> dict[str, Any]:
    """Return a cell with a heading in reStructuredText, which needs no pandoc to be read."""
    line = re.sub(r"([\\`*_|])", r"\\\1", " ".join(title.split()))
    text = f"{line}\n{'=' * (2 * len(line))}"  # wide characters count twice
    return {"cell_type": "raw", "metadata": {"raw_mimetype": "text/restructuredtext"}, "source": text}


def text_notebook_without_values(text: str, title: str) -> str:
    """Return a notebook of MyST Markdown without the keys that are ours, with ``title``, if any, above its text.

    Jupyter's own keys, such as ``kernelspec``, stay, and each line of the text keeps its number.
    """
    front = read_front_matter(text)
    lines = text.replace("\r\n", "\n").split("\n")
    values = yaml.safe_load("\n".join(lines[1 : front.body_line]).rstrip().removesuffix("---")) or {}
    kept = {key: value for key, value in values.items() if not is_known(str(key))}
    head = f"---\n{yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)}---\n"
    if title:
        head += f"{as_heading(title)}\n"
    gap = "\n" * max(front.body_line - head.count("\n"), 1)
    return f"{head}{gap}{front.body}"


def as_heading(title: str) -> str:
    """Return a title as the Markdown of a heading, in which no sign means anything."""
    marked = _MARKED.sub(r"\\\1", " ".join(title.split()))
    return f"# {marked}"


def _loaded(text: str) -> dict[str, Any]:
    try:
        loaded = json.loads(text)
    except ValueError:
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _parts(notebook: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    cells, metadata = notebook.get("cells"), notebook.get("metadata")
    is_readable = isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)
    return (cells if is_readable and cells else []), metadata if isinstance(metadata, dict) else {}


def _front_of(cells: list[dict[str, Any]], metadata: dict[str, Any]) -> tuple[str, str]:
    """Return the front matter as YAML in fences, ``""`` for none, and what the first cell holds besides."""
    first = _body(cells[0]) if cells else ""
    if fenced := _fenced(cells[0]) if cells else "":
        body = body_after_values(fenced)
        return fenced.removesuffix(body).rstrip("\n") + "\n\n", body.strip("\n")
    values = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in metadata.items() if is_known(key)
    ]
    return "\n".join(["---", *values, "---", "", ""]) if values else "", first


def _fenced(cell: dict[str, Any]) -> str:
    """Return the source of a cell that begins with front matter; ``""`` for any other."""
    source = _source(cell)
    if cell.get("cell_type") not in {"markdown", "raw"} or not source.lstrip().startswith("---"):
        return ""
    return source if any(map(is_known, read_front_matter(source).values)) else ""


def _body(cell: dict[str, Any]) -> str:
    source = _source(cell)
    if cell.get("cell_type") == "code" and source.strip():
        marks = "`" * max(3, 1 + max(_runs(source), default=0))
        return f"{marks}python\n{source}\n{marks}"
    return source if cell.get("cell_type") == "markdown" else ""


def _runs(source: str) -> Iterator[int]:
    yield from (len(run) for run in re.findall("`+", source))


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)
