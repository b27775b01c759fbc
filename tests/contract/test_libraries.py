"""What we lean on in ABlog, MyST and the PyData theme: one assertion each, and the reason beside it.

When an upgrade breaks one of these, the reason says which module of ours to look at.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import entry_points
from io import StringIO
from pathlib import Path
from typing import Any

import ablog.blog
import ablog.post
import pydata_sphinx_theme
import pytest
import sphinx
from ablog.blog import Blog, Catalog, Collection
from docutils import nodes
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from nenrin.markdown.syntax import MYST_EXTENSIONS
from nenrin.sphinx_ext.ablog_bridge.adopting import AFTER_ABLOG_READS_FIELDS
from nenrin.sphinx_ext.ablog_bridge.announcing import BEFORE_ABLOG_READS_FIELDS
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, new_document, patch_docutils

from tests.sphinx_ext.site import no_global_state

SPHINX_THEMES = Path(sphinx.__file__).parent / "themes"

REPLACED = ("process_posts", "purge_posts", "generate_archive_pages", "generate_atom_feeds")
"""Handlers of ABlog's that ``ablog_bridge.load_ablog`` takes out."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Sphinx]:
    """Sphinx with ABlog, MyST and pydata as they come, without us."""
    # A list of its own for pydata to append to: the default is one object for all builds of the process.
    settings = (
        'extensions = ["ablog", "myst_parser"]\nhtml_theme = "pydata_sphinx_theme"\ntemplates_path = []\n'
    )
    (tmp_path / "conf.py").write_text(settings, encoding="utf-8")
    (tmp_path / "index.md").write_text("# Test\n", encoding="utf-8")
    with no_global_state(), patch_docutils(tmp_path), docutils_namespace():
        Blog._dict.clear()
        out = tmp_path / "out"
        yield Sphinx(tmp_path, tmp_path, out, out, "html", status=None, warning=StringIO())
        Blog._dict.clear()


