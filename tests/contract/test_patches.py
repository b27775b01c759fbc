"""What ours puts in the place of other projects' functions does what they do, where they are asked."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import myst_parser.mdit_to_docutils.base as myst_base
import pytest
import sphinx.util.docutils as sphinx_docutils
from docutils import frontend, nodes
from docutils.frontend import Values
from docutils.parsers.rst import Parser
from docutils.readers import standalone
from hypothesis import given
from hypothesis import strategies as st
from nenrin.sphinx_ext.patches import (
    PATCHES,
    docutils,
    sphinx_doctrees,
    sphinx_parallel,
    sphinx_settings,
    sphinx_tocs,
)
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import NodeMatcher

from tests.contract.manual import read


def test_the_originals_are_asked_where_ours_stand() -> None:
    # A guard tells that a name is there; this, that it still does the work.
    assert "_get_settings(" in inspect.getsource(sphinx_docutils._parse_str_to_doctree)
    assert "get_default_settings(" in inspect.getsource(myst_base.make_document)
    for original in (Builder._read_parallel, Builder._write_parallel):
        assert "make_chunks(docnames, nproc)" in inspect.getsource(original)
    assert "nproc=self._app.parallel - 1" in inspect.getsource(Builder.write_documents)
    for name in ("_pickled_doctree_cache", "_write_doc_doctree_cache"):
        assert f"self.{name}" in inspect.getsource(BuildEnvironment)
    assert "_fast_findall(" in inspect.getsource(nodes.Node.findall)
    assert "_superfast_findall(" in inspect.getsource(nodes.Node.findall)


def test_the_manual_names_every_patch() -> None:
    page = read("guide/speed.md")
    assert [patch.name for patch in PATCHES if f"| `{patch.name}` | {patch.says} |" not in page] == []


def _plain(values: Values) -> dict[str, object]:
    return {name: value for name, value in vars(values).items() if name != "record_dependencies"}


def test_settings_are_read_once_and_are_the_same() -> None:
    asked = []

    def read_settings(*components: Any, **named: Any) -> Values:
        asked.append(components)
        return sphinx_docutils._get_settings(*components, **named)

    once = sphinx_settings.SettingsOnce(read_settings)
    defaults = {"traceback": True, "input_encoding": "utf-8-sig", "env": object()}
    wanted = sphinx_docutils._get_settings(
        standalone.Reader, Parser(), defaults=defaults, read_config_files=True
    )
    for _ in range(2):
        values = once(standalone.Reader, Parser(), defaults=defaults, read_config_files=True)
        assert _plain(values) == _plain(wanted)
        assert vars(values)["record_dependencies"] is not vars(wanted)["record_dependencies"]
    assert len(asked) == 1


def test_settings_of_one_page_are_not_those_of_the_next() -> None:
    once = sphinx_settings.SettingsOnce(sphinx_docutils._get_settings)
    one = once(standalone.Reader, Parser(), defaults={}, read_config_files=True)
    one.strip_classes = ["changed"]
    one.record_dependencies.add("file")
    other = once(standalone.Reader, Parser(), defaults={}, read_config_files=True)
    assert other.strip_classes != ["changed"]
    assert other.record_dependencies.list == []
    changed = once(standalone.Reader, Parser(), defaults={"traceback": False}, read_config_files=True)
    assert changed.traceback is False


def test_default_settings_are_the_same_and_each_page_has_its_own() -> None:
    once = sphinx_settings.defaults_once(frontend.get_default_settings)
    one, other = once(Parser), once(Parser)
    assert _plain(one) == _plain(other) == _plain(frontend.get_default_settings(Parser))
    one.strip_classes = ["changed"]
    assert once(Parser).strip_classes != ["changed"]


@given(st.integers(0, 3000), st.integers(1, 16))
def test_every_page_is_in_one_part(pages: int, processes: int) -> None:
    docnames = [str(number) for number in range(pages)]
    parts = sphinx_parallel.few_chunks(docnames, processes)
    assert [docname for part in parts for docname in part] == docnames
    assert len(parts) <= 4 * processes


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
    assert [id(node) for node in docutils.nodes_of(tree, kind)] == [id(node) for node in _of_kind(tree, kind)]
    assert [id(node) for node in docutils._all_nodes(tree)] == [
        id(node) for node in _of_kind(tree, _KINDS[0])
    ]


@given(_trees(), st.integers(0, 12), st.sampled_from(["remove", "empty", "add", "replace"]))
def test_changes_on_the_way_are_seen_alike(tree: nodes.Element, number: int, change: str) -> None:
    ways: tuple[Callable[..., Iterator[nodes.Node]], ...] = (docutils.nodes_of, _of_kind)
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
        assert [id(node) for node in docutils.matching_nodes(matcher, tree)] == wanted


def test_only_node_says_how_it_is_walked() -> None:
    for kind in vars(nodes).values():
        if isinstance(kind, type) and issubclass(kind, nodes.Node) and kind is not nodes.Node:
            assert not {"_fast_findall", "_superfast_findall"} & set(vars(kind)), kind


def _tables() -> dict[str, nodes.bullet_list]:
    return {name: nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", name))) for name in "abc"}


def _texts(tables: dict[str, nodes.bullet_list]) -> dict[str, str]:
    return {name: toc.pformat() for name, toc in tables.items()}


def _stored(tables: dict[str, nodes.bullet_list]) -> sphinx_tocs.PickledTocs:
    """The tables as the next build reads them."""
    again: sphinx_tocs.PickledTocs = pickle.loads(pickle.dumps(sphinx_tocs.PickledTocs(tables)))  # noqa: S301
    return again


def test_tables_of_contents_come_back_as_they_were() -> None:
    tables = _tables()
    again = _stored(tables)
    assert _texts(again) == _texts(tables)
    assert again["a"] is again["a"]
    again["a"]["numbered"] = 1
    del again["b"]
    again["d"] = nodes.bullet_list()
    assert again.pop("c").astext() == "c"
    assert again.get("c") is None
    third = _stored(again)
    assert list(third) == ["a", "d"]
    assert third["a"]["numbered"] == 1
    assert "d" in third
    assert len(third) == 2


_USES: dict[str, Callable[[dict[str, nodes.bullet_list]], object]] = {
    "copy": lambda tables: _texts(tables.copy()),
    "a dictionary of it": lambda tables: _texts(dict(tables)),
    "keywords": lambda tables: _texts({**tables}),
    "or": lambda tables: [
        _texts(tables | {"z": nodes.bullet_list()}),
        _texts({"a": nodes.bullet_list()} | tables),
    ],
    "comprehension": lambda tables: {name: toc.astext() for name, toc in tables.items()},
    "values": lambda tables: [toc.astext() for toc in tables.values()],
    "reversed": lambda tables: list(reversed(tables)),
    "type": lambda tables: isinstance(tables, dict),
    "truth": bool,
    "popitem": lambda tables: len(tables.copy().popitem()),
    "default": lambda tables: tables.setdefault("b", nodes.bullet_list()).astext(),
    "pop": lambda tables: [tables.pop("a").astext(), list(tables.keys()), "a" in tables],
}


@pytest.mark.parametrize("use", _USES)
def test_tables_of_contents_are_a_dictionary(use: str) -> None:
    # What other extensions may do with `env.tocs`.
    assert _USES[use](_stored(_tables())) == _USES[use](_tables())


def test_tables_of_contents_become_a_plain_dictionary_again() -> None:
    app: Any = SimpleNamespace(env=SimpleNamespace(tocs=_stored(_tables())))
    sphinx_tocs.unpickle_tocs(app)
    assert type(app.env.tocs) is dict
    assert _texts(app.env.tocs) == _texts(_tables())


def test_trees_are_not_kept() -> None:
    cache = sphinx_doctrees.KeepsNothing()
    cache["a"] = b"a"
    with pytest.raises(KeyError):
        cache.pop("a")
    assert not cache
