"""An archive whose articles attack whoever reads them: in titles, authors, sources, topics, ids, paths and text."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from searchkit.archive.building.gather import Gathered
from searchkit.archive.building.learnt import learn
from searchkit.archive.building.sources import FILE_NAME, Sources
from searchkit.article import Article, Author, DateSpan, Name
from searchkit.engines.whoosh.places import Copies
from searchkit.engines.whoosh.writer import IndexWriter, prepare

EVIL = (
    "\x1b[31mred\x1b]8;;http://e\x07link\x1b]52;c;aGk=\x07\x9b2J\x90q\x00\x7f\r\n\u202eback\u2066\u200b\ufeff"
    "\u2028line\ud800half\U000e0041\u061c\tx"
)
"""SGR, OSC 8 (a link), OSC 52 (the clipboard), CSI and DCS in C1, NUL, line ends, bidi, zero width, a surrogate."""

IN_FILES = EVIL.replace("\x00", "").replace("\ud800", "").replace("/", "")
"""What a name of a file can hold of it."""

IN_A_DRAFT = re.sub("[\x00-\x1f]", "", IN_FILES)
"""What a text can hold of it and still be one."""


def articles() -> list[Article]:
    """Three articles; the second is a copy of the first, under an id that no command line can say."""
    text = (
        f"Tankers {EVIL} wait offshore. The Evil {EVIL} Guard Corps (EGC) met John Bolton in Tehran.",
        f"“Nobody {EVIL} will bend, whatever they say of it,” he said. {EVIL}",
    )
    names = tuple(
        Name(f"{word}{EVIL}", kind, 0, 0, 4, f"{word} {EVIL}")
        for word, kind in (("Bolton", "person"), ("EGC", "organisation"), ("Tehran", "place"))
    )
    first = Article(
        "evil",
        f"Tankers {EVIL} title",
        text,
        (Author(f"Mallory {EVIL}Blink", f"By Mallory {EVIL}Blink", f"role{EVIL}", f"affiliation{EVIL}"),),
        DateSpan(date(2018, 8, 1), date(2018, 8, 31), f"Aug{EVIL}", f"meta{EVIL}"),
        f"source{EVIL}",
        f"http://{EVIL}",
        f"en{EVIL}",
        (f"topic{EVIL}",),
        names,
        f"evil{IN_FILES}.txt",
    )
    copy = replace(first, id=f"copy{EVIL}", authors=(Author(f"M.{EVIL} Blink"),), published=None)
    other = replace(first, id="other", title="Other tankers", paragraphs=("The EGC denied it.",), names=())
    return [article.with_digest() for article in (first, copy, other)]


def build(folder: Path) -> Path:
    """Write the index of these articles as they are, past all that cleans them on their way in."""
    index = folder / "index"
    index.mkdir(parents=True)
    gathered = Gathered(index)
    found = articles()
    for article in found:
        gathered.add(article.id, learn(article, names=True))
    with IndexWriter(index, update=False) as writer:
        writer.add(prepare(found, writer.folder / "batch"))
        place = {writer.id_of(place): place for place in writer.places()}
        extras = {FILE_NAME: Sources().dump(), **gathered.files(writer, changed=True)}
        facts = {
            "built_from": [f"/nowhere/{EVIL}".encode("utf-8", "backslashreplace").decode()],
            "names": True,
        }
        writer.commit(facts, extras, Copies([[place[found[0].id], place[found[1].id]]]))
    return index


def write_files(corpus: Path) -> None:
    """Files that say the same, with names that attack too; one of them cannot be read."""
    corpus.mkdir(parents=True, exist_ok=True)
    for article in articles():
        text = "\n\n".join((article.title, *article.paragraphs)).encode("utf-8", "replace")
        (corpus / f"{article.id[:4]}{IN_FILES}.txt").write_bytes(text)
    (corpus / f"broken{IN_FILES}.txt").write_bytes(os.urandom(4) + b"\0\1\2\3" * 40)
