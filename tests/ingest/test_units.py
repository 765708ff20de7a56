"""Files are cut into units that give the same articles in the same order, however they are cut."""

from __future__ import annotations

import gc
import gzip
import json
import pickle
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.article import Article
from searchkit.ingest import ReadOptions, Skipped, Unit, lines, plan, read, units, walk
from searchkit.ingest.base import Blob

Records = list[dict[str, str]]


def export(count: int) -> Records:
    rng = random.Random(1)  # noqa: S311  the same every time
    words = "harbour grain ship treaty minister border talks winter price".split()  # noqa: SIM905  reads better
    return [
        {"title": f"Story {n}", "text": " ".join(rng.choices(words, k=120)), "date": "2018-08-30"}
        for n in range(1, count + 1)
    ]


def jsonl(records: Records) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_small_files_are_grouped_in_order(tmp_path: Path) -> None:
    for n in range(150):
        (tmp_path / f"{n:03}.txt").write_text(f"Title {n}\n\nSome text here.\n")
    planned = list(plan(walk([tmp_path]), ReadOptions()))
    assert [len(unit.pieces) for unit in planned] == [64, 64, 22]
    read_ids = [item.id for unit in planned for item in read(unit) if isinstance(item, Article)]
    assert read_ids == [f"{n:03}" for n in range(150)]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
def test_a_large_export_is_cut_between_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr(lines, "RUN", 20_000)
    monkeypatch.setattr(lines, "_STEP", 5_000)
    monkeypatch.setattr(units, "MIN_SPLIT", 1000)
    records = export(200)
    data = jsonl(records).rstrip(b"\n")  # the last line may lack its end
    path = tmp_path / "export.jsonl"
    path.write_bytes(gzip.compress(data) if packed else data)
    planned = list(plan(walk([path]), ReadOptions()))
    assert len(planned) > 5
    assert sum(unit.size for unit in planned) == path.stat().st_size
    articles = [item for unit in planned for item in read(unit)]
    assert [a.id for a in articles if isinstance(a, Article)] == [f"export.jsonl:{n}" for n in range(1, 201)]
    assert [a.text for a in articles if isinstance(a, Article)] == [r["text"] for r in records]


@given(
    counts=st.lists(st.integers(0, 60), max_size=25),
    ended=st.booleans(),
    run=st.integers(1, 400),
    step=st.integers(1, 90),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_keep_their_numbers_however_they_are_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counts: list[int], ended: bool, run: int, step: int
) -> None:
    monkeypatch.setattr(lines, "RUN", run)
    monkeypatch.setattr(lines, "_STEP", step)
    monkeypatch.setattr(units, "MIN_SPLIT", 0)
    texts = ["start", *("x" * count for count in counts), "end"]  # an empty one is an empty line
    path = tmp_path / "export.jsonl"
    path.write_text("\n".join(f'{{"text": "{text}"}}' if text else "" for text in texts) + "\n" * ended)
    found = [item for unit in plan(walk([path]), ReadOptions()) for item in read(unit)]
    expected = [(f"export.jsonl:{n}", text) for n, text in enumerate(texts, 1) if text]
    assert [(a.id, a.text) for a in found if isinstance(a, Article)] == expected
    reasons = {item.reason for item in found if isinstance(item, Skipped)}
    assert reasons <= {"no article in it"}  # a run of empty lines


def cut_export(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Unit]:
    """The units of an export of 200 records, planned but not read yet."""
    monkeypatch.setattr(lines, "RUN", 20_000)
    monkeypatch.setattr(lines, "_STEP", 20_000)
    monkeypatch.setattr(units, "MIN_SPLIT", 1000)
    path.write_bytes(jsonl(export(200)))
    return list(plan(walk([path]), ReadOptions()))


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
def test_the_last_runs_of_an_export_are_short_so_that_all_processes_end_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    for name, size in {"RUN": 20_000, "_SHORT": 4_000, "_STEP": 1_000}.items():
        monkeypatch.setattr(lines, name, size)
    monkeypatch.setattr(units, "MIN_SPLIT", 1000)
    data = jsonl(export(200))
    path = tmp_path / "export.jsonl"
    path.write_bytes(gzip.compress(data) if packed else data)
    pieces = [piece for unit in plan(walk([path]), ReadOptions()) for piece in unit.pieces]
    sizes = [
        piece.run.length if piece.run else len(piece.data) for piece in pieces if isinstance(piece, Blob)
    ]
    assert sum(sizes) == len(data)
    if packed:  # there the lines around cannot be asked how dates are written
        assert min(sizes[:-1]) > 15_000
        return
    assert sizes[0] > 15_000
    assert max(sizes[-2:]) < 6_000
    assert min(sizes[:-1]) > 3_000


def test_dates_are_read_alike_however_short_the_runs_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_STEP", 1_000)
    monkeypatch.setattr(units, "MIN_SPLIT", 1000)
    records = export(280)
    for number, record in enumerate(records):
        record["date"] = f"{1 + number // 10:02}/04/2018"  # whole runs of days that may be months
    path = tmp_path / "export.jsonl"
    path.write_bytes(jsonl(records))
    planned = list(plan(walk([path]), ReadOptions(), 10_000))
    assert len(planned) > 10
    found = [item.published for unit in planned for item in read(unit) if isinstance(item, Article)]
    assert [span and span.iso for span in found] == [f"2018-04-{1 + n // 10:02}" for n in range(280)]


