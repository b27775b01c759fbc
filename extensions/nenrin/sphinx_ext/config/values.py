"""The options of one build: registered with Sphinx, validated, and read by their names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.matching import Matcher

from nenrin.posts import dates
from nenrin.posts.addresses import MISSING
from nenrin.posts.files import Places
from nenrin.posts.front_matter.reader import Settings
from nenrin.posts.model import Author
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.options import OPTIONS
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


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
        """Return what reading front matter needs to know of the site: one and the same all through a build."""
        return _settings(self.config)

    def places(self, srcdir: Path) -> Places:
        """Return where the files of the site lie."""
        config = self.config
        public, aliases = config["nenrin_public_paths"], config["nenrin_asset_aliases"]
        return Places(srcdir, public, aliases, config["nenrin_picture_folders"])


@lru_cache(maxsize=1)
def _settings(config: Config) -> Settings:
    people = Options(config).authors_by_key
    named = config["nenrin_author"] or config["blog_default_author"] or ()
    named = [named] if isinstance(named, str) else named
    signed = tuple(people.get(name, Author(name)) for name in named)
    zone = dates.zone_named(config["nenrin_timezone"]) or UTC
    is_place = _PostPlaces(config.root_doc, tuple(config["nenrin_posts"]))
    places = {
        key: str(named[0])
        for key, named in dict(config["blog_locations"] or {}).items()
        if named and named[0]
    }
    here = config["blog_default_location"] or ()
    default_places = tuple(places.get(key, key) for key in ([here] if isinstance(here, str) else here))
    return Settings(zone, people, places, signed, default_places, dates.now(), is_place)


@dataclass(frozen=True, slots=True)
class _PostPlaces:
    """Tells whether a page may be a post; Sphinx stores it with the project, so it is no closure."""

    root_doc: str
    patterns: tuple[str, ...]

    def __call__(self, docname: str) -> bool:
        # The root page is the home page, and that of a missing address no post, whatever their front matter says.
        return docname not in {self.root_doc, MISSING} and _matcher(self.patterns)(docname)


@lru_cache(maxsize=1)
def _matcher(patterns: tuple[str, ...]) -> Matcher:
    return Matcher(patterns)


def start_clock() -> None:
    """Begin a build: what is out is decided by this moment to its end, however long the build takes."""
    _settings.cache_clear()


def site_title(config: Config) -> str:
    """Return what the site is called: ``html_title``, else ABlog's ``blog_title``, else the project."""
    named = next(
        (name for name in ("html_title", "blog_title") if is_set(config, name) and config[name]), "project"
    )
    return str(config[named])


def is_set(config: Config, name: str) -> bool:
    """Whether conf.py or the command line gives the option a value."""
    return name in config._raw_config or name in config._overrides


def add_options(app: Sphinx) -> None:
    """Register every option with Sphinx."""
    for option in OPTIONS:
        # Sphinx's own check of types says less than ours, so any type may pass it.
        app.add_config_value(option.name, option.default, option.rebuild, types=Any)


@costs("lists and mappings of options that are this build's own")
def own_mutable_values(app: Sphinx, config: Config) -> None:
    """Give this build lists and mappings of its own.

    Sphinx hands out the defaults themselves, and themes append to them (``templates_path``,
    ``html_theme_options``): the next build of the process would see another configuration and write
    every page again.
    """
    for value in list(config):
        if isinstance(value.value, (list, dict)):
            config[value.name] = value.value.copy()


@costs("the check of its options")
def validate_options(app: Sphinx, config: Config) -> None:
    """Replace each wrong value by the default, with one warning that says what was expected."""
    known = [option.name for option in OPTIONS]
    for name in sorted(
        name for name in {*config._raw_config, *config._overrides} if name.startswith("nenrin_")
    ):
        if name not in known:
            near = get_close_matches(
                name.removeprefix("nenrin_"), [each.removeprefix("nenrin_") for each in known], 1
            )
            hint = f"; did you mean nenrin_{near[0]}?" if near else ""
            warn(Subtype.CONFIG, f"{name} is no option{hint}")
    for option in OPTIONS:
        value = config[option.name]
        if expected := option.check(value):
            text = f"{option.name}: found {value!r}, expected {expected}; using {option.default!r}"
            warn(Subtype.CONFIG, text)
            config[option.name] = option.default
