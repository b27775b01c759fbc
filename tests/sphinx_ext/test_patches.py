"""Patches change no page, can be switched off, are undone after every build, and keep off what they do not know."""

from __future__ import annotations

import gc
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO
from pkgutil import resolve_name
from types import CodeType, FunctionType, ModuleType
from typing import IO, Any

import pytest
from docutils import nodes
from nenrin.sphinx_ext.patches import PATCHES, VARIABLE
from nenrin.sphinx_ext.patches.patch import Patch, Replacement, patched
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.sphinx_ext.site import Site, no_global_state

PRIVATE = (
    "_fast_findall",
    "_get_settings",
    "_pickled_doctree_cache",
    "_read_parallel",
    "_superfast_findall",
    "_write_doc_doctree_cache",
    "_write_parallel",
)
"""Names that the next release of their project may take back without a word."""

LIBRARIES = ("sphinx", "docutils", "myst_parser", "markdown_it", "jinja2", "pydata_sphinx_theme", "ablog")
POST = """\
---
title: 甲 & <b>
date: 2024-05-0{day}
tags: [年轮, C++]
---
字[^1]，[乙](b.md)与 `code`、$x^2$。

## 节 *一*

```{{eval-rst}}
.. note:: rst
```

```python title="a.py" {{1}}
print("一")
```

| 甲 | 乙 |
| - | - |
| 1 | 2 |

### 小节

![图](p.svg){{width=30}}

[^1]: 注
"""
TWO_POSTS = {
    "posts/a.md": POST.format(day=1),
    "posts/b.md": POST.format(day=2),
    "posts/p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>\n',
}
PAGES = TWO_POSTS | {
    "b.rst": ":orphan:\n\nB\n=\n\n.. include:: c.txt\n\n.. py:function:: f(x)\n\n.. postlist::\n",
    "c.txt": "text\n",
    "docs/index.md": "# Docs\n\n```{toctree}\n:numbered:\n:caption: All\none\ntwo\n```\n",
    "docs/one.md": "# One\n\n## Within\n\n{doc}`two`\n",
    "docs/two.md": "# Two\n\n{ref}`a`\n",
    "index.md": "# Test\n\n```{toctree}\ndocs/index\n```\n",
    "_templates/extra.html": "{# #}",
}
OPTIONS = """\
html_theme_options = {
    "secondary_sidebar_items": {"**": ["page-toc"]},
    "use_edit_page_button": True,
    "external_links": [{"name": "N", "url": "https://n.example/"}],
    "navbar_end": ["extra"],
}
html_context = {"github_user": "u", "github_repo": "r", "github_version": "v", "doc_path": "d"}
templates_path = ["_templates"]
language = "ja"
"""


@pytest.mark.parametrize(
    "conf", ["", 'html_theme = "alabaster"', OPTIONS], ids=["ours", "another theme", "options of pydata"]
)
def test_pages_are_the_same_without_patches(make_site: Callable[..., Site], conf: str) -> None:
    patched_site = make_site(PAGES, conf=conf).apart("patched")
    plain = patched_site.apart("plain", env={VARIABLE: "0"})
    assert plain.status == patched_site.status == 0
    assert plain.warnings == patched_site.warnings
    mine, theirs = patched_site.files(), plain.files()
    assert sorted(mine) == sorted(theirs)
    assert [name for name in mine if mine[name] != theirs[name]] == []
    # The one goes on where the other ended.
    again = patched_site.apart("patched", env={VARIABLE: "0"})
    assert again.files() == mine


