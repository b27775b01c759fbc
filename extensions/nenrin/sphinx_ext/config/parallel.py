"""Share out work over the processes that ``-j`` allows, where Sphinx itself does it in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from sphinx.util.parallel import ParallelTasks, parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEW = 20
"""So many items are done sooner than a process starts."""


def shared_out(
    app: Sphinx, work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]
) -> list[Result]:
    """Return what ``work`` makes of ``items``, in their order, each share of them in a process of its own.

    Processes see everything as it is when they start, and only what they return comes back.
    """
    count = app.parallel if parallel_available and len(items) >= _FEW else 1
    if count < 2:
        return work(items)
    made: list[tuple[int, list[Result]]] = []
    tasks = ParallelTasks(count)
    for start in range(count):
        # Like items stand together, and take alike: each share has some of all.
        tasks.add_task(
            partial(work, items[start::count]),
            result_func=lambda _, results, start=start: made.append((start, results)),  # type: ignore[misc]
        )
    tasks.join()
    numbered = [(start + at * count, result) for start, results in made for at, result in enumerate(results)]
    return [result for _, result in sorted(numbered, key=itemgetter(0))]
