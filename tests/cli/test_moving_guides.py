"""The guides to moving in, followed step by step on small blogs: what they show is printed, what they say is so."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from nenrin.posts.front_matter.keys import MEANINGS

from tests.cli.conftest import Run, write

ROOT = Path(__file__).parents[2]
POSTS = ROOT / "posts"
PICTURE = (ROOT / "tests/roots/hugo/static/images/plane.png").read_bytes()

HARBOUR = {
    "_config.yml": "title: Harbour\nurl: https://harbour.example\nlang: en\ntimezone: Europe/Lisbon\nauthor: Ines\n",
    "_posts/2024-04-01-first-boat.md": "---\ntitle: First boat\ncategories: [sea]\n---\nA boat.\n",
    "_posts/2024-05-02-tide.md": "---\ntitle: Tide\nmood: calm\n---\nHigh at nine.\n\n{% include tide.html %}\n",
    "_drafts/mast.md": "---\ntitle: Mast\n---\nTall.\n",
    "assets/pier.jpg": "not really a picture",
}
SPRING = {
    "_config.yml": "title: 山\nurl: https://shan.example\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n"
    "permalink: :year/:month/:day/:title/\n",
    "source/_posts/chun.md": "---\ntitle: 春\ndate: 2024-03-01 08:00:00\ncategories: [四季, 春天]\n"
    'swiper_index: 1\n---\n春。\n\n![](chun/a.png)\n{% asset_img b.png %}\n\n{% aplayer "a" "b" %}\n',
}
WIND = {
    "hugo.toml": 'baseURL = "https://kaze.example/"\ntitle = "風"\nlanguageCode = "ja"\n'
    '[permalinks]\nposts = "/:year/:month/:slugorcontentbasename/"\n',
    "content/posts/kaze.md": '+++\ntitle = "風"\ndate = 2025-05-04T08:00:00+09:00\ntags = ["風"]\n+++\n'
    "風は南から。\n\n\n{{< typeit >}}\n",
}
SHOWN = {
    "moving.md": (HARBOUR, "old-blog"),
    "moving-zh.md": (SPRING, "my-hexo-blog"),
    "moving-ja.md": (WIND, "my-hugo-blog"),
}


@pytest.mark.parametrize("guide", SHOWN)
def test_a_guide_shows_what_is_printed(nenrin: Run, tmp_path: Path, guide: str) -> None:
    files, name = SHOWN[guide]
    write(tmp_path / name, files)
    here = tmp_path / "here"
    here.mkdir()
    said = nenrin("init", "my-blog", "--from", f"../{name}", cwd=here).stdout
    sitemap = "https://harbour.example/tags/\nhttps://harbour.example/sea/2024/04/01/first-boat.html\n"
    (here / "my-blog/old.txt").write_text(sitemap, encoding="utf-8")
    nenrin("build", cwd=here / "my-blog")
    said += nenrin("urls", "--against", "old.txt", cwd=here / "my-blog").stdout
    shown = blocks(guide, "text")
    assert shown
    for block in shown:
        assert block in said


def test_what_a_chinese_guide_says_of_pictures_in_folders(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path / "old", SPRING)
    for picture in ("a.png", "b.png"):
        beside = tmp_path / "old/source/_posts/chun" / picture
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(PICTURE)
    nenrin("init", "new", "--from", "old")
    nenrin("build", "new")
    page = (tmp_path / "new/_build/html/posts/chun/index.html").read_text("utf-8")
    assert re.search(r'<img[^>]* src="[^"]*a\.png"', page)
    assert re.search(r'<img[^>]* src="[^"]*b\.png"', page)


def test_sections_of_hugo_stay_where_there_are_two(nenrin: Run, tmp_path: Path) -> None:
    post = '+++\ntitle = "T"\ndate = 2024-05-01\n+++\nText.\n'
    one = {"hugo.toml": 'title = "T"\n', "content/_index.md": post, "content/posts/wind.md": post}
    write(tmp_path / "one", one)
    write(tmp_path / "two", {**one, "content/notes/knots.md": post})
    nenrin("init", "new-one", "--from", "one")
    nenrin("init", "new-two", "--from", "two")
    assert names(tmp_path / "new-one/posts") == {"wind.md"}
    assert names(tmp_path / "new-two/posts") == {"notes/knots.md", "posts/wind.md"}


def test_translations_of_hugo_keep_their_names_and_find_each_other(nenrin: Run, tmp_path: Path) -> None:
    example = next(block for block in blocks("moving-from-hugo.md", "yaml") if "lang: ja" in block)
    plain = "---\ntitle: Wind\ndate: 2026-05-03\ntranslationKey: wind\n---\nText.\n"
    old = {"hugo.toml": 'title = "T"\nbaseURL = "https://h.example/"\n', "content/posts/wind.md": plain}
    write(tmp_path / "old", {**old, "content/posts/wind.ja.md": f"{example}本文。\n"})
    nenrin("init", "new", "--from", "old", "--language", "en")
    nenrin("build", "new")
    page = (tmp_path / "new/_build/html/posts/wind.ja/index.html").read_text("utf-8")
    assert '<html lang="ja"' in page
    assert re.search(r'<link [^>]*hreflang="en" href="https://h\.example/posts/wind/"', page)


def test_blanks_between_categories_of_jekyll(nenrin: Run, tmp_path: Path) -> None:
    head = "---\ntitle: T\ncategories: sea wind\n---\n"
    brackets = blocks("2026-11-21-moving-from-jekyll.md", "yaml")[0]
    posts = {
        "_posts/2024-05-01-a.md": f"{head}Text.\n",
        "sea/_posts/2024-05-03-c.md": "---\ntitle: C\n---\nText.\n",
    }
    write(
        tmp_path / "old",
        {"_config.yml": "title: T\n", **posts, "_posts/2024-05-02-b.md": f"{brackets}Text.\n"},
    )
    nenrin("init", "new", "--from", "old")
    nenrin("build", "new")
    terms = tmp_path / "new/_build/html/blog/category"
    assert {path.parent.name for path in terms.glob("*/index.html")} == {"sea-wind", "sea", "wind"}
    assert "2024-05-03-c" not in (terms / "sea/index.html").read_text("utf-8")


def test_liquid_and_kramdown_are_shown_as_the_table_says(nenrin: Run, tmp_path: Path) -> None:
    body = (
        "[t]({% post_url 2024-05-02-tide %}) ![p]({{ site.baseurl }}/a.png) ![q]({{ '/a.png' | relative_url }})\n\n"
        "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n{% raw %}{{ kept }}{% endraw %}\n\n{% gist 12 %}\n\n"
        "{% if x %}\nStays.\n{% endif %}\n\nA note.\n{: .note }\n\n* toc\n{:toc}\n\nTerm\n: Definition\n"
    )
    posts = {
        "_posts/2024-05-02-tide.md": "---\ntitle: Tide\n---\nText.\n",
        "_posts/2024-05-03-all.md": f"---\ntitle: All\n---\n{body}",
    }
    write(tmp_path / "old", {"_config.yml": "title: T\n", **posts})
    (tmp_path / "old/a.png").write_bytes(PICTURE)
    said = nenrin("init", "new", "--from", "old").stdout
    assert re.findall(r"\{% (\w+) %\} cannot be shown", said) == ["if"]
    nenrin("build", "new")
    page = (tmp_path / "new/_build/html/posts/2024-05-03-all/index.html").read_text("utf-8")
    for shown in (
        'href="../2024-05-02-tide/"',
        "{{ kept }}",
        "gist.github.com/12",
        "Stays.",
        "<dt>Term",
        "highlight-ruby",
    ):
        assert shown in page
    assert page.count("a.png") == 2
    assert not [raw for raw in ("{%", "{:", "post_url", "site.baseurl") if raw in page]


def test_an_article_of_zenn_wants_its_day(nenrin: Run, tmp_path: Path) -> None:
    dated = blocks("moving-ja.md", "yaml")[0]
    undated = re.sub("published_at: .*\n", "", dated)
    old = {"package.json": '{"devDependencies": {"zenn-cli": "*"}}', "images/.keep": ""}
    write(
        tmp_path / "zenn-content",
        {**old, "articles/a.md": f"{dated}本文。\n", "articles/b.md": f"{undated}本文。\n"},
    )
    said = nenrin("init", "new", "--from", "zenn-content").stdout
    assert re.search(r"posts/b\.md +a page: it has no date", said)
    nenrin("build", "new")
    archive = (tmp_path / "new/_build/html/blog/index.html").read_text("utf-8")
    assert "posts/a/" in archive
    assert "posts/b/" not in archive


def test_pages_come_along_and_what_does_not_is_named(nenrin: Run, tmp_path: Path) -> None:
    page = "---\ntitle: About\n---\nMe.\n"
    write(tmp_path / "old", {**HARBOUR, "about.md": page, "links.html": "<p>x</p>", "paper.pdf": "x"})
    said = nenrin("init", "new", "--from", "old").stdout
    assert (tmp_path / "new/about.md").read_text("utf-8") == page
    assert "links.html" in said.partition("left behind")[2]
    assert (tmp_path / "new/public/paper.pdf").read_text("utf-8") == "x"
    assert re.search(r"public/ +2 pictures and other files copied", said)


def test_the_way_from_wordpress(nenrin: Run, tmp_path: Path) -> None:
    """``content/`` is what the converter made of ``export.xml``, as the guide says it is to be run."""
    guide = "moving-from-wordpress.md"
    old, new = tmp_path / "old-blog", tmp_path / "my-blog"
    shutil.copytree(ROOT / "tests/roots/wordpress", old)
    (old / "mend.py").write_text(blocks(guide, "python")[0], encoding="utf-8")
    (old / "hugo.toml").write_text(blocks(guide, "toml")[0], encoding="utf-8")
    subprocess.run([sys.executable, "mend.py"], cwd=old, check=True)
    said = nenrin("init", "../my-blog", "--from", ".", cwd=old).stdout
    for block in blocks(guide, "text"):
        assert block in said
    built = nenrin("build", "--strict", cwd=new)
    assert (built.returncode, built.stderr) == (0, "")
    out = new / "_build/html"
    assert "family" not in "".join(names(out))
    post = (out / "posts/新年的刨花/index.html").read_text("utf-8")
    assert '<time datetime="2024-01-01T00:30:00+08:00">2024年1月1日' in post
    assert re.search(r'<figure class="post-cover"><img src="[^"]*shaving\.png"', post)
    leads = (out / "2024/01/01/新年的刨花/index.html").read_text("utf-8")
    assert "/posts/新年的刨花/" in unquote(leads)
    other = (out / "posts/making-paper/index.html").read_text("utf-8")
    assert "highlight-python" in other
    assert "Pulp</p>" in other
    assert "https://videos.example/watch?v=pulp" in other
    assert not [raw for raw in ("caption", "gallery", "embed]", "<math") if raw in other]


TABLES = ("moving-from-astro.md", "moving-from-hugo.md", "2026-11-21-moving-from-jekyll.md")


@pytest.mark.parametrize("guide", TABLES)
def test_keys_in_a_table_are_read_as_it_says(guide: str) -> None:
    known = {key for meaning in MEANINGS for key in meaning.keys}
    table = (
        (POSTS / guide).read_text("utf-8").partition("becomes of the front matter")[2].partition("\n## ")[0]
    )
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][2:]
    named = {
        re.split(r"[ :=]", key)[0]: not row[1].startswith("ignored")
        for row in rows
        for key in re.findall(r"`([^`]+)`", row[0])
    }
    assert named
    assert {key: any(name.split(".")[0] == key.split(".")[0] for name in known) for key in named} == named


def blocks(guide: str, language: str) -> list[str]:
    """The fenced blocks of one language in a guide, in order."""
    text = (POSTS / guide).read_text("utf-8")
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text)


def names(folder: Path) -> set[str]:
    """The files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
