"""A post has its own licence where its author says so, and a reprint does not claim the site's."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

POST = "---\ntitle: {name}\ndate: 2024-05-01\n{more}\n---\nText.\n"
CASES = {
    "plain": ("", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "own": ("license: CC0", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "named": ("licenseName: All mine", "All mine", "All mine"),
    "none": ("copyright: false", "", ""),
    "usual": ("license: true", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "reprint": ("sourceLink: https://a.example/x", "", ""),
    "both": (
        "sourceLink: https://a.example/x\nlicense: CC BY-SA 4.0",
        "CC BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "script": (
        "sourceLink: javascript:alert(1)",
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
}


@pytest.mark.parametrize("theme", ["nenrin", "alabaster"])
def test_licences(make_site: Callable[..., Site], theme: str) -> None:
    files = {
        f"posts/{name}.md": POST.format(name=name, more=more) for name, (more, _said, _url) in CASES.items()
    }
    conf = f'html_baseurl = "https://example.org/"\nnenrin_license = "CC BY 4.0"\nhtml_theme = {theme!r}\n'
    site = make_site(files, conf=conf)
    for name, (_more, said, url) in CASES.items():
        page = site.html(f"posts/{name}")
        lines = [
            " ".join(line.get_text().split()) for line in page.select("p") if "Licence:" in line.get_text()
        ]
        assert lines == ([f"Licence: {said}"] if said else []), name
        things = json.loads(page.select("script[type='application/ld+json']")[0].get_text())["@graph"]
        post = next(thing for thing in things if thing["@type"] == "BlogPosting")
        assert post.get("license", "") == url, name
        source = [str(link["href"]) for link in page.select("p a") if "Original" in link.parent.get_text()]  # type: ignore[union-attr]
        assert source == (["https://a.example/x"] if name in {"reprint", "both"} else []), name
    assert "posts/script.md:4: WARNING: sourceLink: found 'javascript:alert(1)'" in site.warnings
