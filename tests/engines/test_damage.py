"""Bytes flipped and files cut short: `check` names the file, a search is right or says what to do.

SEARCHKIT_FLIPS=0 tries every position, as a run by hand should.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import searchkit
from searchkit.errors import IndexUnreadableError
from tests.engines.program import run, state_of, write_articles

FLIPS = int(os.environ.get("SEARCHKIT_FLIPS", "150"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, one of them with deleted articles."""
    root = tmp_path_factory.mktemp("sound")
    write_articles(root / "corpus", "first", range(30))
    searchkit.rebuild(root / "corpus", root / "index", workers=1)
    write_articles(root / "corpus", "first", [*range(2, 30), 40])
    searchkit.update(index=root / "index", workers=1)
    with searchkit.open(root / "index") as index:
        assert index.info()["segments"] == 2
    return root / "index"


def live_files(index: Path) -> list[Path]:
    return [index / "CURRENT", *sorted(next(index.glob("gen-*")).iterdir())]


def positions(sizes: list[int], wanted: int) -> list[tuple[int, int]]:
    """(file, byte): all of them, or some of every file."""
    if not wanted:
        return [(number, at) for number, size in enumerate(sizes) for at in range(size)]
    dice = random.Random(wanted)  # noqa: S311  a test's dice
    each = max(1, wanted // len(sizes))
    return [
        (number, at) for number, size in enumerate(sizes) if size for at in dice.choices(range(size), k=each)
    ]


def damage(index: Path, copy: Path, number: int, change: Callable[[bytes], bytes]) -> str:
    """Copy the index and change one of its files; returns the name of that."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(index, copy)
    path = live_files(copy)[number]
    path.write_bytes(change(path.read_bytes()))
    return path.name


def outcome(copy: Path, name: str, right: object) -> str:
    """What a damaged index does: a right answer, or an error that says what to do. Anything else fails."""
    report = searchkit.check(copy)
    assert any(name in problem for problem in report.problems) or "version" in report.problems[0]
    found = said(copy)
    if not isinstance(found, IndexUnreadableError):
        assert found == right
        return "right answer"
    assert "searchkit rebuild" in found.hint
    assert found.message.endswith(".")
    return type(found).__name__


def said(index: Path) -> object:
    """The state of an index, or the error it ends with."""
    try:
        return state_of(index)
    except IndexUnreadableError as error:
        return error


def test_any_byte_flipped(sound: Path, tmp_path: Path) -> None:
    right, led_to = state_of(sound), Counter[str]()
    sizes = [path.stat().st_size for path in live_files(sound)]
    for number, at in positions(sizes, FLIPS):
        bit = 1 << (at * 7 + number) % 8

        def flip(data: bytes, at: int = at, bit: int = bit) -> bytes:
            return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]

        name = damage(sound, tmp_path / "copy", number, flip)
        led_to[outcome(tmp_path / "copy", name, right)] += 1
    print(f"\nflips: {dict(led_to)} in {len(sizes)} files of {sum(sizes)} bytes")
    assert led_to["IndexDamagedError"]


def test_any_file_cut_short(sound: Path, tmp_path: Path) -> None:
    right = state_of(sound)
    for number, path in enumerate(live_files(sound)):
        size = path.stat().st_size
        for length in sorted(
            {length for length in (0, 1, size // 3, size // 2, size - 1) if 0 <= length < size}
        ):
            name = damage(sound, tmp_path / "copy", number, lambda data, length=length: data[:length])  # type: ignore[misc]
            outcome(tmp_path / "copy", name, right)


def test_any_file_missing(sound: Path, tmp_path: Path) -> None:
    right = state_of(sound)
    for number in range(1, len(live_files(sound))):
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        shutil.copytree(sound, tmp_path / "copy")
        path = live_files(tmp_path / "copy")[number]
        path.unlink()
        assert outcome(tmp_path / "copy", path.name, right) in ("IndexDamagedError", "right answer")


def test_something_else_in_the_place_of_a_file(sound: Path, tmp_path: Path) -> None:
    right = state_of(sound)
    for number in range(len(live_files(sound))):
        for put in (Path.mkdir, os.mkfifo):
            shutil.rmtree(tmp_path / "copy", ignore_errors=True)
            shutil.copytree(sound, tmp_path / "copy")
            path = live_files(tmp_path / "copy")[number]
            path.unlink()
            put(path)
            assert outcome(tmp_path / "copy", path.name, right) in ("IndexDamagedError", "right answer")


@pytest.mark.parametrize("suffix", ["CURRENT", "manifest.json", ".toc", ".articles"])
def test_the_program_says_it_in_one_sentence(sound: Path, tmp_path: Path, suffix: str) -> None:
    copy = tmp_path / "copy"
    number = next(n for n, path in enumerate(live_files(sound)) if path.name.endswith(suffix))
    name = damage(sound, copy, number, lambda data: data[:-9])
    for command in (("search", "shared"), ("show", "a5"), ("status",), ("update",)):
        ran = run(*command, "--index", copy, cwd=tmp_path)
        ran.assert_one_sentence(3, "The index is damaged", "searchkit rebuild")
    checked = run("check", "--index", copy, cwd=tmp_path)
    assert checked.code == 3
    assert name in checked.out
    assert (
        run("rebuild", tmp_path.parent / sound.parent.name / "corpus", "--index", copy, cwd=tmp_path).code
        == 0
    )
    assert run("check", "--index", copy, cwd=tmp_path).code == 0


@pytest.mark.parametrize("size", [100, 2_000_000])
def test_a_segment_cut_short_while_it_is_open(tmp_path: Path, size: int) -> None:
    """In a process of its own: reading mapped memory that has gone away would end it."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from searchkit.engines.whoosh.pages import PageFile, PageWriter\n"
        "path, size = Path('numbers'), int(sys.argv[1])\n"
        "with path.open('wb') as out:\n"
        "    writer = PageWriter(out)\n"
        "    writer.add('numbers', bytes(size))\n"
        "    writer.close()\n"
        "section = PageFile(path).section('numbers')\n"
        "os.truncate(path, 0)\n"
        "print(sum(section.all()))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(size)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.stdout == "0\n" or "numbers has been cut short" in ran.stderr, ran


def test_an_index_cut_short_while_it_is_searched(tmp_path: Path) -> None:
    """Even where every page has been looked at before. In a process of its own, as above."""
    code = (
        "import json, os, random\n"
        "from pathlib import Path\n"
        "import searchkit\n"
        "words = [f'word{number}' for number in range(3000)]\n"
        "with open('all.jsonl', 'w') as out:\n"
        "    for number in range(400):\n"
        "        out.write(json.dumps({'id': f'a{number}', 'text': ' '.join(random.choices(words, k=600))}) + '\\n')\n"
        "searchkit.rebuild('all.jsonl', 'index', names=False, workers=1)\n"
        "index = searchkit.open('index')\n"
        "asked = [lambda q=q: [hit.article.title for hit in index.search(q).hits] for q in ('word1*', 'word7 word8')]\n"
        "for ask in asked:\n"
        "    ask()\n"
        "[segment] = Path('index').rglob('*.articles')\n"
        "os.truncate(segment, segment.stat().st_size // 3)\n"
        "for query in ('word2*', '\"word5 word6\"', 'word9 OR word10', 'a1*'):\n"
        "    try:\n"
        "        index.search(query).hits[0].article.title\n"
        "        print('answered')\n"
        "    except searchkit.SearchkitError as error:\n"
        "        print(error.message.split(': ')[0])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.stdout.splitlines() == ["The index is damaged"] * 4, ran
    assert ran.returncode == 0
