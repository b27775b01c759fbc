"""Comments and analytics in a browser: what is asked of others, when, under the very policy the build writes."""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from nenrin.outputs.services import table
from playwright.sync_api import Page, Request, Route

from tests.conftest import PATIENCE
from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.site import Site

HOME = "https://example.org/blog/"
POST = f"{HOME}posts/tree/"
NewPage = Callable[..., Page]

CONF = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/blog/"
language = "zh_TW"
project = "年輪"
nenrin_headers = True
"""
LONG = "樹。\n\n" * 80
FILES = {
    "index.md": "# 年輪\n",
    "posts/tree.md": f"---\ntitle: 樹有多老？\ndate: 2024-05-01\n---\n{LONG}",
    "posts/leaf.md": f"---\ntitle: Leaf\nlang: ja\ndate: 2024-05-02\n---\n{LONG}",
    "posts/quiet.md": f"---\ntitle: 安靜\ndate: 2024-05-03\ncomments: false\n---\n{LONG}",
}

GISCUS = {
    "giscus": {"repo": "mei/blog", "repo_id": "R_1", "category": "Announcements", "category_id": "DIC_1"}
}
CASES: dict[str, dict[str, Any]] = {
    "giscus": GISCUS,
    "utterances": {"utterances": {"repo": "mei/blog"}},
    "disqus": {"disqus": {"shortname": "nianlun"}},
    "waline": {"waline": {"server": "https://waline.example.net"}},
    "artalk": {"artalk": {"server": "https://artalk.example.net", "site": "年輪"}},
    "twikoo": {"twikoo": {"server": "https://twikoo.example.net"}},
}
ASKED = {
    "giscus": {"giscus.app"},
    "utterances": {"utteranc.es"},
    "disqus": {"nianlun.disqus.com", "c.disquscdn.com", "disqus.com", "referrer.disqus.com"},
    "waline": {"cdn.jsdelivr.net", "waline.example.net", "seccdn.libravatar.org"},
    "artalk": {"artalk.example.net", "www.gravatar.com"},
    "twikoo": {"cdn.jsdelivr.net", "twikoo.example.net", "weavatar.com"},
}
"""The hosts that a page asks for once comments are wanted, by service."""

FRAME = """\
<!DOCTYPE html><html lang="en"><title>Comments</title><body><p>A comment.</p><script>
window.heard = [];
addEventListener("message", event => heard.push(event.data));
parent.postMessage({ giscus: { resizeHeight: 321 } }, "*");
parent.postMessage({ type: "resize", height: 321 }, "*");
</script>
"""
# Each does what the service's own script was seen to do: its requests, and its inline styles.
DRAW = """\
const draw = (el, options, picture) => {
  el.textContent = "A comment.";
  el.dataset.given = JSON.stringify(options, (key, value) => (value instanceof Element ? "" : value));
  if (picture) el.insertAdjacentHTML("beforeend", `<img alt="" width="8" height="8" src="${picture}">`);
};
"""
SCRIPTS = {
    "embed.js": """
const config = { page: {} };
window.disqus_config.call(config);
window.DISQUS = { reset: given => (document.body.dataset.reset = String(given.reload)) };
const place = document.getElementById("disqus_thread");
place.innerHTML = '<style>#disqus_thread { width: 100% }</style>'
  + '<iframe title="Disqus" src="https://disqus.com/embed/comments/"></iframe>'
  + '<img alt="" src="https://referrer.disqus.com/juggler/event.gif">';
place.dataset.given = JSON.stringify(config);
const more = document.createElement("script");
more.src = "https://c.disquscdn.com/next/embed/common.js";
document.head.append(more);
""",
    "waline.umd.js": DRAW
    + """
window.Waline = { init(options) {
  document.head.append(document.createElement("style"));
  options.el.dataset.waline = "";
  draw(options.el, options, "https://seccdn.libravatar.org/avatar/1");
  return fetch(`${options.serverURL}/api/comment?path=${encodeURIComponent(options.path)}`);
} };
""",
    "Artalk.js": DRAW
    + """
