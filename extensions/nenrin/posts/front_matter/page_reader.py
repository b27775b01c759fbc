"""Read one page's front matter key by key, noting the keys used and every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from nenrin.posts import dates, urls
from nenrin.posts.front_matter import keys, privacy, values
from nenrin.posts.front_matter.block import UNSEEN
from nenrin.posts.front_matter.page_dates import PageDates, file_date, file_title
from nenrin.posts.front_matter.reading import Reading
from nenrin.posts.front_matter.typos import slipped_keys
from nenrin.posts.model import Author, Body, Image, Post, Problem, Series, Switches, Value

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


_NUMBERS_OF_ABLOG = frozenset({"image", "description"})
"""What may be a number on a page of ABlog's: of its picture that is shown, of the paragraphs that are the excerpt."""


class PageReader(PageDates):
    """Reads one page; collects problems and the keys used on the way."""

    def read(self, heading: str, body: Body) -> Reading:
        """Return what the page is: a post, a page with problems, or a page like any other."""
        draft = self._draft() or any(note.holds for note in self.notes)
        title = self._title(heading)
        published = self._published(draft)
        is_post = published is not None and self._is_meant_as_post()
        post = None
        if published is not None and is_post:
            post = self._post(title or file_title(self.source), published, draft, body)
        self._name_slips()
        fatal = any(problem.fatal for problem in self.problems)
        problems = [each for each in self.problems if is_post or fatal or each.holds]
        post = None if fatal else post
        at, expires = (published.at if published else self.possible), (post.expires if post else None)
        lines = {name: self.front.line(key) for name, key in self.used.items()}
        draft = draft or any(problem.holds for problem in problems)
        return Reading(post, (*self.notes, *problems), self.used, lines, title, draft, at, expires)

    def _name_slips(self) -> None:
        for key, meant in slipped_keys(list(self.front.values), keys.is_known):
            text = f"nothing reads this key; did you mean {meant}?"
            self.problems.append(Problem("value", key, self.front.line(key), text))

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
            locations=self._locations(),
            draft=draft,
            hidden=bool(self._get("hidden")) or privacy.is_never(self._get("list")),
            pinned=int(pinned) if isinstance(pinned := self._get("pinned"), int) else 0,
            image=image if isinstance(image, Image) else None,
            series=series if isinstance(series, Series) else None,
            language=self._text("language"),
            slug=self._address("slug"),
            permalink=self._address("permalink"),
            aliases=self._addresses(redirect),
            canonical=self._link("canonical"),
            external=external,
            translation_key=self._text("translation_key"),
            license=self._license(),
            source=self._link("source"),
            switches=self._switches(),
            body=body,
        )

    def _get(self, name: str) -> object:
        meaning = keys.BY_NAME[name]
        key, value = keys.find(self.folded, meaning)
        if not key:
            return None
        if name in _NUMBERS_OF_ABLOG and self._is_blogpost() and str(value).strip().isdecimal():
            return None
        self.used[name] = key
        if key.casefold() in {"categories", "tags"} and isinstance(value, str) and self._is_jekylls():
            value = list(value.split()) if "," not in value else value
        try:
            return _SHAPES[meaning.shape](value)
        except values.WrongValue as wrong:
            self._problem("value", key, value, str(wrong), fatal=meaning.fatal)
            return None

    def _is_jekylls(self) -> bool:
        """Whether Jekyll keeps posts where the file lies; its ``categories: a b`` are two (jekyllrb.com/docs/posts)."""
        parts = PurePosixPath(self.source).parts
        return "_posts" in parts and "source" not in parts and bool(file_date(self.source))

    def _text(self, name: str) -> str:
        value = self._get(name)
        return value if isinstance(value, str) else ""

    def _title(self, heading: str) -> str:
        key, value = keys.find(self.folded, keys.BY_NAME["title"])
        if not key:
            return heading
        self.used["title"] = key
        if isinstance(value, str):
            return " ".join(value.split("\n")).strip(UNSEEN)
        self._problem("title", key, value, "a text", fatal=True)
        return heading

    def _draft(self) -> bool:
        """Return whether something keeps the page back, and note each key that was asked."""
        for name in privacy.MEANINGS:
            if key := keys.find(self.folded, keys.BY_NAME[name])[0]:
                self.used[name] = key
        reasons = list(privacy.holds(self.front))
        for reason in reasons:
            self.used[reason.meaning if reason.meaning in privacy.MEANINGS else "draft"] = reason.key
        self.problems += [reason.problem for reason in reasons if reason.problem]
        path = PurePosixPath(self.source)
        is_put_aside = path.name.startswith("_") and not path.name.startswith("_index")
        return (
            bool(reasons)
            or "_drafts" in path.parts
            or (is_put_aside and self.settings.is_place(self.docname))
        )

    def _is_meant_as_post(self) -> bool:
        if not self.settings.is_place(self.docname):
            return False
        _, layout = keys.find(self.folded, keys.BY_NAME["layout"])
        if isinstance(layout, str) and layout.strip().lower() in keys.PAGE_LAYOUTS:
            return False
        key, blogpost = keys.find(self.folded, keys.BY_NAME["blogpost"])
        if self._is_blogpost():
            self.used["blogpost"] = key
        return not (values.is_switch(blogpost) and not values.switch(blogpost))

    def _authors(self) -> tuple[Author, ...]:
        found = self._get("authors")
        if not isinstance(found, tuple) or not found:
            return self.settings.default_authors
        key, value = keys.find(self.folded, keys.BY_NAME["authors"])
        for link in values.links_of_authors(value):
            self._is_link(key, link)
        return tuple(self._known_author(author) for author in found)

    def _locations(self) -> tuple[str, ...]:
        found = self._get("locations")
        names = found if isinstance(found, tuple) else ()
        return (
            tuple(self.settings.locations.get(name, name) for name in names)
            or self.settings.default_locations
        )

    def _license(self) -> str | None:
        """Return the licence of the post: ``""`` for none, None for that of the site."""
        named = self._text("license").strip()
        if not named:
            return None
        if not values.is_switch(named):
            return named
        return None if values.switch(named) else ""

    def _known_author(self, author: Author) -> Author:
        if author == Author(author.name):
            return self.settings.authors.get(author.name, author)
        key = self.used["authors"]
        link, avatar = (each if self._is_address(key, each) else "" for each in (author.link, author.avatar))
        return replace(author, link=link, avatar=avatar)

    def _external(self) -> tuple[str, tuple[str, ...]]:
        """Return the address elsewhere, and old addresses: ABlog's ``redirect`` lists the latter."""
        key, value = keys.find(self.folded, keys.BY_NAME["external"])
        if not key:
            return "", ()
        if isinstance(value, str) and re.match(r"https?://", value.strip()):
            self.used["external"] = key
            return (value.strip() if self._is_address(key, value) else ""), ()
        if isinstance(value, str) and not self._is_link(key, value):
            return "", ()
        if key.casefold() != "redirect":
            return "", ()
        try:
            # ABlog's old addresses start from the root of the site.
            return "", tuple(f"/{name.lstrip('/')}" for name in values.names(value))
        except values.WrongValue as wrong:
            self._problem("value", key, value, str(wrong), fatal=False)
            return "", ()

    def _is_address(self, key: str, written: str) -> bool:
        """Whether a text can be an address at all; if not, that is a problem."""
        if values.is_address(written):
            return True
        self._problem("value", key, written, "an address", fatal=False)
        return False

    def _address(self, name: str) -> str:
        written = self._text(name)
        return written if not written or self._is_address(self.used[name], written) else ""

    def _link(self, name: str) -> str:
        written = self._address(name)
        return written if not written or self._is_link(self.used[name], written) else ""

    def _is_link(self, key: str, written: str) -> bool:
        """Whether a text may become a link; if not, that is a problem."""
        if urls.as_link(written) or not written.strip():
            return True
        self._problem("value", key, written, urls.LINK, fatal=False)
        return False

    def _addresses(self, redirect: tuple[str, ...]) -> tuple[str, ...]:
        found = self._get("aliases")
        named = found if isinstance(found, tuple) else ()
        kept = [each for each in named if self._is_address(self.used["aliases"], each)]
        return (*kept, *(each for each in redirect if self._is_address("redirect", each)))

    def _switches(self) -> Switches:
        found = {name: self._get(name) for name in ("toc", "comments", "math", "mermaid", "noindex")}
        if self._get("nocomments"):
            found["comments"] = False
        return Switches(**{name: value if isinstance(value, bool) else None for name, value in found.items()})
