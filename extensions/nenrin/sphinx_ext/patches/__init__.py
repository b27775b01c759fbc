"""Spare the work that Sphinx and its parts do again for every page although its result is the same.

This is the one place where we put our own function in the place of another project's. Each does what the
original does; the contract tests fail when an original is gone or takes other arguments.
"""

from nenrin.sphinx_ext.patches.assets import keep_checksums, keep_formatters
from nenrin.sphinx_ext.patches.doctree_memory import let_go_of_pages
from nenrin.sphinx_ext.patches.docutils_walk import walk_faster
from nenrin.sphinx_ext.patches.lazy_imports import load_later, spare_pydata
from nenrin.sphinx_ext.patches.lazy_tocs import pack_tocs
from nenrin.sphinx_ext.patches.log_messages import tell_only_who_hears
from nenrin.sphinx_ext.patches.myst import render_lightly
from nenrin.sphinx_ext.patches.parallel_chunks import share_evenly
from nenrin.sphinx_ext.patches.search_index import keep_search_index
from nenrin.sphinx_ext.patches.settings import read_settings_once
from nenrin.sphinx_ext.patches.templates import keep_templates
from nenrin.sphinx_ext.patches.translators import make_translators_whole

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
