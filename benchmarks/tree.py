"""Lay out one blog for one tool in a folder of its own, and change its posts step by step as an author would."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from samples import Sample, posts, sample
from systems import SITES, System

EDITED = "Seen after the edit."
RETITLED = "Retitled 题目改了"


@dataclass(frozen=True)
class Proof:
    """What the output must say after a step (``present``) or would better no longer say (``gone``); "" for nothing."""

    present: str = ""
    gone: str = ""


class Tree:
    """A blog of ``count`` posts on disk, as written for ``system``; ``node_modules`` is linked for Node's tools."""

    def __init__(self, system: System, folder: Path, count: int, node_modules: Path) -> None:
        self.system, self.folder, self.count = system, folder, count
        shutil.copytree(SITES / system.site, folder, ignore=shutil.ignore_patterns("__pycache__"))
        if system.node:
            (folder / "node_modules").symlink_to(node_modules)
        self.posts = folder / system.posts
        self.posts.mkdir(parents=True, exist_ok=True)
        self.samples = {post.slug: post for post in posts(count)}
        for post in self.samples.values():
            self._write(post)

    @property
    def output(self) -> Path:
        """Where the tool writes the site."""
        return self.folder / self.system.output

    def change(self, step: str) -> Proof:
        """Do what the step is named after, and return how the output shows that it was done."""
        changes: dict[str, Callable[[], Proof]] = {
            "edit": self._edit,
            "retitle": self._retitle,
            "add": self._add,
            "delete": self._delete,
        }
        return changes[step]() if step in changes else Proof()

    def _write(self, post: Sample) -> None:
        self.samples[post.slug] = post
        (self.posts / f"{post.slug}.md").write_text(self.system.dialect(post), "utf-8")

    def _middle(self) -> Sample:
        return self.samples[f"post-{self.count // 2:05}"]

    def _edit(self) -> Proof:
        post = self._middle()
        self._write(replace(post, body=f"{post.body}\n{EDITED}\n"))
        return Proof(present=EDITED)

    def _retitle(self) -> Proof:
        self._write(replace(self._middle(), title=RETITLED))
        return Proof(present=RETITLED)

    def _add(self) -> Proof:
        post = sample(self.count, self.count)
        self._write(post)
        return Proof(present=post.title)

    def _delete(self) -> Proof:
        # A post that no other links to, away from the ends and from the one that was edited.
        linked = {post.link for post in self.samples.values()}
        middle = self.count // 4
        slugs = sorted(self.samples)
        slug = next(slug for slug in slugs[middle:] + slugs[:middle] if slug not in linked)
        (self.posts / f"{slug}.md").unlink()
        return Proof(gone=self.samples.pop(slug).title)