class Watcher:
    """An extension that notes what is in the place of every original before, during and after builds."""

    def __init__(
        self, on_page: Callable[[], None] = lambda: None, at_end: Callable[[], None] = lambda: None
    ) -> None:
        self.on_page, self.at_end = on_page, at_end
        self.before: dict[str, object] = {}
        self.during: list[dict[str, object]] = []
        self.kept: list[nodes.document] = []

    def setup(self, app: Sphinx) -> dict[str, bool]:
        app.connect("builder-inited", self.start, 1)
        app.connect("doctree-resolved", self.page)
        app.connect("build-finished", lambda *about: self.at_end(), 1)
        return {"parallel_read_safe": True, "parallel_write_safe": True}

    def start(self, app: Sphinx) -> None:
        self.before = in_place(app)

    def page(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        self.during.append(in_place(app))
        self.kept.append(doctree)
        self.on_page()


def in_place(app: Sphinx) -> dict[str, object]:
    """What is at present where the patches replace something, by the name of the patch and its own."""
    found = {
        f"{patch.name}: {one.name}": vars(owner_of(one)).get(one.name)
        for patch in PATCHES
        for one in patch.replacements(app)
        if one.is_put_back
    }
    return {**found, "gc": gc.get_threshold()}


def owner_of(replacement: Replacement) -> Any:
    owner = replacement.owner
    return resolve_name(owner) if isinstance(owner, str) else owner


def differing(one: dict[str, object], other: dict[str, object]) -> set[str]:
    # Of two empty dictionaries one may be ours; a threshold is a tuple made anew at each question.
    return {
        name for name in one if (one[name] != other[name] if name == "gc" else one[name] is not other[name])
    }


@pytest.fixture
def application(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Sphinx]]:
    """Make applications of a site of two pages that may use two processes: ``application(watcher, theme="nenrin")``."""
    with ExitStack() as stack:

        def make(watcher: Watcher, theme: str = "nenrin", verbosity: int = 0, **settings: object) -> Sphinx:
            module = ModuleType("watcher")
            vars(module)["setup"] = watcher.setup
            monkeypatch.setitem(sys.modules, "watcher", module)
            site = make_site(TWO_POSTS, build=False)
            for context in (no_global_state(), patch_docutils(site.src), docutils_namespace()):
                stack.enter_context(context)
            return Sphinx(
                srcdir=site.src,
                confdir=site.src,
                outdir=site.out,
                doctreedir=site.doctrees,
                buildername="dirhtml",
                confoverrides={
                    "extensions": ["nenrin", "watcher"],
                    "html_theme": theme,
                    "nenrin_cards": False,
                    **settings,
                },
                status=StringIO(),
                warning=StringIO(),
                parallel=2,
                verbosity=verbosity,
            )

        yield make


def printed(stream: IO[str]) -> str:
    assert isinstance(stream, StringIO)
    return stream.getvalue()


