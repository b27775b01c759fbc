"""``nenrin init --from`` on the test blogs of each tool: nothing is lost or changed, and the new blog builds."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Container
from pathlib import Path

import pytest
from nenrin.cli.importing.place import ATTACHED
from nenrin.posts.files import MARKDOWN

from tests.cli.conftest import Run, write
from tests.cli.test_build import rows

ROOTS = Path(__file__).parents[1] / "roots"
# The settings file that makes a folder a blog of its tool; the roots themselves are built by Sphinx.
SETTINGS = {
    "astro": {"astro.config.mjs": 'export default { site: "https://a.example" };\n'},
    "astropaper": {"astro.config.ts": 'export default { site: "https://b.example" };\n'},
    "fuwari": {"astro.config.mjs": 'export default { site: "https://c.example" };\n'},
    "hexo": {"_config.yml": "title: Hexo\nurl: https://d.example\npermalink: :year/:month/:day/:title/\n"},
    "hugo": {"hugo.toml": 'baseURL = "https://e.example/"\ntitle = "Hugo"\n'},
    "jekyll": {"_config.yml": "title: Jekyll\nurl: https://f.example\n"},
    "zenn": {"package.json": '{"dependencies": {"zenn-cli": "latest"}}\n'},
    "zola": {"config.toml": 'base_url = "https://g.example"\ntitle = "Zola"\n'},
}
NAMES = {"astropaper": "Astro", "fuwari": "Astro"}
# Lists and pages without a text of their own, and what no file of the old blog names.
LEFT = {
    "hugo": {"content/posts/_index.md"},
    "zola": {"content/_index.md", "content/blog/_index.md"},
}
PAGES = {
    "hexo": {"about/index.md"},
    "jekyll": {"about.markdown"},
    "zenn": {"books/rings/introduction.md", "posts/undated-article.md"},
}


@pytest.fixture
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    tool: str = request.param
    shutil.copytree(ROOTS / tool, tmp_path / tool, ignore=shutil.ignore_patterns("conf.py"))
    (tmp_path / tool / "index.md").unlink()
    return write(tmp_path / tool, SETTINGS[tool])


@pytest.mark.parametrize("old", SETTINGS, indirect=True)
def test_a_blog_moves_in_whole(old: Path, nenrin: Run, tmp_path: Path) -> None:
    tool, new = old.name, tmp_path / "new"
    done = nenrin("init", "new", "--from", tool, "--timezone", "UTC")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"from {tool}, {NAMES.get(tool, tool.capitalize())}\n" in done.stdout

    texts, pictures = files_in(old, MARKDOWN), files_in(old, ATTACHED)
    left = set(re.findall(r"(?m)^  (\S+) +(?:a home page or a list|its text was)", done.stdout))
    assert left == LEFT.get(tool, set())
    copied = Counter(path.read_bytes() for path in new.rglob("*") if path.is_file())
    lost = [
        name for name, content in {**texts, **pictures}.items() if not copied[content] and name not in left
    ]
    assert not lost

    said = re.search(r"(?m)^  posts/ +(\d+) posts? copied$", done.stdout)
    pages = set(re.findall(r"(?m)^  (\S+) +a page(?:: it has no date)?$", done.stdout))
    assert pages == PAGES.get(tool, set())
    assert said
    assert int(said[1]) + len(pages) + len(left) == len(texts)
    assert re.search(r"(?m)^(\d+ problems?|no problems)$", done.stdout)

    built = nenrin("build", "new")
    assert built.returncode == 0
    assert not re.search(r"ERROR|CRITICAL|Traceback", built.stderr)
    assert "not_included" not in built.stderr
    assert int(rows(built.stdout)["posts"]) > 0
    assert not [name for name in pages if not is_built(new, name)]


def files_in(folder: Path, suffixes: Container[str]) -> dict[str, bytes]:
    """The files of a folder by their names, dot files and folders of tools left out."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in suffixes)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def is_built(blog: Path, page: str) -> bool:
    place = page.rpartition(".")[0].removesuffix("/index")
    return (blog / "_build/html" / place / "index.html").is_file()
