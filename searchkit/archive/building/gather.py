"""What a build gathers about names, and the files it becomes beside the segments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.archive.building import learnt as learnt_file
from searchkit.archive.whoiswho.lookup import AUTHORS, NAMES
from searchkit.archive.whoiswho.rules import rules_of

if TYPE_CHECKING:
    from searchkit.archive.building.learnt import Learnt
    from searchkit.engines.whoosh.generations import Generation
    from searchkit.engines.whoosh.writer import IndexWriter


class Gathered:
    """What the articles of an index teach. The user's rules are read, and found fault with, at the start."""

    def __init__(self, index: Path) -> None:
        self._rules = rules_of(index)
        self._rules.for_aliases()
        self._rules.for_authors()
        self._learnt: dict[str, Learnt] = {}
        self._alike: dict[Learnt, Learnt] = {}
        self._before: Generation | None = None

    def take_over(self, generation: Generation) -> None:
        """Start from what an earlier generation has gathered."""
        if learnt_file.FILE_NAME in generation.files:
            self._learnt = learnt_file.load(generation.read(learnt_file.FILE_NAME))
            self._before = generation

    def add(self, article_id: str, learnt: Learnt) -> None:
        """What a new or changed article teaches."""
        if any(learnt):
            # Most articles have the authors of another one: so it is one object for all of them.
            self._learnt[article_id] = (
                learnt if learnt.definitions else self._alike.setdefault(learnt, learnt)
            )
        else:
            self._learnt.pop(article_id, None)

    def files(self, writer: IndexWriter, *, changed: bool) -> dict[str, bytes]:
        """The files to commit; unless `changed`, the articles are those of the earlier generation."""
        # Not above: the workers should not wait for what is needed only when they have read everything.
        from searchkit.archive.building.spellings import spellings
        from searchkit.archive.whoiswho.tables import VARIANTS, Tables, dump_spellings, load_spellings

        for gone in [article_id for article_id in self._learnt if article_id not in writer.ids]:
            del self._learnt[gone]
        before = None if changed else self._before
        found = load_spellings(before.read(VARIANTS)) if before else spellings(writer)
        names, authors = Tables(self._learnt, found, self._rules).dump()
        return {
            learnt_file.FILE_NAME: learnt_file.dump(self._learnt),
            VARIANTS: dump_spellings(found),
            NAMES: names,
            AUTHORS: authors,
        }
