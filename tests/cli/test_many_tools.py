"""``nenrin init --from`` on blogs of many tools: each is known by its name, and all its posts come, on their days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, write
from tests.cli.test_build import rows

POST = "---\ntitle: {0}\ndate: 2024-05-0{1}\n---\nText of {0}.\n"
ONE, TWO = POST.format("One", 1), POST.format("Two", 2)
DRAFT = "---\ntitle: Secret\ndate: 2024-05-03\ndraft: true\n---\nSecret.\n"
BLOGS: dict[str, dict[str, str]] = {
    "Material for MkDocs": {
        "mkdocs.yml": "site_name: Mei's rings\nsite_url: https://old.example/\ntheme:\n  language: ja\n"
        "plugins:\n  - blog\nhooks: !!python/name:material.extensions.emoji.twemoji\n",
        "docs/blog/posts/one.md": ONE,
        "docs/blog/posts/deep/two.md": TWO,
        "docs/blog/posts/secret.md": DRAFT,
        "docs/index.md": "# Home\n",
    },
    "Docusaurus": {
        "docusaurus.config.js": "module.exports = { title: \"Mei's rings\", url: 'https://old.example' };\n",
        "blog/2024/05/01/one.md": "---\ntitle: One\n---\nText of One.\n",
        "blog/2024-05-02-two/index.md": "---\ntitle: Two\n---\nText of Two.\n",
        "blog/secret.md": DRAFT,
        "README.md": "# About the code\n",
    },
    "VitePress": {
        "docs/.vitepress/config.ts": "export default { title: \"Mei's rings\", lang: 'ja' }\n",
        "docs/posts/one.md": ONE,
        "docs/posts/two.md": TWO.replace("date", "createTime"),
        "docs/posts/secret.md": DRAFT,
    },
    "Quartz": {
        "quartz.config.ts": "const config = { configuration: { pageTitle: \"Mei's rings\", locale: 'ja' } }\n",
        "content/one.md": ONE,
        "content/20240502_two.md": "---\ntitle: Two\n---\nText of Two.\n",
        "content/secret.md": DRAFT,
    },
    "Obsidian": {
        ".obsidian/app.json": "{}",
        ".trash/old.md": ONE.replace("One", "Thrown away"),
        "Notes/one.md": ONE,
        "Notes/2024_05_02 two.md": "---\ntitle: Two\n---\nText of Two.\n",
        "secret.md": DRAFT,
    },
    "Qiita": {
        "qiita.config.json": "{}",
        "public/one.md": ONE.replace("date", "created_at"),
        "public/two.md": TWO.replace(
            "date: 2024-05-02",
            "updated_at: '2024-05-02T10:00:00+09:00'\nid: abc\norganization_url_name: null\nprivate: false",
        ),
        "public/secret.md": DRAFT.replace("draft", "private"),
    },
    "Pelican": {
        "pelicanconf.py": "AUTHOR = 'Mei'\nSITENAME = \"Mei's rings\"\nDEFAULT_LANG = 'ja'\n",
        "content/one.md": "Title: One\nDate: 2024-05-01\n\nText of One.\n",
        "content/two.md": "Title: Two\nDate: 2024-05-02 10:00\nStatus: published\n\nText of Two.\n",
        "content/secret.md": "Title: Secret\nDate: 2024-05-03\nStatus: draft\n\nSecret.\n",
    },
    "Eleventy": {
        "eleventy.config.js": "export default function () {}\n",
        "_data/metadata.js": "export default { title: \"Mei's rings\", url: 'https://old.example/', language: 'ja' }\n",
        "content/blog/one.md": ONE,
        "content/blog/two.md": TWO,
        "content/blog/secret.md": DRAFT,
    },
    "Gatsby": {
        "gatsby-config.js": "module.exports = { siteMetadata: { title: `Mei's rings` } }\n",
        "content/blog/one/index.md": ONE,
        "content/blog/two/index.md": TWO,
        "content/blog/secret/index.md": DRAFT,
    },
    "Quarto": {
        "_quarto.yml": "website:\n  title: Mei's rings\nlang: ja\n",
        "posts/one.md": ONE,
        "posts/two.md": TWO,
        "posts/secret.md": DRAFT,
    },
    "Markdown": {"one.md": ONE, "deep/two.md": TWO, "secret.md": DRAFT, "README.md": "# Read\n"},
}


@pytest.mark.parametrize("tool", BLOGS)
def test_a_blog_of_another_tool_moves_in(nenrin: Run, tmp_path: Path, tool: str) -> None:
    write(tmp_path / "old", BLOGS[tool])
    done = nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"from old, {tool}\n" in done.stdout
    built = nenrin("build", "new")
    assert built.returncode == 0, built.stderr
    summary = rows(built.stdout)
    assert summary["posts"] == "2"
    assert "1 (drafts" in summary["left out"]
    archive = (tmp_path / "new/_build/html/blog/archive/index.html").read_text("utf-8")
    assert 'datetime="2024-05-01"' in archive
    assert 'datetime="2024-05-02' in archive
    for name in ("One", "Two"):
        assert f">{name}</a>" in archive
    everything = [path.read_bytes() for path in (tmp_path / "new/_build/html").rglob("*") if path.is_file()]
    assert not [
        text
        for text in everything
        if b"Secret" in text or b"Thrown away" in text or b"About the code" in text
    ]
    if any("Mei's rings" in text for text in BLOGS[tool].values()):
        assert "Mei" in (tmp_path / "new/conf.py").read_text("utf-8")


def test_a_folder_without_posts_is_named(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path / "old", {"a.txt": "text"})
    done = nenrin("init", "new", "--from", "old")
    assert done.returncode == 2
    assert "holds no post in Markdown" in done.stderr
