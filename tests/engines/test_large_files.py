"""Segments that are mapped into memory, not read whole: they give back memory while they are merged and checked."""

from __future__ import annotations

import json
import random
from pathlib import Path

import searchkit
from searchkit.engines.whoosh.pages import PageFile, PageWriter
from tests.engines.program import state_of


def test_a_file_gives_the_same_after_its_memory_was_given_back(tmp_path: Path) -> None:
    content = random.Random(1).randbytes(3_000_001)  # noqa: S311  the same every time
    path = tmp_path / "pages"
    with path.open("wb") as file:
        out = PageWriter(file)
        for name, part in (("first", content[:5]), ("second", content), ("third", b"")):
            out.add(name, part)
        out.start("in pieces")
        for at in range(0, len(content), 6_000):
            out.append(content[at : at + 6_000])
        out.close()
    pages = PageFile(path)
    view = pages.section("second").all()
    pages.check_all()
    pages.release()
    assert bytes(view) == bytes(pages.section("in pieces").all()) == content
    assert bytes(pages.section("first").all()) == content[:5]
    assert len(pages.section("third")) == 0


def test_an_update_of_large_segments_is_a_rebuild(tmp_path: Path) -> None:
    draw = random.Random(2)  # noqa: S311  the same every time
    vocabulary = [f"word{number}" for number in range(5_000)]
    records = [{"id": f"a{n}", "text": " ".join(draw.choices(vocabulary, k=600))} for n in range(500)]
    (tmp_path / "corpus").mkdir()

    def write() -> None:
        (tmp_path / "corpus" / "all.jsonl").write_text("\n".join(map(json.dumps, records)))

    write()
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", names=False, workers=1)
    for number in range(0, 500, 3):
        records[number]["text"] += " changed"
    write()
    searchkit.update(index=tmp_path / "index", workers=1)
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "fresh", names=False, workers=1)
    queries = ("word7", '"word7 word9"', "word10*", "changed -word3")
    assert state_of(tmp_path / "index", queries) == state_of(tmp_path / "fresh", queries)
