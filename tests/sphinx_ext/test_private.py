"""What an author keeps back, in whatever words, is in no file of any builder, new or made over an older one."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "json", "pickle", "epub"),
    *("latex", "texinfo", "man", "text", "xml", "gettext"),
)
CONF = "nenrin_cards = False\nnenrin_feeds = {'blog': ['atom', 'rss', 'json']}\nversion = '1'\ncopyright = 'Mei'\n"
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HUSHED = "zinnober"
HEAD = "title: {0}\ndate: 2024-01-01\ntags: [{0}]\ncategories: [{0}]\nauthor: {0}\naliases: [/{0}/]\n"
BODY = "\n({0}-label)=\n# {0} one\n\nSee {0}.\n\n```{{index}} {0}\n```\n\n![]({0}.png)\n\n```{{include}} {0}.txt\n```\n"

KEYS = (
    *(
        "draft: true",
        "Draft: Yes",
        "DRAFT: on",
        "isDraft: true",
        "darft: true",
        "drafts: true",
        "dratf: 'yes'",
    ),
    *("published: false", "publish: false", "Published: No", "dg-publish: false", "public: false"),
    *("private: true", "Private: 1", "secret: yes", "ignorePublish: true", "headless: true"),
    *(
        "status: private",
        "status: pending",
        "status: hidden",
        "status: draft",
        "status: trash",
        "Status: Future",
    ),
    *("state: draft", "visibility: private", "post_status: draft", "access: members"),
    *("password: hunter2", "passwords: [a, b]", "encrypted: true", "Password: 0"),
    *(
        "build: {render: never, list: never}",
        "_build:\n  render: link",
        "Build: {Render: false}",
        "permalink: false",
    ),
    *("draft: perhaps", "published: soon", "draft: false\ndraft: true", "draft: !no false", "status: [a]"),
    *("publishDate: 2999-01-01", "pubDate: 2101-05-05", "published_at: 2099-01-01", "expires: 2020-01-01"),
    "pubDate: 2998-13-45",
)
"""Lines of front matter that keep a page back."""

WHOLE = {
    "yaml that cannot be read": "---\n{1}x: a: b\nDraft : yes\n---\n{2}",
    "a day to come in what cannot be read": "---\n{1}x: a: b\nday: 2999-01-01\n---\n{2}",
    "never closed": "---\n{1}{2}",
    "never closed above a rule": "---\n{1}{2}\n---\n\nMore.\n",
    "below blanks": "\n \n---\n{1}draft: true\n---\n{2}",
    "below marks": "\ufeff\ufeff\n---\n{1}private: true\n---\n{2}",
    "below a comment": "<!-- mine -->\n---\n{1}draft: true\n---\n{2}",
    "toml that cannot be read": "+++\ntitle = {0}\npublished = false\n+++\n{2}",
    "toml that never ends": '+++\ntitle = "{0}"\n\n{2}',
    "json in a line": '{{"title": "{0}", "draft":true,}}\n{2}',
    "json": '{{"title": "{0}", "date": "2024-01-01", "Draft": true}}\n{2}',
    "json that never ends": '{{"title": "{0}",\n{2}',
    "header lines": "Title: {0}\nDate: 2024-01-01\nStatus: draft\n{2}",
    "misspelt fences": "--\ntitle: {0}\ndraft: true\n--\n{2}",
}
NAMES = ("posts/_{0}.md", "posts/_drafts/{0}.md", "posts/.trash/{0}.md")


def sources() -> dict[str, str | bytes]:
    """A post for each way to keep one back, each with a picture and a text that only it has."""
    posts = {}
    for number, key in enumerate(KEYS):
        word = f"{HUSHED}key{number}end"
        posts[f"posts/{word}.md"] = (
            word,
            f"---\n{HEAD}{key}\n---\n".format(word)
            if "{" not in key
            else (f"---\n{HEAD.format(word)}{key}\n---\n"),
        )
    files: dict[str, str | bytes] = {}
    for name, (word, head) in posts.items():
        files[name] = head + BODY.format(word)
    for number, text in enumerate(WHOLE.values()):
        word = f"{HUSHED}whole{number}end"
        files[f"posts/{word}.md"] = text.format(word, HEAD.format(word), BODY.format(word))
    for number, place in enumerate(NAMES):
        word = f"{HUSHED}name{number}end"
        files[place.format(word)] = f"---\n{HEAD.format(word)}---\n{BODY.format(word)}"
    for word in {found for name in files for found in re.findall(rf"{HUSHED}\w+end", name)}:
        files |= {f"posts/{word}.png": PIXEL, f"posts/{word}.txt": f"Included {word}.\n"}
    return files


OPEN = "---\ntitle: Open\ndate: 2024-01-01\ntags: [open]\n---\nOpen words.\n"
INDEX = "# Home\n\n```{toctree}\n:glob:\n\nposts/open\n```\n"


def leaks(site: Site) -> set[str]:
    """The words of hidden posts that stand in an output file or in its name, archives unpacked."""
    found: set[bytes] = set()
    for name, content in site.files().items():
        found.update(re.findall(rf"{HUSHED}\w*".encode(), name.encode() + b"\0" + content))
        if name.endswith(".epub"):
            packed = zipfile.ZipFile(io.BytesIO(content))
            for part in packed.namelist():
                found.update(re.findall(rf"{HUSHED}\w*".encode(), part.encode() + b"\0" + packed.read(part)))
        if name == "objects.inv":
            found.update(
                re.findall(rf"{HUSHED}\w*".encode(), zlib.decompress(content.split(b"zlib.\n", 1)[1]))
            )
    return {word.decode() for word in found}


@pytest.mark.parametrize("builder", BUILDERS)
def test_what_is_kept_back_is_in_no_file_of_a_builder(make_site: Callable[..., Site], builder: str) -> None:
    site = make_site(sources() | {"posts/open.md": OPEN, "index.md": INDEX}, builder=builder, conf=CONF)
    assert leaks(site) == set()
    assert any(b"Open words" in content for content in site.files().values())
    assert all(re.match(r"posts/\S+:\d+: WARNING: ", line) for line in site.warnings.splitlines())
    assert all("left out as a draft" in line for line in site.warnings.splitlines())


@pytest.mark.parametrize("builder", BUILDERS)
def test_what_is_withdrawn_goes_from_every_builder(make_site: Callable[..., Site], builder: str) -> None:
    name, word = f"posts/{HUSHED}.md", HUSHED
    public = f"---\n{HEAD.format(word)}---\n{BODY.format(word)}"
    files = {name: public, f"posts/{word}.png": PIXEL, f"posts/{word}.txt": f"Included {word}.\n"}
    index = INDEX.replace("posts/open", "posts/*")
    site = make_site({**files, "posts/open.md": OPEN, "index.md": index}, builder=builder, conf=CONF)
    assert leaks(site)
    site.write(name, public.replace("tags:", "private: true\ntags:"))
    assert leaks(site.build()) == set()
    assert not site.warnings
    site.write(name, public)
    assert leaks(site.build())


def test_a_hidden_post_is_a_page_and_in_no_index(make_site: Callable[..., Site]) -> None:
    text = f"---\n{HEAD.format(HUSHED)}{{}}---\n{BODY.format(HUSHED).replace('{', '{{').replace('}', '}}')}"
    files = {f"posts/{HUSHED}.png": PIXEL, f"posts/{HUSHED}.txt": "Included.\n", "posts/open.md": OPEN}
    site = make_site({**files, f"posts/{HUSHED}.md": text.format("unlisted: true\n")}, conf=CONF)
    own = {
        f"posts/{HUSHED}/index.html",
        f"_sources/posts/{HUSHED}.md.txt",
        f"_images/{HUSHED}.png",
        f"{HUSHED}/index.html",
        "_redirects",
    }
    assert {
        name for name, content in site.files().items() if HUSHED in name or HUSHED.encode() in content
    } == own
    assert leaks_of_inventory(site) == set()
    assert site.files() == site.apart("fresh").files()
    site.write(f"posts/{HUSHED}.md", text.format(""))
    site.build()
    assert {"genindex/index.html", "searchindex.js", "blog/index.html"} <= {
        name for name, content in site.files().items() if HUSHED.encode() in content
    }
    assert leaks_of_inventory(site)
    assert site.files() == site.apart("fresh").files()


def leaks_of_inventory(site: Site) -> set[bytes]:
    content = (site.out / "objects.inv").read_bytes()
    return set(re.findall(HUSHED.encode(), zlib.decompress(content.split(b"zlib.\n", 1)[1])))


def test_pages_are_written_as_data(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/open.md": OPEN}, builder="json", conf=CONF)
    assert not site.warnings
    page = site.read("posts/open.fjson")
    assert "<p>Open words.</p>" in page
    assert '"title": "Open"' in page
    assert "Open words." in site.read("blog.fjson")
    assert not site.build().warnings
