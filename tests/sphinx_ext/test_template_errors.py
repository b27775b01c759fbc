"""A fault in a template of the author's own is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sphinx.errors import ThemeError

from tests.sphinx_ext.site import Site

FILES = {"posts/a.md": "---\ntitle: A\ndate: 2024-05-01\n---\nText.\n"}
HEAD = "{% extends '!post.html' %}\n{% block docs_body %}\n"
FAULTS = {
    "{{ page.nothing.more }}{% endblock %}": ("post.html:3", "UndefinedError"),
    "\n{% if %}{% endblock %}": ("post.html:4", "TemplateSyntaxError"),
    "{% include 'nowhere.html' %}{% endblock %}": ("post.html:3", "TemplateNotFound"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_fault_is_told_with_its_place(make_site: Callable[..., Site], fault: str, builder: str) -> None:
    site = make_site(
        FILES | {"_templates/post.html": HEAD + fault}, conf='templates_path = ["_templates"]\n', build=False
    )
    place, kind = FAULTS[fault]
    with pytest.raises(ThemeError) as raised:
        site.build(builder=builder)
    assert f"_templates/{place}: {kind}: " in str(raised.value)
    assert "(while writing the page posts/a)" in str(raised.value)
