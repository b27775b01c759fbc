"""Measure how long `nenrin serve` takes from saving a post to the page in the browser's reach.

Writes a blog of N posts (benchmarks/posts.py), starts the command, waits for the first build, then saves one post
again and again, each time with a sentence of its own, and asks the server for its page until the sentence is there.

    python benchmarks/serve/measure.py 1000
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

CONF = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "Measured"
"""
POSTS = Path(__file__).parents[1] / "posts.py"
LIMIT = 60.0  # seconds to wait for one page


def main() -> None:
    """Print a line for each save, and the median and the worst."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("posts", type=int)
    parser.add_argument("--saves", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        blog = Path(folder)
        subprocess.run([sys.executable, POSTS, str(asked.posts), blog / "posts"], check=True)
        (blog / "conf.py").write_text(CONF, "utf-8")
        (blog / "index.md").write_text("# Measured\n", "utf-8")
        measure(blog, asked.saves)


def measure(blog: Path, saves: int) -> None:
    """Serve the blog and save one of its posts."""
    started = time.monotonic()
    command = [sys.executable, "-m", "nenrin.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=blog, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout
        said = next(found for line in server.stdout if (found := re.search(r"http://\S+/", line)))
        print(f"first build {time.monotonic() - started:.1f} s")
        post = sorted((blog / "posts").rglob("*.md"))[len(list((blog / "posts").rglob("*.md"))) // 2]
        address = said[0] + post.relative_to(blog).with_suffix("").as_posix() + "/"
        try:
            pages, wholes = zip(
                *[save(server.stdout, post, address, number) for number in range(saves)], strict=True
            )
        finally:
            server.terminate()
    for name, seconds in (("page", pages), ("whole site", wholes)):
        print(f"{name}: median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s")


def save(output, post: Path, address: str, number: int) -> tuple[float, float]:  # noqa: ANN001 - a pipe
    """Save the post, and return the seconds until its page has changed, and until all pages have."""
    sentence = f"saved {number} {time.monotonic_ns()}"
    with post.open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    started = time.monotonic()
    while sentence not in urlopen(address).read().decode():
        if time.monotonic() - started > LIMIT:
            sys.exit(f"{address} did not change within {LIMIT} seconds")
        time.sleep(0.01)
    page = time.monotonic() - started
    next(line for line in output if " seconds" in line)
    whole = time.monotonic() - started
    print(f"save {number}: page {page:.2f} s, whole site {whole:.2f} s")
    time.sleep(0.5)
    return page, whole


if __name__ == "__main__":
    main()
