"""Records of exports: which fields are understood, and that nothing of their text is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchkit.article import Article
from searchkit.errors import UsageError
from searchkit.ingest import ReadOptions, Skipped, plan, read, walk
from searchkit.ingest.base import Blob
from searchkit.ingest.formats import json as json_format
from searchkit.ingest.formats import jsonl

ReadOne = Callable[..., Article]


def article_of(record: dict[str, Any], **options: Any) -> Article:
    blob = Blob("export.json", "export.json", json.dumps([record]).encode())
    [article] = json_format.read(blob, ReadOptions(**options))
    assert isinstance(article, Article), article
    return article


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


# One record as each kind of export writes it: search engine dumps, web APIs, scrapers, feeds, notes programs.
EXPORTS: list[dict[str, Any]] = [
    {
        "title": "T", "text": "Body.", "author": "Ada Quill", "date": "2018-08-30", "url": "u",
        "source": "The Harbour",
    },
    {
        "Headline": "T", "Body": "Body.", "Byline": "Ada Quill", "Pub_Date": "2018-08-30", "Link": "u",
        "Publisher": "The Harbour",
    },
    {  # schema.org
        "headline": "T", "articleBody": "Body.", "author": [{"@type": "Person", "name": "Ada Quill"}],
        "datePublished": "2018-08-30T10:00:00+02:00", "dateModified": "2019-01-01", "url": "u",
        "publisher": {"@type": "Organization", "name": "The Harbour"},
    },
    {  # news APIs
        "source": {"id": None, "name": "The Harbour"}, "author": "Ada Quill", "title": "T", "url": "u",
        "description": "Short.", "publishedAt": "2018-08-30T23:59:00Z", "content": "Body.",
    },
    {
        "id": "x", "webTitle": "T", "webUrl": "u", "webPublicationDate": "2018-08-30T10:00:00Z",
        "fields": {"bodyText": "Body.", "byline": "Ada Quill", "publication": "The Harbour"},
    },
    {
        "headline": {"main": "T", "kicker": ""}, "byline": {"original": "By Ada Quill"}, "abstract": "Body.",
        "pub_date": "2018-08-30T10:00:00+0000", "web_url": "u", "source": "The Harbour",
    },
    {  # blogs
        "title": {"rendered": "T"}, "content": {"rendered": "<p>Body.</p>"}, "date": "2018-08-30T10:00:00",
        "link": "u", "author": {"displayName": "Ada Quill"}, "site": "The Harbour",
    },
    {  # scrapers
        "title": "T", "maintext": "Body.", "authors": ["Ada Quill"], "date_publish": "2018-08-30 10:00:00",
        "date_download": "2020-01-01 10:00:00", "url": "u", "source_domain": "x",
        "publication": "The Harbour",
    },
    {
        "title": "T", "text": "Body.", "authors": "['Ada Quill']", "publish_date": 1535630400, "url": "u",
        "site": "The Harbour",
    },
    {
        "title": "T", "text": "Body.", "author": "Ada Quill", "published": 1535630400000, "url": "u",
        "source": "The Harbour",
    },
    {
        "_id": "x", "_source": {
            "title": "T", "text": "Body.", "author": "Ada Quill", "date": "20180830", "url": "u",
            "source": "The Harbour",
        },
    },
    {
        "title": "T", "content_html": "<p>Body.</p>", "authors": [{"name": "Ada Quill"}], "url": "u",
        "date_published": "2018-08-30T10:00:00Z", "source": "The Harbour",
    },
    {
        "title": "T", "text": "Body.", "author": {"firstname": "Ada", "lastname": "Quill"}, "url": "u",
        "date": {"$date": "2018-08-30T00:00:00Z"}, "source": "The Harbour",
    },
]  # fmt: skip


@pytest.mark.parametrize("record", EXPORTS, ids=lambda record: ",".join(record)[:40])
def test_the_fields_of_common_exports_are_understood(record: dict[str, Any]) -> None:
    article = article_of(record)
    assert (article.title, article.paragraphs) == ("T", ("Body.",))
    assert names(article) == ["Ada Quill"]
    assert article.published is not None
    assert article.published.iso == "2018-08-30"
    assert (article.url, article.source) == ("u", "The Harbour")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2018-08", "2018-08"),
        ("2018", "2018"),
        (2018, "2018"),
        ("2018-08-30T23:30:00-08:00", "2018-08-30"),
        (20180830, "2018-08-30"),
        (1535630400.5, "2018-08-30"),
        ({"year": 2018, "month": 8}, "2018-08"),
        (["2018-08-30"], "2018-08-30"),
        ("30/08/2018", "2018-08-30"),
        ("03/04/2018", None),
        ("2018-02-31", None),
        ("", None),
        ("soon", None),
        (True, None),
        (0, None),
        (10**30, None),
        ("9" * 5000, None),
        (float("nan"), None),
        (None, None),
    ],
)
def test_a_date_is_as_precise_as_it_stands_there_or_there_is_none(value: Any, iso: str | None) -> None:
    published = article_of({"title": "T", "text": "Body.", "date": value}).published
    assert (published and published.iso) == iso


def test_the_order_of_day_and_month_is_learnt_from_the_export(tmp_path: Path) -> None:
    for last, second in (("25/04/2018", "2018-04-03"), ("04/25/2018", "2018-03-04")):
        rows = [{"title": "T", "text": "B", "date": printed} for printed in ("03/04/2018", last)]
        path = tmp_path / "x.json"
        path.write_text(json.dumps(rows))
        first, _ = (a for unit in plan(walk([path]), ReadOptions()) for a in read(unit))
        assert isinstance(first, Article)
        assert first.published is not None
        assert first.published.iso == second


def test_the_day_a_record_was_changed_or_fetched_is_not_its_date() -> None:
    record = {
        "title": "T",
        "text": "B",
        "dateModified": "2019-01-01",
        "date_download": "2020-01-01",
        "updated": "2021",
    }
    assert article_of(record).published is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("['Ada Quill', \"Sean O'Hara\"]", ["Ada Quill", "Sean O'Hara"]),
        (r"['Sean O\'Hara']", ["Sean O'Hara"]),
        ('["Ada Quill"]', ["Ada Quill"]),
        ("[Ada Quill]", ["Ada Quill"]),
        ("[]", []),
        ([{"name": "Ada Quill"}, "Bo Finch", None, {}], ["Ada Quill", "Bo Finch"]),
    ],
)
def test_lists_of_authors_in_the_forms_exports_print_them(value: Any, expected: list[str]) -> None:
    assert names(article_of({"text": "B", "authors": value})) == expected


def test_topics_of_all_fields_come_once_each() -> None:
    record = {
        "title": "T",
        "text": "B",
        "tags": ["Iran", {"name": "Trade"}],
        "keywords": "iran, oil; gas",
        "section": "World",
    }
    assert article_of(record).topics == ("Iran", "Trade", "oil", "gas", "World")


def test_titles_lose_markup_and_texts_lose_nothing() -> None:
    article = article_of({"title": "Iran&#8217;s <em>new</em>\ndeal", "text": "5 < 6 & <ID:nN1> &amp; so on"})
    assert article.title == "Iran’s new deal"
    assert article.text == "5 < 6 & <ID:nN1> &amp; so on"


@given(st.text("aBc ,.;-–=*_#\n\t'’“”&<>|/()0123éßñ漢字عربي—…"))
def test_every_visible_character_of_a_text_is_kept(text: str) -> None:
    kept = article_of({"title": "T", "text": text}).text
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["one\n-----\ntwo", "govern-\nment", "a\n\n* * *\n\nb", "By Ada Quill\n\nRead more: x", "- a\n- b"],
)
def test_rules_hyphens_and_bylines_in_a_text_are_kept(text: str) -> None:
    kept = article_of({"title": "By Ada Quill", "text": text}).text
    assert "".join(kept.split()) == "".join(text.split())


def test_ids_are_the_records_own_or_count_them(tmp_path: Path, read_all: Any) -> None:
    path = tmp_path / "my export.jsonl"
    rows = [
        {"id": " a\x1b b\u2028c "},
        {"id": 7},
        {"id": None},
        {"id": ""},
        {"uuid": "u-1"},
        {"_id": {"$oid": "f00"}},
    ]
    path.write_text("\n".join(json.dumps({"text": "B", **row}) for row in rows))
    ids = [article.id for article in read_all(path)]
    assert ids == ["a_b_c", "7", "my_export.jsonl:3", "my_export.jsonl:4", "u-1", "f00"]


def test_a_map_names_fields_of_an_own_export() -> None:
    record = {"kop": "T", "inhoud": {"tekst": "Body."}, "title": "not this", "wie": "Ada Quill"}
    article = article_of(record, field_map={"title": "kop", "text": "inhoud.tekst", "author": "wie"})
    assert (article.title, article.text, names(article)) == ("T", "Body.", ["Ada Quill"])


def test_a_map_to_a_field_articles_do_not_have_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="no field headline"):
        ReadOptions(field_map={"headline": "title"})


def test_a_source_given_by_the_user_is_for_articles_that_name_none() -> None:
    assert article_of({"text": "B"}, source="The Harbour").source == "The Harbour"
    assert article_of({"text": "B", "source": "Le Phare"}, source="The Harbour").source == "Le Phare"


def test_a_record_with_a_title_alone_is_kept_and_one_without_text_is_named(
    tmp_path: Path, read_all: Any
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"title": "Only a title", "text": ""}\n{"title": " ", "text": "\\n"}\n{"other": 1}\n')
    first, *rest = read_all(path)
    assert (first.title, first.paragraphs) == ("Only a title", ())
    assert rest == [Skipped("x.jsonl", "line 2 has no text"), Skipped("x.jsonl", "line 3 has no text")]


def test_evidence_says_which_field_a_value_came_from() -> None:
    article = article_of({"headline": "T", "body": "B", "byline": "Ada Quill", "pub_date": "2018-08-30"})
    assert {(e.field, e.origin) for e in article.evidence} >= {
        ("title", "field headline"),
        ("authors", "field byline"),
        ("published", "field pub_date"),
    }


def test_evidence_is_left_out_where_nobody_asks_why() -> None:
    record = {"headline": "T", "body": "B", "byline": "Ada Quill", "pub_date": "2018-08-30"}
    assert article_of(record, why=False) == replace(article_of(record), evidence=())


def test_a_date_in_the_future_is_kept_and_said_to_be_one() -> None:
    for today, origin in ((date(2019, 6, 1), "field date"), (date(2019, 5, 1), "field date, in the future")):
        article = article_of({"text": "B", "date": "2019-05-03"}, today=today)
        assert article.published is not None
        assert article.published.iso == "2019-05-03"
        assert [e.origin for e in article.evidence if e.field == "published"] == [origin]


_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.just(10**30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
    max_leaves=4,
)
_FIELDS = st.sampled_from(["id", "title", "text", "author", "date", "source", "topics", "language", "other"])


@given(st.dictionaries(_FIELDS | st.text(st.characters()), _ODD), st.booleans())
@example({"id": 123456789012345678901234567890, "text": "B"}, True)
@example({"text": "B", "topics": [1e400, -0.0, float("nan")], "language": "\ud800"}, True)
def test_a_record_on_a_line_is_the_same_as_in_an_array(record: dict[str, Any], escaped: bool) -> None:
    line = json.dumps(record, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    [alone] = jsonl.read(Blob("export", "export", line, first_line=1), ReadOptions(today=date(2020, 1, 1)))
    if not escaped and any("\ud800" <= c <= "\udfff" for c in line.decode("utf-8", "surrogatepass")):
        return  # not UTF-8: which encoding it is, is judged by the line, or by the whole file
    array = Blob("export", "export", b"[" + line + b"]")
    [listed] = json_format.read(array, ReadOptions(today=date(2020, 1, 1)))
    assert type(alone) is type(listed)
    assert isinstance(alone, Skipped) or alone == listed
