"""An archive in six languages: each article is found by its own words, in other spellings too, and marked."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import searchkit

ARTICLES = {
    "ru": (
        "Переговоры о газе",
        "Министр энергетики приехал в Москву ещё утром. Стороны обсудили поставки газа и цены на зиму.",
    ),
    "ar": (
        "اتفاق على المياه",
        "وقّعت الحكومة اتفاقًا جديدًا حول مياه النهر. وقال الوزير إن المُفاوضات كانت صعبة في القاهرة.",
    ),
    "zh": (
        "北京地铁新线",
        "北京市今年开通了三条新地铁线。市政府表示，新线路将缓解交通拥堵。居民对票价仍有意见。",
    ),
    "ja": (
        "東京の桜",
        "東京の桜は今年いつもより早く咲いた。気象庁によると、三月の気温が高かったためである。",
    ),
    "th": (
        "น้ำท่วมกรุงเทพ",
        "ฝนตกหนักในกรุงเทพเมื่อคืนนี้ ถนนหลายสายมีน้ำท่วม โรงเรียนปิดสองวัน",
    ),
    "tr": (
        "İstanbul'da deprem tatbikatı",
        "İstanbul Belediyesi büyük bir deprem tatbikatı düzenledi. Erdoğan çalışmaları yerinde inceledi.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[searchkit.Index]:
    folder = tmp_path_factory.mktemp("languages")
    rows = [{"id": key, "title": title, "text": text} for key, (title, text) in ARTICLES.items()]
    export = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "export.jsonl").write_text(export, encoding="utf-8")
    searchkit.rebuild(str(folder / "export.jsonl"), index=str(folder / "index"), names=False, workers=1)
    with searchkit.open(str(folder / "index")) as opened:
        yield opened


def found(index: searchkit.Index, query: str, mode: str = "all") -> list[str]:
    return [hit.id for hit in index.search(query, mode=mode).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "language", "marked"),
    [
        ("МОСКВУ", "ru", ["Москву"]),
        ("еще", "ru", ["ещё"]),
        ('"поставки газа"', "ru", ["поставки газа"]),
        ("اتفاقا", "ar", ["اتفاقًا"]),
        ("المفاوضات القاهره", "ar", ["المُفاوضات", "القاهرة"]),
        ("地铁", "zh", ["地铁"]),
        ("交通拥堵", "zh", ["交通拥堵"]),
        ('"交通拥堵"', "zh", ["交通拥堵"]),
        ("気象庁", "ja", ["気象庁"]),
        ("東京 桜", "ja", ["東京", "桜"]),
        ("กรุงเทพ", "th", ["กรุงเทพ"]),
        ("istanbul deprem", "tr", ["İstanbul", "deprem"]),
        ("ERDOGAN", "tr", ["Erdoğan"]),
    ],
)
def test_each_language_finds_its_article_and_marks_it(
    index: searchkit.Index, query: str, language: str, marked: list[str]
) -> None:
    results = index.search(query, mode="all")
    assert [hit.id for hit in results.hits] == [language]
    marks = [snippet.text[start:end] for snippet in results.hits[0].snippets for start, end in snippet.marks]
    assert set(marks) >= set(marked)


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ("газа -москву", []),
        ("газа -токио", ["ru"]),
        ("北京 -地铁", []),
        ("东 OR 京", ["ja", "zh"]),
        ("京 -桜", ["zh"]),
        ("النهر -القاهرة", []),
        ("地 铁 -気", ["zh"]),
    ],
)
def test_not_excludes(index: searchkit.Index, query: str, languages: list[str]) -> None:
    assert sorted(found(index, query)) == languages


def test_characters_match_side_by_side_and_in_order(index: searchkit.Index) -> None:
    assert found(index, "铁地") == []
    assert found(index, "京北") == []


@pytest.mark.parametrize(
    ("query", "language"),
    [("上海地铁票价", "zh"), ("昨年の気象庁", "ja"), ("น้ำท่วมเชียงใหม่", "th")],
)
def test_a_run_that_no_article_has_whole_is_found_by_its_parts(
    index: searchkit.Index, query: str, language: str
) -> None:
    assert found(index, query) == []
    assert found(index, query, "auto")[:1] == [language]
    assert found(index, query, "any")[:1] == [language]
    assert found(index, f'"{query}"', "any") == []
