"""What `build/speed` puts in the place of other projects' functions does what they do."""

from __future__ import annotations

import gc
import importlib.util
import inspect
import pickle
import re
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, ClassVar

import jinja2
import myst_parser.mdit_to_docutils.base as myst_base
import pytest
import sphinx.builders.html as sphinx_html
import sphinx.events as sphinx_events
import sphinx.locale as sphinx_locale
import sphinx.util.docutils as sphinx_docutils
from docutils import nodes
from docutils.frontend import Values
from docutils.parsers.rst import Parser
from docutils.readers import standalone
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from jinja2.runtime import Context, new_context
from jinja2.sandbox import SandboxedEnvironment
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from nenrin.sphinx_ext.patches import (
    assets,
    doctree_memory,
    docutils_walk,
    lazy_tocs,
    log_messages,
    parallel_chunks,
    pydata,
    settings,
    templates,
    translators,
)
from nenrin.sphinx_ext.patches.myst import LightNode
from pydata_sphinx_theme import edit_this_page as pydata_edit
from pydata_sphinx_theme import toctree as pydata_toctree
from sphinx.builders import Builder
from sphinx.highlighting import PygmentsBridge
from sphinx.util.nodes import NodeMatcher


def _plain(values: Values) -> dict[str, object]:
    return {name: value for name, value in vars(values).items() if name != "record_dependencies"}


def test_settings_are_read_once_and_are_the_same() -> None:
    read = settings._SettingsOnce()
    defaults = {"traceback": True, "input_encoding": "utf-8-sig", "env": object()}
    wanted = settings._read_settings(standalone.Reader, Parser(), defaults=defaults, read_config_files=True)
    for _ in range(2):
        found = read(standalone.Reader, Parser(), defaults=defaults, read_config_files=True)
        assert _plain(found) == _plain(wanted)
        assert vars(found)["record_dependencies"] is not vars(wanted)["record_dependencies"]
    assert len(read.known) == 1


def test_settings_of_one_page_are_not_those_of_the_next() -> None:
    read = settings._SettingsOnce()
    one = read(standalone.Reader, Parser(), defaults={}, read_config_files=True)
    one.strip_classes = ["changed"]
    one.record_dependencies.add("file")
    other = read(standalone.Reader, Parser(), defaults={}, read_config_files=True)
    assert other.strip_classes != ["changed"]
    assert other.record_dependencies.list == []
    changed = read(standalone.Reader, Parser(), defaults={"traceback": False}, read_config_files=True)
    assert changed.traceback is False


@pytest.mark.parametrize(
    ("original", "ours"),
    [
        (settings._read_settings, settings._SettingsOnce().__call__),
        (assets._file_checksum, assets._checksum),
        (sphinx_locale.get_translator, log_messages._translator),
        (new_context, templates._Renderer(jinja2.Environment(autoescape=True)).new_context),
        (pydata._name_templates, pydata._named),
        (pydata._prepare, pydata._prepare_page),
        (pydata._choose_beside, pydata._name_beside),
        (NodeMatcher.findall, docutils_walk._matching),
    ],
)
def test_the_originals_take_what_we_take(original: Callable[..., Any], ours: Callable[..., Any]) -> None:
    wanted, found = (
        [(each.name, each.kind, each.default) for each in inspect.signature(function).parameters.values()]
        for function in (original, ours)
    )
    assert found == wanted


def test_the_originals_are_asked_where_we_stand() -> None:
    assert list(inspect.signature(settings._read_default_settings).parameters) == ["components"]
    assert "_get_settings(" in inspect.getsource(sphinx_docutils._parse_str_to_doctree)
    assert "get_default_settings(" in inspect.getsource(myst_base.make_document)
    for original in (Builder._read_parallel, Builder._write_parallel):
        assert list(inspect.signature(original).parameters) == ["self", "docnames", "nproc"]
        assert "make_chunks(docnames, nproc)" in inspect.getsource(original)
    # Its one use of repr() is the message that nobody reads.
    assert inspect.getsource(sphinx_events).count("repr(args)") == 1
    assert "_file_checksum(outdir, " in inspect.getsource(sphinx_html.StandaloneHTMLBuilder.handle_page)
    assert "new_context(" in inspect.getsource(jinja2.Template.new_context)
    assert "self.get_formatter(" in inspect.getsource(PygmentsBridge.highlight_block)


@given(st.integers(0, 3000), st.integers(1, 16))
def test_every_page_is_in_one_part(pages: int, processes: int) -> None:
    docnames = [str(number) for number in range(pages)]
    parts = parallel_chunks._chunks(docnames, processes)
    assert [docname for part in parts for docname in part] == docnames
    assert len(parts) <= parallel_chunks._PARTS * processes


