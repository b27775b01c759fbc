"""Spare the work that Sphinx and its parts do again for every page although its result is the same.

This is the one place where we put our own function in the place of another project's. Each does what the
original does; the contract tests fail when an original is gone or takes other arguments.
"""

from nenrin.build.speed.assets import keep_checksums, keep_formatters
from nenrin.build.speed.letting_go import let_go_of_pages
from nenrin.build.speed.loading import load_later, spare_pydata
from nenrin.build.speed.markdown import render_lightly
from nenrin.build.speed.search_index import keep_search_index
from nenrin.build.speed.settings import read_settings_once
from nenrin.build.speed.sharing import share_evenly
from nenrin.build.speed.telling import tell_only_who_hears
from nenrin.build.speed.templates import keep_templates
from nenrin.build.speed.tocs import pack_tocs
from nenrin.build.speed.translators import make_translators_whole
from nenrin.build.speed.trees import walk_faster

__all__ = [
    "keep_checksums",
    "keep_formatters",
    "keep_search_index",
    "keep_templates",
    "let_go_of_pages",
    "load_later",
    "make_translators_whole",
    "pack_tocs",
    "read_settings_once",
    "render_lightly",
    "share_evenly",
    "spare_pydata",
    "tell_only_who_hears",
    "walk_faster",
]
