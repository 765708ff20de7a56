"""Fields other than title and text are matched as written, whatever was asked before."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.article import Article, Author
from searchkit.engines.whoosh.engine import open_index
from searchkit.engines.whoosh.evaluate import Scan
from searchkit.query import parse
from tests.engines.test_contract import build


@pytest.mark.parametrize("scan", ["plain", "arrays"])
def test_words_of_one_stem_are_different_words(tmp_path: Path, scan: Scan) -> None:
    article = Article("a", "", ("Text.",), (Author("Bishop States"),)).with_digest()
    build(tmp_path, [[article]])
    engine = open_index(tmp_path, scan)
    assert [engine.count(parse(query)) for query in ("author:state", "author:states")] == [0, 1]
    engine.close()
