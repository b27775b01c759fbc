"""Which output file comes of which source, so that of two that want one place the author hears, and one stays whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.matching import Matcher

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.addresses import output_name
from nenrin.sphinx_ext.store.builders import SiteBuilder
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.room import Outputs, shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@costs("the order among files that want one address")
def plan_outputs(app: Sphinx, env: BuildEnvironment) -> None:
    """Decide what each page and public file becomes, and clear the way for it of what earlier builds put there."""
    builder, build = app.builder, build_state(env)
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    build.outputs = outputs_of(builder, env)
    if isinstance(builder, SiteBuilder):
        builder.outputs = build.outputs
    build.manifest.clear_way(build.outputs.room)


def outputs_of(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> Outputs:
    """Return what pages and public files this build makes. A page goes before a file, which is named and not copied."""
    outputs = Outputs(build_state(env).manifest.folder)
    for docname in sorted(env.found_docs):
        name = output_name(builder, docname)
        outputs.pages[name] = docname
        outputs.room.add(name)
    for name, path in public_files(builder):
        if page := outputs.source(env, name):
            text = f"{shown(env, path)} and {page} want one address; the page is built, and the file is not copied"
            warn(Subtype.ADDRESS, text, location=f"{path}:1")
        elif name not in outputs.public:
            outputs.public[name] = path
            outputs.room.add(name)
    return outputs


def public_files(builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, Path]]:
    """Yield the files of ``html_extra_path`` with their names in the output, in order; the last of a name counts.

    As Sphinx does, it passes over ``exclude_patterns``, and follows symlinks, but not to a folder it is in already.
    """
    is_excluded = Matcher(builder.config.exclude_patterns)
    for entry in reversed(builder.config.html_extra_path):
        source = Path(builder.confdir, entry)
        if source.is_file():
            yield source.name, source
        for folder, folders, names in os.walk(source, followlinks=True):
            inside = os.path.relpath(folder, source).replace(os.sep, "/")
            above = "" if inside == "." else f"{inside}/"
            kept = [name for name in folders if not is_excluded(f"{above}{name}")]
            folders[:] = sorted(name for name in kept if not _is_above(Path(folder, name), Path(folder)))
            for name in sorted(names):
                if not is_excluded(f"{above}{name}"):
                    yield f"{above}{name}", Path(folder, name)


def _is_above(folder: Path, here: Path) -> bool:
    """Whether a folder is a link to one that we are in: it would be walked for ever."""
    return folder.is_symlink() and here.resolve().is_relative_to(folder.resolve())
