"""What worker processes do: read articles, recognise names, invert, merge."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from searchkit.archive.building.learnt import Learnt, learn
from searchkit.archive.building.processes import KILLED, Processes
from searchkit.article import Article
from searchkit.engines.whoosh.parts import Merge
from searchkit.engines.whoosh.writer import Prepared, prepare
from searchkit.ingest import Skipped, Unit, read
from searchkit.names import named

_BATCH_BYTES = 8_000_000  # of text in one batch, at most, about
_NAMED_BYTES = 1_000_000  # the same where names are recognised: so much takes a few seconds
_STEPS = 200  # … but more if so many of them are not enough: batches are files, and all are open in the end
_LEAST_BYTES = 1_000_000
_BATCH_PIECES = 512
_SHARE = 4  # of what is left, that a batch is at most, so that all processes end together

Known = Mapping[str, Mapping[str, Sequence[str]]]
"""The articles an index has already: path -> digest -> ids."""


@dataclass(frozen=True, slots=True)
class Task:
    """Units of reading that become one batch of the index."""

    units: tuple[Unit, ...]
    batch: Path
    names: bool

    @property
    def size(self) -> int:
        """Bytes to read, as stored."""
        return sum(unit.size for unit in self.units)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task.

    `unchanged` are (path, id) of articles that are in the index already; `learnt` has what each prepared
    article teaches about names, in their order.
    """

    prepared: Prepared | None
    skipped: tuple[Skipped, ...]
    unchanged: tuple[tuple[str, str], ...]
    text: int
    """Bytes of text in the new articles."""
    size: int
    learnt: tuple[Learnt, ...] = ()


def work(task: Task, known: Known) -> Done:
    """Carry out a task, leaving out articles that are known."""
    skipped: list[Skipped] = []
    unchanged: list[tuple[str, str]] = []
    learnt: list[Learnt] = []
    text = 0

    def new_articles() -> Iterator[Article]:
        nonlocal text
        for item in (item for unit in task.units for item in read(unit)):
            if isinstance(item, Skipped):
                skipped.append(item)
            elif same := _same(item, known.get(item.path, {})):
                unchanged.append((item.path, same))
            else:
                text += sum(len(p) if p.isascii() else len(p.encode()) for p in item.paragraphs)
                learnt.append(learn(item, names=task.names))
                yield named(item) if task.names else item

    prepared = prepare(new_articles(), task.batch)
    if not prepared.ids:
        task.batch.unlink(missing_ok=True)
    return Done(
        prepared if prepared.ids else None,
        tuple(skipped),
        tuple(unchanged),
        text,
        task.size,
        tuple(learnt),
    )


def _same(article: Article, known: Mapping[str, Sequence[str]]) -> str:
    """The id under which this very article is known, empty if it is new or changed."""
    ids = known.get(article.digest, ())
    return next((article_id for article_id in ids if is_numbered(article_id, article.id)), "")


def is_numbered(article_id: str, wanted: str) -> bool:
    """Whether an id is the wanted one, or the wanted one made unique ("talks-2")."""
    return article_id == wanted or (
        article_id.startswith(f"{wanted}-") and article_id[len(wanted) + 1 :].isdecimal()
    )


def batch_bytes(size: int, *, names: bool) -> int:
    """How many bytes of text make a batch, at most, if there are so many in all, as stored.

    Where names are recognised they are few, because only a finished batch is progress.
    """
    return min(_BATCH_BYTES, max(_NAMED_BYTES, size // _STEPS)) if names else _BATCH_BYTES


def batches(units: Iterable[Unit], left: int, most: int) -> Iterator[tuple[Unit, ...]]:
    """Units gathered so that a batch is worth a file of its own.

    `left` are the bytes of all, as stored, and `most` those of one batch.
    """
    gathered: list[Unit] = []
    size = pieces = 0
    for unit in units:
        limit = min(most, max(_LEAST_BYTES, left // _SHARE))
        if gathered and (size + unit.weight > limit or pieces + len(unit.pieces) > _BATCH_PIECES):
            yield tuple(gathered)
            left -= sum(each.size for each in gathered)
            gathered, size, pieces = [], 0, 0
        gathered.append(unit)
        size += unit.weight
        pieces += len(unit.pieces)
    if gathered:
        yield tuple(gathered)


class Workers:
    """Processes that read articles, and merge them at the end; leaving the context ends them.

    `known` are the articles an index has already, `count` how many processes, by default one for each processor,
    at most 8. A single task is done here, without any.
    """

    def __init__(self, known: Known, count: int | None) -> None:
        self._processes = Processes(partial(work, known=known), count or 0)

    def __enter__(self) -> Workers:
        self._processes.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._processes.__exit__(*error)

    def read(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Carry out tasks; results come in their order.

        A task that kills its process is taken apart until the culprit is found.
        """
        for task, done in self._processes.results(map(_when_ready, tasks)):
            if done is not None:
                yield done
            else:
                yield from self._taken_apart(task)

    def _taken_apart(self, task: Task) -> Iterator[Done]:
        pieces = [(unit, piece) for unit in task.units for piece in unit.pieces]
        for number, (unit, piece) in enumerate(pieces):
            batch = task.batch.with_name(f"{task.batch.name}-{number}")
            part = replace(task, units=(replace(unit, pieces=(piece,), size=0),), batch=batch)
            name = piece.path if isinstance(piece, Skipped) else piece.name
            yield self._processes.alone(part) or Done(None, (Skipped(name, KILLED),), (), 0, 0)

    @contextmanager
    def merging(self, merges: Sequence[Merge]) -> Iterator[None]:
        """Merge while the body of the context runs, if there are processes; when it is left all is merged.

        That is the last thing they do.
        Raises what `Merge.carry_out` raises.
        """
        started = [self._processes.start(merge.carry_out) for merge in merges]
        yield
        for finish in started:
            finish()
        self._processes.dismiss()


def get_ready() -> None:
    """Import what every process needs before there are any, which then share it."""
    # Otherwise numpy starts threads, and a process with threads is not forked.
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":
        import searchkit.engines.whoosh.merge  # noqa: F401


def _when_ready(task: Task) -> Task:
    get_ready()
    return task
