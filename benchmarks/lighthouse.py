"""Print Lighthouse's scores of the home page, a post and the archive, on a phone and on a desktop: medians.

npm install lighthouse                      once, anywhere
python -m benchmarks.lighthouse --lighthouse node_modules/.bin/lighthouse [--runs 5] [SITE]

SITE is a built site with an address map of the theme's test blog; without it that blog is built. Pages are served
as a host would: compressed, with the policy our pages are made for.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import statistics
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.conftest import find_chromium
from tests.sphinx_ext.theme_blog import PAGES, build_theme_blog

KINDS = ("home", "post", "archive")
SCORES = ("performance", "accessibility", "best-practices", "seo")
DEVICES = {"mobile": [], "desktop": ["--preset=desktop"]}
HEADERS = {"Content-Security-Policy": "default-src 'self'", "Cache-Control": "public, max-age=31536000"}


class HostHandler(SimpleHTTPRequestHandler):
    """Serves files compressed, with the headers of a careful host."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> Any:
        """Send the headers of the file asked for and return its compressed content."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        headers = {"Content-Type": self.guess_type(path), "Content-Encoding": "gzip", **HEADERS}
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Keep the table free of requests."""


def main() -> None:
    """Run Lighthouse and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, nargs="?")
    parser.add_argument("--lighthouse", default="lighthouse")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or build_theme_blog(Path(folder)).out
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(HostHandler, directory=site)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            print(f"| page | device | {' | '.join(SCORES)} | FCP | LCP | CLS | bytes |")
            print("| --- | --- |" + " ---: |" * (len(SCORES) + 4))
            for kind in KINDS:
                for device, flags in DEVICES.items():
                    reports = [
                        run(options.lighthouse, address + PAGES[kind], flags) for _ in range(options.runs)
                    ]
                    print(row(kind, device, reports), flush=True)
            server.shutdown()


def run(lighthouse: str, url: str, flags: list[str]) -> dict[str, Any]:
    """Run Lighthouse once and return its report."""
    chrome = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    command = [lighthouse, url, "--quiet", "--output=json", chrome, *flags]
    environment = {**os.environ, "CHROME_PATH": find_chromium() or ""}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=180
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def row(kind: str, device: str, reports: list[dict[str, Any]]) -> str:
    """Return a row of the table: medians of the scores and of what the performance score is made of."""
    scores = [
        statistics.median(report["categories"][name]["score"] * 100 for report in reports) for name in SCORES
    ]

    def audit(name: str) -> float:
        values: list[float] = [report["audits"][name]["numericValue"] for report in reports]
        return statistics.median(values)

    cells = [f"{score:.0f}" for score in scores]
    cells += [
        f"{audit('first-contentful-paint') / 1000:.1f} s",
        f"{audit('largest-contentful-paint') / 1000:.1f} s",
    ]
    cells += [f"{audit('cumulative-layout-shift'):.3f}", f"{audit('total-byte-weight') / 1000:.1f} kB"]
    return f"| {kind} | {device} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
