"""Whatever tree of pages builds under the PyData theme builds under ours, and shows what is to be seen of it."""

from __future__ import annotations

from collections.abc import Callable

from tests.sphinx_ext.site import Site

MakeSite = Callable[..., Site]


def toctree(*entries: str, options: str = "") -> str:
    lines = [f":{option}:" for option in options.split(", ") if option]
    return "\n".join(["```{toctree}", *lines, "", *entries, "```", ""])


PAGES = {
    "index.md": f"# Trees\n\n{toctree('self', 'manual/index', 'genindex', 'search', options='caption: Manual')}",
    # In the tree of the root page: hidden, globbed, numbered, back to its own page, to other sites.
    "manual/index.md": f"# Manual\n\n{toctree('self', 'parts/*', options='hidden, glob, numbered')}",
    "manual/parts/bark.md": f"# Bark\n\n{toctree('../leaf', 'https://example.net/', options='reversed')}",
    "manual/leaf.md": "# Leaf\n\n## Veins\n",
    # In no tree that the root page reaches.
    "notes/index.md": f"# Notes\n\n{toctree('one', options='titlesonly')}",
    "notes/one.md": f"# One\n\n{toctree('deep/two')}",
    "notes/deep/two.md": f"# Two\n\n{toctree('three', options='hidden')}",
    "notes/deep/three.md": "# Three\n",
    "alone.md": f"---\norphan: true\n---\n# Alone\n\n{toctree('below', options='maxdepth: 1')}",
    "below.md": "No title here.\n",
    "round/one.md": f"# Round\n\n{toctree('two')}",
    "round/two.md": f"# And round\n\n{toctree('one')}",
    "api/index.rst": "API\n===\n\n.. toctree::\n   :glob:\n\n   gen/*\n",
    "api/gen/pkg.rst": "pkg\n===\n\n.. toctree::\n\n   pkg.mod\n",
    "api/gen/pkg.mod.rst": "pkg.mod\n=======\n\nA module.\n",
    # Below a post, and below the folder of the archives.
    "posts/long.md": f"---\ntitle: Long\ndate: 2026-01-02\n---\nIn parts.\n\n{toctree('parts/one')}",
    "posts/parts/one.md": f"# Part one\n\n{toctree('two')}",
    "posts/parts/two.md": "# Part two\n",
    "blog/more.md": f"# More\n\n{toctree('still-more')}",
    "blog/still-more.md": "# Still more\n",
}


def test_every_tree_of_pages_that_pydata_builds_is_built(make_site: MakeSite) -> None:
    theirs = make_site(PAGES, conf='html_theme = "pydata_sphinx_theme"\n')
    ours = make_site(PAGES)

    def pages(site: Site) -> list[str]:
        return [name for name in site.files() if name.endswith(".html") and name != "404.html"]

    assert pages(ours) == pages(theirs)
    assert ours.warnings == theirs.warnings
    for page, below in {"notes": "One", "notes/one": "Two", "api": "pkg", "round/two": "Round"}.items():
        assert below in [link.get_text() for link in ours.html(page).select("article li a")], page
    assert ours.html("notes").select(".docs-nav") == []
    assert "Bark" in str(ours.html("manual").select(".docs-nav"))

    ours.build(confoverrides={"html_theme_options.sidebar_includehidden": "false"})
    assert ours.html("manual").select(".docs-nav") == []
