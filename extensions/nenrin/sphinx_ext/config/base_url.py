"""The address of the site: from conf.py, or from the host that builds it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_HOST_SAYS = "READTHEDOCS_CANONICAL_URL"
"""Read the Docs tells builds the address they are published at (its "Environment variable reference")."""

_ADDRESS = re.compile(r"https?://[^/\s?#]+[^\s?#]*")


@costs("the address that the host names")
def set_base_address(app: Sphinx, config: Config) -> None:
    """Set ``html_baseurl`` from the host where conf.py has none; drop one that is no address, with a warning."""
    address = config.html_baseurl or os.environ.get(_HOST_SAYS, "")
    if address and not _ADDRESS.fullmatch(address):
        text = f"html_baseurl: found {address!r}, expected an address such as https://example.org/blog/"
        warn(Subtype.BASEURL, text)
        address = ""
    if address != config.html_baseurl:
        config.html_baseurl = address
