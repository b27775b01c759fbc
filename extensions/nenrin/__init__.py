"""Nenrin: a folder of Markdown posts becomes a blog, as a Sphinx extension and theme.

``setup()`` is the table of contents. Handlers run in this order; the numbers are Sphinx's priorities
(default 500). Where the place of a handler matters, the reason stands beside it; the other numbers
only keep this order.

======================  ========  ===================================  ==========================================
event                   priority  handler                              why there
======================  ========  ===================================  ==========================================
config-inited           1         garbage.collect_less_often           before the environment is loaded
config-inited           5         config.own_mutable_values            before anyone appends to one
config-inited           10        config.validate_options              before anyone reads an option
config-inited           15        base.set_base_address                before ABlog takes the address over
config-inited           20        parser.set_myst_defaults             before MyST reads its own
config-inited           30        ablog_bridge.configure_ablog         before ABlog and pydata look (500)
config-inited           40        discovery.exclude_working_folders    before the patterns are compared
config-inited           50        images.publish_public_folders        before Sphinx looks at extra paths
config-inited           60        math.leave_other_renderers           before Sphinx chooses one (800)
builder-inited          10        ablog_bridge.start_anew              before ABlog makes its blog
builder-inited          15        translation.read_catalogs_again      before any page is read
builder-inited          20        speed.read_settings_once             before any page is read
builder-inited          25        speed.render_lightly
builder-inited          30        speed.walk_faster
builder-inited          40        speed.tell_only_who_hears
builder-inited          50        speed.pack_tocs
builder-inited          500       discovery.leave_out_unpublished
builder-inited          500       search.add_script
builder-inited          500       search_language.choose_search_language  when the theme is known
builder-inited          510       permalinks.use_author_addresses      after drafts are left out
builder-inited          900       context.use_our_templates            after ABlog has put its templates in
builder-inited          910       assets.add_theme_files               after others have added theirs
builder-inited          915       services.add_scripts                 after the theme's own
builder-inited          920       translation.lend_words               after all catalogs are loaded
builder-inited          950       speed.keep_templates                 after the templates are put together
builder-inited          960       speed.share_evenly
builder-inited          970       speed.keep_search_index
builder-inited          980       speed.keep_checksums
builder-inited          981       speed.keep_formatters
builder-inited          985       speed.let_go_of_pages
builder-inited          986       speed.make_translators_whole
builder-inited          990       speed.spare_pydata                   after pydata has come with the theme
env-get-outdated        500       incremental.pages_to_read_again
env-before-read-docs    900       garbage.share_with_children          before processes are forked
env-purge-doc           500       ablog_bridge.purge_page
env-merge-info          500       ablog_bridge.merge_pages
doctree-read            400       reading.tell_problems                before ABlog takes the page in
doctree-read            450       crossrefs.note_references
doctree-read            500       ablog_bridge.process_page
doctree-read            600       covers.take_cover_in
env-updated             50        images.name_copies                   before anything takes a name
env-updated             100       reading.mark_blog_pages              before the consistency check
env-updated             200       library.make_library                 before whoever asks the library
env-updated             250       feeds.plan_feeds                     before a page announces them
env-updated             260       covers.find_covers                   before a page shows them
env-updated             270       cards.draw_cards                     after covers, before pages show them
env-updated             300       ablog_bridge.register_posts          before references are resolved
env-updated             400       incremental.pages_to_rewrite         after all that pages show is known
env-updated             450       metadata.pages_with_other_heads      after covers, cards and the library
write-started           900       garbage.share_with_children          before processes are forked
doctree-resolved        500       images.place_raw_sources
doctree-resolved        500       incremental.note_work
html-collect-pages      100       copies.note_copies                   before anyone asks whether all is as it was
html-collect-pages      500       pages.collect_archive_pages
html-collect-pages      500       pages.write_missing_page
html-collect-pages      900       sphinx_index.mend_index               when all pages are indexed
html-page-context       100       feeds.keep_body                      before the title is taken out of the body
html-page-context       400       ablog_bridge.withhold_source         before templates are told of the source
html-page-context       500       search.write_page_text
html-page-context       600       context.add_page_context             after ABlog and pydata have set theirs
html-page-context       700       metadata.add_metadata                after others have said what they say
html-page-context       710       maps.write_mirror
html-page-context       900       copies.note_generated_page
html-page-context       900       assets.carry_only_what_is_used       after all have added their files
html-page-context       910       services.leave_out_comments          when it is known which pages have some
build-finished          100       feeds.write_feeds
build-finished          200       maps.write_maps
build-finished          250       services.write_headers
build-finished          300       search_index.write_index             after pages have left their text
build-finished          800       addresses.write_redirects            after pages and feeds, which go before
build-finished          850       filetimes.keep_times                 while Sphinx's pages are told from ours
build-finished          900       incremental.note_pages               after all files are written
build-finished          990       garbage.collect_as_ever              when all is done
======================  ========  ===================================  ==========================================
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from nenrin.build import (
    ablog_bridge,
    addresses,
    assets,
    base,
    cards,
    config,
    context,
    copies,
    covers,
    crossrefs,
    discovery,
    feeds,
    filetimes,
    garbage,
    images,
    incremental,
    library,
    links,
    maps,
    math,
    metadata,
    pages,
    parser,
    permalinks,
    reading,
    search,
    search_index,
    search_language,
    services,
    speed,
    sphinx_index,
    translation,
)
from nenrin.build.domain import PostDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

try:
    __version__ = version("nenrin")
except PackageNotFoundError:  # run from a source tree that is not installed
    __version__ = "0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the whole of Nenrin: MyST, ABlog, the theme and every handler of the table above."""
    speed.load_later()
    app.setup_extension("myst_parser")
    ablog_bridge.load_ablog(app)
    config.add_options(app)
    translation.add_catalog(app)
    app.add_domain(PostDomain)
    parser.add_parser(app)
    app.add_transform(images.FindImages)
    app.add_transform(links.NoteTargets)
    app.add_post_transform(links.ResolveAddresses)
    math.add_renderer(app)
    search_language.add_search_languages(app)
    app.add_html_theme(assets.THEME, assets.theme_path())

    app.connect("config-inited", garbage.collect_less_often, priority=1)
    app.connect("config-inited", config.own_mutable_values, priority=5)
    app.connect("config-inited", config.validate_options, priority=10)
    app.connect("config-inited", base.set_base_address, priority=15)
    app.connect("config-inited", parser.set_myst_defaults, priority=20)
    app.connect("config-inited", ablog_bridge.configure_ablog, priority=30)
    app.connect("config-inited", discovery.exclude_working_folders, priority=40)
    app.connect("config-inited", images.publish_public_folders, priority=50)
    app.connect("config-inited", math.leave_other_renderers, priority=60)
    app.connect("builder-inited", ablog_bridge.start_anew, priority=10)
    app.connect("builder-inited", translation.read_catalogs_again, priority=15)
    app.connect("builder-inited", speed.read_settings_once, priority=20)
    app.connect("builder-inited", speed.render_lightly, priority=25)
    app.connect("builder-inited", speed.walk_faster, priority=30)
    app.connect("builder-inited", speed.tell_only_who_hears, priority=40)
    app.connect("builder-inited", speed.pack_tocs, priority=50)
    app.connect("builder-inited", discovery.leave_out_unpublished)
    app.connect("builder-inited", search.add_script)
    app.connect("builder-inited", search_language.choose_search_language)
    app.connect("builder-inited", permalinks.use_author_addresses, priority=510)
    app.connect("builder-inited", context.use_our_templates, priority=900)
    app.connect("builder-inited", assets.add_theme_files, priority=910)
    app.connect("builder-inited", services.add_scripts, priority=915)
    app.connect("builder-inited", translation.lend_words, priority=920)
    app.connect("builder-inited", speed.keep_templates, priority=950)
    app.connect("builder-inited", speed.share_evenly, priority=960)
    app.connect("builder-inited", speed.keep_search_index, priority=970)
    app.connect("builder-inited", speed.keep_checksums, priority=980)
    app.connect("builder-inited", speed.keep_formatters, priority=981)
    app.connect("builder-inited", speed.let_go_of_pages, priority=985)
    app.connect("builder-inited", speed.make_translators_whole, priority=986)
    app.connect("builder-inited", speed.spare_pydata, priority=990)
    app.connect("env-get-outdated", incremental.pages_to_read_again)
    app.connect("env-before-read-docs", garbage.share_with_children, priority=900)
    app.connect("env-purge-doc", ablog_bridge.purge_page)
    app.connect("env-merge-info", ablog_bridge.merge_pages)
    app.connect("doctree-read", reading.tell_problems, priority=400)
    app.connect("doctree-read", crossrefs.note_references, priority=450)
    app.connect("doctree-read", ablog_bridge.process_page)
    app.connect("doctree-read", covers.take_cover_in, priority=600)
    app.connect("env-updated", images.name_copies, priority=50)
    app.connect("env-updated", reading.mark_blog_pages, priority=100)
    app.connect("env-updated", library.make_library, priority=200)
    app.connect("env-updated", feeds.plan_feeds, priority=250)
    app.connect("env-updated", covers.find_covers, priority=260)
    app.connect("env-updated", cards.draw_cards, priority=270)
    app.connect("env-updated", ablog_bridge.register_posts, priority=300)
    app.connect("env-updated", incremental.pages_to_rewrite, priority=400)
    app.connect("env-updated", metadata.pages_with_other_heads, priority=450)
    app.connect("write-started", garbage.share_with_children, priority=900)
    app.connect("doctree-resolved", images.place_raw_sources)
    app.connect("doctree-resolved", incremental.note_work)
    app.connect("html-collect-pages", copies.note_copies, priority=100)
    app.connect("html-collect-pages", pages.collect_archive_pages)
    app.connect("html-collect-pages", pages.write_missing_page)
    app.connect("html-collect-pages", sphinx_index.mend_index, priority=900)
    app.connect("html-page-context", feeds.keep_body, priority=100)
    app.connect("html-page-context", ablog_bridge.withhold_source, priority=400)
    app.connect("html-page-context", search.write_page_text)
    app.connect("html-page-context", context.add_page_context, priority=600)
    app.connect("html-page-context", metadata.add_metadata, priority=700)
    app.connect("html-page-context", maps.write_mirror, priority=710)
    app.connect("html-page-context", copies.note_generated_page, priority=900)
    app.connect("html-page-context", assets.carry_only_what_is_used, priority=900)
    app.connect("html-page-context", services.leave_out_comments, priority=910)
    app.connect("build-finished", feeds.write_feeds, priority=100)
    app.connect("build-finished", maps.write_maps, priority=200)
    app.connect("build-finished", services.write_headers, priority=250)
    app.connect("build-finished", search_index.write_index, priority=300)
    app.connect("build-finished", addresses.write_redirects, priority=800)
    app.connect("build-finished", filetimes.keep_times, priority=850)
    app.connect("build-finished", incremental.note_pages, priority=900)
    app.connect("build-finished", garbage.collect_as_ever, priority=990)

    return {
        "version": __version__,
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