class TestUndoing:
    def test_all_are_in_place_in_each_build_and_put_back_after_it(
        self, application: Callable[..., Sphinx]
    ) -> None:
        watcher = Watcher()
        app = application(watcher)
        for count in (3, 6):  # as `nenrin serve` builds, again and again with one application
            app.build(force_all=True)
            assert len(watcher.during) == count
            for seen in watcher.during:
                assert differing(watcher.before, seen) == set(watcher.before)
            assert differing(watcher.before, in_place(app)) == set()

    @pytest.mark.parametrize("error", [SphinxError, KeyboardInterrupt])
    def test_they_are_put_back_after_a_build_that_failed(
        self, application: Callable[..., Sphinx], error: type[BaseException]
    ) -> None:
        def fail() -> None:
            raise error

        for watcher in (Watcher(on_page=fail), Watcher(at_end=fail)):
            app = application(watcher)
            with pytest.raises((error, ExtensionError)):
                app.build()
            assert watcher.during
            assert all(differing(watcher.before, seen) == set(watcher.before) for seen in watcher.during)
            assert differing(watcher.before, in_place(app)) == set()

    @pytest.mark.parametrize(
        "settings", [{"theme": "alabaster"}, {"nenrin_patches": False}], ids=["another theme", "switched off"]
    )
    def test_nothing_is_replaced(self, application: Callable[..., Sphinx], settings: dict[str, Any]) -> None:
        watcher = Watcher()
        app = application(watcher, **settings)
        app.build()
        assert len(watcher.during) == 3
        assert not [seen for seen in [*watcher.during, in_place(app)] if differing(watcher.before, seen)]

    def test_some_may_be_chosen(
        self, application: Callable[..., Sphinx], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(VARIABLE, "docutils, typo")
        watcher = Watcher()
        app = application(watcher, nenrin_patches=False)
        app.build()
        assert {
            name.split(":")[0] for seen in watcher.during for name in differing(watcher.before, seen)
        } == {"docutils"}
        assert "NENRIN_PATCHES: found 'typo', expected some of gc_tuning, docutils," in printed(app._warning)


def test_a_tree_that_an_extension_keeps_stays_whole(application: Callable[..., Sphinx]) -> None:
    resolved: list[list[nodes.Node]] = []
    watcher = Watcher(on_page=lambda: resolved.append(list(watcher.kept[-1].findall())))
    application(watcher).build()
    for tree, before in zip(watcher.kept, resolved, strict=True):
        assert len(before) > 3
        assert {id(node) for node in before} <= {id(node) for node in tree.findall()}
        assert all(node.document is tree for node in before)
        assert all(
            any(node is child for child in node.parent.children) for node in before if node is not tree
        )


def test_templates_stay_in_their_sandbox(make_site: Callable[..., Site]) -> None:
    page = "{% extends '!layout.html' %}{% block footer %}[{{ ''.__class__ }}]{% endblock %}"
    site = make_site({"_templates/layout.html": page}, conf='templates_path = ["_templates"]')
    assert "[]" in site.read("")


def test_the_names_known_as_private_are_all(application: Callable[..., Sphinx]) -> None:
    app = application(Watcher())
    names = {one.name for patch in PATCHES for one in patch.replacements(app)}
    assert sorted(name for name in names if name.startswith("_")) == sorted(PRIVATE)


@pytest.mark.parametrize("name", PRIVATE)
def test_a_build_ends_well_without_a_private_name(application: Callable[..., Sphinx], name: str) -> None:
    with renamed(name):
        watcher = Watcher()
        app = application(watcher, verbosity=1)
        app.build()
    assert app.statuscode == 0
    assert printed(app._warning) == ""
    assert "is left out" in printed(app._status)
    assert (app.outdir / "posts" / "a" / "index.html").is_file()


@contextmanager
def renamed(name: str) -> Iterator[None]:
    """Have the libraries call something of theirs by another name, as their next release might."""
    with pytest.MonkeyPatch.context() as patch:
        for module in [module for path, module in sys.modules.items() if path.split(".")[0] in LIBRARIES]:
            owners = [module, *(each for each in vars(module).values() if isinstance(each, type))]
            for owner in owners:
                for value in list(vars(owner).values()):
                    function = function_of(value)
                    if function is not None and name in names_of(function.__code__):
                        patch.setattr(function, "__code__", with_another_name(function.__code__, name))
                if name in vars(owner):
                    patch.setattr(owner, f"{name}_renamed", vars(owner)[name], raising=False)
                    patch.delattr(owner, name)
        yield


def function_of(value: object) -> FunctionType | None:
    value = getattr(value, "fget", getattr(value, "func", getattr(value, "__func__", value)))
    value = inspect.unwrap(value) if callable(value) else value
    return value if isinstance(value, FunctionType) else None


def names_of(code: CodeType) -> set[str]:
    return {
        *code.co_names,
        *(name for part in code.co_consts if isinstance(part, CodeType) for name in names_of(part)),
    }


def with_another_name(code: CodeType, name: str) -> CodeType:
    """The same code, which calls something of the name by another."""
    return code.replace(
        co_names=tuple(f"{each}_renamed" if each == name else each for each in code.co_names),
        co_consts=tuple(
            with_another_name(part, name) if isinstance(part, CodeType) else part for part in code.co_consts
        ),
    )


class TestGuard:
    """A replacement is made where the original is as we know it."""

    class Owner:
        def method(self, one: int, *, two: str = "") -> str:
            return "original"

    @pytest.mark.parametrize(
        ("owner", "name", "shape"),
        [
            (Owner, "method", "(self, one)"),
            (Owner, "gone", "(self, one, *, two='')"),
            (Owner, "__doc__", "str"),
            ("nenrin.gone", "method", "()"),
            ("nenrin:gone", "method", "()"),
        ],
    )
    def test_none_is_made_where_one_cannot_be(self, owner: object, name: str, shape: str) -> None:
        good = Replacement(
            self.Owner, "method", "(self, one, *, two='')", lambda original: lambda *about: "ours"
        )
        both = Patch(
            "both", "", lambda app: [good, Replacement(owner, name, shape, lambda original: original)]
        )
        app: Any = None
        with patched(app, [both]):
            assert self.Owner().method(1) == "original"
        with patched(app, [Patch("good", "", lambda app: [good])]):
            assert self.Owner().method(1) == "ours"
        assert self.Owner().method(1) == "original"

    def test_what_a_class_lends_is_lent_again(self) -> None:
        one = self.Owner()
        app: Any = None
        shown = Replacement(
            one, "method", "(one, *, two='')", lambda original: lambda *about: original(1) + "!"
        )
        with patched(app, [Patch("one", "", lambda app: [shown])]):
            assert one.method(1) == "original!"
        assert vars(one) == {}
