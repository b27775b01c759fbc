"""Posts that no one would write on purpose: no build breaks on them, no other post is lost, no warning is vague."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.sphinx_ext.site import Site

LONG = bool(os.environ.get("NENRIN_LONG_TESTS"))
POSTS = 40
CONF = """\
project = "Fuzz"
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
nenrin_cards = False
"""
PLACE = re.compile(r"\S.*\.(?:md|py):\d+: (?:WARNING|ERROR): ")
OF_THE_SITE = re.compile(r"\[(?:nenrin\.(?:term|config|baseurl|card|feed)|toc\.not_included)\]$")
WORDS = """
    title date pubDate updated tags categories category author description draft slug aliases permalink cover image
    series lang pinned toc comments license expires layout published status private password redirect blogpost excerpt
    location hidden canonical order keywords Title TAGS darft titel x
"""
KEYS = st.sampled_from(WORDS.split())
VALUES = st.sampled_from(
    [
        *(
            "2024-05-01",
            "2024-13-01",
            "2999-01-01",
            "12:30",
            "99999999999",
            "1e400",
            "0x1f",
            "yes",
            "true",
            "null",
            "~",
        ),
        *(
            "[]",
            "{}",
            "[a, [b, c]]",
            "{a: 1}",
            "{name: x, link: 'javascript:alert(1)'}",
            "- a",
            "> folded",
            "| lit",
        ),
        *(
            "!!python/object x",
            "&a 1",
            "*a",
            "C++",
            "#hash",
            "a: b",
            "x" * 300,
            "年轮",
            "🎉",
            "<b>x</b>",
            "{{ x }}",
        ),
        *(
            "../../etc/passwd",
            "/%252e%252e/conf.py",
            "http://a.example/x y",
            "javascript:alert(1)",
            "\u202e",
            "%00",
        ),
        *(
            "con",
            "a/b/c",
            "..",
            ".",
            "index",
            "[",
            "{",
            "'unclosed",
            '"unclosed',
            '"\\ud83d"',
            "$x$",
            "",
            "''",
        ),
    ]
)
PIECES = st.sampled_from(
    [
        *(
            "text ",
            "年轮",
            "**a**",
            "*",
            "_",
            "`",
            "```\n",
            "```python\ncode\n```\n",
            "~~~\n",
            "> ",
            "> [!NOTE]\n> x\n",
        ),
        *(
            "- ",
            "1. ",
            "- [ ] t\n",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "$",
            "$$",
            "\\(",
            "[",
            "]",
            "(",
            ")",
        ),
        *(
            "[a](b.md)",
            "[a](#x)",
            "![](x.png)",
            "<img src=x>",
            "<div>",
            "</div>",
            "<!--",
            "-->",
            "<script>",
            "{%",
            "%}",
        ),
        *(
            "{{<",
            "{{< figure src=x >}}",
            ">}}",
            "{:",
            "{: .c}",
            "{ref}`x`",
            "{",
            "}",
            ":::note\n",
            ":::\n",
            ":smile:",
        ),
        *(
            '::github{repo="a/b"}',
            "==m==",
            "[^1]",
            "[^1]: n\n",
            "^[n]",
            "[toc]\n",
            "<C a={b} />",
            "import x from 'y'\n",
        ),
        *(
            "[[p]]",
            "![[p.png|3]]",
            "%%",
            "%%c%%",
            "\n",
            "\n\n",
            "    code\n",
            "# H\n",
            "## H {#id}\n",
            "---\n",
            "+++\n",
        ),
        *(
            "% c\n",
            "http://a.example/（x）",
            "\t",
            "\\",
            "&amp;",
            "&#0;",
            "\u3000",
            "\ufeff",
            "(x)=\n",
            "~~s~~",
            "^",
        ),
        *(
            "```{note}\nx\n```\n",
            "```{code-block}\n",
            "!!! note\n",
            '=== "a"\n',
            "<details>",
            "@[card](http://x)",
        ),
        *(
            "term\n: def\n",
            "{name}`",
            "[x]: y\n",
            '<a href="javascript:1">',
            "<p markdown=1>",
            "﷽",
            "e\u0301",
        ),
    ]
)
LINES = st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=7)
NAMES = st.sampled_from(
    ["p{}", "p{}.ja", "p{}-pre", "P {}", "年{}", "a#{}", "b%{}", "{}", "2024-01-01-{}", "_d{}", "e.f.{}"]
)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A post: front matter in one of the ways in which it may be written or spoilt, and a text."""
    lines = [f"{key}: {value}" for key, value in draw(LINES)]
    if draw(st.booleans()):
        lines.insert(draw(st.integers(0, len(lines))), "date: 2024-05-01")
    yaml = "\n".join(lines)
    toml = "\n".join(line.replace(": ", " = ", 1) for line in lines)
    front = draw(
        st.sampled_from(
            [
                *[f"---\n{yaml}\n---\n"] * 4,
                f"+++\n{toml}\n+++\n",
                f"{yaml}\n\n",
                f"---\n{yaml}\n",
                f"\ufeff---\n{yaml}\n---\n",
                f"\n\n---\n{yaml}\n---\n",
                f"---\n{yaml}\n---\n".replace("\n", "\r\n"),
                "",
            ]
        )
    )
    return front + "".join(draw(st.lists(PIECES, max_size=25)))


BLOGS = st.lists(st.tuples(NAMES, sources()), min_size=POSTS, max_size=POSTS)


@settings(
    max_examples=250 if LONG else 3,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(BLOGS)
def test_no_post_breaks_a_blog(posts: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = Site(root / "src", root / "out", root / "doctrees")
        site.write("conf.py", CONF)
        site.write("index.md", "# Home\n")
        for at, (name, text) in enumerate(posts):
            site.write(f"posts/{name.format(at)}.md", text.encode("utf-8", "surrogatepass"))
            if not at % 8:
                site.write(
                    f"sound/s{at}.md", f"---\ntitle: Sound {at}\ndate: 2024-06-01\n---\nSound text {at}.\n"
                )
        site.build()
        assert site.status == 0
        assert "nenrin.internal" not in site.warnings
        told = [line for line in site.warnings.splitlines() if not line.startswith(" ")]
        assert [line for line in told if not (PLACE.match(line) or OF_THE_SITE.search(line))] == []
        for at in range(0, POSTS, 8):
            assert f"Sound text {at}." in site.read(f"sound/s{at}")
        listed = site.read("blog/archive")
        assert [at for at in range(0, POSTS, 8) if f">Sound {at}<" not in listed] == []
        assert not (root / "src/conf.py").read_text().startswith("<")