window.Artalk = { init(options) {
  options.el.classList.add("artalk");
  options.el.innerHTML = '<p style="display: none"></p>';
  draw(options.el, options, "https://www.gravatar.com/avatar/1");
  fetch(`${options.server}/api/v2/conf`);
  return { setDarkMode: dark => (document.body.dataset.dark = String(dark)) };
} };
""",
    "twikoo.min.js": DRAW
    + """
document.head.append(Object.assign(document.createElement("style"), { textContent: ".tk-avatar { float: left }" }));
window.twikoo = { init(options) {
  draw(document.querySelector(options.el), options, "https://weavatar.com/avatar/1");
  return fetch(options.envId, { method: "POST", body: JSON.stringify({ event: "COMMENT_GET", url: options.path }) });
} };
""",
    "script.js": "fetch(new URL('/api/send', document.currentScript.src), { method: 'POST' });",
    "count.v5.js": "document.body.append(Object.assign(new Image(), { alt: '', "
    "src: document.currentScript.dataset.goatcounter }));",
    "js": "document.body.dataset.layer = JSON.stringify(window.dataLayer.map(each => each[0]));"
    "fetch('https://region1.google-analytics.com/g/collect', { method: 'POST' });",
    "zh-TW.js": "",
    "ja.js": "",
    "common.js": "",
    "waline.css": "",
    "Artalk.css": "",
}
FREE = {"access-control-allow-origin": "*", "access-control-allow-headers": "*"}


@pytest.fixture(scope="module")
def make_blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Build a blog with some options, once each; the fixed files of services are the stand-ins of these tests."""
    made: dict[str, Site] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        for address in list(table.INTEGRITY):
            digest = hashlib.sha384(SCRIPTS[address.rpartition("/")[2]].encode()).digest()
            patch.setitem(table.INTEGRITY, address, f"sha384-{base64.b64encode(digest).decode()}")

        def make(**options: Any) -> Site:
            key = repr(sorted(options.items()))
            if key not in made:
                root = tmp_path_factory.mktemp("blog")
                site = Site(root / "src", root / "out", root / "doctrees")
                said = "".join(f"nenrin_{name} = {value!r}\n" for name, value in options.items())
                for name, content in {**FILES, "conf.py": CONF + said}.items():
                    site.write(name, content)
                made[key] = site.build()
                assert site.warnings == ""
            return made[key]

        yield make


