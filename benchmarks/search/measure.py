"""Measure the search of blogs of 100, 1,000 and 5,000 posts, and print a table.

    pip install wordfreq
    PYTHONPATH=extensions python benchmarks/search/measure.py [100 1000 5000]

The posts are drawn from word frequencies of Chinese, Japanese and English, a third each: 3,000 characters or 600
words long, half of them from a topic of the post's own. Real posts repeat themselves more, so their index is smaller.
Chromium is that of $CHROMIUM or the search path. Times are the median of five runs, each in a fresh browser context,
from a server on this machine:

    index     all shards and the catalogue, gzip -9, one file after the other
    first     what the first query loads after the page: catalogue, table, scripts, its shards, the texts it shows
    to open   from the key that opens the search until the index is ready
    cold      from typing the query to its results, the first time
    warm      the same once the shards and texts are there
    build     seconds added to the build by the index, in the process that writes it
"""

from __future__ import annotations

import gzip
import http.server
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from nenrin.search.index import index_files, stemmer_of
from nenrin.search.records import PageRecord, PageText, packed, page_file, page_script
from playwright.sync_api import Browser, sync_playwright
from sphinx import package_dir
from wordfreq import top_n_list, word_frequency

STATIC = Path(__file__).parents[2] / "extensions" / "nenrin" / "theme" / "nenrin" / "static"
STEMMERS = Path(package_dir) / "search" / "minified-js"
LANGUAGES = {"zh": ("", 1500, "。\n"), "ja": ("", 1300, "。\n"), "en": (" ", 600, ".\n")}
QUERIES = {
    "时间": "two characters",
    "機器學習": "four, traditional",
    "system time": "two words",
    "学": "one character",
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><script defer src="_static/nenrin-search.js"></script>
<dialog data-search-root data-text-many="{count} results" data-text-one="1 result" data-text-none="none"
data-text-first="first {count}"><input type="search"><label><select data-search-filter="year"><option value="">
</select></label><p data-search-status></p><ol data-search-results></ol>
<button data-search-more hidden></button></dialog>"""
#: Types the query and measures, in the page, until the status says something.
TYPE = """(query) => new Promise((resolve) => {
  const input = document.querySelector("input"), status = document.querySelector("[data-search-status]");
  status.textContent = "";
  const began = performance.now();
  new MutationObserver((_, observer) => { observer.disconnect(); resolve(performance.now() - began); })
    .observe(status, { childList: true });
  input.value = query;
  input.dispatchEvent(new Event("input"));
})"""


def main(sizes: Iterable[int]) -> None:
    """Print a row for each size and query."""
    print("| posts | index, kB | files | largest, kB | first, kB | build, s | to open, ms |", end="")
    print(" query | cold, ms | warm, ms |")
    print("|--:|--:|--:|--:|--:|--:|--:|:--|--:|--:|")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for size in sizes:
            measure(browser, size)
        browser.close()


def measure(browser: Browser, size: int) -> None:
    """Write a blog of this size, search it, and print its rows."""
    records = list(blog(size))
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as (root, sent):
        seconds, files = write(Path(name), records)
        packed = [len(gzip.compress(content.encode(), 9)) for content in files.values()]
        row = [f"{size:,}", f"{sum(packed) / 1000:,.0f}", str(len(files)), f"{max(packed) / 1000:.0f}"]
        for number, (query, says) in enumerate(QUERIES.items()):
            runs = [run(browser, root, query, sent) for _ in range(5)]
            opened, cold, warm, loaded = (statistics.median(values) for values in zip(*runs, strict=True))
            first = (
                [*row, f"{loaded / 1000:.0f}", f"{seconds:.1f}", f"{opened:.0f}"] if not number else [""] * 7
            )
            if number:
                first[4] = f"{loaded / 1000:.0f}"
            print(
                "|", " | ".join([*first, f"{query} ({says})", f"{cold:.0f}", f"{warm:.0f}"]), "|", flush=True
            )


def run(browser: Browser, root: str, query: str, sent: list[int]) -> tuple[float, float, float, float]:
    """Return the milliseconds to open, to answer first and to answer again, and the bytes sent until then."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(root, wait_until="networkidle")
    sent.clear()
    began = time.perf_counter()
    page.keyboard.press("/")
    page.wait_for_function("document.querySelector('select').options.length > 1")
    opened = (time.perf_counter() - began) * 1000
    cold = page.evaluate(TYPE, query)
    loaded = sum(sent)
    page.evaluate("document.querySelector('ol').replaceChildren()")
    warm = page.evaluate(TYPE, query)
    context.close()
    return opened, cold, warm, loaded


def blog(size: int) -> Iterator[PageRecord]:
    """Yield posts that a fixed seed makes: the same in every run."""
    chance = random.Random(2026)
    words = {language: vocabulary(language) for language in LANGUAGES}
    for number in range(size):
        language = list(LANGUAGES)[number % 3]
        joint, count, stop = LANGUAGES[language]
        every, weights = words[language]
        topic = chance.sample(every[:20000], 60)
        drawn = chance.choices(every, weights, k=count // 2) + chance.choices(topic, k=count // 2)
        chance.shuffle(drawn)
        sentences = [joint.join(drawn[at : at + 15]) for at in range(0, count, 15)]
        docname, title = f"posts/{number:05}", joint.join(topic[:3])
        headings = tuple((f"h{at}", joint.join(topic[at : at + 2])) for at in range(3, 9, 2))
        yield PageRecord(
            docname=docname,
            url=f"{docname}/",
            title=title,
            said=packed(page_script(docname, PageText(title, headings, stop.join(sentences)))),
            date=f"{2005 + number % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            categories=(topic[0][:8],),
            tags=tuple(topic[1:4]),
            language=language,
            kind="post",
        )


def vocabulary(language: str) -> tuple[list[str], list[float]]:
    """Return the most frequent words, with their frequency, or Zipf's law where it is not counted by word."""
    words = top_n_list(language, 50000)
    return words, [
        word_frequency(word, language) if language == "en" else 1 / rank for rank, word in enumerate(words, 3)
    ]


def write(folder: Path, records: list[PageRecord]) -> tuple[float, dict[str, str]]:
    """Write the site; return the seconds the build spends on its index, and the files of the index."""
    base = folder / "_static" / "nenrin-search"
    shutil.copytree(STATIC, folder / "_static")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    for name in {"base", *(stemmer_of(record.language) for record in records)}:
        put(
            base / "stemmers" / f"{name}-stemmer.js",
            (STEMMERS / f"{name}-stemmer.js").read_text(encoding="utf-8"),
        )
    began = time.perf_counter()
    for record in records:
        put(base / page_file(record.docname), page_script(record.docname, record.said.unpacked()))
    for record in records:
        packed((base / page_file(record.docname)).read_text(encoding="utf-8"))
    files = index_files(records)
    for name, content in files.items():
        put(base / name, content)
    return time.perf_counter() - began, files


def put(path: Path, content: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve the folder as a web server would, packed, and note the bytes of each answer."""
    sent: list[int] = []
    handler: Callable[..., Any] = partial(Packed, sent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", sent
        finally:
            server.shutdown()
            thread.join()


class Packed(http.server.SimpleHTTPRequestHandler):
    """Sends every file by gzip; keeps what it packed, so that packing is not measured twice."""

    protocol_version = "HTTP/1.1"
    kept: ClassVar[dict[str, bytes]] = {}

    def __init__(self, sent: list[int], *args: Any, **options: Any) -> None:
        self.sent = sent
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Send a file, packed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = self.kept.setdefault(str(path), gzip.compress(path.read_bytes(), 6))
        self.sent.append(len(packed))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, *args: Any) -> None:
        """Keep the table free of requests."""


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1000, 5000])
