"""``nenrin init --from export.xml``: posts of WordPress become Markdown; what is not public stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, write
from tests.cli.test_build import rows

EXPORT = Path(__file__).parents[1] / "roots/wordpress/export.xml"
ITEM = """<item><title>{title}</title><link>https://old.example/2024/05/01/{name}/</link><dc:creator>mei</dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{name}</wp:post_id><wp:post_date>2024-05-01 00:30:00</wp:post_date>
<wp:post_date_gmt>2024-04-30 16:30:00</wp:post_date_gmt><wp:post_name>{name}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type><wp:post_password>{password}</wp:post_password>
<category domain="category" nicename="oaks">Oaks</category></item>"""
HEAD = """<?xml version="1.0"?><rss xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Mei's rings</title><link>https://old.example</link>
<language>en-US</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>mei</wp:author_login><wp:author_display_name>Mei Lin</wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>trees</wp:category_nicename><wp:category_parent/><wp:cat_name>Trees</wp:cat_name></wp:category>
<wp:category><wp:category_nicename>oaks</wp:category_nicename><wp:category_parent>trees</wp:category_parent>
<wp:cat_name>Oaks</wp:cat_name></wp:category>"""
CLASSIC = """First line
second line.

[caption id="a" width="3"]<img src="https://old.example/wp-content/uploads/a.png" alt="oak" /> In May[/caption]

<a href="https://old.example/2024/05/01/elm/">the elm</a>
<!--more-->
[sourcecode language="python"]
if 1 < 2: pass
[/sourcecode]"""


def item(
    name: str, content: str = "Text.", status: str = "publish", kind: str = "post", lock: str = ""
) -> str:
    return ITEM.format(
        title=name.title(), name=name, content=content, status=status, kind=kind, password=lock
    )


def export(root: Path, *items: str) -> Path:
    return write(root, {"export.xml": f"{HEAD}{''.join(items)}</channel></rss>"})


def test_an_export_moves_in(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("init", "new", "--from", str(EXPORT), "--timezone", "Asia/Taipei")
    assert (done.returncode, done.stderr) == (0, "")
    assert "export.xml, WordPress\n" in done.stdout
    built = nenrin("build", "new", "--strict")
    assert built.returncode == 0, built.stderr
    assert rows(built.stdout)["posts"] == "2"
    page = (tmp_path / "new/_build/html/posts/新年的刨花/index.html").read_text("utf-8")
    assert 'datetime="2024-01-01' in page
    assert "<figcaption>" in page
    assert "薄得透光" in page.partition("<figcaption>")[2]
    assert (tmp_path / "new/_build/html/2024/01/01/新年的刨花/index.html").is_file()


def test_what_the_old_editor_kept_is_read(nenrin: Run, tmp_path: Path) -> None:
    export(tmp_path, item("oak", CLASSIC), item("elm"), item("about", kind="page"))
    assert nenrin("init", "new", "--from", "export.xml", "--timezone", "UTC").returncode == 0
    text = (tmp_path / "new/posts/oak.md").read_text("utf-8")
    assert "date: '2024-05-01T00:30:00+08:00'" in text
    assert "categories:\n- - Trees\n  - Oaks\n" in text
    assert (
        'First line\\\nsecond line.\n\n![oak](https://old.example/wp-content/uploads/a.png "In May")' in text
    )
    assert "[the elm](/2024/05/01/elm/)" in text
    assert "<!-- more -->" in text
    assert "```python\nif 1 < 2: pass\n```" in text
    assert (tmp_path / "new/about.md").is_file()
    built = nenrin("build", "new", "--strict")
    assert built.returncode == 0, built.stderr


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_what_is_not_public_is_a_draft(nenrin: Run, tmp_path: Path, status: str) -> None:
    export(
        tmp_path,
        item("oak"),
        item("secret", status=status),
        item("bin", status="trash"),
        item("locked", lock="x"),
    )
    assert nenrin("init", "new", "--from", "export.xml", "--timezone", "UTC").returncode == 0
    assert "draft: true" in (tmp_path / "new/posts/secret.md").read_text("utf-8")
    assert "draft: true" in (tmp_path / "new/posts/locked.md").read_text("utf-8")
    assert not (tmp_path / "new/posts/bin.md").exists()


@pytest.mark.parametrize("content", ["", "no xml", "<rss><channel><title>x</title></channel></rss>"])
def test_a_file_that_is_no_export_is_named(nenrin: Run, tmp_path: Path, content: str) -> None:
    write(tmp_path, {"export.xml": content})
    done = nenrin("init", "new", "--from", "export.xml")
    assert done.returncode == 2
    assert "export.xml" in done.stderr
    assert not (tmp_path / "new").exists()


def test_nothing_outside_is_read(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, {"secret.txt": "hushhush"})
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    text = HEAD.replace("?><rss", f"?>{entity}<rss", 1) + item("oak", "]]>&x;<![CDATA[") + "</channel></rss>"
    write(tmp_path, {"export.xml": text})
    nenrin("init", "new", "--from", "export.xml", "--timezone", "UTC")
    assert not [path for path in (tmp_path / "new").rglob("*.md") if "hushhush" in path.read_text("utf-8")]
