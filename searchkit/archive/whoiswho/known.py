"""What an index on disk knows of names: a lookup for its searches, tables for its commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.archive.whoiswho.lookup import AUTHORS, NAMES, Lookup
from searchkit.archive.whoiswho.rules import Rules, rules_of
from searchkit.engines.whoosh.engine import WhooshEngine, open_index
from searchkit.engines.whoosh.generations import Generation, damaged
from searchkit.ranking import DEFAULT, Formula

if TYPE_CHECKING:
    from searchkit.archive.whoiswho.tables import Tables


@dataclass(frozen=True, slots=True)
class Known:
    """What one generation knows of names. `tables` takes time; a search needs only `lookup`."""

    lookup: Lookup
    generation: Generation
    index: Path

    def tables(self) -> Tables:
        """The tables of the generation with the user's rules as they are now.

        Raises IndexDamagedError; UsageError for bad rules, when the table they belong to is first asked for.
        """
        try:
            return _tables(self.generation, rules_of(self.index))
        except FileNotFoundError as error:
            raise damaged(f"{Path(str(error.filename)).name} is missing") from error


def open_known(index: Path, formula: Formula = DEFAULT) -> tuple[WhooshEngine, Known]:
    """The live generation, open, and its names. Raises what `open_index` does, and UsageError for bad rules."""
    before = 0
    while True:
        engine = open_index(index, formula=formula)
        try:
            return engine, Known(_lookup(engine.generation, index), engine.generation, index)
        except FileNotFoundError as error:
            engine.close()
            if engine.generation.number == before:  # no writer has replaced it meanwhile
                raise damaged(f"{Path(str(error.filename)).name} is missing") from error
            before = engine.generation.number
        except BaseException:
            engine.close()
            raise


def _lookup(generation: Generation, index: Path) -> Lookup:
    """The names of a generation, worked out anew if the user's rules have changed since it was made."""
    if NAMES not in generation.files:
        return Lookup()
    lookup = Lookup(generation.read(NAMES), generation.read(AUTHORS))
    rules = rules_of(index)
    return lookup if lookup.rules == rules.digest else _tables(generation, rules).lookup()


def _tables(generation: Generation, rules: Rules) -> Tables:
    from searchkit.archive.building import learnt
    from searchkit.archive.whoiswho import tables

    if NAMES not in generation.files:
        return tables.empty(rules)
    return tables.Tables(
        learnt.load(generation.read(learnt.FILE_NAME)),
        tables.load_spellings(generation.read(tables.VARIANTS)),
        rules,
    )
