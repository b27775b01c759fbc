"""What authors type in a post stays as typed: code without a language, hyphens and quotes."""

from __future__ import annotations

from collections.abc import Callable

from tests.sphinx_ext.site import Site

POST = """\
---
title: As typed
date: 2026-01-02
---
Run `x` and npm install --save-dev "this" ... it's

```
for x in import: class
```
"""


MakeSite = Callable[..., Site]
FILES = {"posts/a.md": POST, "docs.md": '# Docs\n\nA -- "b".\n\n```\nfor x in y: pass\n```\n'}


def test_hyphens_and_quotes_of_posts_stay(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert 'npm install --save-dev "this" ... it\'s' in site.html("posts/a").get_text()
    assert "A – “b”." in site.html("docs").get_text()  # other pages are left to Sphinx


def test_conf_py_may_want_smart_quotes(make_site: MakeSite) -> None:
    site = make_site(FILES, conf="smartquotes = True")
    assert "–save-dev “this” … it’s" in site.html("posts/a").get_text()


def test_a_fence_without_a_language_is_plain_text(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert site.html("posts/a").select(".highlight-none")
    assert not site.html("posts/a").select(".highlight .k, .highlight .err")
    assert site.html("docs").select(".highlight .k")  # Sphinx's default, on pages that are no posts


def test_conf_py_may_name_a_language_for_such_fences(make_site: MakeSite) -> None:
    site = make_site(FILES, conf='highlight_language = "python"')
    assert site.html("posts/a").select(".highlight .k")