@dataclass
class Visit:
    """A page, the requests that left its browser, and what the browser complained of."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def others(self) -> set[str]:
        hosts = {urlsplit(request.url).netloc for request in self.requests}
        return hosts - {urlsplit(HOME).netloc}

    def query(self, path: str) -> dict[str, str]:
        """The query of the first request for a path."""
        (url, *_rest) = [each.url for each in self.requests if urlsplit(each.url).path.endswith(path)]
        return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}

    def come_to_comments(self) -> None:
        """Scroll to the block; where that loads the comments, wait until they are there or have failed."""
        self.page.locator("#comments").scroll_into_view_if_needed()
        if self.page.locator("#comments[data-load=scroll]").count():
            self.wait_for_comments()

    def wait_for_comments(self) -> None:
        ready = "asked && status && status.textContent !== block.dataset.loading"
        self.page.wait_for_function(
            "() => { const block = document.querySelector('#comments');"
            " const status = block.querySelector('[role=status]');"
            f" const asked = block.classList.contains('asked'); return {ready}; }}"
        )

    def asked(self, expected: set[str]) -> set[str]:
        """The hosts asked, once there are those expected and nobody else followed."""
        for _turn in range(PATIENCE // 50):
            if self.others >= expected:
                break
            self.page.wait_for_timeout(50)
        self.page.wait_for_timeout(100)  # the least that a request too many would need
        return self.others

    def given(self) -> dict[str, Any]:
        """What the stand-in of a service was called with."""
        given = self.page.locator("[data-given]").get_attribute("data-given")
        assert given
        return dict(json.loads(given))

    def violations(self) -> list[str]:
        return list(self.page.evaluate("window.violations"))


def visit(site: Site, page: Page, headers: Mapping[str, str] | None = None, home: str = HOME) -> Visit:
    """Serve the site at its own address, with the headers it wrote, and stand in for everybody else."""
    found = Visit(page)
    sent = headers_of(site) if headers is None else headers

    def answer(route: Route) -> None:
        url = route.request.url
        found.requests.append(route.request)
        if url.startswith(home):
            route.fulfill(**own_file(site, unquote(urlsplit(url).path)[len(urlsplit(home).path) :], sent))
            return
        name = urlsplit(url).path.rpartition("/")[2]
        if route.request.resource_type == "document":
            route.fulfill(body=FRAME, content_type="text/html")
        elif name in SCRIPTS:
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            route.fulfill(body=SCRIPTS[name], content_type=kind, headers=FREE)
        else:
            route.fulfill(body="{}", content_type="application/json", headers=FREE)

    page.route("**/*", answer)
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.add_init_script(
        "window.violations = [];"
        "addEventListener('securitypolicyviolation', event =>"
        " violations.push(`${event.violatedDirective} ${event.blockedURI}`), true);"
    )
    return found


def headers_of(site: Site) -> dict[str, str]:
    lines = site.read("_headers").splitlines()
    assert lines[0] == "/*"
    return {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
    }


def own_file(site: Site, name: str, headers: Mapping[str, str]) -> dict[str, Any]:
    path: Path = site.path(name or "index.html")
    if not path.is_file():
        return {"status": 404, "body": ""}
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return {"body": path.read_bytes(), "headers": {**headers, "content-type": kind}}


@pytest.mark.parametrize("service", CASES)
def test_nobody_is_asked_before_the_reader_comes_and_then_those_in_the_policy(
    make_blog: Callable[..., Site], new_page: NewPage, service: str
) -> None:
    visitor = visit(make_blog(comments=CASES[service]), new_page())
    visitor.page.goto(POST, wait_until="networkidle")
    assert visitor.others == set()
    visitor.come_to_comments()
    assert visitor.asked(ASKED[service]) == ASKED[service]
    assert visitor.violations() == []
    assert visitor.said == []
    assert visitor.page.locator("#comments [role=status]").text_content() == ""


@pytest.mark.parametrize("service", CASES)
def test_a_button_has_to_be_pressed_where_that_is_asked(
    make_blog: Callable[..., Site], new_page: NewPage, service: str
) -> None:
    visitor = visit(make_blog(comments=CASES[service], comments_load="click"), new_page())
    visitor.page.goto(POST)
    visitor.come_to_comments()
    assert visitor.others == set()
    visitor.page.get_by_role("button", name="顯示留言").press("Enter")
    assert visitor.asked(ASKED[service]) == ASKED[service]
    assert visitor.violations() == []
    assert visitor.page.evaluate("document.activeElement.matches('[data-comments-place]')")


def test_the_policy_of_a_blog_without_services_is_its_own_site(make_blog: Callable[..., Site]) -> None:
    policy = headers_of(make_blog())["content-security-policy"]
    assert policy == "default-src 'self'; base-uri 'self'; form-action 'self'"


@pytest.mark.parametrize("service", CASES)
def test_without_the_service_in_the_policy_the_browser_refuses(
    make_blog: Callable[..., Site], new_page: NewPage, service: str
) -> None:
    strict = headers_of(make_blog())
    visitor = visit(make_blog(comments=CASES[service]), new_page(), headers=strict)
    visitor.page.goto(POST)
    visitor.come_to_comments()
    visitor.page.wait_for_function("violations.length > 0")
    assert visitor.others == set()


@pytest.mark.parametrize(("mode", "theme"), [("light", "light"), ("dark", "dark")])
def test_giscus_is_told_of_the_post_and_of_the_colours(
    make_blog: Callable[..., Site], new_page: NewPage, mode: str, theme: str
) -> None:
    visitor = visit(make_blog(comments=GISCUS), new_page(color_scheme=mode))
    visitor.page.goto(POST)
    visitor.come_to_comments()
    query = visitor.query("/zh-TW/widget")
    assert query["theme"] == theme
    assert query["term"] == "blog/posts/tree/"
    assert query["repo"] == "mei/blog"
    assert query["repoId"] == "R_1"
    assert query["categoryId"] == "DIC_1"
    assert query["origin"] == f"{POST}#comments"
    assert query["backLink"] == POST
    visitor.page.wait_for_function("document.querySelector('#comments iframe').style.height === '321px'")


@pytest.mark.parametrize(
    ("service", "heard"),
    [
        ("giscus", {"giscus": {"setConfig": {"theme": "dark"}}}),
        ("utterances", {"type": "set-theme", "theme": "github-dark"}),
    ],
)
def test_a_frame_follows_the_switch_of_colours(
    make_blog: Callable[..., Site], new_page: NewPage, service: str, heard: object
) -> None:
    visitor = visit(make_blog(comments=CASES[service]), new_page(color_scheme="light"))
    page = visitor.page
    page.goto(POST)
    visitor.come_to_comments()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    inside = page.frames[1]
    inside.wait_for_function("heard.length > 0")
    assert inside.evaluate("heard") == [heard]


def test_a_frame_follows_the_system(make_blog: Callable[..., Site], new_page: NewPage) -> None:
    visitor = visit(make_blog(comments=GISCUS), new_page(color_scheme="light"))
    page = visitor.page
    page.goto(POST)
    visitor.come_to_comments()
    page.emulate_media(color_scheme="dark")
    inside = page.frames[1]
    inside.wait_for_function("heard.length > 0")
    assert inside.evaluate("heard[0].giscus.setConfig.theme") == "dark"


def test_disqus_and_artalk_follow_the_switch(make_blog: Callable[..., Site], new_page: NewPage) -> None:
    for service, told in [("disqus", "reset"), ("artalk", "dark")]:
        visitor = visit(make_blog(comments=CASES[service]), new_page(color_scheme="light"))
        visitor.page.goto(POST)
        visitor.come_to_comments()
        visitor.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        visitor.page.wait_for_selector(f"body[data-{told}=true]")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_waline_has_the_colours_of_the_page(
    make_blog: Callable[..., Site], new_page: NewPage, theme: str
) -> None:
    visitor = visit(make_blog(comments=CASES["waline"]), new_page(color_scheme="light"))
    page = visitor.page
    page.goto(POST)
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    visitor.come_to_comments()
    colour = "el => { el.style.color = 'var(--waline-color)'; return getComputedStyle(el).color; }"
    assert page.locator("[data-waline]").evaluate(colour) == page.evaluate(
        "getComputedStyle(document.body).color"
    )


GIVEN: dict[str, dict[str, Any]] = {
    "waline": {"path": "/blog/posts/leaf/", "lang": "ja-JP", "serverURL": "https://waline.example.net"},
    "artalk": {"pageKey": "/blog/posts/leaf/", "pageTitle": "Leaf", "locale": "ja", "site": "年輪"},
    "twikoo": {"path": "/blog/posts/leaf/", "lang": "ja", "envId": "https://twikoo.example.net"},
    "disqus": {
        "page": {"url": f"{HOME}posts/leaf/", "identifier": "/blog/posts/leaf/", "title": "Leaf"},
        "language": "ja",
    },
}


@pytest.mark.parametrize("service", GIVEN)
def test_a_service_is_told_of_the_post_and_its_language(
    make_blog: Callable[..., Site], new_page: NewPage, service: str
) -> None:
    visitor = visit(make_blog(comments=CASES[service]), new_page())
    visitor.page.goto(f"{HOME}posts/leaf/")
    visitor.come_to_comments()
    given = visitor.given()
    assert {name: given.get(name) for name in GIVEN[service]} == GIVEN[service]


def test_artalk_speaks_english_where_its_server_has_no_other_words(
    make_blog: Callable[..., Site], new_page: NewPage
) -> None:
    visitor = visit(make_blog(comments=CASES["artalk"]), new_page())
    visitor.page.route("**/i18n/zh-TW.js", lambda route: route.fulfill(status=404))
    visitor.page.goto(POST)
    visitor.come_to_comments()
    assert visitor.given()["locale"] == "en"


@pytest.mark.parametrize(("service", "stored"), [("giscus", '"TOKEN"'), ("utterances", "TOKEN")])
def test_who_signed_in_comes_back_to_the_comments(
    make_blog: Callable[..., Site], new_page: NewPage, service: str, stored: str
) -> None:
    visitor = visit(make_blog(comments=CASES[service], comments_load="click"), new_page())
    page = visitor.page
    page.goto(f"{POST}?{service}=TOKEN#comments")
    page.wait_for_url(f"{POST}#comments")
    visitor.wait_for_comments()
    assert page.evaluate(f"localStorage.getItem('{service}-session')") == stored
    path = "/widget" if service == "giscus" else "/utterances.html"
    assert visitor.query(path)["session"] == "TOKEN"


def test_who_signs_out_is_signed_out(make_blog: Callable[..., Site], new_page: NewPage) -> None:
    visitor = visit(make_blog(comments=GISCUS), new_page())
    page = visitor.page
    page.goto(f"{POST}?giscus=TOKEN")
    visitor.wait_for_comments()
    with page.expect_request("**/widget?*") as again:
        page.frames[1].evaluate("parent.postMessage({ giscus: { signOut: true } }, '*')")
    assert "session=&" in again.value.url
    assert page.evaluate("localStorage.getItem('giscus-session')") is None


def test_messages_of_others_are_not_heard(make_blog: Callable[..., Site], new_page: NewPage) -> None:
    visitor = visit(make_blog(comments=GISCUS), new_page())
    page = visitor.page
    page.goto(POST)
    visitor.come_to_comments()
    page.wait_for_function("document.querySelector('#comments iframe').style.height === '321px'")
    page.evaluate(
        "new Promise(heard => { addEventListener('message', heard, { once: true });"
        " postMessage({ giscus: { resizeHeight: 9999 } }, '*'); }).then(() => null)"
    )
    assert page.locator("#comments iframe").evaluate("frame => frame.style.height") == "321px"


def test_a_failure_is_said_and_can_be_tried_again(make_blog: Callable[..., Site], new_page: NewPage) -> None:
    visitor = visit(make_blog(comments=CASES["waline"]), new_page())
    page = visitor.page
    page.route("**/waline.umd.js", lambda route: route.abort())
    page.goto(POST)
    visitor.come_to_comments()
    assert page.locator("#comments [role=status]").text_content() == "留言載入失敗。"
    page.unroute("**/waline.umd.js")
    page.get_by_role("button", name="再試一次").click()
    page.wait_for_selector("[data-waline]")
    visitor.wait_for_comments()
    assert page.locator("#comments [role=status]").text_content() == ""


def test_another_file_in_place_of_a_fixed_one_does_not_run(
    make_blog: Callable[..., Site], new_page: NewPage
) -> None:
    visitor = visit(make_blog(comments=CASES["twikoo"]), new_page())
    page = visitor.page
    evil = "window.evil = true; window.twikoo = { init() {} };"
    page.route(
        "**/twikoo.min.js",
        lambda route: route.fulfill(body=evil, headers=FREE, content_type="text/javascript"),
    )
    page.goto(POST)
    visitor.come_to_comments()
    assert page.evaluate("window.evil") is None
    assert page.locator("#comments [role=status]").text_content() == "留言載入失敗。"


@pytest.mark.parametrize("service", CASES)
def test_without_javascript_there_is_a_sentence_and_where_there_is_one_a_link(
    make_blog: Callable[..., Site], new_page: NewPage, service: str
) -> None:
    page = new_page(java_script_enabled=False)
    visitor = visit(make_blog(comments=CASES[service]), page)
    page.goto(POST)
    page.locator("#comments").scroll_into_view_if_needed()
    block = page.locator("#comments")
    assert "JavaScript" in block.inner_text()
    assert not block.get_by_role("button").is_visible()
    links = {
        "giscus": ["https://github.com/mei/blog/discussions"],
        "utterances": ["https://github.com/mei/blog/issues"],
    }
    found = [link.get_attribute("href") for link in block.get_by_role("link").all()]
    assert found == links.get(service, [])
    assert visitor.others == set()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("load", ["scroll", "click"])
def test_axe_finds_nothing(
    make_blog: Callable[..., Site], new_page: NewPage, mode: str, width: int, load: str
) -> None:
    visitor = visit(
        make_blog(comments=GISCUS, comments_load=load), new_page(width=width, color_scheme=mode), {}
    )
    page = visitor.page
    page.goto(POST)
    visitor.come_to_comments()
    assert violations(page) == []
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds on the page itself; a frame is another's."""
    options = {"iframes": False}
    found = Axe().run(page, options=options).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


