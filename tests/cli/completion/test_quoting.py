"""Words as a shell takes them."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.cli.completion.quoting import cut, replies

BREAKS = " \t\n\"'><=;|&(:"
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@pytest.mark.parametrize(
    ("line", "words", "word", "quote", "kept"),
    [
        ("", (), "", "", 0),
        ("searchkit ", ("searchkit",), "", "", 0),
        ("searchkit se", ("searchkit",), "se", "", 0),
        ("s -a John\\ B", ("s", "-a"), "John B", "", 0),
        ("s 'a b' \"c d", ("s", "a b"), "c d", '"', 0),
        ("s --author='J", ("s",), "--author=J", "'", 9),
        ("s author:bo", ("s",), "author:bo", "", 7),
        ("s 'author:bo", ("s",), "author:bo", "'", 0),
        ("s '' x", ("s", ""), "x", "", 0),
        ('s "a\\"b" x', ("s", 'a"b'), "x", "", 0),
    ],
)
def test_a_line_is_cut_as_a_shell_does(
    line: str, words: tuple[str], word: str, quote: str, kept: int
) -> None:
    typed = cut(line, BREAKS)
    assert (typed.words, typed.word, typed.quote, typed.kept) == (words, word, quote, kept)


@given(TEXT)
def test_a_reply_is_the_text_once_the_shell_has_read_it(text: str) -> None:
    for quote in ("", "'"):
        for reply in replies([text], cut(quote, BREAKS)):
            closed = quote and reply.endswith(quote)
            assert shlex.split(quote + reply + ("" if closed else quote)) == [text]


@pytest.mark.parametrize("text", ["$(date)", "`date`", 'a "b" c', "a\\b", "it's $HOME", "*;&|<>"])
def test_a_reply_in_double_quotes_is_the_text_once_bash_has_read_it(text: str) -> None:
    for reply in replies([text], cut('"', BREAKS)):
        closed = "" if reply.endswith('"') else '"'
        done = subprocess.run(["bash", "-c", f'printf %s "{reply}{closed}'], capture_output=True, check=True)
        assert done.stdout.decode() == text


def test_a_text_that_cannot_be_quoted_is_left_out() -> None:
    assert replies(["wow!"], cut('"', BREAKS)) == []
    assert replies(["wow!"], cut("", BREAKS)) == ["wow\\!"]


def test_what_is_typed_is_kept_where_the_words_begin_otherwise() -> None:
    assert replies(["John Bolton", "Jane Bolton"], cut("s bol", BREAKS)) == [
        "John\\ Bolton", "Jane\\ Bolton", "bol",
    ]  # fmt: skip
    assert replies(["John Bolton", "John Smith"], cut("s john", BREAKS)) == ["John\\ Bolton", "John\\ Smith"]