def test_the_lines_of_a_file_that_is_not_packed_are_fetched_by_who_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = cut_export(tmp_path / "export.jsonl", monkeypatch)
    assert max(len(pickle.dumps(unit)) for unit in planned) < 1000
    assert min(unit.weight for unit in planned[:-1]) > 15_000


@pytest.mark.parametrize(
    "changed",
    [
        lambda data: data.replace(b"Story 150", b"Storm 150"),
        lambda data: data[: len(data) * 3 // 4],
        lambda data: data[: len(data) // 2] + b"\n" + data[len(data) // 2 :],
    ],
    ids=["edited", "shortened", "shifted"],
)
def test_lines_that_change_before_they_are_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "export.jsonl"
    planned = cut_export(path, monkeypatch)
    path.write_bytes(changed(path.read_bytes()))
    good: list[Article | Skipped] = []
    for unit in planned:
        found = list(read(unit))
        if isinstance(found[0], Skipped):
            break
        good += found
    assert 0 < len(good) < 200
    assert found == [Skipped("export.jsonl", f"changed while it was read, from line {len(good) + 1}")]


def test_lines_that_are_added_meanwhile_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "export.jsonl"
    planned = cut_export(path, monkeypatch)
    with path.open("ab") as file:
        file.write(jsonl(export(1)))
    items = [item for unit in planned for item in read(unit)]
    assert [getattr(item, "id", item) for item in items] == [f"export.jsonl:{n}" for n in range(1, 201)]


def test_an_export_that_goes_away_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "export.jsonl"
    [first, *_] = cut_export(path, monkeypatch)
    path.unlink()
    assert list(read(first)) == [Skipped("export.jsonl", "cannot be read (No such file or directory)")]


def test_units_travel_between_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome text.")
    (tmp_path / "nothing").symlink_to("nowhere")
    [unit] = plan(walk([tmp_path]), ReadOptions(source="The Harbour"))
    again: Unit = pickle.loads(pickle.dumps(unit))  # noqa: S301  our own
    assert list(read(again)) == list(read(unit))
    assert [type(item) for item in read(again)] == [Article, Skipped]


def test_a_gzip_bomb_of_lines_is_given_up_after_what_was_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_FREE", 2_000_000)
    monkeypatch.setattr(lines, "RUN", 500_000)
    monkeypatch.setattr(units, "MIN_SPLIT", 1)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(jsonl(export(1)) * 2 + b" " * 20_000_000))
    items = [item for unit in plan(walk([path]), ReadOptions()) for item in read(unit)]
    assert [item.id for item in items if isinstance(item, Article)] == ["bomb.jsonl.gz:1", "bomb.jsonl.gz:2"]
    assert items[-1] == Skipped("bomb.jsonl.gz", "unpacks to over 250 times its size, after line 2")


def test_damage_loses_only_what_comes_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "MIN_SPLIT", 1)
    monkeypatch.setattr(lines, "_STEP", 1000)
    path = tmp_path / "cut.jsonl.gz"
    whole = gzip.compress(jsonl(export(300)))
    path.write_bytes(whole[: len(whole) // 2])
    *articles, last = [item for unit in plan(walk([path]), ReadOptions()) for item in read(unit)]
    assert len(articles) > 100
    assert last == Skipped("cut.jsonl.gz", f"damaged gzip data, after line {len(articles)}")


def test_a_line_that_is_too_long_is_left_out_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from searchkit.ingest.formats import jsonl as reader

    for module in (lines, reader):
        monkeypatch.setattr(module, "MAX_ARTICLE", 1_000_000)
    monkeypatch.setattr(lines, "RUN", 100_000)
    monkeypatch.setattr(units, "MIN_SPLIT", 1)
    path = tmp_path / "long.jsonl"
    good = jsonl(export(1))
    path.write_bytes(good + b'{"text": "' + b"x" * 1_500_000 + b'"}\n' + good)
    items = [item for unit in plan(walk([path]), ReadOptions()) for item in read(unit)]
    assert [getattr(item, "id", item) for item in items] == [
        "long.jsonl:1",
        Skipped("long.jsonl", "line 2 has over 1 MB of text"),
        "long.jsonl:3",
    ]


def test_what_takes_too_long_is_skipped_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_all: Callable[..., list[Article | Skipped]]
) -> None:
    monkeypatch.setattr(units, "MAX_SECONDS", 0.05)
    slow = '{"text": "' + "<p>a</p>" * 60_000 + '"}'
    (tmp_path / "b.jsonl").write_text(slow + "\n" + '{"text": "quick"}\n')
    (tmp_path / "c.txt").write_text("A title\n\nSome text.")
    gc.disable()  # what is raised while a callback of the collector runs, as hypothesis has one, gets lost
    try:
        items = {getattr(item, "id", None) or item.path: item for item in read_all(tmp_path)}
    finally:
        gc.enable()
    assert items["b.jsonl"] == Skipped("b.jsonl", "line 1: takes over 10 s to read")
    assert {"b.jsonl:2", "c"} <= items.keys()
