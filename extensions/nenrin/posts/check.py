"""Check posts without a build: what was read from which key, what was passed over, and every problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from nenrin.posts import addresses
from nenrin.posts.front_matter import keys, source_tool
from nenrin.posts.front_matter.ablog_directives import find_declared
from nenrin.posts.front_matter.fences import FrontMatter, read_front_matter
from nenrin.posts.front_matter.reader import Reading, Settings, read_post
from nenrin.posts.model import Post, Problem, Value

STATES = ("out", "scheduled", "draft", "expired", "declared", "page", "broken")
"""What a file may be: a post in one of four states, a page with ABlog's directive, a page, a post to mend."""

FOR_SPHINX = frozenset(
    {"myst", "mystnb", "substitutions", "html_meta", "orphan", "tocdepth", "nosearch", "no-search"}
)
"""Keys that MyST and Sphinx read: they mean nothing to Nenrin, and are not ignored either."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to check: its path as it is shown, its docname, its text, None where it is not UTF-8."""

    path: str
    docname: str
    text: str | None


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What a parser of Markdown tells of a body: its first heading, and problems with lines of the file."""

    heading: str = ""
    problems: tuple[Problem, ...] = ()


BodyReader = Callable[[FrontMatter], BodyFacts]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of one file.

    ``state`` is one of ``STATES``; ``tool`` the blog tool it was written for (``posts.tools``); ``read``
    maps each meaning to the key it was read from and that key's line, 1-based (0 for the file name);
    ``ignored`` maps keys that mean nothing to us to their lines.
    """

    path: str
    docname: str
    fence: str = ""
    tool: str = ""
    state: str = "page"
    title: str = ""
    published: datetime | None = None
    read: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    ignored: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of all files, in the order they were given."""

    files: tuple[Checked, ...]

    @property
    def problems(self) -> int:
        """How many problems were found."""
        return sum(len(file.problems) for file in self.files)

    @property
    def states(self) -> dict[str, int]:
        """How many files are in each state, in the order of ``STATES``, without noughts."""
        counts = Counter(file.state for file in self.files)
        return {state: counts[state] for state in STATES if counts[state]}

    @property
    def tools(self) -> dict[str, int]:
        """How many files were written for each tool, most first."""
        counts = Counter(file.tool for file in self.files if file.tool)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def ignored(self) -> dict[str, int]:
        """In how many files each ignored key stands, most first."""
        counts = Counter(key for file in self.files for key in file.ignored)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def check(sources: Iterable[Source], settings: Settings, read_body: BodyReader) -> Report:
    """Return the report on ``sources``, by the rules and the code of the build. Never raises."""
    files = [_check_one(source, settings, read_body) for source in sources]
    posts = [file.post for file in files if file.post]
    claimed = _claimed_twice(posts, files)
    return Report(
        tuple(
            replace(file, problems=_in_order((*file.problems, *claimed.get(file.docname, ()))))
            for file in files
        )
    )


def _check_one(source: Source, settings: Settings, read_body: BodyReader) -> Checked:
    if source.text is None:
        problem = Problem("front_matter", "", 1, "the file is not UTF-8 text; it is left out", fatal=True)
        return Checked(source.path, source.docname, state="broken", problems=(problem,))
    front = read_front_matter(source.text)
    body = read_body(front)
    reading = read_post(front, source.docname, settings, heading=body.heading)
    declared = bool(find_declared(front.body, settings.zone, is_markdown=True).published)
    return Checked(
        path=source.path,
        docname=source.docname,
        fence=front.fence,
        tool=source_tool.guess(front, source.path, source.text),
        state=_state(reading, settings.now, declared=declared),
        title=reading.post.title if reading.post else reading.title,
        published=reading.post.published if reading.post else reading.published,
        read=_read_from(reading),
        ignored=_ignored(front),
        problems=(*reading.problems, *body.problems),
        post=reading.post,
    )


def _state(reading: Reading, now: datetime, *, declared: bool) -> str:
    if reading.post:
        return reading.post.state(now)
    if any(problem.fatal for problem in reading.problems):
        return "broken"
    return "declared" if declared else "page"


def _read_from(reading: Reading) -> dict[str, tuple[str, int]]:
    if not reading.post and not reading.problems:
        return {}  # a page: its keys mean nothing to a blog
    return {
        meaning: (key, 0 if key == "file name" else reading.lines.get(meaning, 1))
        for meaning, key in reading.used.items()
    }


def _ignored(front: FrontMatter) -> dict[str, int]:
    return {key: front.line(key) for key in _unknown(front.values)}


def _unknown(mapping: Mapping[str, Value]) -> Iterable[str]:
    for key, value in mapping.items():
        if keys.is_known(key) or key in FOR_SPHINX:
            continue
        inside = [f"{key}.{name}" for name in value] if isinstance(value, dict) else []
        known = [name for name in inside if keys.is_known(name)]
        yield from [name for name in inside if not keys.is_known(name)] if known else [key]


def _claimed_twice(posts: Sequence[Post], files: Sequence[Checked]) -> dict[str, list[Problem]]:
    """Return, by docname, the problems of old addresses that another post or page has already."""
    by_docname = {file.docname: file for file in files}
    found: dict[str, list[Problem]] = {}

    def line_of(docname: str, *meanings: str) -> int:
        read = by_docname[docname].read
        return next((read[meaning][1] for meaning in meanings if meaning in read), 1)

    pages = {addresses.same_path(file.docname): file.docname for file in files}
    for claim in addresses.redirects(posts, pages)[1]:
        docname = claim.other.docname
        text = f"{claim.path!r} is the address of {claim.owner} already; no redirect is made for {claim.other.key}"
        problem = Problem("address", "", line_of(docname, "aliases", "permalink"), text)
        found.setdefault(docname, []).append(problem)
    return found


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.key, problem.text)))
