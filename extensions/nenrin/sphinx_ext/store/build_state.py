"""What one build works out of all pages: made anew for each, so that no build sees the answers of the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from nenrin.outputs.feeds.entry import Picture
from nenrin.outputs.feeds.plan import PlannedFeed
from nenrin.outputs.head.translations import Version
from nenrin.outputs.pictures.markup import Responsive
from nenrin.posts.library import Library
from nenrin.posts.link_targets import Guesses
from nenrin.posts.model import Post
from nenrin.posts.post_relations import PostRelations
from nenrin.sphinx_ext.store.lock import Lock
from nenrin.sphinx_ext.store.manifest import Manifest
from nenrin.sphinx_ext.store.room import Outputs
from nenrin.sphinx_ext.store.stamps import FileState


@dataclass
class BuildState:
    """One build. ``nenrin serve`` runs many in one process, with one environment and one domain.

    Nothing here is stored; what the next build must know is in the data of the domain and in the manifest.
    """

    lock: Lock
    """Held until the build ends, so that no other writes into the same folders."""

    manifest: Manifest
    """What the last build wrote and this one writes."""

    library: Library = field(default_factory=lambda: Library(()))
    """The posts that readers may see and their terms; whole when all pages are read, as all that follows."""

    relations: dict[str, PostRelations] = field(default_factory=dict)
    """The posts round each post, by the post's key."""

    addresses: dict[str, Post] = field(default_factory=dict)
    """Posts by every address that leads to them, as ``posts.addresses.same`` spells them."""

    files: dict[str, str] = field(default_factory=dict)
    """Docnames by the path of their file, without suffix, which differ where authors' addresses are used."""

    guesses: Guesses = field(default_factory=lambda: Guesses(Library(()), {}))
    """Pages by the last part of their addresses."""

    outputs: Outputs = field(init=False)
    """What pages and public files become."""

    versions: dict[str, tuple[Version, ...]] = field(default_factory=dict)
    """The translations of each post that has some, itself among them, by the post's key."""

    feeds: dict[str, list[PlannedFeed]] = field(default_factory=dict)
    """The feeds by the path of the archive page they belong to, ``""`` for those of the whole blog."""

    covers: dict[str, Picture] = field(default_factory=dict)
    """The cover of each post that has one, by the post's key."""

    introductions: dict[str, str] = field(default_factory=dict)
    """The address of the archive that a page of the author's introduces, by docname."""

    cards: dict[str, Picture] = field(default_factory=dict)
    """The social card drawn for a page, by docname."""

    digests: dict[tuple[str, str], str] = field(default_factory=dict)
    """Digests of what many pages show, by kind and key; ``Views.digest_once`` fills them in."""

    pictures: dict[str, Responsive] = field(default_factory=dict)
    """Sizes and smaller forms of raster pictures, by the names of their copies."""

    cleaned: dict[str, str] = field(default_factory=dict)
    """Files that are copied in the place of pictures which say where they were taken, by the paths of these."""

    read: dict[str, FileState] = field(default_factory=dict)
    """The files of the pages that this build reads, as they were before it did."""

    stale_pages: int = 0
    """How many pages of source files are written, when ``rebuild.pages`` has compared them."""

    page_files: Callable[[str], tuple[str, ...]] = lambda docname: ()
    """Gives the output files that are written with the page of a source file, by docname, the page's own first."""

    generated: set[str] = field(default_factory=set)
    """The output files of pages that no source file stands for and this build has made."""

    wrote_pages: bool = False
    """Whether this build has written a page of a source file."""

    def __post_init__(self) -> None:
        """Begin with an empty output."""
        self.outputs = Outputs(self.manifest.folder)

    @cached_property
    def nothing_changed(self) -> bool:
        """Whether nothing changed since the last build, so that whatever is made of all posts is right as it is.

        A change that a reader could see makes some page be written: the post's own, or the home page.
        To be asked when the pages of source files are written.
        """
        return not self.wrote_pages and self.manifest.is_whole()