_WALKABOUT = docutils_walk._walkabout
_KINDS: tuple[Any, ...] = (nodes.Node, nodes.Text, nodes.Element, nodes.paragraph, nodes.emphasis)


def _of_kind(node: nodes.Node, kind: Any) -> Iterator[nodes.Node]:
    """Walk as docutils does: ``Node._fast_findall``, in as many words."""
    if isinstance(node, kind):
        yield node
    for child in node.children:
        yield from _of_kind(child, kind)


def _trees() -> st.SearchStrategy[nodes.Element]:
    def above(children: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
        kinds = st.sampled_from([nodes.section, nodes.paragraph, nodes.emphasis])
        return st.builds(
            lambda kind, below, classes: kind("", *below, classes=classes),
            kinds,
            st.lists(children, max_size=4),
            st.sampled_from([[], ["a"], ["b"]]),
        )

    leaves: st.SearchStrategy[nodes.Node] = st.builds(nodes.Text, st.sampled_from(["", "x"]))
    return above(st.recursive(leaves, above, max_leaves=12)).map(_as_element)


def _as_element(node: nodes.Node) -> nodes.Element:
    assert isinstance(node, nodes.Element)
    return node


@given(_trees(), st.sampled_from(_KINDS))
def test_a_tree_is_walked_in_the_same_order(tree: nodes.Element, kind: Any) -> None:
    assert [id(node) for node in docutils_walk._of_kinds(tree, kind)] == [
        id(node) for node in _of_kind(tree, kind)
    ]
    assert [id(node) for node in docutils_walk._all(tree)] == [id(node) for node in _of_kind(tree, _KINDS[0])]


@given(_trees(), st.integers(0, 12), st.sampled_from(["remove", "empty", "add", "replace"]))
def test_changes_on_the_way_are_seen_alike(tree: nodes.Element, number: int, change: str) -> None:
    ways: tuple[Callable[..., Iterator[nodes.Node]], ...] = (docutils_walk._of_kinds, _of_kind)
    passed = []
    for way in ways:
        copy = tree.deepcopy()
        names = []
        for at, node in enumerate(way(copy, _KINDS[0])):
            names.append(type(node).__name__)
            if at == number and node is not copy:
                _change(node, change)
        passed.append(names)
    assert passed[0] == passed[1]


def _change(node: nodes.Node, change: str) -> None:
    parent = node.parent
    assert parent is not None
    if change == "remove":
        parent.remove(node)
    elif change == "replace":
        parent.replace(node, nodes.strong("", "new", nodes.emphasis()))
    elif isinstance(node, nodes.Element):
        if change == "empty":
            node.children = []
        else:
            node += nodes.strong("", "new")


@given(_trees(), st.sampled_from([{}, {"classes": ["a"]}, {"ids": Any}, {"nothing": Any}]))
def test_nodes_are_matched_alike(tree: nodes.Element, attributes: dict[str, Any]) -> None:
    kinds: list[tuple[type[nodes.Node], ...]] = [(), (nodes.paragraph,), (nodes.Text, nodes.emphasis)]
    for chosen in kinds:
        matcher: NodeMatcher[Any] = NodeMatcher(*chosen, **attributes)
        wanted = [id(node) for node in _of_kind(tree, _KINDS[0]) if matcher.match(node)]
        assert [id(node) for node in docutils_walk._matching(matcher, tree)] == wanted


def _docutils() -> Any:
    """Return docutils' own nodes: a build of another test may have put ours in the place of its methods."""
    spec = importlib.util.find_spec("docutils.nodes")
    assert spec is not None
    assert spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    return fresh


def test_a_child_is_set_up_alike() -> None:
    document = new_document("source")
    document.current_source, document.current_line = "file", 7
    section = nodes.section()
    document += section
    for set_up in (_docutils().Node.setup_child, docutils_walk._set_up_child):
        for parent in (section, nodes.section()):
            child = nodes.paragraph()
            set_up(parent, child)
            assert child.parent is parent
            inside = parent is section
            assert docutils_walk._document(child) is (document if inside else None)
            assert (child.source, child.line) == (("file", 7) if inside else (None, None))


_SIGNS: tuple[Any, ...] = (
    None,
    nodes.SkipNode,
    nodes.SkipDeparture,
    nodes.SkipChildren,
    nodes.SkipSiblings,
    nodes.StopTraversal,
)


@given(_trees(), st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=20), st.booleans())
def test_visitors_are_led_alike(tree: nodes.Element, signs: list[Any], debugs: bool) -> None:
    class Visitor(nodes.GenericNodeVisitor):
        def __init__(self, document: nodes.document) -> None:
            super().__init__(document)
            self.met: list[str] = []

        def default_visit(self, node: nodes.Node) -> None:
            self.met.append(f"visit {type(node).__name__}")
            if sign := signs[len(self.met) % len(signs)]:
                raise sign

        def default_departure(self, node: nodes.Node) -> None:
            self.met.append(f"depart {type(node).__name__}")

    document = new_document("source")
    document.reporter.debug_flag = debugs
    document.reporter.stream = StringIO()  # type: ignore[assignment]
    document += tree
    results = []
    with pytest.MonkeyPatch.context() as patch:
        for way in (_WALKABOUT, docutils_walk._walk_about):
            patch.setattr(nodes.Node, "walkabout", way)
            visitor = Visitor(document)
            try:
                stopped: object = document.walkabout(visitor)
            except nodes.SkipSiblings:  # the document has none
                stopped = "skipped"
            results.append((stopped, visitor.met))
    assert results[0] == results[1]


