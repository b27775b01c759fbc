"""``nenrin init --from``: posts, pictures, settings and addresses of the blogs of other tools."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from nenrin.cli.blog import read_options

from tests.cli.conftest import Run, write

PNG = "not really a picture"


@dataclass(frozen=True)
class Old:
    """An old blog, and what must come of it: settings, files by their old place, addresses."""

    files: dict[str, str]
    settings: tuple[str, str, str, str]
    copied: dict[str, str]
    addresses: dict[str, str]


ASTRO = Old(
    {
        "astro.config.mjs": 'import x from "x";\nexport default defineConfig({ site: "https://mei.example" });\n',
        "src/consts.ts": "export const SITE_TITLE = '梅的院子';\nexport const SITE_AUTHOR = \"林梅\";\n"
        "export const LOCALE = 'zh-CN';\n",
        "src/pages/blog/[...slug].astro": "---\n---\n",
        "src/content/blog/rain.md": "---\ntitle: 雨\npubDate: 2024-05-01\nheroImage: ../../assets/rain.png\n---\n"
        "![a](./x.png)\n",
        "src/content/blog/snow/index.mdx": "---\ntitle: 雪\npubDate: 2024-05-02\n---\n![b](@/assets/snow.png)\n",
        "src/content/blog/snow/flake.png": PNG,
        "src/content/blog/x.png": PNG,
        "src/assets/rain.png": PNG,
        "src/assets/snow.png": PNG,
        "public/favicon.svg": PNG,
        "public/robots.txt": "",
        "README.md": "# A blog\n",
        "node_modules/y/post.md": "---\ntitle: Y\npubDate: 2024-01-01\n---\n",
    },
    ("梅的院子", "https://mei.example/", "zh_CN", "林梅"),
    {
        "src/content/blog/rain.md": "posts/blog/rain.md",
        "src/content/blog/snow/index.mdx": "posts/blog/snow/index.mdx",
        "src/content/blog/snow/flake.png": "posts/blog/snow/flake.png",
        "src/content/blog/x.png": "posts/blog/x.png",
        "src/assets/rain.png": "assets/rain.png",
        "src/assets/snow.png": "src/assets/snow.png",
        "public/favicon.svg": "public/favicon.svg",
    },
    {"/blog/rain/": "/posts/blog/rain/", "/blog/snow/": "/posts/blog/snow/"},
)
HEXO = Old(
    {
        "_config.yml": "title: 山中\nurl: https://yama.example\nlanguage: zh-TW\nauthor: 山人\ntimezone: Asia/Taipei\n"
        "permalink: :year/:month/:day/:title/\n",
        "source/_posts/春.md": "title: 春\ndate: 2024-03-01 08:00:00\n"
        "categories:\n  - [四季, 春天]\n---\n![a](/images/a.png)\n",
        "source/_posts/春/flower.jpg": PNG,
        "source/_drafts/夏.md": "title: 夏\n---\n",
        "source/images/a.png": PNG,
        "source/about/index.md": "title: 關於\ndate: 2024-01-01\n---\n",
        "themes/next/source/images/logo.png": PNG,
    },
    ("山中", "https://yama.example/", "zh_TW", "山人"),
    {
        "source/_posts/春.md": "posts/春.md",
        "source/_posts/春/flower.jpg": "posts/春/flower.jpg",
        "source/_drafts/夏.md": "posts/_drafts/夏.md",
        "source/images/a.png": "public/images/a.png",
    },
    {"/2024/03/01/春/": "/posts/春/"},
)
HUGO = Old(
    {
        "hugo.toml": 'baseURL = "https://fjord.example/notes/"\ntitle = "Fjord"\nlanguageCode = "en-gb"\n'
        '[params]\nauthor = "Liv"\n[permalinks]\nposts = "/:year/:slug/"\n',
        "content/_index.md": "+++\ntitle = 'Home'\ndate = 2024-01-01\n+++\n",
        "content/posts/Cold Water.md": '+++\ntitle = "Cold water"\ndate = 2024-02-03\n+++\n',
        "content/posts/boat/index.md": '+++\ntitle = "Boat"\ndate = 2024-02-04\nslug = "the-boat"\n+++\n',
        "content/posts/boat/oar.webp": PNG,
        "content/posts/old.md": '+++\ntitle = "Old"\ndate = 2024-02-05\nurl = "/very/old.html"\n+++\n',
        "static/img/b.png": PNG,
        "public/index.html": "",
    },
    ("Fjord", "https://fjord.example/notes/", "en", "Liv"),
    {
        "content/posts/Cold Water.md": "posts/Cold Water.md",
        "content/posts/boat/index.md": "posts/boat/index.md",
        "content/posts/boat/oar.webp": "posts/boat/oar.webp",
        "content/posts/old.md": "posts/old.md",
        "static/img/b.png": "public/img/b.png",
    },
    {
        "/2024/cold-water/": "/posts/Cold Water/",
        "/2024/the-boat/": "/posts/boat/",
        "/very/old.html": "/posts/old/",
    },
)
JEKYLL = Old(
    {
        "_config.yml": "title: Harbour\nurl: https://port.example\nbaseurl: /log\nlang: en\nauthor:\n  name: Ines\n",
        "_posts/2024-04-01-first-boat.md": "---\nlayout: post\ntitle: First boat\ncategories: [sea]\n---\n",
        "_drafts/second.markdown": "---\ntitle: Second\n---\n",
        "assets/img/pier.jpg": PNG,
        "_site/assets/img/pier.jpg": PNG,
        "about.md": "---\nlayout: page\ntitle: About\n---\n",
    },
    ("Harbour", "https://port.example/log/", "en", "Ines"),
    {
        "_posts/2024-04-01-first-boat.md": "posts/2024-04-01-first-boat.md",
        "_drafts/second.markdown": "posts/_drafts/second.markdown",
        "assets/img/pier.jpg": "public/assets/img/pier.jpg",
    },
    {"/sea/2024/04/01/first-boat.html": "/posts/2024-04-01-first-boat/"},
)
ZOLA = Old(
    {
        "config.toml": 'base_url = "https://stein.example"\ntitle = "石"\ndefault_language = "ja"\n'
        '[extra]\nauthor = "石田"\n',
        "content/notes/_index.md": '+++\ntitle = "Notes"\n+++\n',
        "content/notes/2024-06-01-moss.md": '+++\ntitle = "苔"\n+++\n',
        "content/notes/pond/index.md": '+++\ntitle = "池"\ndate = 2024-06-02\n+++\n',
        "content/notes/pond/koi.png": PNG,
        "content/notes/灯籠.md": '+++\ntitle = "灯籠"\ndate = 2024-06-03\n+++\n',
        "static/s.svg": PNG,
    },
    ("石", "https://stein.example/", "ja", "石田"),
    {
        "content/notes/2024-06-01-moss.md": "posts/2024-06-01-moss.md",
        "content/notes/pond/index.md": "posts/pond/index.md",
        "content/notes/pond/koi.png": "posts/pond/koi.png",
        "content/notes/灯籠.md": "posts/灯籠.md",
        "static/s.svg": "public/s.svg",
    },
    {"/notes/moss/": "/posts/2024-06-01-moss/", "/notes/pond/": "/posts/pond/"},
)
BLOGS = {"Astro": ASTRO, "Hexo": HEXO, "Hugo": HUGO, "Jekyll": JEKYLL, "Zola": ZOLA}
OURS = {"conf.py", "index.md", "about.md", ".gitignore", ".readthedocs.yaml", "requirements.txt"}


@pytest.mark.parametrize("tool", BLOGS)
def test_an_old_blog_moves_in(nenrin: Run, tmp_path: Path, tool: str) -> None:
    old, source, blog = BLOGS[tool], tmp_path / "old", tmp_path / "new"
    write(source, old.files)
    done = nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"from old, {tool}\n" in done.stdout

    said = read_options(blog / "conf.py")
    assert (
        tuple(said[name] for name in ("project", "html_baseurl", "language", "nenrin_author")) == old.settings
    )

    redirects = {path.relative_to(blog).as_posix() for path in blog.glob("public/**/*.html")}
    there = (
        {path.relative_to(blog).as_posix() for path in blog.rglob("*") if path.is_file()} - OURS - redirects
    )
    assert {name for name in there if not name.startswith(("_static", "_templates", ".github"))} == set(
        old.copied.values()
    )
    for before, after in old.copied.items():
        assert (blog / after).read_bytes() == (source / before).read_bytes()

    table = dict(re.findall(r"(?m)^  (/\S+) +-> +(/.*)$", done.stdout))
    assert table == old.addresses


@pytest.mark.parametrize("tool", BLOGS)
def test_every_old_address_leads_to_its_post(nenrin: Run, tmp_path: Path, tool: str) -> None:
    old = BLOGS[tool]
    write(tmp_path / "old", old.files)
    nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    assert nenrin("build", "new").returncode == 0
    out = tmp_path / "new/_build/html"
    for before, after in old.addresses.items():
        file = out / before.lstrip("/")
        page = file if file.suffix == ".html" else file / "index.html"
        found = re.search(r'url=([^"]+)"', page.read_text("utf-8"))
        assert found
        assert (page.parent / unquote(found[1])).resolve() == (out / after.strip("/")).resolve()
        assert (out / after.strip("/") / "index.html").is_file()


def test_an_address_that_cannot_be_told_is_counted(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path / "old", ZOLA.files)
    done = nenrin("init", "new", "--from", "old")
    assert "the old addresses of 1 post cannot be told" in done.stdout


def test_pages_keep_their_place_and_stand_in_the_menu(nenrin: Run, tmp_path: Path) -> None:
    pages = {
        "content/about/index.md": "+++\ntitle = 'About Liv'\n+++\nShe sails.\n",
        "content/about/liv.jpg": PNG,
        "content/links.md": "+++\ntitle = 'Links'\ndate = ''\n+++\nTo the [pier](https://example.com/).\n",
        "content/archives.md": "+++\ntitle = 'All'\nlayout = 'archives'\n+++\n",
        "content/posts/undated.md": "+++\ntitle = 'Undated'\n+++\nSome day.\n",
        "content/posts/_index.md": "+++\ntitle = 'Posts'\n+++\nAll of them.\n",
        "content/notes.org": "* Notes\n",
    }
    write(tmp_path / "old", {**HUGO.files, **pages})
    done = nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    new = tmp_path / "new"
    for before, after in {
        "content/about/index.md": "about/index.md",
        "content/about/liv.jpg": "about/liv.jpg",
        "content/links.md": "links.md",
        "content/posts/undated.md": "posts/undated.md",
    }.items():
        assert (new / after).read_text("utf-8") == pages[before]
    assert not (new / "about.md").exists()
    assert "\nabout/index\nlinks\n```" in (new / "index.md").read_text("utf-8")
    assert re.search(r"(?m)^  posts/undated\.md +a page: it has no date$", done.stdout)
    assert re.findall(
        r"(?m)^  (\S+) +(?:a home page|its text|is not)", done.stdout.partition("left behind:")[2]
    ) == [
        "content/_index.md",
        "content/archives.md",
        "content/notes.org",
        "content/posts/_index.md",
    ]
    built = nenrin("build", "new", "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    assert (new / "_build/html/about/index.html").is_file()


def test_the_old_address_of_a_page_leads_to_it(nenrin: Run, tmp_path: Path) -> None:
    pages = {
        "about.md": "---\ntitle: About\n---\nInes.\n",
        "_pages/boats.md": "---\ntitle: Boats\npermalink: /all-boats/\n---\nThree.\n",
        "README.md": "No page.\n",
        "log/index.md": "---\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
    }
    write(tmp_path / "old", {**JEKYLL.files, **pages})
    done = nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    table = dict(re.findall(r"(?m)^  (/\S+) +-> +(/.*)$", done.stdout))
    assert table == {**JEKYLL.addresses, "/about.html": "/about/", "/all-boats/": "/boats/"}
    assert not (tmp_path / "new/README.md").exists()
    assert re.search(r"(?m)^  log/index\.md +its text was filled in by the old theme$", done.stdout)
    assert nenrin("build", "new").returncode == 0
    assert 'url=about/"' in (tmp_path / "new/_build/html/about.html").read_text("utf-8")


@pytest.mark.parametrize("said", ["url: ''\nbaseurl: /log", "url: harbour.example", "timezone: Asia/Beijing"])
def test_settings_that_cannot_be_used_are_passed_over(nenrin: Run, tmp_path: Path, said: str) -> None:
    write(tmp_path / "old", {**JEKYLL.files, "_config.yml": f"title: Harbour\n{said}\n"})
    done = nenrin("init", "new", "--from", "old")
    assert (done.returncode, done.stderr) == (0, "")
    assert read_options(tmp_path / "new/conf.py")["html_baseurl"] == "https://example.org/"


def test_problems_of_old_posts_are_named(nenrin: Run, tmp_path: Path) -> None:
    wrong = "---\ntitle: X\npubDate: 2024-13-01\nmood: calm\n---\n"
    write(tmp_path / "old", {**ASTRO.files, "src/content/blog/wrong.md": wrong})
    done = nenrin("init", "new", "--from", "old")
    assert done.returncode == 0
    assert "new/posts/blog/wrong.md:3: pubDate: found '2024-13-01'" in done.stdout
    assert re.search(r"keys ignored +mood 1\n1 problem\n", done.stdout)


HEXO_CONFIG = "title: T\nurl: https://old.example\n"
OUTSIDE = {
    "Hexo": {
        "_config.yml": HEXO_CONFIG + 'permalink: "../../../:title/"\n',
        "source/_posts/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\nx\n",
        "source/_posts/b.md": "---\ntitle: B\ndate: 2024-01-01\npermalink: /%2e%2e/%2e%2e/%252e%252e/b/\n---\nx\n",
    },
    "Jekyll": {
        "_config.yml": "title: T\npermalink: /../../../:title.html\n",
        "_posts/2024-01-01-a.md": "---\ntitle: A\n---\nx\n",
        "about.md": "---\ntitle: About\npermalink: /../../about.html/x\n---\nx\n",
    },
    "Hugo": {
        "hugo.toml": "title = 'T'\n[permalinks]\nposts = '/../../../:slug/'\n",
        "content/posts/a.md": "---\ntitle: A\ndate: 2024-01-01\nslug: ../../../../x\n---\n![p](@/../../../p.png)\n",
        "content/posts/b.md": "---\ntitle: B\ndate: 2024-01-01\nurl: /../../../b/\n---\nx\n",
        "p.png": PNG,
    },
    "Zola": {
        "config.toml": "base_url = 'https://old.example'\n",
        "content/a.md": "+++\ntitle = 'A'\ndate = 2024-01-01\npath = '../../../a'\n+++\nx\n",
    },
}


@pytest.mark.parametrize("tool", OUTSIDE)
def test_nothing_is_written_outside_the_new_blog(nenrin: Run, tmp_path: Path, tool: str) -> None:
    work = tmp_path / "a/b/c/d"
    write(work / "old", OUTSIDE[tool])
    done = nenrin("init", str(work / "new"), "--from", str(work / "old"), "--timezone", "UTC")
    assert (done.returncode, done.stderr) == (0, "")
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert all(name.startswith(("a/b/c/d/old/", "a/b/c/d/new/")) for name in there)


def test_links_that_leave_the_old_blog_stay_behind(nenrin: Run, tmp_path: Path) -> None:
    write(
        tmp_path, {"secret/s.png": "secret", "secret/s.md": "---\ntitle: S\ndate: 2024-01-01\n---\nsecret\n"}
    )
    old = tmp_path / "old"
    write(old, {**HUGO.files, "static/real.png": PNG})
    for name in (
        "static/leak.png",
        "content/posts/leak.png",
        "content/about-leak.png",
        "content/posts/loop.png",
    ):
        (old / name).symlink_to(tmp_path / "secret/s.png")
    (old / "content/posts/leak.md").symlink_to(tmp_path / "secret/s.md")
    (old / "static/gone.png").symlink_to(tmp_path / "nowhere.png")
    (old / "static/inside.png").symlink_to(old / "static/real.png")
    os.mkfifo(old / "static/pipe.png")
    done = nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    assert (done.returncode, done.stderr) == (0, "")
    new = tmp_path / "new"
    assert (new / "public/inside.png").is_file()
    assert not [path for path in new.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    left = done.stdout.partition("left behind:")[2]
    for name in ("static/leak.png", "content/posts/leak.png", "content/posts/leak.md", "static/gone.png"):
        assert re.search(rf"(?m)^  {re.escape(name)} +is a link that leads out of the blog$", left), name
    assert re.search(r"(?m)^  static/pipe\.png +is a link that leads nowhere, or no file$", left)


def test_posts_of_one_name_in_two_folders_of_jekyll_are_two(nenrin: Run, tmp_path: Path) -> None:
    name = "_posts/2024-01-01-one.md"
    texts = {
        f"{folder}/{name}": f"---\ntitle: {folder}\n---\nOf the {folder}.\n" for folder in ("sea", "land")
    }
    write(tmp_path / "old", {"_config.yml": "title: T\n", **texts})
    done = nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    for folder in ("sea", "land"):
        assert f"Of the {folder}." in (tmp_path / f"new/posts/{folder}/2024-01-01-one.md").read_text("utf-8")
    table = dict(re.findall(r"(?m)^  (/\S+) +-> +(/.*)$", done.stdout))
    assert table == {
        f"/{folder}/2024/01/01/one.html": f"/posts/{folder}/2024-01-01-one/" for folder in ("sea", "land")
    }


def test_a_slug_needs_no_redirect_where_the_old_address_is_worked_out(nenrin: Run, tmp_path: Path) -> None:
    post = "---\ntitle: J\ndate: 2024-01-03\nslug: joke\n---\nHa.\n"
    settings = "title = 'T'\n[permalinks]\npost = '/:year/:month/:slug/'\n"
    write(tmp_path / "old", {"hugo.toml": settings, "content/post/2024-01-03-joke.md": post})
    nenrin("init", "new", "--from", "old", "--timezone", "UTC")
    assert nenrin("build", "new", "--strict").returncode == 0
    out = tmp_path / "new/_build/html"
    assert (out / "2024/01/joke/index.html").is_file()
    assert [path.parent.name for path in out.glob("posts/*/index.html")] == ["2024-01-03-joke"]
