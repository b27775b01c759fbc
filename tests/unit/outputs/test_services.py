"""The table of services: what an option may say, what is filled in, and what the policy allows for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from nenrin.outputs.services.comments import Place, comments, language_for
from nenrin.outputs.services.policy import DIRECTIVES, headers, policy
from nenrin.outputs.services.schema import chosen, fault, sources
from nenrin.outputs.services.table import ANALYTICS, COMMENTS, INTEGRITY

GISCUS = {"repo": "mei/blog", "repo_id": "R_1", "category": "General", "category_id": "DIC_1"}
HERE = Place("https://example.org/blog/posts/tree/", "/blog/posts/tree/", "樹", "zh-TW")
NAMES = "giscus, utterances, disqus, waline, artalk, twikoo"


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"giscus": GISCUS},
        {
            "giscus": {
                **GISCUS,
                "strict": True,
                "mapping": "og:title",
                "theme_dark": "https://example.org/a.css",
            }
        },
        {"disqus": {"shortname": "nian-lun"}},
        {"waline": {"server": "https://waline.example.net/api", "emoji": ""}},
    ],
)
def test_a_good_value_is_let_through(value: Any) -> None:
    assert fault(COMMENTS, value, most=1) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("giscus", f"settings by the name of a service ({NAMES})"),
        ({"isso": {}}, f"one of {NAMES} instead of 'isso'"),
        ({"": {}}, f"one of {NAMES} instead of ''"),
        ({"giscus": GISCUS, "disqus": {"shortname": "a"}}, "one service"),
        ({"disqus": "nianlun"}, "settings of disqus: shortname"),
        ({"disqus": {}}, "'shortname' in disqus: a part of a host name"),
        ({"disqus": {"shortname": "a.b"}}, "a part of a host name as 'shortname' in disqus"),
        ({"disqus": {"shortname": "a", "short": 1}}, "no 'short' in disqus, which knows shortname"),
        ({"giscus": {**GISCUS, "repo": "blog"}}, "a repository such as \"mei/blog\" as 'repo' in giscus"),
        ({"giscus": {**GISCUS, "repo_id": 7}}, "a text that is not empty as 'repo_id' in giscus"),
        ({"giscus": {**GISCUS, "strict": "yes"}}, "True or False as 'strict' in giscus"),
        (
            {"giscus": {**GISCUS, "mapping": "x"}},
            '"pathname" or "url" or "og:title" as \'mapping\' in giscus',
        ),
        (
            {"waline": {"server": "waline.example"}},
            "an address such as https://example.org/ as 'server' in waline",
        ),
        (
            {"waline": {"server": "https://a.example; x"}},
            "an address such as https://example.org/ as 'server' in waline",
        ),
    ],
)
def test_a_wrong_value_is_named(value: Any, expected: str) -> None:
    assert fault(COMMENTS, value, most=1) == expected


def test_visits_may_be_counted_by_several() -> None:
    value = {"plausible": {}, "google": {"id": "G-ABC123"}}
    assert fault(ANALYTICS, value, most=len(ANALYTICS)) == ""
    assert [service.name for service, _settings in chosen(ANALYTICS, value)] == ["plausible", "google"]


def test_what_is_not_said_is_filled_in_from_what_is() -> None:
    ((_, settings),) = chosen(COMMENTS, {"artalk": {"server": "https://talk.example/", "site": "A"}})
    assert settings["server"] == "https://talk.example"
    assert settings["script"] == "https://talk.example/dist/Artalk.js"


def test_sources_are_origins() -> None:
    option = {
        "waline": {"server": "https://waline.example.net:8360/api/", "script": "https://me.example/w.js"}
    }
    ((service, settings),) = chosen(COMMENTS, option)
    found = sources(service, settings)
    assert found["connect-src"] == ("https://waline.example.net:8360",)
    assert found["script-src"] == ("https://me.example",)


def test_umami_in_its_cloud_sends_to_another_host() -> None:
    for script, connect in [
        ({}, ("https://cloud.umami.is", "https://api-gateway.umami.dev")),
        ({"script": "https://stats.example/script.js"}, ("https://stats.example",)),
    ]:
        ((service, settings),) = chosen(ANALYTICS, {"umami": {"website_id": "w", **script}})
        assert sources(service, settings)["connect-src"] == connect


@pytest.mark.parametrize("service", [*COMMENTS, *ANALYTICS], ids=lambda service: service.name)
def test_each_service_has_sources_the_policy_knows_and_defaults_that_fit(service: Any) -> None:
    assert service.sources
    assert set(service.sources) <= set(DIRECTIVES)
    for key in service.keys:
        if key.default not in (None, "") and "{" not in str(key.default):
            assert key.kind.fits(key.default), key.name


def test_every_fixed_file_names_its_version() -> None:
    used = {str(key.default) for service in (*COMMENTS, *ANALYTICS) for key in service.keys}
    assert set(INTEGRITY) <= used
    assert not [address for address in used if "jsdelivr" in address and address not in INTEGRITY]


def test_a_policy_adds_to_the_site_itself_and_says_nothing_twice() -> None:
    needs: list[dict[str, tuple[str, ...]]] = [
        {"img-src": ("data:", "https://a.example")},
        {"img-src": ("https://a.example",), "frame-src": ()},
    ]
    assert policy(needs) == (
        "default-src 'self'; base-uri 'self'; form-action 'self'; img-src 'self' data: https://a.example"
    )


def test_headers_are_for_every_file() -> None:
    assert headers("default-src 'self'").splitlines()[:2] == [
        "/*",
        "  Content-Security-Policy: default-src 'self'",
    ]


@pytest.mark.parametrize(
    ("mapping", "term"),
    [
        ("pathname", "blog/posts/tree/"),
        ("url", "https://example.org/blog/posts/tree/"),
        ("og:title", "樹"),
    ],
)
def test_a_discussion_is_found_by_what_the_mapping_names(mapping: str, term: str) -> None:
    block = comments({"giscus": {**GISCUS, "mapping": mapping}}, HERE)
    assert block
    assert json.loads(block.settings)["term"] == term


def test_a_block_says_who_keeps_the_comments_and_where_they_can_be_read() -> None:
    for option, host, link in [
        ({"giscus": GISCUS}, "giscus.app", "https://github.com/mei/blog/discussions"),
        ({"utterances": {"repo": "mei/blog"}}, "utteranc.es", "https://github.com/mei/blog/issues"),
        ({"disqus": {"shortname": "nianlun"}}, "disqus.com", ""),
        ({"twikoo": {"server": "https://t.example/x"}}, "t.example", ""),
    ]:
        block = comments(option, HERE)
        assert block
        assert (block.host, block.link) == (host, link)


def test_no_service_no_block() -> None:
    assert comments({}, HERE) is None


def test_only_a_file_we_know_is_held_to_its_hash() -> None:
    own = {"waline": {"server": "https://w.example", "script": "https://w.example/w.js"}}
    block = comments(own, HERE)
    assert block
    assert set(json.loads(block.settings)["integrity"]) == {"style"}


@pytest.mark.parametrize(
    ("service", "tag", "name"),
    [
        ("giscus", "zh-TW", "zh-TW"),
        ("giscus", "zh-Hant-HK", "zh-TW"),
        ("giscus", "zh", "zh-CN"),
        ("giscus", "pt-BR", "pt"),
        ("giscus", "sw", "en"),
        ("disqus", "zh-CN", "zh"),
        ("disqus", "zh-TW", "zh_TW"),
        ("disqus", "ja", "ja"),
        ("waline", "ja", "ja-JP"),
        ("waline", "de", "en-US"),
        ("artalk", "zh-Hans", "zh-CN"),
        ("twikoo", "zh-HK", "zh-HK"),
        ("utterances", "ja", "ja"),
    ],
)
def test_a_service_speaks_the_nearest_language_it_has(service: str, tag: str, name: str) -> None:
    assert language_for(service, tag) == name
