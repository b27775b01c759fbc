"""What `build/speed.py` puts in the place of other projects' functions does what they do."""

from __future__ import annotations

import inspect

import myst_parser.mdit_to_docutils.base as myst_base
import sphinx.util.docutils as sphinx_docutils
from docutils.frontend import Values
from docutils.parsers.rst import Parser
from docutils.readers import standalone
from nenrin.build import speed


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
