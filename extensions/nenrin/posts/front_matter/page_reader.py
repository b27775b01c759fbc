"""Read one page's front matter key by key, noting the keys used and every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from pathlib import PurePosixPath

from nenrin.posts import dates
from nenrin.posts.front_matter import keys, values
from nenrin.posts.front_matter.fences import FrontMatter
from nenrin.posts.front_matter.reading import Reading, Settings
from nenrin.posts.model import Author, Body, Image, Post, Problem, Series, Switches, Value

_FILE_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ](?=.)")
_SHAPES: Mapping[str, Callable[[Value], object]] = {
    "text": values.text,
    "list": values.names,
    "hierarchy": values.hierarchies,
    "switch": values.switch,
    "number": values.number,
    "authors": values.authors,
    "image": values.image,
    "series": values.series,
    "language": values.language,
}


def file_title(source: str) -> str:
    """Return the title a file name gives: its stem, or its folder's name for ``index``, less Jekyll's date."""
    path = PurePosixPath(source)
    name = path.parent.name if path.name == "index" and path.parent.name else path.name
    return _FILE_DATE.sub("", name, count=1)


def _file_date(source: str) -> str:
    path = PurePosixPath(source)
    name = path.parent.name if path.name == "index" else path.name
    found = _FILE_DATE.match(name)
    return found[1] if found else ""


class PageReader:
    """Reads one page; collects problems and the keys used on the way."""

    def __init__(self, front: FrontMatter, docname: str, settings: Settings, source: str) -> None:
        self.front = front
        self.docname = docname
        self.source = source
        self.settings = settings
        self.problems: list[Problem] = []
        self.used: dict[str, str] = {}
        self.zone = self._zone()

    def read(self, heading: str, body: Body) -> Reading:
        """Return what the page is: a post, a page with problems, or a page like any other."""
        draft = self._draft()
        title = self._title(heading)
        published = self._published(draft)
        is_post = published is not None and self._is_meant_as_post()
        fatal = any(problem.fatal for problem in self.problems)
        post = None
        if published is not None and is_post:
            post = self._post(title or file_title(self.source), published, draft, body)
            fatal = any(problem.fatal for problem in self.problems)
        problems = tuple(self.problems) if is_post or fatal else ()
        post = None if fatal else post
        at, expires = (published.at if published else None), (post.expires if post else None)
        lines = {name: self.front.line(key) for name, key in self.used.items()}
        return Reading(post, problems, self.used, lines, title, draft, at, expires)

    def _post(self, title: str, published: dates.Moment, draft: bool, body: Body) -> Post:
        image, series = self._get("image"), self._get("series")
        external, redirect = self._external()
        updated = self._updated(published.at)
        return Post(
            docname=self.docname,
            title=title,
            published=published.at,
            timed=published.timed,
            updated=updated.at if updated else None,
            updated_timed=updated.timed if updated else True,
            expires=moment.at if (moment := self._date("expires")) else None,
            description=self._text("description"),
            categories=self._get("categories") or (),  # type: ignore[arg-type]
            tags=self._get("tags") or (),  # type: ignore[arg-type]
            authors=self._authors(),
            locations=self._get("locations") or (),  # type: ignore[arg-type]
            draft=draft,
            hidden=bool(self._get("hidden")),
            pinned=int(pinned) if isinstance(pinned := self._get("pinned"), int) else 0,
            image=image if isinstance(image, Image) else None,
            series=series if isinstance(series, Series) else None,
            language=self._text("language"),
            slug=self._text("slug"),
            permalink=self._text("permalink"),
            aliases=(*(self._get("aliases") or ()), *redirect),  # type: ignore[misc]
            canonical=self._text("canonical"),
            external=external,
            translation_key=self._text("translation_key"),
            switches=self._switches(),
            body=body,
        )

    def _problem(self, code: str, key: str, value: Value, expected: str, *, fatal: bool) -> None:
        found = repr(value) if len(repr(value)) <= 80 else repr(value)[:77] + "…"
        text = f"found {found}, expected {expected}"
        self.problems.append(Problem(code, key, self.front.line(key), text, fatal))

    def _get(self, name: str) -> object:
        meaning = keys.BY_NAME[name]
        key, value = keys.find(self.front.values, meaning)
        if not key:
            return None
        self.used[name] = key
        if key in {"categories", "tags"} and isinstance(value, str) and self._is_jekylls():
            value = list(value.split()) if "," not in value else value
        try:
            return _SHAPES[meaning.shape](value)
        except values.WrongValue as wrong:
            self._problem("value", key, value, str(wrong), fatal=meaning.fatal)
            return None

    def _is_jekylls(self) -> bool:
        """Whether Jekyll keeps posts where the file lies; its ``categories: a b`` are two (jekyllrb.com/docs/posts)."""
        parts = PurePosixPath(self.source).parts
        return "_posts" in parts and "source" not in parts and bool(_file_date(self.source))

    def _text(self, name: str) -> str:
        value = self._get(name)
        return value if isinstance(value, str) else ""

    def _zone(self) -> tzinfo:
        name = self._timezone()
        zone = dates.zone_named(name) if name else None
        if name and zone is None:
            key = self.used["timezone"]
            self._problem("date", key, name, "a time zone such as Asia/Taipei", fatal=False)
        return zone or self.settings.zone

    def _timezone(self) -> str:
        key, value = keys.find(self.front.values, keys.BY_NAME["timezone"])
        if not isinstance(value, str):
            return ""
        self.used["timezone"] = key
        return value.strip()

    def _date(self, name: str) -> dates.Moment | None:
        meaning = keys.BY_NAME[name]
        for key in meaning.keys:
            value = keys.lookup(self.front.values, key)
            # Quarto's `date: {created: …}` is found by a later key of the table; `published: true` is a switch.
            if (
                keys.is_empty(value)
                or isinstance(value, dict)
                or (key == "published" and values.is_switch(value))
            ):
                continue
            self.used[name] = key
            return self._moment(key, value, fatal=meaning.fatal)
        return None

    def _moment(self, key: str, value: Value, *, fatal: bool) -> dates.Moment | None:
        if not isinstance(value, str):
            self._problem("date", key, value, dates.EXPECTED, fatal=fatal)
            return None
        try:
            moment = dates.parse(value, self.zone)
        except dates.DateProblem as wrong:
            self._problem("date", key, value, str(wrong), fatal=fatal)
            return None
        if "timezone" in self.used and moment.timed:
            # AstroPaper stores the instant in UTC and shows it in the post's own zone.
            moment = dates.in_zone(moment, self.zone)
        return moment

    def _published(self, draft: bool) -> dates.Moment | None:
        moment = self._date("published")
        if moment or "published" in self.used:
            return moment
        if text := _file_date(self.source):
            self.used["published"] = "file name"
            return self._moment("", text, fatal=True)
        if draft:
            return dates.Moment(self.settings.now, timed=False)
        return None

    def _updated(self, published: datetime) -> dates.Moment | None:
        moment = self._date("updated")
        if moment is None:
            return None
        if moment.at < published and moment.at.date() < published.date():
            key = self.used["updated"]
            value = keys.lookup(self.front.values, key)
            self._problem("date", key, value, f"a date not before {published.isoformat()}", fatal=False)
            return None
        return moment if moment.at > published else None

    def _title(self, heading: str) -> str:
        if "title" not in self.front.values:
            return heading
        value = self.front.values["title"]
        self.used["title"] = "title"
        if isinstance(value, str) and value.strip():
            return " ".join(value.split("\n")).strip()
        expected = "a text that is not empty" if keys.is_empty(value) else "a text"
        self._problem("title", "title", value, expected, fatal=True)
        return heading

    def _draft(self) -> bool:
        published = keys.lookup(self.front.values, "published")
        unpublished = values.is_switch(published) and not values.switch(published)
        in_drafts = "_drafts" in PurePosixPath(self.source).parts
        status = self._text("status").lower() == "draft"
        written = self._get("draft")
        unreadable = written is None and "draft" in self.used
        # A draft that says so in a way we cannot read must not leak.
        return bool(written) or unreadable or unpublished or in_drafts or status

    def _is_meant_as_post(self) -> bool:
        if not self.settings.is_place(self.docname):
            return False
        layout = self.front.values.get("layout", self.front.values.get("type"))
        if isinstance(layout, str) and layout.strip().lower() in keys.PAGE_LAYOUTS:
            return False
        blogpost = self.front.values.get("blogpost")
        return not (values.is_switch(blogpost) and not values.switch(blogpost))

    def _authors(self) -> tuple[Author, ...]:
        found = self._get("authors")
        if not isinstance(found, tuple) or not found:
            return self.settings.default_authors
        return tuple(self._known_author(author) for author in found)

    def _known_author(self, author: Author) -> Author:
        if author == Author(author.name):
            return self.settings.authors.get(author.name, author)
        return author

    def _external(self) -> tuple[str, tuple[str, ...]]:
        """Return the address elsewhere, and old addresses: ABlog's ``redirect`` lists the latter."""
        key, value = keys.find(self.front.values, keys.BY_NAME["external"])
        if not key:
            return "", ()
        if isinstance(value, str) and re.match(r"https?://", value.strip()):
            self.used["external"] = key
            return value.strip(), ()
        if key != "redirect":
            return "", ()
        try:
            return "", values.names(value)
        except values.WrongValue as wrong:
            self._problem("value", key, value, str(wrong), fatal=False)
            return "", ()

    def _switches(self) -> Switches:
        found = {name: self._get(name) for name in ("toc", "comments", "math", "mermaid", "noindex")}
        if self._get("nocomments"):
            found["comments"] = False
        return Switches(**{name: value if isinstance(value, bool) else None for name, value in found.items()})
