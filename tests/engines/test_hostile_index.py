"""An index made to do harm, its checksums right: nothing in it runs, nothing hangs, nothing fills the memory."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zstandard

import searchkit
from searchkit.engines.whoosh.contents import FILE_NAME, read_contents
from searchkit.engines.whoosh.generations import FORMAT
from searchkit.engines.whoosh.pages import PAGE, PageFile, PageWriter
from searchkit.errors import IndexDamagedError
from tests.engines.program import run, state_of, write_articles

OURS = b"csearchkit.engines.whoosh.codec\nArticleSegment\n"
FACTS = {"indexname": "MAIN", "segid": "abc", "compound": False, "articles": 3, "deleted": set()}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sound")
    write_articles(root / "corpus", "first", range(30))
    searchkit.rebuild(root / "corpus", root / "index", workers=1)
    return root / "index"


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "index")
    return tmp_path / "index"


def generation(index: Path) -> Path:
    return next(index.glob("gen-*"))


def approve(index: Path, manifest: dict[str, Any] | None = None) -> None:
    """Make manifest and pointer agree with the files as they are."""
    folder = generation(index)
    if manifest is None:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        for name in manifest["files"]:
            data = (folder / name).read_bytes()
            checksum = (
                struct.unpack("<I", data[-12:-8])[0] if name.endswith(".articles") else zlib.crc32(data)
            )
            manifest["files"][name] = [len(data), checksum]
    approve_bytes(index, json.dumps(manifest).encode())


def approve_bytes(index: Path, manifest: bytes) -> None:
    (generation(index) / "manifest.json").write_bytes(manifest)
    number = int(generation(index).name[4:])
    pointer = {"format": FORMAT, "generation": number, "manifest": zlib.crc32(manifest)}
    (index / "CURRENT").write_text(json.dumps(pointer))


def refused(index: Path) -> str:
    """The sentence the index is refused with, by a search or by what it takes to show an article."""
    with pytest.raises(IndexDamagedError) as caught:
        state_of(index)
    assert "searchkit rebuild" in caught.value.hint
    assert searchkit.check(index).problems
    return caught.value.message


@dataclass
class Call:
    """Pickles as a call."""

    function: Callable[..., object]
    arguments: tuple[object, ...]

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.function, self.arguments


def toc_head(index: Path) -> bytes:
    """The table of contents up to its pickle."""
    data = (generation(index) / FILE_NAME).read_bytes()
    return data[: data.index(b"\x80\x05\x95") if b"\x80\x05\x95" in data else data.index(b"\x80\x04\x95")]


def segment_with(**facts: object) -> bytes:
    """A pickled list of one segment with other facts."""
    body = pickle.dumps({**FACTS, **facts}, 5)[2:-1]
    if body[:1] == b"\x95":
        body = body[9:]
    named = b"\x8c\x1fsearchkit.engines.whoosh.codec\x94\x8c\x0eArticleSegment\x94\x93"
    named = named.replace(b"\x1f", bytes([len("searchkit.engines.whoosh.codec")]))
    return b"\x80\x05](" + named + b")\x81" + body + b"be."


def hostile_pickles(ran: Path) -> Iterator[tuple[str, bytes]]:
    touch = f"touch '{ran}'"
    for protocol in range(6):
        yield f"os.system, protocol {protocol}", pickle.dumps([Call(os.system, (touch,))], protocol)
    code = f"__import__('pathlib').Path({str(ran)!r}).touch()"
    yield "eval", pickle.dumps(Call(eval, (code,)))
    yield "exec, nested in a list of lists", pickle.dumps([[[Call(exec, (code,))]]])
    yield "getattr", pickle.dumps(Call(getattr, (os, "system")) if False else Call(getattr, ("", "join")))
    yield "global of the standard library", b"csubprocess\nPopen\n."
    yield "global that is only imported", b"cantigravity\nfly\n."
    yield "stack global", b"\x80\x04\x8c\x02os\x8c\x06system\x93."
    yield "dotted name", b"\x80\x04\x8c\x1esearchkit.engines.whoosh.codec\x8c\x17ArticleSegment.__init__\x93."
    yield "INST", b"(S'" + touch.encode().replace(b"'", b'"') + b"'\nios\nsystem\n."
    yield "OBJ", b"(cos\nsystem\nS'x'\no."
    yield "extension codes", b"\x80\x02\x82\x01."
    yield "wide extension codes", b"\x80\x02\x84\xff\xff\xff\x7f."
    yield "persistent id", b"Psystem\n."
    yield "binary persistent id", b"\x80\x04\x8c\x01xQ."
    yield "memo never filled", b"\x80\x04h\x07."
    yield "memo of 34 GB", b"\x80\x04]r\xff\xff\xff\x7f."
    yield "giant LONG4", b"\x80\x02\x8b\xff\xff\xff\x7f."
    yield "giant BINUNICODE8", b"\x80\x04\x8d\xff\xff\xff\xff\xff\xff\xff\x7f."
    yield "giant BYTEARRAY8", b"\x80\x05\x96\x00\x00\x00\x00\x19\x00\x00\x00."
    yield "giant BINBYTES8", b"\x80\x04\x8e\x00\x00\x00\x00\x19\x00\x00\x00."
    yield "deeply nested lists", b"\x80\x04" + b"](" * 200_000 + b"e" * 200_000 + b"."
    yield "deeply nested tuples in a set", b"\x80\x04\x8f(" + b")" + b"\x85" * 1_000_000 + b"\x90."
    yield "set state of the class", b"\x80\x02" + OURS + b"}X\x06\x00\x00\x00codecsX\x01\x00\x00\x00xsb."
    yield (
        "state for slots of the class",
        b"\x80\x02" + OURS + b"N}X\x09\x00\x00\x00file_nameX\x01\x00\x00\x00xs\x86b.",
    )
    yield "no list", pickle.dumps({"articles": 1})
    yield "list of numbers", pickle.dumps([1, 2, 3])
    yield "nothing", b""
    yield "no end", pickle.dumps([])[:-1]
    yield "something after the end", pickle.dumps([]) + b"x"
    yield "another folder", segment_with(segid="../../../etc/passwd")
    yield "absolute path", segment_with(segid="/etc/passwd")
    yield "another index name", segment_with(indexname="../MAIN")
    yield "negative number of articles", segment_with(articles=-1)
    yield "giant number of articles", segment_with(articles=2**31 - 1)
    yield "giant integer", segment_with(articles=10**400)
    yield "articles as text", segment_with(articles="3")
    yield "deleted articles that do not exist", segment_with(deleted={7})
    yield "deleted articles below zero", segment_with(deleted={-1})
    yield "deleted articles as a list", segment_with(deleted=[1])
    yield "deleted words", segment_with(deleted={"x"})
    yield "unknown segment", segment_with()
    yield "facts missing", segment_with().replace(b"articles", b"artikels")


PICKLES = dict(hostile_pickles(Path("ran")))


@pytest.mark.parametrize("name", PICKLES)
def test_a_table_of_contents_that_would_run_something(copy: Path, name: str) -> None:
    ran = copy.parent / "ran"
    pickled = dict(hostile_pickles(ran))[name]
    (generation(copy) / FILE_NAME).write_bytes(toc_head(copy) + pickled)
    approve(copy)
    assert FILE_NAME in refused(copy) or ".articles" in refused(copy)
    with pytest.raises(IndexDamagedError):
        searchkit.update(index=copy)
    assert not ran.exists()


def test_crafted_segments_are_what_they_are_meant_to_be(copy: Path) -> None:
    """Else those above would be refused for a mistake of this test."""
    good = next(iter(read_contents((generation(copy) / FILE_NAME).read_bytes())))
    (read,) = read_contents(toc_head(copy) + segment_with(segid=good.id, articles=good.articles))
    assert (read.file_name, read.articles, read.deleted) == (good.file_name, 30, set())


@pytest.mark.parametrize("length", [0, 1, 10, 13, 15, 40])
def test_a_table_of_contents_cut_short(copy: Path, length: int) -> None:
    path = generation(copy) / FILE_NAME
    path.write_bytes(path.read_bytes()[:length])
    approve(copy)
    assert FILE_NAME in refused(copy)


def test_the_program_refuses_in_one_sentence(copy: Path) -> None:
    ran = copy.parent / "ran"
    (generation(copy) / FILE_NAME).write_bytes(
        toc_head(copy) + pickle.dumps([Call(os.system, (f"touch {ran}",))])
    )
    approve(copy)
    for command in (("search", "shared"), ("show", "a5"), ("status",), ("update",)):
        run(*command, "--index", copy, cwd=copy.parent).assert_one_sentence(3, "damaged", "searchkit rebuild")
    assert not ran.exists()


DEEP = b"[" * 100_000 + b"]" * 100_000
MANIFESTS: dict[str, bytes] = {
    "deep": DEEP,
    "deep inside": b'{"files": {}, "articles": ' + DEEP + b"}",
    "no object": b"[]",
    "no files": b"{}",
    "files as a list": b'{"files": [1]}',
    "entries as text": b'{"files": {"x": "ab"}}',
    "entries of other length": b'{"files": {"x": [1]}}',
    "a path": b'{"files": {"../../x": [1, 2]}}',
    "numbers as text": b'{"files": {"x": ["1", 2]}}',
    "nested facts": b'{"files": {}, "names": [[1]]}',
    "giant number": b'{"files": {}, "articles": ' + b"9" * 5_000 + b"}",
    "not UTF-8": b'{"files": {"\xff": [1, 2]}}',
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_manifests(copy: Path, name: str) -> None:
    approve_bytes(copy, MANIFESTS[name])
    assert "manifest.json" in refused(copy)


@pytest.mark.parametrize(
    "pointer",
    [
        DEEP,
        b"",
        b"7",
        b'{"format": 1}',
        b'{"format": 1, "generation": "../x", "manifest": 1}',
        b'{"format": 1, "generation": -1, "manifest": 1}',
        b'{"format": 1, "generation": true, "manifest": 1}',
        b'{"format": 1, "generation": 1e9, "manifest": 1}',
        b'{"format": 1, "generation": ' + b"9" * 4_000 + b', "manifest": 1}',
        b'{"format": 1, "generation": 1, "manifest": []}',
        b" " * 10_000,
    ],
)  # fmt: skip
def test_pointers(copy: Path, pointer: bytes) -> None:
    (copy / "CURRENT").write_bytes(pointer.replace(b'"format": 1', b'"format": %d' % FORMAT))
    assert "CURRENT" in refused(copy)


STORIES: dict[str, bytes] = {
    "deep": DEEP,
    "no list": b"7",
    "numbers": b"[1, 2]",
    "text": b'[["a", "b"]]',
    "not JSON": b"stories",
    "an article that does not exist": b"[[0, 30]]",
    "an article below zero": b"[[0, -1]]",
    "fractions": b"[[0.0, 1.0]]",
    "truths": b"[[true, false]]",
    "an article in two stories": b"[[0, 1], [1, 2]]",
    "an article twice": b"[[3, 3]]",
}


@pytest.mark.parametrize("name", STORIES)
def test_stories(copy: Path, name: str) -> None:
    (generation(copy) / "stories.json").write_bytes(STORIES[name])
    approve(copy)
    assert "stories.json" in refused(copy)


PAIRS = {
    name: data
    for name, data in STORIES.items()
    if name not in ("an article in two stories", "an article twice")
} | {"three": b"[[0, 1, 2]]", "one": b"[[0]]"}


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_of_copies(copy: Path, name: str) -> None:
    (generation(copy) / "copies.json").write_bytes(PAIRS[name])
    approve(copy)
    assert "copies.json" in str(searchkit.check(copy).problems)
    write_articles(copy.parent / "more", "more", range(3))
    with pytest.raises(IndexDamagedError, match=r"copies\.json"):
        searchkit.update([copy.parent / "more"], copy)


# Segments


def rewrite(index: Path, change: Callable[[dict[str, tuple[str, bytes]], dict[str, Any]], None]) -> None:
    """Write the segment again with other sections and facts, every checksum right."""
    path = next(generation(index).glob("*.articles"))
    old = PageFile(path)
    sections = {name: (old.section(name).typecode, bytes(old.section(name).all())) for name in old.sections}
    facts = {name: value for name, value in old.facts.items() if name not in ("sections", "checksums")}
    change(sections, facts)
    with path.open("wb") as file:
        out = PageWriter(file)
        for name, (typecode, data) in sections.items():
            out.add(name, data, typecode)  # type: ignore[arg-type]
        out.close(**facts)
    approve(index)


def numbers(typecode: str, data: bytes) -> list[int]:
    return list(memoryview(data).cast(typecode))  # type: ignore[call-overload]


def with_numbers(name: str, change: Callable[[list[int]], list[int]]) -> Callable[..., None]:
    def changed(sections: dict[str, tuple[str, bytes]], _: dict[str, Any]) -> None:
        typecode, data = sections[name]
        sections[name] = (
            typecode,
            struct.pack(f"<{len(new)}{typecode}", *new) if (new := change(numbers(typecode, data))) else b"",
        )

    return changed


def without(*names: str) -> Callable[..., None]:
    def changed(sections: dict[str, tuple[str, bytes]], _: dict[str, Any]) -> None:
        for name in names:
            del sections[name]

    return changed


def with_facts(**facts: object) -> Callable[..., None]:
    return lambda _, old: old.update(facts)


def frames(data: bytes) -> Callable[..., None]:
    """One frame for all articles, made of other data."""

    def changed(sections: dict[str, tuple[str, bytes]], facts: dict[str, Any]) -> None:
        sections["stored"] = ("B", data)
        sections["blocks.first"] = ("I", struct.pack("<2I", 0, facts["articles"]))
        sections["blocks.start"] = ("Q", struct.pack("<2Q", 0, len(data)))

    return changed


def frame(head: bytes) -> bytes:
    """A frame with 30 articles, their facts as given."""
    packed = struct.pack("<I", len(head)) + head
    return zstandard.compress((struct.pack("<I", len(packed)) + packed) * 30)


BOMB = b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", 100 * 10**9) + b"\x01\x00\x00"
BOUNDS = ("body.starts", "body.offsets", "body.places", "id.starts", "id.offsets", "body.stem_starts")
INCONSISTENT = {
    f"{what} of {name}": with_numbers(name, change)
    for name in (*BOUNDS, "blocks.first", "blocks.start")
    for what, change in {
        "first": lambda old: [old[1], *old[1:]],
        "giant": lambda old: [*old[:-1], 4_000_000_000],
        "falling": lambda old: [old[0], *old[-2:0:-1], old[-1]],
        "short": lambda old: old[:-1],
        "none": lambda _: [],
    }.items()
    if what != "falling" or name in BOUNDS  # there is one block only
} | {
    "articles that do not exist": with_numbers("body.docs", lambda old: [*old[:-1], 60_000]),
    "articles out of order": with_numbers("body.docs", lambda old: old[::-1]),
    "too few postings": with_numbers("body.docs", lambda old: old[:-1]),
    "too few counts": with_numbers("body.counts", lambda old: old[:-1]),
    "counts of nothing": with_numbers("body.counts", lambda old: [0] * len(old)),
    "greater counts": with_numbers("body.counts", lambda old: [200] * len(old)),
    "large counts without a number": with_numbers("body.counts", lambda old: [0, *old[1:]]),
    "numbers without large counts": with_numbers("body.many", lambda _: [0]),
    "large counts of nothing": with_numbers("body.large", lambda _: [300]),
    "too few positions": with_numbers("body.positions", lambda old: old[:-1]),
    "forms that do not exist": with_numbers("body.forms", lambda old: [4_000_000_000 for _ in old]),
    "no stems at all": without("body.stems", "body.stem_offsets", "body.stem_starts", "body.forms"),
    "ids that do not exist": with_numbers("id.ordinal", lambda old: [4_000_000_000 for _ in old]),
    "ids of others": with_numbers("id.ordinal", lambda old: old[::-1]),
    "days that do not exist": with_numbers("date.first", lambda old: [2_000_000_000 for _ in old]),
    "other lengths": with_numbers("words.body", lambda old: [0 for _ in old]),
    "fewer sketches": with_numbers("copies.starts", lambda old: old[:-1]),
    "sketches out of range": with_numbers("copies.starts", lambda old: [*old[:-1], 4_000_000_000]),
    "sketches out of order": with_numbers("copies.starts", lambda old: [old[0], *old[-2:0:-1], old[-1]]),
    "fewer hashes": with_numbers("copies.hashes", lambda old: old[:-1]),
    "other hashes": with_numbers("copies.hashes", lambda old: [0 for _ in old]),
    "fewer lengths": with_numbers("copies.words", lambda old: old[:-1]),
    "a million articles": with_facts(articles=1_000_000),
    "four billion articles": with_facts(articles=4_294_967_295),
    "fewer than no articles": with_facts(articles=-30),
    "articles as text": with_facts(articles="30"),
    "articles as a list": with_facts(articles=[30]),
    "more words": with_facts(words=10**9),
    "words as text": with_facts(words="many"),
    "giant words": with_facts(words=10**400),
    "frame that claims 100 GB": frames(BOMB),
    "no frame": frames(b"no frame at all"),
    "empty frame": frames(zstandard.compress(b"")),
    "bomb that is one": frames(zstandard.compress(bytes(300_000_000))),
    "deep JSON": frames(frame(DEEP)),
    "no article": frames(frame(b"{}")),
    "article of numbers": frames(frame(b'[1,[],[],null,2,3,4,[],[],5]')),
    "author of numbers": frames(frame(b'["",[],[[1,2,3,4]],null,"","","",[],[],""]')),
    "paragraphs longer than the text": frames(frame(b'["",[1000000],[],null,"","","",[],[],""]')),
    "paragraphs below zero": frames(frame(b'["",[-1,1],[],null,"","","",[],[],""]')),
    "date that does not exist": frames(frame(b'["",[],[],[0,99999999,"",""],"","","",[],[],""]')),
    "name outside the text": frames(frame(b'["",[],[],null,"","","",[],[["x",0,9,0,1,""]],""]')),
}  # fmt: skip


@pytest.mark.parametrize("name", INCONSISTENT)
def test_segments_whose_numbers_do_not_fit(copy: Path, name: str) -> None:
    rewrite(copy, INCONSISTENT[name])
    assert searchkit.check(copy).problems, name
    with contextlib.suppress(IndexDamagedError):
        state_of(copy)  # may be right, if nothing of it was asked for


@pytest.mark.parametrize("name", INCONSISTENT)
def test_segments_whose_numbers_do_not_fit_are_not_merged(copy: Path, name: str) -> None:
    rewrite(copy, INCONSISTENT[name])
    write_articles(copy.parent / "more", "more", range(30))
    before = sorted(generation(copy).iterdir())
    try:
        searchkit.update(
            [copy.parent / "more"], copy, workers=1
        )  # may be done, if nothing of it was asked for
    except IndexDamagedError:
        assert sorted(generation(copy).iterdir()) == before
        assert searchkit.check(copy).problems


def test_a_rewritten_segment_is_otherwise_sound(copy: Path, sound: Path) -> None:
    rewrite(copy, lambda _sections, _facts: None)
    assert state_of(copy) == state_of(sound)
    assert searchkit.check(copy).sound


DIRECTORIES: dict[str, bytes] = {
    "deep": DEEP,
    "no object": b"[1]",
    "no sections": b'{"checksums": 0}',
    "sections as a list": b'{"checksums": 0, "sections": [1]}',
    "a section as a number": b'{"checksums": 0, "sections": {"x": 1}}',
    "unknown type": b'{"checksums": 32, "sections": {"x": [0, 8, "d"]}}',
    "type as a list": b'{"checksums": 32, "sections": {"x": [0, 8, []]}}',
    "below zero": b'{"checksums": 32, "sections": {"x": [-8, 8, "B"]}}',
    "beyond the end": b'{"checksums": 32, "sections": {"x": [0, 9000, "B"]}}',
    "part of a number": b'{"checksums": 32, "sections": {"x": [0, 7, "I"]}}',
    "as fractions": b'{"checksums": 32, "sections": {"x": [0.5, 8.0, "B"]}}',
    "checksums as text": b'{"checksums": "many", "sections": {}}',
    "checksums without end": b'{"checksums": 1e999, "sections": {}}',
    "checksums below zero": b'{"checksums": -32, "sections": {}}',
}


@pytest.mark.parametrize("name", DIRECTORIES)
def test_directories(copy: Path, name: str) -> None:
    path = next(generation(copy).glob("*.articles"))
    pages, directory = bytes(32), DIRECTORIES[name]
    table = struct.pack("<I", zlib.crc32(pages)) * -(-len(pages) // PAGE)
    checksum = zlib.crc32(directory, zlib.crc32(table))
    tail = struct.pack("<II8s", len(directory), checksum, b"SKPAGES1")
    path.write_bytes(pages + table + directory + tail)
    approve(copy)
    with pytest.raises(IndexDamagedError, match=r"\.articles"):
        state_of(copy)