ANALYTICS: dict[str, dict[str, Any]] = {
    "plausible": {"domain": "example.org"},
    "umami": {"website_id": "w-1"},
    "goatcounter": {"server": "https://nianlun.goatcounter.com"},
    "google": {"id": "G-ABC123"},
}
COUNTED = {
    "plausible": {"plausible.io"},
    "umami": {"cloud.umami.is"},
    "goatcounter": {"gc.zgo.at", "nianlun.goatcounter.com"},
    "google": {"www.googletagmanager.com", "region1.google-analytics.com"},
}


@pytest.mark.parametrize("service", ANALYTICS)
def test_a_visit_is_counted_by_those_in_the_policy(
    make_blog: Callable[..., Site], new_page: NewPage, service: str
) -> None:
    visitor = visit(make_blog(analytics={service: ANALYTICS[service]}), new_page())
    for address in (HOME, POST):
        visitor.requests.clear()
        visitor.page.goto(address)
        assert visitor.asked(COUNTED[service]) == COUNTED[service]
    assert visitor.violations() == []
    assert visitor.said == []


def test_services_find_what_they_look_for(make_blog: Callable[..., Site], new_page: NewPage) -> None:
    visitor = visit(make_blog(analytics=ANALYTICS), new_page())
    page = visitor.page
    page.goto(POST)
    everybody = set().union(*COUNTED.values())
    assert visitor.asked(everybody) == everybody
    data = page.evaluate(
        "[...document.querySelectorAll('head script[src^=http]')].map(each => ({...each.dataset}))"
    )
    assert {"domain": "example.org"} in data
    assert {"websiteId": "w-1"} in data
    assert {"goatcounter": "https://nianlun.goatcounter.com/count"} in data
    assert json.loads(page.evaluate("document.body.dataset.layer")) == ["js", "config"]
    assert visitor.violations() == []


@pytest.mark.parametrize(
    "wish",
    [
        "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })",
        "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })",
    ],
)
def test_who_does_not_want_to_be_counted_is_not(
    make_blog: Callable[..., Site], new_page: NewPage, wish: str
) -> None:
    page = new_page()
    page.add_init_script(wish)
    visitor = visit(make_blog(analytics=ANALYTICS), page)
    page.goto(POST, wait_until="networkidle")
    assert visitor.others == set()


@pytest.mark.parametrize(
    "home", ["http://localhost:8000/", "http://127.0.0.1:8000/", "https://preview--nianlun.example.com/"]
)
def test_a_copy_of_the_site_counts_nothing(
    make_blog: Callable[..., Site], new_page: NewPage, home: str
) -> None:
    visitor = visit(make_blog(analytics=ANALYTICS), new_page(), {}, home)
    visitor.page.goto(f"{home}posts/tree/", wait_until="networkidle")
    assert {urlsplit(request.url).netloc for request in visitor.requests} == {urlsplit(home).netloc}
