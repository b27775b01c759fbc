"""Whatever files, folders and terms are called: every address on every page, in feeds and maps leads to a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.built_pages import dead_addresses
from tests.sphinx_ext.site import Site

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
NAMES = (
    "C#笔记", "100%效率", "a%20b", "why?", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "😀 smile",
    "it's (1), [x] & y", "v1.2.3", "a+b", "q&lt;", "a\\b", "~", "`t`", "{{ x }}", "con", "..dots", "F#/index",
    "F#/G%20/p?",
)  # fmt: skip


def post(number: int, body: str) -> str:
    tags = f'["C#", "50%25", "<b>", "n{number}"]'
    head = f'title: "T{number}"\ndate: 2024-05-{number + 1:02}\ntags: {tags}\naliases: ["/old {number}#%/"]\n'
    return f"---\n{head}---\n{body}"


BODY = """\
```{index} entry
```

![p](pic.svg) ![q](<oak#%?.svg>) [home](/) [other](/posts/other/) [here](#part) <a href='f #.zip'>f</a>

<video src="v%20#.mp4" poster=pic.svg></video> <img src="pic.svg" srcset="pic.svg 1x, oak%23%25%3F.svg 2x">

## Part

Text[^1]

[^1]: Note
"""
OTHER = post(0, "[a](C#笔记.md) [b](C%23笔记.md#part) [c](100%25效率.md) [d](a%2520b.md) [e](/posts/F%23/)\n")


def files() -> dict[str, str]:
    made = {"posts/other.md": OTHER, "c#.md": "---\norphan: true\n---\n# Top\n\n![p](posts/pic.svg)\n"}
    for number, name in enumerate(NAMES, 1):
        made[f"posts/{name}.md"] = post(number, BODY)
    for folder in ("posts", "posts/F#", "posts/F#/G%20"):
        made |= {f"{folder}/{name}": SVG for name in ("pic.svg", "oak#%?.svg", "f #.zip", "v #.mp4")}
    return made


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_every_address_leads_to_a_file(make_site: Callable[..., Site], builder: str) -> None:
    site = make_site(files(), builder=builder)
    assert site.warnings == ""
    assert dead_addresses(site) == []
    others = site.html("posts/other" if builder == "dirhtml" else "posts/other.html")
    assert len(others.select("article p a")) == 5
    assert not any(
        tag.has_attr("onerror")
        for tag in site.html("genindex" if builder == "dirhtml" else "genindex.html")("img")
    )


def test_a_picture_that_is_none_or_hidden_is_named_and_not_copied(make_site: Callable[..., Site]) -> None:
    body = '![a](../conf.py)\n\n![b](../.env)\n\n<img src="/.git/config">\n\n![c](text.png)\n'
    site = make_site(
        {
            "posts/a.md": f"---\ntitle: A\ndate: 2024-05-01\nimage: ../.env\n---\n{body}",
            ".env": "SECRET=1\n",
            ".git/config": "secret\n",
            "posts/text.png": "secret\n",
        }
    )
    hidden = "is a hidden file; nenrin_picture_folders can allow its folder"
    assert set(site.warnings.splitlines()) == {
        "posts/a.md:6: WARNING: '../conf.py' is no picture [nenrin.image]",
        f"posts/a.md:8: WARNING: '../.env' {hidden} [nenrin.image]",
        f"posts/a.md:10: WARNING: '/.git/config' {hidden} [nenrin.image]",
        "posts/a.md:12: WARNING: 'text.png' is no picture [nenrin.image]",
        f"posts/a.md:4: WARNING: image: found '../.env', which {hidden} [nenrin.cover]",
    }
    assert not [
        name for name, content in site.files().items() if name.startswith("_images") or b"SECRET" in content
    ]


def test_a_picture_that_comes_later_is_shown(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": "---\ntitle: A\ndate: 2024-05-01\nimage: c.svg\n---\n![a](late.svg)\n"})
    assert site.warnings.count("WARNING") == 2
    site.write("posts/late.svg", SVG)
    site.write("posts/c.svg", SVG)
    assert site.build().warnings == ""
    assert dead_addresses(site) == []
    assert {"_images/late.svg", "_images/c.svg"} <= site.files().keys()


def test_a_missing_picture_in_a_link_costs_the_picture_alone(make_site: Callable[..., Site]) -> None:
    target = "https://example.com/"
    bodies = [
        f"```{{image}} nope.png\n:target: {target}\n```\n",
        f"```{{figure}} nope.png\n:target: {target}\n\nCaption\n```\n",
        f'{{{{< figure src="/nope.png" caption="C" link="{target}" >}}}}\n',
        f"[![x](nope.png)]({target})\n",
        f"```{{image}} nope.png\n:target: {target}\n:name: n\n:align: center\n```\n",
    ]
    files = {
        f"posts/{n}.md": f"---\ntitle: T\ndate: 2024-05-01\n---\n{body}" for n, body in enumerate(bodies)
    }
    site = make_site(files)
    assert site.warnings.count("neither beside the post nor in a public folder") == len(bodies)
    assert site.warnings.count("WARNING") == len(bodies)
    for number in range(len(bodies)):
        assert site.html(f"posts/{number}").select(f'article a[href="{target}"] img'), number
