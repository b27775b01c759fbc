"""The only package that knows ABlog: announces our posts to it, adopts posts declared with its directive.

ABlog keeps one ``Blog`` for all builds of a process, compares naive dates with aware ones, decides at
import what "tomorrow" is, and writes archives and feeds of its own. Here it is told what we know and kept
from the rest; ``postlist``, references such as ``category-python`` and themes made for ABlog go on working.
"""

from nenrin.sphinx_ext.ablog_bridge.adopting import withhold_source
from nenrin.sphinx_ext.ablog_bridge.announcing import merge_pages, process_page, purge_page
from nenrin.sphinx_ext.ablog_bridge.loading import configure_ablog, load_ablog, put_templates_last, start_anew
from nenrin.sphinx_ext.ablog_bridge.registering import register_posts
from nenrin.sphinx_ext.ablog_bridge.settings import take_over_options

__all__ = [
    "configure_ablog",
    "load_ablog",
    "merge_pages",
    "process_page",
    "purge_page",
    "put_templates_last",
    "register_posts",
    "start_anew",
    "take_over_options",
    "withhold_source",
]
