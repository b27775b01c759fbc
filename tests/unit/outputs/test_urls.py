"""What becomes of the addresses of an old site."""

from __future__ import annotations

from pathlib import Path

from nenrin.outputs.address_report import built_pages, compare, read_addresses

REDIRECT = '<!DOCTYPE html>\n<meta http-equiv="refresh" content="0; url=../posts/a/">'


def build(folder: Path) -> Path:
    for name, text in {
        "index.html": "<p>home</p>",
        "posts/a/index.html": "<p>a</p>",
        "posts/年轮/index.html": "<p>b</p>",
        "old/index.html": REDIRECT,
        "2019/a.html": REDIRECT,
        "feed.xml": "<feed/>",
        "_static/x.css": "",
        "404.html": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_a_sitemap_and_a_list_say_the_same() -> None:
    listed = ["https://x.example/a/?b=1&c=2", "https://x.example/%E5%B9%B4/"]
    first = "<url><loc> https://x.example/a/?b=1&amp;c=2 </loc></url>"
    sitemap = f"<urlset>{first}<url><loc><![CDATA[{listed[1]}]]></loc></url></urlset>"
    assert read_addresses(sitemap) == listed
    assert read_addresses("# old\n\n" + "\n".join(listed) + "\n") == listed


def test_each_address_is_kept_redirected_or_lost(tmp_path: Path) -> None:
    old = [
        "https://x.example/",
        "https://x.example/posts/a",
        "https://x.example/old/",
        "https://x.example/2019/a.html",
        "https://x.example/gone/",
        "/feed.xml",
    ]
    found = compare(old, built_pages(build(tmp_path)))
    assert found.kept == ("https://x.example/", "https://x.example/posts/a", "/feed.xml")
    assert found.redirected == {
        "https://x.example/old/": "../posts/a/",
        "https://x.example/2019/a.html": "../posts/a/",
    }
    assert found.lost == ("https://x.example/gone/",)
    assert found.new == ("posts/年轮",)


def test_percent_encoded_and_prefixed(tmp_path: Path) -> None:
    found = compare(
        ["https://x.example/blog/posts/%E5%B9%B4%E8%BD%AE/"], built_pages(build(tmp_path)), "/blog/"
    )
    assert found.lost == ()