def test_only_node_says_how_it_is_walked() -> None:
    for kind in vars(nodes).values():
        if isinstance(kind, type) and issubclass(kind, nodes.Node) and kind is not nodes.Node:
            assert not {"_fast_findall", "_superfast_findall", "setup_child"} & set(vars(kind)), kind


def test_templates_see_the_same_globals() -> None:
    environment = jinja2.Environment(autoescape=True)
    environment.globals["both"], environment.globals["far"] = "far", "far"
    template = environment.from_string("", globals={"both": "near", "near": "near"})
    for make in (new_context, templates._Renderer(environment).new_context):
        made: Context = make(
            environment, "name", {}, {"own": "own", "far": "own"}, False, template.globals, {"local": 1}
        )
        assert {name: made[name] for name in ("both", "near", "far", "own", "local")} == {
            "both": "near",
            "near": "near",
            "far": "own",
            "own": "own",
            "local": 1,
        }


def test_templates_are_rendered_alike_and_let_go_of() -> None:
    sources = {
        "page": "{% from 'macros' import all %}{% from 'seen' import own with context %}"
        "{% macro mine() %}{{ x }}{% endmacro %}{{ all(x) }} {{ own() }} {{ mine() }} {{ other('inner') }}",
        "macros": "{% macro all(x) %}[{{ x }}]{% endmacro %}",
        "seen": "{% macro own() %}({{ x }}){% endmacro %}",
        "inner": "{{ x }}!",
        "wrong": "{{ 1 / 0 }}",
    }
    environment = jinja2.Environment(loader=jinja2.DictLoader(sources), autoescape=True)
    renderer = templates._Renderer(environment)

    class Held:
        def __str__(self) -> str:
            return "held"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.environment, "new_context", renderer.new_context)
        for _ in range(2):
            held = Held()
            context = {"x": held, "other": lambda name: renderer.render(name, {"x": "inside"})}
            assert renderer.render("page", context) == "[held] (held) held inside!"
            gone = weakref.ref(held)
            gc.disable()
            try:
                del held, context
                assert gone() is None
            finally:
                gc.enable()
        with pytest.raises(ZeroDivisionError):
            renderer.render("wrong", {"x": 1})
        assert renderer.seen == []


def test_trees_of_tokens_are_alike_and_let_go_of() -> None:
    tokens = MarkdownIt().parse("# a *b*\n\n- c\n- d `e`\n")
    light, full = LightNode(tokens), SyntaxTreeNode(tokens)
    assert light.pretty(show_text=True) == full.pretty(show_text=True)
    below = [
        [
            (each.type, each.parent and each.parent.type, [near.type for near in each.siblings])
            for each in tree.walk(include_self=False)
        ]
        for tree in (light, full)
    ]
    assert below[0] == below[1]
    gone = weakref.ref(light)
    gc.disable()
    try:
        del light
        assert gone() is None
    finally:
        gc.enable()


def test_a_sandbox_is_left_and_other_environments_stay() -> None:
    class Own(SandboxedEnvironment):
        pass

    sandboxed, own = SandboxedEnvironment(), Own()
    templates._leave_the_sandbox(sandboxed)
    templates._leave_the_sandbox(own)
    assert type(sandboxed) is jinja2.Environment
    assert sandboxed.from_string("{{ 'a'.upper() }}{{ range(3)|list }}").render() == "A[0, 1, 2]"
    assert type(own) is Own
    # What is compiled for a sandbox does not run outside one.
    assert templates._folder(sandboxed) != templates._folder(SandboxedEnvironment())


