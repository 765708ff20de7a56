"""Exports: the files of one, and what has changed since."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from searchkit.archive.keeping.export import MANIFEST, RECORDS, TABLE, TEXTS, text_name
from searchkit.cli.answers.article import article_view
from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import Answer, Form, choose
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.textwidth import display_width

if TYPE_CHECKING:
    from searchkit.archive import Hit, SearchResults
    from searchkit.archive.keeping.replay import Replay

_PLAIN = Layout()
_SIGNS = {"gained": "+", "lost": "-", "changed": "≠"}


def export_files(results: SearchResults) -> Iterator[tuple[str, Iterable[str]]]:
    """The name and the text of every file of an export but its manifest."""
    yield RECORDS, (_printed("jsonl", {**_record(hit), **_whole(hit)}) for hit in results.hits)
    yield TABLE, [_printed("csv", *map(_record, results.hits))]
    for hit in results.hits:
        article = hit.article
        lines = article_view(article, range(len(article.paragraphs)), _PLAIN)
        yield text_name(hit.id), (_PLAIN.paint(line) + "\n" for line in lines)


def _printed(form: Form, *records: Mapping[str, Any]) -> str:
    """Records as the program prints them."""
    out = io.StringIO()
    answer = Answer("hits", {}, records, len(records), lambda _: iter(()))
    choose(form)(answer, Console(out, out, _PLAIN, _PLAIN))
    return out.getvalue()


def _record(hit: Hit) -> dict[str, Any]:
    article = hit.article
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **article.to_json(text=False, names=False),
        "copies": list(hit.copies),
        "digest": article.digest,
        "file": text_name(article.id),
    }


def _whole(hit: Hit) -> dict[str, Any]:
    whole = hit.article.to_json()
    return {"text": whole["text"], "names": whole["names"]}


def exported_answer(manifest: Mapping[str, Any], folder: Path) -> Answer:
    """The answer of `export`: for programs, the manifest; for people, where to look."""
    articles = manifest["articles"]
    heading = f"{counted(articles, 'article')} exported to {folder}"
    return Answer("", manifest, (), articles, partial(_places, folder), heading=heading)


def _places(folder: Path, layout: Layout) -> Iterator[Line]:
    places = {
        RECORDS: "all that is known of each, a JSON object a line",
        TABLE: "for spreadsheets",
        TEXTS: "each as text",
        MANIFEST: "how to ask again: searchkit replay",
    }
    widest = max(display_width(str(folder / name)) for name in places)
    for name, told in places.items():
        path = str(folder / name)
        gap = " " * (widest - display_width(path) + 2)
        yield from layout.wrap([span(path), span(f"{gap}{told}", "dim")])


def replay_answer(replay: Replay) -> Answer:
    """The answer of `replay`."""
    head = {
        "query": replay.query,
        "same": not replay.differences,
        "then": replay.then,
        "now": replay.now,
        "index_then": replay.index_then,
        "index_now": replay.index_now,
    }
    records = (
        {"change": each.change, "id": each.id, "title": each.title, "why": each.why}
        for each in replay.differences
    )
    return Answer(
        "differences",
        head,
        records,
        len(replay.differences),
        partial(_view, replay),
        heading=_told(replay),
    )


def _told(replay: Replay) -> str:
    index = "of the same index" if replay.index_then == replay.index_now else "though the index is another"
    if not replay.differences:
        return f"{counted(replay.now, 'article')}, as exported, {index}"
    changes = [each.change for each in replay.differences]
    counts = (f"{changes.count(change):,} {change}" for change in _SIGNS if change in changes)
    return " · ".join((f"{counted(replay.then, 'article')} then, {replay.now:,} now", *counts))


def _view(replay: Replay, layout: Layout) -> Iterator[Line]:
    for each in replay.differences:
        why = f"  {each.why}" if each.why else ""
        left = [span(f"{_SIGNS[each.change]} {each.id}  "), span(each.title or "(no title)", "title")]
        yield from layout.wrap([*left, span(why, "dim")], hanging=4)
