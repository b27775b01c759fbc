"""Every option of the project once: name, default, type, check, help; registered and validated from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sphinx.util.matching import Matcher

from nenrin.build import validators
from nenrin.build.messages import Subtype, warn
from nenrin.posts import dates
from nenrin.posts.files import Places
from nenrin.posts.model import Author
from nenrin.posts.reader import Settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

Rebuild = Literal["", "env", "html"]


@dataclass(frozen=True, slots=True)
class Option:
    """One ``nenrin_*`` option.

    ``check`` returns what was expected, or ``""`` for a good value; ``rebuild`` is Sphinx's: ``"env"``
    reads every page again when the value changes, ``""`` leaves it to our own comparison of what pages show.
    """

    name: str
    default: Any
    check: Callable[[Any], str]
    says: str
    rebuild: Rebuild = ""


OPTIONS = (
    Option(
        "nenrin_posts",
        ["**"],
        validators.texts,
        "Where posts may lie: patterns of paths without suffix, relative to the source folder (`posts/**`). A page "
        "elsewhere is never a post, even with a date.",
        "env",
    ),
    Option(
        "nenrin_timezone",
        "UTC",
        validators.zone,
        "The time zone of dates that are written without an offset.",
        "env",
    ),
    Option(
        "nenrin_permalinks",
        "file",
        lambda value: "" if value in ("file", "author") else '"file" or "author"',
        "Where a post is published: at the address of its file, with redirects from the addresses its author "
        'names (`permalink`, `slug`, `aliases`, …), or at the author\'s own address (`"author"`).',
        "env",
    ),
    Option(
        "nenrin_public_paths",
        ["public", "static", "source"],
        validators.texts,
        "Folders, relative to the source folder, in which `/picture.png` is looked for. `public` and `static` are "
        "also copied to the root of the site, as the tools they come from do.",
        "env",
    ),
    Option(
        "nenrin_asset_aliases",
        {"@/": "src/", "~/": "src/"},
        validators.texts_by_text,
        "Beginnings of picture paths and the folders they stand for, as in Astro's and Vite's configuration.",
        "env",
    ),
    Option(
        "nenrin_show_drafts",
        False,
        validators.instance(bool, "True or False"),
        "Show drafts, scheduled and expired posts, marked as such. For your own machine.",
    ),
    Option(
        "nenrin_author",
        "",
        validators.text_or_texts,
        "Who signs posts that name no author: a name, a key of `nenrin_authors`, or a list of these.",
        "env",
    ),
    Option(
        "nenrin_authors",
        {},
        validators.people,
        "People by the short names used in front matter, each with `name`, `link`, `email`, `avatar`, `bio`.",
        "env",
    ),
    Option(
        "nenrin_description",
        "",
        validators.instance(str, "a text"),
        "What the blog is about, in a sentence: for the home page and feeds.",
    ),
    Option(
        "nenrin_page_size",
        10,
        validators.at_least(1),
        "How many posts a list shows before it goes on to a further page.",
    ),
    Option(
        "nenrin_home_style",
        "rows",
        lambda value: "" if value in ("rows", "cards") else '"rows" or "cards"',
        "How the home page and the archives show posts: one below the other, or as cards side by side.",
        "html",
    ),
    Option(
        "nenrin_license",
        "",
        validators.instance(str, "a text"),
        "The licence of your posts, named at their end. Creative Commons licences (`CC BY-SA 4.0`, `CC0`) are linked.",
        "html",
    ),
    Option(
        "nenrin_outdated_after",
        0,
        validators.at_least(0),
        "After how many days without a change a post says that it may be out of date; 0 for never.",
        "html",
    ),
    Option(
        "nenrin_mermaid_url",
        "",
        validators.instance(str, "a text"),
        "Where `mermaid.min.js` is, to draw diagrams (```` ```mermaid ````): a file of your site such as "
        "`_static/mermaid.min.js`, or an address. Without it their text is shown.",
        "html",
    ),
    Option(
        "nenrin_feed_length", 20, validators.at_least(1), "How many posts a feed holds, the newest first."
    ),
    Option(
        "nenrin_feeds",
        {"blog": ["atom", "rss"], "category": ["atom"], "language": ["atom"]},
        validators.feeds,
        "The feeds to write: formats (`atom`, `rss`, `json`) for `blog`, `category`, `tag`, `author`, `location`, "
        "`language` and `series`. `{}` writes none.",
        "html",
    ),
    Option(
        "nenrin_feed_content",
        "full",
        lambda value: "" if value in ("full", "excerpt") else '"full" or "excerpt"',
        "What feeds hold of a post: its whole text, or its description or beginning alone.",
    ),
    Option(
        "nenrin_feed_copies",
        {},
        validators.feed_copies,
        "Further addresses of the feed of all posts, for those who subscribed to your old site: a format by file "
        "name, such as `{'rss.xml': 'rss', 'index.xml': 'atom'}`.",
    ),
    Option(
        "nenrin_llms",
        True,
        validators.instance(bool, "True or False"),
        "Write `llms.txt` and a Markdown file beside the page of each post, for programs that read no HTML.",
        "html",
    ),
    Option(
        "nenrin_cards",
        True,
        validators.instance(bool, "True or False"),
        "Draw a picture for each post without a cover, which is shown where links are shared.",
        "html",
    ),
    Option(
        "nenrin_card_font",
        "",
        validators.text_or_texts,
        "The font file for these pictures, seen from the folder of `conf.py`, or several, the first that has a glyph "
        "taken; then come the fonts of the system.",
    ),
    Option(
        "nenrin_feed_hub",
        "",
        validators.address_or_nothing,
        "The address of a WebSub hub that tells subscribers of new posts; your publishing must notify it.",
    ),
)


class Options:
    """The options of one build, by their names without the prefix; a wrong value has become the default."""

    def __init__(self, config: Config) -> None:
        self.config = config

    def __getattr__(self, name: str) -> Any:
        return self.config[f"nenrin_{name}"]

    @cached_property
    def authors_by_key(self) -> dict[str, Author]:
        """People by short name and by full name, ABlog's ``blog_authors`` included."""
        people = {key: Author(name, link or "") for key, (name, link) in self.config["blog_authors"].items()}
        for key, person in self.config["nenrin_authors"].items():
            people[key] = Author(**{"name": key, **person})
        return {**{person.name: person for person in people.values()}, **people}

    def reading(self) -> Settings:
        """Return what reading front matter needs to know of the site."""
        people = self.authors_by_key
        named = self.config["nenrin_author"] or self.config["blog_default_author"] or ()
        named = [named] if isinstance(named, str) else named
        signed = tuple(people.get(name, Author(name)) for name in named)
        zone = dates.zone_named(self.config["nenrin_timezone"])
        return Settings(zone or UTC, people, signed, dates.now(), self._is_place)

    def places(self, srcdir: Path) -> Places:
        """Return where the files of the site lie."""
        return Places(srcdir, self.config["nenrin_public_paths"], self.config["nenrin_asset_aliases"])

    def _is_place(self, docname: str) -> bool:
        # The root page is the home page, whatever its front matter says.
        return docname != self.config.root_doc and Matcher(self.config["nenrin_posts"])(docname)


def is_set(config: Config, name: str) -> bool:
    """Whether conf.py or the command line gives the option a value."""
    return name in config._raw_config or name in config._overrides


def add_options(app: Sphinx) -> None:
    """Register every option with Sphinx."""
    for option in OPTIONS:
        # Sphinx's own check of types says less than ours, so any type may pass it.
        app.add_config_value(option.name, option.default, option.rebuild, types=Any)


def own_mutable_values(app: Sphinx, config: Config) -> None:
    """Give this build lists and mappings of its own.

    Sphinx hands out the defaults themselves, and themes append to them (``templates_path``,
    ``html_theme_options``): the next build of the process would see another configuration and write
    every page again.
    """
    for value in list(config):
        if isinstance(value.value, (list, dict)):
            config[value.name] = value.value.copy()


def validate_options(app: Sphinx, config: Config) -> None:
    """Replace each wrong value by the default, with one warning that says what was expected."""
    for option in OPTIONS:
        value = config[option.name]
        if expected := option.check(value):
            text = f"{option.name}: found {value!r}, expected {expected}; using {option.default!r}"
            warn(Subtype.CONFIG, text)
            config[option.name] = option.default
