"""The recipes of guide/publishing.md do what they say, as far as that can be tried without their hosts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from nenrin.outputs.services.policy import policy

from tests.sphinx_ext.site import Site

GUIDE = Path(__file__).parents[2] / "guide" / "publishing.md"
BIN = Path(sys.executable).parent
HOME = "https://me.github.io/blog/"
PIXEL = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x02" + b"\0" * 9


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def run(command: str, folder: Path, env: Mapping[str, str] | None = None) -> None:
    """Run a line of a recipe in a blog, with what is installed here and no network for pip."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PIP_NO_INDEX": "1", "NO_COLOR": "1", **(env or {})}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],  # noqa: S607 - the hosts' shell
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A blog as `nenrin init` begins it."""
    answers = (
        '--title "年輪" --author Mei --language zh_TW --address https://me.github.io/blog/ --timezone UTC'
    )
    run(f"nenrin init blog {answers}", tmp_path)
    return tmp_path / "blog"


def test_the_guide_shows_the_files_that_a_blog_begins_with(blog: Path) -> None:
    files = [blog / ".readthedocs.yaml", blog / ".github/workflows/pages.yml"]
    assert blocks("yaml") == [file.read_text("utf-8") for file in files]


def assert_published(folder: Path) -> None:
    for name in ("index.html", "404.html", "blog/atom.xml", "sitemap.xml", "_static/nenrin.css"):
        assert (folder / name).is_file(), name


def test_github_pages_builds_what_it_uploads(blog: Path) -> None:
    workflow = yaml.safe_load((blog / ".github/workflows/pages.yml").read_text("utf-8"))
    steps: list[dict[str, Any]] = workflow["jobs"]["publish"]["steps"]
    for step in steps:
        if "run" in step and not step["run"].startswith("sudo "):
            run(step["run"], blog)
    (uploaded,) = [step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", "")]
    assert_published(blog / uploaded)
    # GitHub's own advice for the right to publish, and the event that asks for it.
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow[True]["push"]["branches"] == ["main"]  # YAML 1.1 reads `on` so


def test_read_the_docs_builds_as_its_file_says(blog: Path) -> None:
    settings = yaml.safe_load((blog / ".readthedocs.yaml").read_text("utf-8"))
    assert settings["version"] == 2
    (install,) = settings["python"]["install"]
    run(f"pip install -r {install['requirements']}", blog)
    sphinx = settings["sphinx"]
    assert (blog / sphinx["configuration"]).is_file()
    command = f"python -m sphinx -T -b {sphinx['builder']} -d _build/doctrees . $READTHEDOCS_OUTPUT/html"
    run(command, blog, {"READTHEDOCS_OUTPUT": "_readthedocs"})
    assert_published(blog / "_readthedocs/html")


def test_read_the_docs_tells_the_address(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://mei.readthedocs.io/en/latest/")
    site = make_site({"posts/a.md": "---\ntitle: A\ndate: 2024-05-01\n---\nA\n"}, conf='html_baseurl = ""\n')
    assert "https://mei.readthedocs.io/en/latest/posts/a/" in site.read("sitemap.xml")
    (base,) = site.html("404.html").select("base")
    assert str(base["href"]).startswith("/en/latest/")


def test_netlify_builds_what_it_publishes(blog: Path) -> None:
    (text,) = blocks("toml")
    build = tomllib.loads(text)["build"]
    run(build["command"], blog)
    assert_published(blog / build["publish"])


def test_cloudflare_builds_what_it_publishes(blog: Path) -> None:
    rows = [line.split("|") for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("| ")]
    settings = {row[1].strip(): row[2].strip().strip("`") for row in rows}
    run(settings["Build command"], blog)
    assert_published(blog / settings["Build output directory"])


REDIRECTS = "---\ntitle: 樹\ndate: 2024-05-01\naliases: [/舊/樹/, /2019/tree.html, /with space/]\n---\n字\n"


def test_the_table_of_redirects_is_written_as_its_host_reads_it(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = make_site({"posts/tree.md": REDIRECTS}).read("_redirects").splitlines()
    assert table == [
        "/%E8%88%8A/%E6%A8%B9/ /posts/tree/ 301",
        "/2019/tree.html /posts/tree/ 301",
        "/with%20space/ /posts/tree/ 301",
    ]
    monkeypatch.setenv("NETLIFY", "true")
    table = make_site({"posts/tree.md": REDIRECTS}).read("_redirects").splitlines()
    assert table == [
        "/2019/tree.html /posts/tree/ 301!",
        "/with%20space/ /posts/tree/ 301!",
        "/舊/樹/ /posts/tree/ 301!",
    ]


def test_nginx_gets_a_line_for_each_redirect(make_site: Callable[..., Site], tmp_path: Path) -> None:
    site = make_site({"posts/tree.md": REDIRECTS})
    (command,) = [block for block in blocks("bash") if block.startswith("awk ")]
    run(command.replace("_build/html", str(site.out)), tmp_path)
    assert (tmp_path / "redirects.map").read_text("utf-8").splitlines() == [
        "/%E8%88%8A/%E6%A8%B9/ /posts/tree/;",
        "/2019/tree.html /posts/tree/;",
        "/with%20space/ /posts/tree/;",
    ]


def test_servers_send_the_policy_of_a_blog_without_services() -> None:
    said = re.findall(r'Content-Security-Policy "(.*?)"', GUIDE.read_text("utf-8"))
    assert said == [policy([])] * 2


BELOW: dict[str, str | bytes] = {
    "conf.py": (
        'extensions = ["nenrin"]\nhtml_theme = "nenrin"\nhtml_baseurl = "https://me.github.io/blog/"\n'
        'language = "ja"\nproject = "年輪"\nnenrin_page_size = 1\n'
        'nenrin_feeds = {"blog": ["atom", "rss", "json"], "tag": ["atom"]}\n'
    ),
    "index.md": "# 年輪\n\n[tree](posts/tree.md)\n",
    "posts/tree.md": REDIRECTS.replace("aliases:", "tags: [C#, 年]\ncategories: [木]\naliases:")
    + "[輪](年輪/)\n",
    "posts/年輪/index.md": "---\ntitle: 年輪\ndate: 2024-05-02\nimage: ./ring.png\n---\n![輪](ring.png)\n",
    "posts/年輪/ring.png": PIXEL,
}


def addresses(html: str, at: str) -> Iterator[str]:
    """Every address that a page names, absolute."""
    page = BeautifulSoup(html, "lxml")
    base = page.select_one("base[href]")
    start = urljoin(at, str(base["href"])) if base else at
    for tag in page.select("[href], [src], [action]"):
        if tag.name != "base":
            yield urljoin(start, str(tag.get("href") or tag.get("src") or tag.get("action")))
    for tag in page.select("meta[property='og:image'], meta[property='og:url']"):
        yield str(tag["content"])
    for tag in page.select("meta[http-equiv=refresh]"):
        yield urljoin(start, str(tag["content"]).partition("url=")[2])


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_everything_is_found_below_a_folder_of_the_host(make_site: Callable[..., Site], builder: str) -> None:
    site = make_site(BELOW, builder=builder)
    assert site.warnings == ""
    named: dict[str, str] = {}
    for name, content in site.files().items():
        at = HOME + name
        if name == "404.html":
            at = f"{HOME}no/such/page/"  # it is shown at any address
        if name.endswith(".html") and not name.startswith("_static/"):
            named.update((address, name) for address in addresses(content.decode(), at))
        elif name.endswith(("atom.xml", "rss.xml", "sitemap.xml", "feed.json", "robots.txt", "llms.txt")):
            found = re.findall(r"https://me\.github\.io/[^\s<>\"')\\]*", content.decode())
            named.update((address, name) for address in found)
        elif name == "_redirects":
            for line in content.decode().splitlines():
                named.update((urljoin(HOME, word), name) for word in line.split(" ")[:2])
    own = {address: page for address, page in named.items() if urlsplit(address).netloc == "me.github.io"}
    assert len(own) > 40
    assert [(page, address) for address, page in own.items() if not is_there(site, address)] == []


def is_there(site: Site, address: str) -> bool:
    """Whether a server that has the site in its folder `blog` answers with a file."""
    path = unquote(urlsplit(address).path)
    root = urlsplit(HOME).path
    if not path.startswith(root):
        return False
    file = site.out / path.removeprefix(root)
    return (file / "index.html" if path.endswith("/") else file).is_file()
