"""What `build/speed.py` puts in the place of other projects' functions does what they do."""

from __future__ import annotations

import inspect

import myst_parser.mdit_to_docutils.base as myst_base
import sphinx.util.docutils as sphinx_docutils
from docutils.frontend import Values
from docutils.parsers.rst import Parser
from docutils.readers import standalone
from hypothesis import given
from hypothesis import strategies as st
from nenrin.build import speed
from sphinx.builders import Builder


def _plain(values: Values) -> dict[str, object]:
    return {name: value for name, value in vars(values).items() if name != "record_dependencies"}


def test_settings_are_read_once_and_are_the_same() -> None:
    read = speed._SettingsOnce()
    defaults = {"traceback": True, "input_encoding": "utf-8-sig", "env": object()}
    wanted = speed._read_settings(standalone.Reader, Parser(), defaults=defaults, read_config_files=True)
    for _ in range(2):
        found = read(standalone.Reader, Parser(), defaults=defaults, read_config_files=True)
        assert _plain(found) == _plain(wanted)
        assert vars(found)["record_dependencies"] is not vars(wanted)["record_dependencies"]
    assert len(read.known) == 1


def test_settings_of_one_page_are_not_those_of_the_next() -> None:
    read = speed._SettingsOnce()
    one = read(standalone.Reader, Parser(), defaults={}, read_config_files=True)
    one.strip_classes = ["changed"]
    one.record_dependencies.add("file")
    other = read(standalone.Reader, Parser(), defaults={}, read_config_files=True)
    assert other.strip_classes != ["changed"]
    assert other.record_dependencies.list == []
    changed = read(standalone.Reader, Parser(), defaults={"traceback": False}, read_config_files=True)
    assert changed.traceback is False


def test_the_originals_take_what_we_take() -> None:
    assert list(inspect.signature(speed._read_settings).parameters) == [
        "components",
        "defaults",
        "read_config_files",
    ]
    assert list(inspect.signature(speed._read_default_settings).parameters) == ["components"]
    assert "_get_settings(" in inspect.getsource(sphinx_docutils._parse_str_to_doctree)
    assert "get_default_settings(" in inspect.getsource(myst_base.make_document)
    for original in (Builder._read_parallel, Builder._write_parallel):
        assert list(inspect.signature(original).parameters) == ["self", "docnames", "nproc"]
        assert "make_chunks(docnames, nproc)" in inspect.getsource(original)


@given(st.integers(0, 3000), st.integers(1, 16))
def test_every_page_is_in_one_part(pages: int, processes: int) -> None:
    docnames = [str(number) for number in range(pages)]
    parts = speed._chunks(docnames, processes)
    assert [docname for part in parts for docname in part] == docnames
    assert len(parts) <= speed._PARTS * processes
