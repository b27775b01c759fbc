"""What a build must read, write and delete again, so that it leaves what a clean build would.

**A page is written again when the digest of the values that its template receives differs** from that of the build
which last wrote it. For the page of a source file these values are what ``pages.CONTRIBUTORS`` gives, in one tuple, and
what stands on every page (``page_frame.frame``); for an archive they are its context. The values are the very ones
that templates receive, told apart by ``repr``: whoever lets a page show one more fact has nothing to note here, and a
component of the author's own may show any of them.

The digests are kept in the manifest (``store.manifest``), apart for each output folder.
"""
