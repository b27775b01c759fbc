"""Which posts are translations of each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nenrin.outputs.head.translations import translations
from nenrin.posts.model import Post


def post(docname: str, language: str = "", key: str = "", day: int = 1) -> Post:
    return Post(docname, docname, datetime(2024, 1, day, tzinfo=UTC), language=language, translation_key=key)


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([post("a/oak"), post("a/oak.ja", "ja")], {"en": "a/oak", "ja": "a/oak.ja"}),
        ([post("oak.zh-CN", "zh-CN"), post("oak.ja", "ja")], {"zh-CN": "oak.zh-CN", "ja": "oak.ja"}),
        ([post("oak"), post("oak.fr")], {"en": "oak", "fr": "oak.fr"}),
        (
            [post("oak"), post("oak.pt-br"), post("oak.zh_tw")],
            {"en": "oak", "pt-BR": "oak.pt-br", "zh-TW": "oak.zh_tw"},
        ),
        ([post("oak"), post("oak.de"), post("elm", "de-AT")], {"en": "oak", "de": "oak.de"}),
        ([post("oak/index"), post("oak/index.fr")], {"en": "oak/index", "fr": "oak/index.fr"}),
        ([post("a/oak/index"), post("a/oak.fr")], {"en": "a/oak/index", "fr": "a/oak.fr"}),
        ([post("a/oak"), post("a/fr/oak")], {"en": "a/oak", "fr": "a/fr/oak"}),
        ([post("en/a/oak"), post("fr/a/oak")], {"en": "en/a/oak", "fr": "fr/a/oak"}),
        ([post("a/oak/index"), post("a/fr/oak/index")], {"en": "a/oak/index", "fr": "a/fr/oak/index"}),
        ([post("a/oak"), post("a/oak.en")], {}),
        ([post("oak/index"), post("oak.ja/index", "ja")], {"en": "oak/index", "ja": "oak.ja/index"}),
        ([post("oak", key="t"), post("x/kashi", "ja", "t")], {"en": "oak", "ja": "x/kashi"}),
        ([post("oak.ja", "ja-JP"), post("oak")], {"en": "oak", "ja-JP": "oak.ja"}),
        ([post("oak"), post("elm.ja", "ja")], {}),
        ([post("a/oak"), post("b/oak.ja", "ja")], {}),
        ([post("oak"), post("oak-v2")], {}),
        ([post("oak"), post("oak-fr"), post("oak_fr"), post("oak-ja", "ja")], {}),
        ([post("curry"), post("curry-pre"), post("curry.pre"), post("curry.two")], {}),
        (
            [
                post("deploy"),
                post("deploy.sh"),
                post("main"),
                post("main.cs"),
                post("redis"),
                post("redis.io"),
            ],
            {},
        ),
        ([post("a/oak"), post("a/cs/oak"), post("a/fr")], {}),
        ([post("setup"), post("setup.xq")], {}),
        ([post("oak-ja", "en"), post("oak", "en")], {}),
        ([post("oak", "en", "t"), post("oak.ja", "ja", "u")], {}),
    ],
)
def test_versions_of_a_text(posts: list[Post], expected: dict[str, str]) -> None:
    found = translations(posts, "en", ["fr", "pt", "zh-CN"])
    assert {each.language: each.post.docname for versions in found.values() for each in versions} == expected
    assert set(found) == set(expected.values())


def test_of_two_in_one_language_the_newer_is_linked() -> None:
    newer, older = post("oak", key="t", day=2), post("elm", key="t", day=1)
    found = translations([newer, older, post("kashi", "ja", "t")], "en")
    assert set(found) == {"oak", "kashi"}
