"""Make the class that writes pages once, with all it can write, and not piece by piece for each page."""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.registry import SphinxComponentRegistry


def make_translators_whole(app: Sphinx) -> None:
    """Give the nodes of extensions to the class of the translator.

    Sphinx binds them to each translator: some fifty methods that hold it, three times a page, so that Python has to
    look for it before it can be freed.
    """
    made: list[type[nodes.NodeVisitor]] = []

    def create(*arguments: Any) -> nodes.NodeVisitor:
        if not made:
            made.append(_whole(app.registry, app.builder))
        return made[0](*arguments)

    app.builder.create_translator = create  # type: ignore[method-assign]


def _whole(registry: SphinxComponentRegistry, builder: Builder) -> type[nodes.NodeVisitor]:
    """Return the translator's class with the methods that Sphinx binds to each translator."""
    handlers = registry.translation_handlers
    methods: dict[str, Callable[..., None]] = {}
    for name, (visit, depart) in handlers.get(builder.name, handlers.get(builder.format, {})).items():
        methods[f"visit_{name}"] = _method(visit)
        if depart:
            methods[f"depart_{name}"] = _method(depart)
    kind = registry.get_translator_class(builder)
    return type(kind.__name__, (kind,), methods)


def _method(handler: Callable[..., None]) -> Callable[..., None]:
    """Return what is bound when it is read from a translator, which functions alone are."""
    if isinstance(handler, FunctionType):
        return handler

    def call(translator: nodes.NodeVisitor, node: nodes.Node) -> None:
        handler(translator, node)

    return call
