"""The services that keep comments and count visits: their settings, and what a browser must be allowed to load.

One table says all of it. The checks of the options, the values that scripts get, the policy and the test of the
manual are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from nenrin.outputs.services.schema import Key, Kind, Service, matching, one_of

TEXT = Kind("a text", lambda value: isinstance(value, str))
NAME = Kind("a text that is not empty", matching(r".*\S.*"))
SWITCH = Kind("True or False", lambda value: isinstance(value, bool))
# Addresses stand in the policy and in pages, so one that would end a source or an attribute is none.
ADDRESS = Kind("an address such as https://example.org/", matching(r"https?://[^\s/?#;,'\"<>]+[^\s;,'\"<>]*"))
LABEL = Kind("a part of a host name", matching(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"))
REPOSITORY = Kind('a repository such as "mei/blog"', matching(r"[\w.-]+/[\w.-]+"))
MAPPING = one_of("pathname", "url", "og:title")

_NPM = "https://cdn.jsdelivr.net/npm"
# The one inline style of Waline has nothing in it: this is the hash of no text.
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

COMMENTS = (
    Service(
        "giscus",
        "giscus",
        (
            Key("repo", REPOSITORY),
            Key("repo_id", NAME),
            Key("category", NAME),
            Key("category_id", NAME),
            Key("mapping", MAPPING, "pathname"),
            Key("strict", SWITCH, False),
            Key("reactions", SWITCH, True),
            Key("input_position", one_of("bottom", "top"), "bottom"),
            Key("theme_light", NAME, "light"),
            Key("theme_dark", NAME, "dark"),
            Key("server", ADDRESS, "https://giscus.app"),
        ),
        {"frame-src": ("{server}",)},
    ),
    Service(
        "utterances",
        "utterances",
        (
            Key("repo", REPOSITORY),
            Key("mapping", MAPPING, "pathname"),
            Key("label", TEXT, ""),
            Key("theme_light", NAME, "github-light"),
            Key("theme_dark", NAME, "github-dark"),
            Key("server", ADDRESS, "https://utteranc.es"),
        ),
        {"frame-src": ("{server}",)},
    ),
    Service(
        "disqus",
        "Disqus",
        (Key("shortname", LABEL),),
        {
            "script-src": ("https://{shortname}.disqus.com", "https://disqus.com", "https://c.disquscdn.com"),
            "style-src": ("'unsafe-inline'", "https://c.disquscdn.com"),
            "frame-src": ("https://disqus.com",),
            "connect-src": ("https://disqus.com", "https://links.services.disqus.com"),
            "img-src": ("data:", "https://c.disquscdn.com", "https://referrer.disqus.com"),
        },
    ),
    Service(
        "waline",
        "Waline",
        (
            Key("server", ADDRESS),
            Key("emoji", ADDRESS, ""),
            Key("avatars", ADDRESS, "https://seccdn.libravatar.org"),
            Key("script", ADDRESS, f"{_NPM}/@waline/client@3.15.2/dist/waline.umd.js"),
            Key("style", ADDRESS, f"{_NPM}/@waline/client@3.15.2/dist/waline.css"),
        ),
        {
            "script-src": ("{script}",),
            "style-src": ("{style}", _EMPTY_STYLE),
            "connect-src": ("{server}", "{emoji}"),
            "img-src": ("{avatars}", "{emoji}"),
        },
    ),
    Service(
        "artalk",
        "Artalk",
        (
            Key("server", ADDRESS),
            Key("site", NAME),
            Key("emoji", ADDRESS, ""),
            Key("avatars", ADDRESS, "https://www.gravatar.com"),
            Key("script", ADDRESS, "{server}/dist/Artalk.js"),
            Key("style", ADDRESS, "{server}/dist/Artalk.css"),
        ),
        {
            "script-src": ("{script}",),
            "style-src": ("'unsafe-inline'", "{style}"),
            "connect-src": ("{server}", "{emoji}"),
            "img-src": ("data:", "{server}", "{avatars}", "{emoji}"),
        },
    ),
    Service(
        "twikoo",
        "Twikoo",
        (
            Key("server", ADDRESS),
            Key("emoji", ADDRESS, "https://owo.imaegoo.com"),
            Key("avatars", ADDRESS, "https://weavatar.com"),
            Key("script", ADDRESS, f"{_NPM}/twikoo@1.7.9/dist/twikoo.min.js"),
        ),
        {
            "script-src": ("{script}",),
            "style-src": ("'unsafe-inline'",),
            "connect-src": ("{server}", "{emoji}"),
            "img-src": ("data:", "{avatars}", "{emoji}"),
        },
    ),
)

ANALYTICS = (
    Service(
        "plausible",
        "Plausible",
        (
            Key("domain", TEXT, ""),
            Key("script", ADDRESS, "https://plausible.io/js/script.js"),
        ),
        {"script-src": ("{script}",), "connect-src": ("{script}",)},
    ),
    Service(
        "umami",
        "Umami",
        (
            Key("website_id", NAME),
            Key("script", ADDRESS, "https://cloud.umami.is/script.js"),
            Key("server", ADDRESS, ""),
        ),
        {"script-src": ("{script}",), "connect-src": ("{script}", "{server}")},
    ),
    Service(
        "goatcounter",
        "GoatCounter",
        (
            Key("server", ADDRESS),
            Key("script", ADDRESS, "https://gc.zgo.at/count.v5.js"),
        ),
        {"script-src": ("{script}",), "connect-src": ("{server}",), "img-src": ("{server}",)},
    ),
    Service(
        "google",
        "Google Analytics",
        (Key("id", Kind('an identifier such as "G-ABC123"', matching(r"[A-Z]+-[\w-]+"))),),
        {
            "script-src": ("https://*.googletagmanager.com",),
            "connect-src": (
                "https://*.google-analytics.com",
                "https://*.analytics.google.com",
                "https://*.googletagmanager.com",
            ),
            "img-src": ("https://*.google-analytics.com", "https://*.googletagmanager.com"),
        },
    ),
)

INTEGRITY: Mapping[str, str] = {
    f"{_NPM}/@waline/client@3.15.2/dist/waline.umd.js": (
        "sha384-ZIbPm4Z6QeaKyakU4Tq51uowGULfM+zut6BAbSnYF+9aFF9sK4Ih3fQwBXysozKp"
    ),
    f"{_NPM}/@waline/client@3.15.2/dist/waline.css": (
        "sha384-e4zDqZc21VhRGqcpuOkmAlBH2NcoP6kHXnCG6ZBrrd5asTIvP5T9osVX/v1Fx4UM"
    ),
    f"{_NPM}/twikoo@1.7.9/dist/twikoo.min.js": (
        "sha384-uS5XTM0hprJZj0R184twNRV12L55VagOlT/XQaj1uAebA0RtO7diEr+dE9TBn5N2"
    ),
    "https://gc.zgo.at/count.v5.js": (
        "sha384-atnOLvQb9t+jTSipvd75X2yginT4PjVbqDdlJAmxMm+wYElFmeR6EmLP5bYeoRVQ"
    ),
}
"""What the files of fixed versions are (W3C, Subresource Integrity): a browser runs nothing else in their place."""