def test_pydata_names_the_places_and_functions_that_we_know() -> None:
    source = inspect.getsource(pydata._prepare)
    listed = source[source.index("template_sections = [") : source.index("for section in")]
    assert tuple(part for part in listed.split('"')[1::2]) == pydata._PLACES
    sources = {add: inspect.getsource(add) for add in pydata._FUNCTIONS.values()}
    added = {
        name: add for add, text in sources.items() for name in re.findall(r'context\["(\w+)"\] = ', text)
    }
    assert {name: add for name, add in added.items() if name != "theme_show_toc_level"} == pydata._FUNCTIONS
    assert pydata._add_functions is pydata_toctree.add_toctree_functions
    assert pydata._add_edit_function is pydata_edit.setup_edit_url


def test_functions_are_lent_to_the_page_that_is_made() -> None:
    class App:
        pass

    lender = pydata._Lender(App())  # type: ignore[arg-type]
    pages: list[dict[str, Any]] = [{"theme_navbar_align": where} for where in ("left", "right")]
    for page in pages:
        lender.lend(lender.app, "name", "page.html", page, None)
        assert set(pydata._FUNCTIONS) <= set(page)
        assert (
            page["navbar_align_class"]()[2]
            == {"left": "me-auto", "right": "ms-auto"}[page["theme_navbar_align"]]
        )
        assert [page["unique_html_id"]("x") for _ in range(2)] == ["x", "x-2"]


def test_translators_write_the_nodes_of_extensions() -> None:
    seen = []

    class Visitor(nodes.SparseNodeVisitor):
        def visit_strong(self, node: nodes.Node) -> None:
            seen.append("its own")

    class Called:
        def __call__(self, visitor: nodes.NodeVisitor, node: nodes.Node) -> None:
            seen.append(f"called with {type(visitor).__name__}")

    def visit(visitor: nodes.NodeVisitor, node: nodes.Node) -> None:
        seen.append(f"visited by {type(visitor).__name__}")

    class Registry:
        translation_handlers: ClassVar = {"html": {"emphasis": (visit, Called()), "literal": (visit, None)}}

        def get_translator_class(self, builder: object) -> type[Visitor]:
            return Visitor

    class Built:
        name, format = "dirhtml", "html"

    kind = translators._whole(Registry(), Built())  # type: ignore[arg-type]
    document = new_document("source")
    document += nodes.paragraph("", "", nodes.emphasis(), nodes.strong(), nodes.literal())
    document.walkabout(kind(document))
    assert issubclass(kind, Visitor)
    assert seen == ["visited by Visitor", "called with Visitor", "its own", "visited by Visitor"]


def test_a_page_is_let_go_of_and_what_is_kept_of_it_stays() -> None:
    document = new_document("source")
    kept = nodes.section("", nodes.paragraph("text", "text"), ids=["kept"])
    document += [kept, nodes.section("", nodes.paragraph("", "gone"))]
    names = document.myst_slugs = {"kept": 1}  # type: ignore[attr-defined]
    gone = weakref.ref(document[1])
    gc.disable()
    try:
        doctree_memory._let_go(document)
        assert gone() is None
    finally:
        gc.enable()
    assert kept.astext() == "text"
    assert kept.deepcopy()["ids"] == ["kept"]
    assert kept.parent is None
    assert names == {"kept": 1}
    assert not document.children


def test_what_is_seldom_used_is_loaded_when_it_is_used() -> None:
    program = (
        "import sys\nfrom nenrin.sphinx_ext.patches import load_later\nload_later()\nimport bs4, soupsieve\n"
        "seen = 'soupsieve.css_parser' in sys.modules\n"
        "found = bs4.BeautifulSoup('<p><b>1</b></p>', 'html.parser').select_one('p > b').text\n"
        "load_later()\nprint(seen, found, soupsieve.match('b', bs4.BeautifulSoup('<b>', 'html.parser').b))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False 1 True\n"


def test_tables_of_contents_come_back_as_they_were() -> None:
    tables = {name: nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", name))) for name in "abc"}
    packed = lazy_tocs.PackedTocs(tables)
    again = pickle.loads(pickle.dumps(packed))  # noqa: S301
    assert again._kept["a"] != tables["a"]
    assert {name: toc.pformat() for name, toc in again.items()} == {
        name: toc.pformat() for name, toc in tables.items()
    }
    assert again["a"] is again["a"]
    again["a"]["numbered"] = 1
    del again["b"]
    again["d"] = nodes.bullet_list()
    assert again.pop("c").astext() == "c"
    assert again.get("c") is None
    third = pickle.loads(pickle.dumps(again))  # noqa: S301
    assert list(third) == ["a", "d"]
    assert third["a"]["numbered"] == 1
    assert "d" in third
    assert len(third) == 2
