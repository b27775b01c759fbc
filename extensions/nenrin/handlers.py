"""The table of contents of a build: what happens, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.sphinx_ext import ablog_bridge, patches
from nenrin.sphinx_ext.config import base_url, catalogs, conf_links, theme, values
from nenrin.sphinx_ext.config.guard import Handler, guard_extensions, guarded, guarded_transform
from nenrin.sphinx_ext.rebuild import (
    copied_files,
    failures,
    mtimes,
    other_formats,
    pages,
    reading,
    sphinx_search,
    written_files,
)
from nenrin.sphinx_ext.sources import (
    anchors,
    covers,
    discovery,
    images,
    links,
    math,
    notebooks,
    page_problems,
    parser,
    permalinks,
    plain_page,
    references,
    smart_quotes,
    toctree,
)
from nenrin.sphinx_ext.store import domain, library, outputs
from nenrin.sphinx_ext.store.builders import add_builders
from nenrin.sphinx_ext.views import archive_entries, context, introductions, places
from nenrin.sphinx_ext.writers import (
    archive_pages,
    cards,
    feeds,
    head,
    maps,
    pictures,
    redirects,
    search_index,
    search_language,
    search_texts,
    serialized,
    services,
    single_documents,
    stylesheets,
    unlisted,
)
from nenrin.version import installed_version

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HANDLERS: tuple[Handler, ...] = (
    ("config-inited", 5, values.own_mutable_values, "before anyone appends to one"),
    (
        "config-inited",
        6,
        notebooks.read_notebooks,
        "when all extensions are there, before Sphinx takes endings",
    ),
    ("config-inited", 8, ablog_bridge.take_over_options, "before ours are checked, and the address is set"),
    ("config-inited", 10, values.validate_options, "before anyone reads an option"),
    ("config-inited", 12, conf_links.name_refused_links, "when options are what they may be"),
    ("config-inited", 15, base_url.set_base_address, "before ABlog takes the address over"),
    ("config-inited", 20, parser.set_myst_defaults, "before MyST reads its own"),
    ("config-inited", 30, ablog_bridge.configure_ablog, "before ABlog and pydata look (500)"),
    ("config-inited", 40, discovery.exclude_working_folders, "before the patterns are compared"),
    ("config-inited", 45, discovery.search_in_our_way, "before Sphinx makes its builder"),
    ("config-inited", 50, images.publish_public_folders, "before Sphinx looks at extra paths"),
    ("config-inited", 60, math.leave_other_renderers, "before Sphinx chooses one (800)"),
    ("builder-inited", 5, failures.watch, "before anything can fail that a page pays for"),
    ("builder-inited", 10, ablog_bridge.start_anew, "before ABlog makes its blog"),
    ("builder-inited", 15, catalogs.read_catalogs_again, "before any page is read"),
    ("builder-inited", 490, places.keep_our_search_button, "before pydata chooses one (500)"),
    ("builder-inited", 500, search_texts.add_script, ""),
    ("builder-inited", 500, search_language.choose_search_language, "when the theme is known"),
    ("builder-inited", 505, discovery.tell_pages_apart, "when there is a builder"),
    ("builder-inited", 510, permalinks.use_author_addresses, "before pages are searched for the build"),
    ("builder-inited", 890, ablog_bridge.put_templates_last, "after ABlog has put its templates in"),
    ("builder-inited", 900, context.use_our_templates, "after ABlog has put its templates in"),
    ("builder-inited", 910, stylesheets.add_theme_files, "after others have added theirs"),
    ("builder-inited", 915, services.add_scripts, "after the theme's own"),
    ("builder-inited", 920, catalogs.lend_words, "after all catalogs are loaded"),
    ("builder-inited", 955, head.complete_heads, "after the templates are put together"),
    ("builder-inited", 990, patches.patch_builds, "when builder, theme and templates are what they will be"),
    ("builder-inited", 992, unlisted.list_public_pages_alone, "when the builder is what it will be"),
    ("builder-inited", 993, serialized.write_data_alone, "after pydata has come with the theme"),
    (
        "builder-inited",
        994,
        reading.keep_unchanged_pages,
        "before Sphinx compares times, when pages have their files",
    ),
    ("builder-inited", 995, guard_extensions, "after others have registered what they do for a page"),
    ("builder-inited", 996, plain_page.guard_pages, "after others have registered how a page is written"),
    ("env-get-outdated", 1, domain.begin_build, "before anyone asks what this build has worked out"),
    ("env-get-outdated", 10, stylesheets.write_sheets, "before their checksums are asked for"),
    ("env-get-outdated", 500, images.pages_with_new_pictures, ""),
    ("env-get-outdated", 500, reading.pages_to_read_again, ""),
    ("env-get-outdated", 500, failures.pages_to_try_again, ""),
    ("env-before-read-docs", 500, stylesheets.forget_checksums, ""),
    ("env-before-read-docs", 999, reading.note_files_before, "when it is known which pages are read"),
    ("env-purge-doc", 500, ablog_bridge.purge_page, ""),
    ("env-merge-info", 500, ablog_bridge.merge_pages, ""),
    ("doctree-read", 400, page_problems.tell_problems, "before ABlog takes the page in"),
    ("doctree-read", 450, references.note_references, "before references are resolved"),
    ("doctree-read", 500, ablog_bridge.process_page, ""),
    ("doctree-read", 600, covers.take_cover_in, "after ABlog has taken the page in"),
    ("env-updated", 1, archive_entries.forget_entries, "before Sphinx numbers sections"),
    ("env-updated", 40, reading.note_files_after, "when all pages are read"),
    ("env-updated", 50, images.name_copies, "before anything takes a name"),
    ("env-updated", 100, page_problems.mark_blog_pages, "before the consistency check"),
    ("env-updated", 200, library.make_library, "before whoever asks the library"),
    ("env-updated", 205, outputs.plan_outputs, "when the pages are known, before anything is written"),
    ("env-updated", 206, introductions.find_introductions, "when the archives are known"),
    ("env-updated", 207, archive_entries.name_entries, "when the archives are known"),
    ("env-updated", 215, failures.write_files_again, "before anyone asks whether a file must be written"),
    ("env-updated", 250, feeds.plan_feeds, "before a page announces them"),
    ("env-updated", 260, covers.find_covers, "before a page shows them"),
    ("env-updated", 265, pictures.make_pictures, "after covers are named, before pages show them"),
    ("env-updated", 270, cards.draw_cards, "after covers, before pages show them"),
    ("env-updated", 300, ablog_bridge.register_posts, "before references are resolved"),
    (
        "env-updated",
        390,
        unlisted.forget_index_entries,
        "after the library, before the environment is stored",
    ),
    ("env-updated", 395, other_formats.remove_gone, "before any file is written"),
    ("env-updated", 400, pages.pages_to_write_again, "after all that pages show is known"),
    ("env-get-updated", 900, archive_entries.place_entries, "after Sphinx has numbered sections"),
    ("missing-reference", 500, archive_entries.resolve_archive, ""),
    ("write-started", 500, copied_files.make_way, ""),
    ("write-started", 500, single_documents.include_posts, ""),
    ("doctree-resolved", 500, images.place_raw_sources, ""),
    ("doctree-resolved", 500, written_files.note_page, ""),
    ("html-collect-pages", 100, copied_files.note_copies, "before anyone asks whether all is as it was"),
    ("html-collect-pages", 500, archive_pages.collect_archive_pages, ""),
    ("html-collect-pages", 500, archive_pages.write_missing_page, ""),
    ("html-collect-pages", 900, sphinx_search.mend_index, "when all pages are indexed"),
    ("html-page-context", 100, feeds.keep_body, "before the title is taken out of the body"),
    ("html-page-context", 390, permalinks.name_source_copy, "before the source of some is withheld"),
    ("html-page-context", 400, ablog_bridge.withhold_source, "before templates are told of the source"),
    ("html-page-context", 450, places.take_places, "before pydata renders what is in them (500)"),
    ("html-page-context", 500, search_texts.write_page_text, ""),
    ("html-page-context", 550, places.put_places_back, "after pydata, and before we look at the sidebars"),
    ("html-page-context", 590, context.add_frame, "after ABlog and pydata have set theirs"),
    ("html-page-context", 600, context.add_page_context, "in what stands round every page"),
    (
        "html-page-context",
        610,
        pictures.show_pictures,
        "after feeds have had the body, and the cover is known",
    ),
    ("html-page-context", 700, head.add_metadata, "after others have said what they say"),
    ("html-page-context", 710, maps.write_mirror, "after the head names it"),
    ("html-page-context", 900, written_files.note_generated_page, "after others have had the page"),
    ("html-page-context", 900, stylesheets.carry_only_what_is_used, "after all have added their files"),
    ("html-page-context", 910, services.leave_out_comments, "when it is known which pages have some"),
    ("build-finished", 50, written_files.note_page_files, "before redirects, which go round what is there"),
    ("build-finished", 100, feeds.write_feeds, "before redirects, which go round what is there"),
    ("build-finished", 200, maps.write_maps, "before redirects, which go round what is there"),
    ("build-finished", 250, services.write_headers, "before redirects, which go round what is there"),
    ("build-finished", 300, search_index.write_index, "after pages have left their text"),
    ("build-finished", 800, redirects.write_redirects, "after pages and feeds, which go before"),
    ("build-finished", 850, mtimes.keep_times, "while Sphinx's pages are told from ours"),
    ("build-finished", 890, failures.note_failures, "when all is done that can fail"),
    ("build-finished", 900, written_files.note_outputs, "after all files are written"),
    ("build-finished", 950, single_documents.forget_posts, "when all is written"),
    ("build-finished", 999, domain.end_build, "when all is done"),
)
"""Event, priority (Sphinx's default is 500), handler, and why it runs there; in the order they run."""


def connect(app: Sphinx) -> ExtensionMetadata:
    """Set up MyST, ABlog, the theme and every handler of the table above."""
    parser.load_myst(app)
    ablog_bridge.load_ablog(app)
    values.add_options(app)
    catalogs.add_catalog(app)
    add_builders(app)
    app.add_domain(domain.PostDomain)
    parser.add_parser(app)
    app.add_transform(guarded_transform(images.FindImages, "its pictures"))
    app.add_transform(
        guarded_transform(links.NoteTargets, "being written again when a page it links to changes")
    )
    app.add_transform(guarded_transform(anchors.FindAnchors, "its links to parts of itself"))
    app.add_transform(guarded_transform(smart_quotes.KeepTypedQuotes, "its quotes as they were typed"))
    app.add_post_transform(guarded_transform(links.ResolveAddresses, "its links to other pages"))
    math.add_renderer(app)
    toctree.add_toctree(app)
    search_language.add_search_languages(app)
    app.add_html_theme(theme.THEME, str(theme.THEME_PATH))

    for event, priority, handler, _why in HANDLERS:
        app.connect(event, guarded(event, handler), priority)

    return {
        "version": installed_version(),
        "env_version": 4,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
