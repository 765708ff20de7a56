"""Terms on disk are found where a sorted list has them, however many there are."""

from __future__ import annotations

import random
import struct
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path

import pytest

from searchkit.engines.whoosh.dictionary import Dictionary
from searchkit.engines.whoosh.pages import PageFile, PageWriter


def dictionary(path: Path, terms: list[bytes]) -> Dictionary:
    offsets = [0, *accumulate(map(len, terms))] if terms else []
    with path.open("wb") as file:
        out = PageWriter(file)
        out.add("terms", b"".join(terms))
        out.add("offsets", struct.pack(f"<{len(offsets)}I", *offsets), "I")
        out.close()
    pages = PageFile(path)
    return Dictionary(pages.section("terms"), pages.section("offsets"))


@pytest.mark.parametrize("size", [0, 1, 2, 63, 64, 65, 66, 129, 1_000, 5_000])
def test_every_term_and_every_gap(tmp_path: Path, size: int) -> None:
    draw = random.Random(size)  # noqa: S311  the same every time
    texts = {"".join(draw.choices("abcdeé京", k=draw.randint(1, 12))) for _ in range(size)}
    terms = sorted(text.encode() for text in texts)
    found = dictionary(tmp_path / "pages", terms)
    for term in draw.sample(terms, min(len(terms), 500)):
        assert found.find(term.decode()) == terms.index(term)
    gaps = [
        text + end for text in draw.sample(sorted(texts), min(len(texts), 200)) for end in ("", "a", "京")
    ]
    for gap in ("", "zz", *gaps, *(gap[:2] for gap in gaps)):
        assert found.lower_bound(gap.encode()) == bisect_left(terms, gap.encode())
        assert (found.find(gap) >= 0) == (gap in texts)
        assert found.texts(found.prefixed(gap)) == [t.decode() for t in terms if t.startswith(gap.encode())]


@pytest.mark.parametrize("size", [0, 1, 2, 300, 3_000])
def test_terms_by_what_is_in_them(tmp_path: Path, size: int) -> None:
    draw = random.Random(size)  # noqa: S311  the same every time
    texts = {"".join(draw.choices("abé京", k=draw.randint(1, 9))) for _ in range(size)}
    terms = sorted(text.encode() for text in texts)
    found = dictionary(tmp_path / "pages", terms)
    for part in ("a", "b", "aa", "aba", "é", "京b", "bbbb", "aé京", "x"):
        for prefix in ("", "a", "é", "ab"):
            expected = [
                n for n, t in enumerate(terms) if part in t.decode() and t.decode().startswith(prefix)
            ]
            assert list(found.containing(part, found.prefixed(prefix))) == expected