class TestABlog:
    @pytest.mark.parametrize("name", REPLACED)
    def test_its_handlers_are_connected_by_name(self, app: Sphinx, name: str) -> None:
        # They are found among the listeners and disconnected; one that went by another name would run beside ours.
        handler = getattr(ablog.post, name)
        assert any(
            listener.handler is handler for event in app.events.listeners.values() for listener in event
        )

    def test_its_pages_are_read_one_at_a_time(self, app: Sphinx) -> None:
        # Why load_ablog sets `parallel_read_safe`; when ABlog says so itself, that line can go.
        assert not app.extensions["ablog"].parallel_read_safe

    def test_it_reads_page_fields_between_our_two_transforms(self) -> None:
        # AnnouncePost must come before, AdoptPosts after.
        priority = ablog.post.CheckFrontMatter.default_priority
        assert BEFORE_ABLOG_READS_FIELDS < priority < AFTER_ABLOG_READS_FIELDS

    def test_all_blogs_of_a_process_share_one_state(self, app: Sphinx) -> None:
        # Why start_anew and register_posts clear `Blog._dict`.
        assert Blog(app).__dict__ is Blog._dict

    def test_tomorrow_is_decided_at_import(self) -> None:
        # Why start_anew sets it to the end of time: which posts are out is our question.
        assert isinstance(ablog.blog.TOMORROW, datetime)

    def test_tomorrow_is_looked_up_when_a_post_is_registered(
        self, app: Sphinx, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Were it a copy, setting it would change nothing and scheduled posts would be drafts of ABlog's.
        monkeypatch.setattr(ablog.blog, "TOMORROW", datetime.max)  # noqa: DTZ901 - naive, as ABlog has it
        blog = Blog(app)
        blog.register("far", post_info(date=datetime.now() + timedelta(days=900)))  # noqa: DTZ005 - as ABlog does
        assert "far" in blog.posts

    def test_dates_with_and_without_an_offset_do_not_mix(self, app: Sphinx) -> None:
        # Why every date we hand over is naive.
        blog = Blog(app)
        aware = datetime.fromisoformat("2026-01-01T00:00:00+08:00")
        with pytest.raises(TypeError, match="offset-naive and offset-aware"):
            blog.register("aware", post_info(date=aware))

    def test_a_post_node_may_bring_lists(self, app: Sphinx) -> None:
        # `_node` hands over lists ready made, so that a comma in a tag stays in the tag.
        node = ablog.post.PostNode("", **post_info(tags=["a, b"]))
        assert taken_in(app, node)["tags"] == ["a, b"]

    def test_an_excluded_child_is_the_excerpt(self, app: Sphinx) -> None:
        # The description becomes the excerpt of a postlist and does not show in the body.
        node = ablog.post.PostNode("", nodes.paragraph("", "Described."), **post_info(exclude=True))
        assert [part.astext() for part in taken_in(app, node)["excerpt"]] == ["Described."]

    def test_it_keeps_a_copy_of_each_page(self, app: Sphinx) -> None:
        # Why process_page puts an empty section in its place.
        assert "doctree" in taken_in(app, ablog.post.PostNode("", **post_info()))

    def test_it_sets_a_label_named_after_the_file(self, app: Sphinx) -> None:
        # Why process_page gives an author's label of that name back.
        taken_in(app, ablog.post.PostNode("", **post_info()))
        assert "oak" in app.env.domains.standard_domain.labels

    def test_an_update_may_be_set_afterwards(self, app: Sphinx) -> None:
        # process_page sets `update` from `updatedDate`, without ABlog's visible note in the text.
        info = post_info(date=datetime(2026, 1, 1), update=datetime(2026, 2, 2))  # noqa: DTZ001 - naive, as ABlog has it
        blog = Blog(app)
        blog.register("oak", info)
        assert blog["oak"].update == info["update"]

    def test_a_collection_may_have_an_address_of_our_choice(self, app: Sphinx) -> None:
        # _place_collection gives ABlog's terms the addresses of our archive pages.
        catalog = Blog(app).catalogs["tags"]
        assert (
            Collection(catalog, "C++", None, None, path="blog/tag/c-plus-plus").docname
            == "blog/tag/c-plus-plus"
        )

    def test_references_are_looked_up_in_the_blog(self, app: Sphinx) -> None:
        # _place_collection adds ours: `{ref}` to a category whose name ABlog's slugs would mangle.
        Blog(app).references["tag-c-plus-plus"] = ("blog/tag/c-plus-plus", "C++")
        wanted = pending_xref(reftarget="tag-c-plus-plus", refdoc="index", refexplicit=False)
        found = ablog.post.missing_reference(app, app.env, wanted, nodes.inline("", "C++"))
        assert found["refuri"] == "blog/tag/c-plus-plus.html"

    def test_it_would_give_kindred_names_one_address(self, app: Sphinx) -> None:
        # Why our slugs are our own: ガイド and カイト are two tags.
        catalog = Blog(app).catalogs["tags"]
        assert docname(catalog, "ガイド") == docname(catalog, "カイト")

    def test_a_theme_may_put_its_templates_before_ablogs(self) -> None:
        # The option in our theme.toml; without it ABlog's templates win over the theme's.
        assert "ablog_inject_templates_after_theme" in inspect.getsource(ablog.builder_inited)


class TestMyst:
    def test_front_matter_may_be_a_mapping(self) -> None:
        # The parser hands over values that it read itself; MyST's own reading takes YAML alone.
        token = Token("front_matter", "", 0, map=[0, 1], hidden=True)
        token.content = {"orphan": "true"}  # type: ignore[assignment]
        assert next(iter(rendered([token]).findall(nodes.field_name))).astext() == "orphan"

    def test_the_parser_is_named_after_what_it_replaces(self) -> None:
        # `add_source_parser(..., override=True)` replaces by these types.
        assert "markdown" in MystParser.supported

    @pytest.mark.parametrize("extension", sorted(MYST_EXTENSIONS))
    def test_the_syntax_we_turn_on_is_known(self, extension: str) -> None:
        # An unknown name would be a warning on every site.
        assert extension in MdParserConfig(enable_extensions={extension}).enable_extensions

    def test_ids_of_headings_are_made_in_one_method(self) -> None:
        # PostRenderer overrides it: docutils calls a Chinese heading `id1`.
        parameters = list(inspect.signature(DocutilsRenderer.generate_heading_target).parameters)
        assert parameters == ["self", "token", "level", "node", "title_node"]

    def test_a_heading_beyond_the_anchors_gets_no_slug(self) -> None:
        # PostRenderer passes level 99 and sets the slug itself.
        document = rendered(
            create_md_parser(MdParserConfig(heading_anchors=0), SphinxRenderer).parse("# A\n")
        )
        assert not document.myst_slugs  # type: ignore[attr-defined]

    def test_slugs_are_kept_by_line_id_and_text(self) -> None:
        # PostRenderer writes such entries, and links to `page.md#标题` are resolved by them.
        config = MdParserConfig(heading_anchors=1)
        document = rendered(create_md_parser(config, DocutilsRenderer).parse("# A\n"), config)
        assert document.myst_slugs == {"a": (1, "a", "A")}  # type: ignore[attr-defined]


class TestPydata:
    def test_it_is_found_by_the_name_our_theme_inherits(self) -> None:
        # theme.toml says `inherit = "pydata_sphinx_theme"`.
        assert entry_points(group="sphinx.html_themes", name="pydata_sphinx_theme")

    def test_it_sets_the_switch_that_ablog_watches(self, app: Sphinx) -> None:
        # It does so after Sphinx has compared the settings with the last build's, so that each build would be a
        # full one; configure_ablog sets it earlier.
        assert app.config.fontawesome_included is True

    def test_the_switch_counts_as_a_reason_to_read_again(self, app: Sphinx) -> None:
        # The other half of the same trap: ABlog declares it with the environment.
        assert app.config._options["fontawesome_included"].rebuild == "env"

    @pytest.mark.parametrize(
        "block", ["htmltitle", "css", "extrahead", "body_tag", "header", "content", "footer"]
    )
    def test_its_layout_has_the_blocks_we_fill(self, block: str) -> None:
        # A block that is gone would be filled for nobody: our stylesheet, say, would silently not be linked.
        themes = [
            Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme",
            SPHINX_THEMES / "basic",
        ]
        layouts = "".join((theme / "layout.html").read_text(encoding="utf-8") for theme in themes)
        assert re.search(rf"block {block}\b", layouts)


def post_info(**changes: Any) -> dict[str, Any]:
    """What ABlog keeps of a post, or reads from its node: every key its handlers ask for."""
    lists: dict[str, list[str]] = {
        key: [] for key in ("tags", "author", "category", "location", "language", "redirect")
    }
    return {
        **lists,
        "docname": "oak",
        "section": "",
        "order": 1,
        "date": "2026-01-01",
        "update": None,
        "title": "Oak",
        "excerpt": None,
        "nocomments": False,
        "image": None,
        "exclude": False,
        "canonical_link": None,
        "external_link": None,
        "doctree": nodes.section(),
        **changes,
    }


def taken_in(app: Sphinx, node: nodes.Element) -> dict[str, Any]:
    """What ABlog keeps of a page ``oak`` with this post node."""
    document = new_document("oak")
    document += nodes.section("", nodes.title("", "Oak"), node, ids=["oak"])
    app.env.current_document.docname = "oak"
    ablog.post.process_posts(app, document)
    info: dict[str, Any] = app.env.ablog_posts["oak"][0]  # type: ignore[attr-defined]
    return info


def docname(catalog: Catalog, name: str) -> str:
    return str(catalog[name].docname)


def rendered(tokens: list[Token], config: MdParserConfig | None = None) -> nodes.document:
    """The document MyST makes of tokens."""
    document = new_document("oak")
    parser = create_md_parser(config or MdParserConfig(), DocutilsRenderer)
    parser.options["document"] = document
    parser.renderer.render(tokens, parser.options, {})
    return document
