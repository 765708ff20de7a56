"""Small archives about names, written file by file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import searchkit
from searchkit.archive import Index

Articles = Mapping[str, tuple[str, str]]
"""Id -> author, text."""

GUARDS: Articles = {
    "defines": ("John R. Bolton", "Iran’s Islamic Revolutionary Guard Corps (IRGC) held a parade in Tehran."),
    "long": ("Bolton, John R.", "The Islamic Revolutionary Guard Corps denied it. Nobody else spoke."),
    "short": ("JOHN BOLTON", "Officers of the IRGC spoke in the capital."),
    "ira-one": ("Ann Smith", "The Irish Republican Army (IRA) laid down its arms."),
    "ira-two": ("Ann Smith", "She put it into an Individual Retirement Account (IRA) that year."),
    "who": ("Ann Smith", "The World Health Organization (WHO) met in Geneva. Nobody knows for how long."),
    "health": ("Ann Smith", "The World Health Organization is slow."),
    "plain": ("Ann Smith", "People who wait are seldom heard."),
    "hezbollah": (
        "Mary Major",
        "Hezbollah answered. Hassan Nasrallah and Fouad Siniora met in Beirut, and Hezbollah left the talks.",
    ),
    "hizbullah": (
        "Mary Major",
        "Hizbullah refused. Hassan Nasrallah wrote to Fouad Siniora, and Hizbullah stayed away from the talks.",
    ),
}


def write(corpus: Path, articles: Articles) -> None:
    """Make the corpus hold just these articles."""
    corpus.mkdir(exist_ok=True)
    for old in corpus.iterdir():
        old.unlink()
    for name, (author, text) in articles.items():
        record = {"id": name, "title": f"On {name}", "author": author, "text": text}
        (corpus / f"{name}.jsonl").write_text(json.dumps(record))


def archive(folder: Path, articles: Articles, *, names: bool = True) -> Path:
    """An archive of these articles; returns its index."""
    write(folder / "corpus", articles)
    searchkit.rebuild(folder / "corpus", folder / "index", workers=1, names=names)
    return folder / "index"


def ids(index: Index | Path, query: str, **options: bool) -> set[str]:
    """The ids of all that match."""
    if isinstance(index, Path):
        with searchkit.open(index) as opened:
            return ids(opened, query, **options)
    return {hit.id for hit in index.search(query, limit=100, mode="all", **options).hits}


def kept(index: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Files beside the segments."""
    with searchkit.open(index) as opened:
        assert opened.known is not None
        return {name: opened.known.generation.read(name) for name in names}
