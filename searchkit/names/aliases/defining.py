"""Where an article says what a short form or another name stands for.

"Islamic Republic News Agency (IRNA)", "the Joint Comprehensive Plan of Action, or JCPOA", "IRNA, which stands
for ...", "the Houthis, also known as Ansar Allah": the forms are written down here, each beside its check.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from searchkit.names import gazetteer as gaz
from searchkit.names.aliases.acronyms import is_acronym, is_ticker, spells
from searchkit.names.aliases.definition import Definition
from searchkit.names.aliases.longs import (
    MOST_WORDS,
    QUOTES,
    REACH,
    WORD,
    is_name,
    long_at_start,
    long_before,
    whole_name_before,
    without_possessive,
)
from searchkit.names.gazetteer import flags

_OFTEN = (
    "(?:also|better|best|formerly|commonly|widely|more commonly|sometimes|often|otherwise|previously"
    "|popularly|now)"
)
_LANGUAGE = (
    "(?:English|French|Spanish|Arabic|Persian|Russian|German|Italian|Turkish|Kurdish|Portuguese|Hebrew)"
)
_KNOWN = (
    rf"(?:{_OFTEN} )?known (?:in {_LANGUAGE} )?(?:as|by)"
    rf"(?: (?:simply|the|its|their|{_LANGUAGE}|acronym|initials|abbreviation|name)){{0,4}}"
    r"|aka|a\.k\.a\.|alias"
)
_KNOWN_AS = (
    rf"{_KNOWN}|{_OFTEN} (?:called|referred to as|styled|nicknamed)|abbreviated(?: as| to)?|shortened to"
    r"|nicknamed"
    r"|hereafter|hereinafter|henceforth|acronym|abbreviation|initials|in short"
)
_PAREN = re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]")
_ALIAS_LEAD = re.compile(
    rf"(?:(?:which is|who is|who are|and|or|is|are|were|was) )?(?:{_KNOWN_AS}),? +(?:the |a )?"
)
_OR_LEAD = re.compile(r"(?:or|the|or the|i\.e\.|that is,?|short|in short|acronym:?) +")
_FOR_SHORT = re.compile(r",? for short$")
_ASIDE = re.compile(
    rf"(?:,|;| [-–—]{{1,2}}) ?(?P<lead>or(?: simply| just)?(?: the)?"
    rf"|(?:which is |who is |who are |which are |and )?(?:{_KNOWN_AS}),?"
    r"(?: the)?|whose (?:acronym|initials|abbreviation) (?:is|are)) +"
)
_UNMARKED = re.compile(rf" (?P<lead>(?:{_KNOWN})(?: the)?) +")
_STANDS_FOR = re.compile(
    r"(?:,? (?:which |that )?(?:stands|stood|standing) for|,? (?:which is |is )?(?:(?:the|an) )?"
    r"(?:short|acronym|abbreviation|initials|shorthand) (?:for|of)|, or) +(?:the )?"
)
_TERM = re.compile(r"[\w&.’'-]+(?: (?:of |the |al |bin |de )?[A-ZÀ-Þ][\w&’'-]*){0,5}")
_SHORT_BEFORE = re.compile(r"(?<![\w.&-])([^\W\d_][\w&.’'-]{1,11})[\"”’']?$")
_AFTER_TERM = re.compile(
    r"[\"”’']*(?:$|[.,;:!?)\]\"”’'–—(]|\.| [-–—(]| (?:in|and|or|but|for|to|by|because|until|till|while|when|since"
    r"|which|who|that|as|from|with|at|on|among|after|before|during|is|was|are|were|has|have|had|will|would"
    r"|said|says|also|[A-ZÀ-Þ]))"
)
_STRONG = re.compile(
    r"\b(?:also|formerly|better|best|now|otherwise|previously|nicknamed|aka|alias|initials|acronym)\b|a\.k"
)
_GOVERNING = re.compile(
    r"\b(?:(?:of|in|on|by|with|from|for|at|near|to|about) (?:[\w-]+ ){0,2}|an? (?:[a-z-]+ ){0,2})$"
)
_EXCHANGE = re.compile(r"\.[A-Z]{1,2}\b(?!\.)")
_POSSESSIVE = re.compile(r"['’]s$")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-Þ])")


def definitions(paragraphs: Sequence[str]) -> tuple[Definition, ...]:
    """Every definition in an article, in order of place, each pair of forms once."""
    found: dict[tuple[str, str], Definition] = {}
    for number, paragraph in enumerate(paragraphs):
        pairs = [pair for pair in _pairs(paragraph) if pair[1].casefold() != pair[2].casefold()]
        starts = _sentence_starts(paragraph) if pairs else []
        for at, short, long, acronym in pairs:
            start, end = _sentence(paragraph, starts, at)
            found.setdefault((short, long), Definition(short, long, number, start, end, acronym))
    return tuple(found.values())


_Pair = tuple[int, str, str, bool]  # where, short, long, acronym


def _pairs(paragraph: str) -> Iterator[_Pair]:
    for match in _PAREN.finditer(paragraph):
        pair = _in_brackets(paragraph, match.start(), match[1])
        if pair:
            yield pair
    for match in _ASIDE.finditer(paragraph):
        pair = _aside(paragraph, match.start(), match.end(), match["lead"])
        if pair:
            yield pair
    for match in _UNMARKED.finditer(paragraph):
        pair = _aside(paragraph, match.start(), match.end(), match["lead"])
        if pair:
            yield pair
    for match in _STANDS_FOR.finditer(paragraph):
        pair = _stands_for(paragraph, match.start(), match.end())
        if pair:
            yield pair


def _in_brackets(paragraph: str, at: int, content: str) -> _Pair | None:
    """Read "Long Name (LN)", "Long Name (also known as Other)" and "LN (Long Name)"."""
    alias = _ALIAS_LEAD.match(content)
    if alias:
        return _other_name(paragraph, at, _unquoted(content[alias.end() :]), alias[0])
    content = _FOR_SHORT.sub("", content)
    lead = _OR_LEAD.match(content)
    term = _unquoted(re.split(r"[,;:]", content[lead.end() if lead else 0 :], maxsplit=1)[0])
    if is_acronym(term):
        term = _POSSESSIVE.sub("", term)
        if is_ticker(term):
            return None
        long = long_before(paragraph, at, term, exact=term != _unquoted(content) and not lead)
        return (at, term, long, True) if long else None
    short = _SHORT_BEFORE.search(paragraph, max(0, at - 15), at - (paragraph[at - 1 : at] == " "))
    if short and is_acronym(short[1]):
        words = WORD.findall(content)
        while words and words[0].casefold() in {"the", "or"}:
            words = words[1:]
        if _whole(words, short[1]):
            return at, short[1], content[content.index(words[0]) :].strip(" " + QUOTES), True
    return None


def _whole(words: list[str], short: str) -> bool:
    return 2 <= len(words) <= MOST_WORDS and spells(words, short)


def _aside(paragraph: str, at: int, after: int, lead: str) -> _Pair | None:
    """Read "Long Name, or LN," and "Name, also known as Other Name,"."""
    term = _term_at(paragraph, after)
    if not term:
        return None
    if lead.split(" ", maxsplit=1)[0] == "or":
        word = term.split(" ")[0].rstrip(".")
        if not is_acronym(word):
            return None
        long = long_before(paragraph, at, word, exact=True)
        return (at, word, long, True) if long else None
    return _other_name(paragraph, at, term, lead)


def _stands_for(paragraph: str, at: int, after: int) -> _Pair | None:
    """Read "LN stands for Long Name", "LN, or the Long Name,"."""
    short = _SHORT_BEFORE.search(paragraph, max(0, at - 14), at)
    if not short or not is_acronym(short[1]):
        return None
    long = long_at_start(paragraph[after : after + REACH], short[1])
    return (at, short[1], long, True) if long else None


def _other_name(paragraph: str, at: int, term: str, lead: str) -> _Pair | None:
    """A name and another one that a phrase such as "also known as" joins."""
    term = without_possessive(_term_at(term, 0))
    if not term or not (is_name(term) or is_acronym(term)) or _compares(term):
        return None
    if is_acronym(term):
        long = long_before(paragraph, at, term, exact=False) or whole_name_before(paragraph, at)
        return (at, term, long, True) if " " in long else None
    long = whole_name_before(paragraph, at)
    if not long or (not _STRONG.search(lead) and _governed(paragraph, at, long)):
        return None
    if is_acronym(long):
        if spells(WORD.findall(term), long):
            return at, long, term, True
        if long in term.split(" "):
            return None  # "the fund, known as the Hartwell Fund", in capitals
    return at, term, long, False


def _compares(term: str) -> bool:
    """True for "China's Google", which likens and does not name."""
    owner, mark, _ = term.replace("’", "'").partition("'s ")
    return bool(mark and flags(owner) & gaz.SURE_PLACE)


def _governed(paragraph: str, at: int, name: str) -> bool:
    """Whether what follows a name may be said of another word, or of one of many.

    "A part of the United States, known as the Sun Belt", "a bond known as Abacus".
    """
    before = paragraph[max(0, at - REACH) : at]
    return bool(_GOVERNING.search(before[: before.rfind(name)]))


def _term_at(text: str, at: int) -> str:
    """The name that begins at `at`, quoted or not; empty if it only describes: "the Luxalpha case"."""
    window = text[at : at + 80].lstrip(QUOTES)
    match = _TERM.match(window)
    if not match:
        return ""
    words: list[str] = []
    for word in match[0].split(" "):
        if words and is_ticker(word):
            break
        words.append(word)
        if word.endswith(".") and not _abbreviation(word, len(word) - 1):
            return " ".join(words).rstrip(".’'")
    term = " ".join(words)
    if _EXCHANGE.match(window, len(term)):
        return " ".join(words[:-1])  # "Halden Motors HLM.N"
    return term.rstrip(".’'") if _AFTER_TERM.match(window, len(term)) else ""


def _unquoted(text: str) -> str:
    return text.strip(" " + QUOTES)


def _sentence_starts(paragraph: str) -> list[int]:
    """Where the sentences of a paragraph begin, in order."""
    ends = _SENTENCE_END.finditer(paragraph)
    return [0, *(match.end() for match in ends if not _abbreviation(paragraph, match.start()))]


def _sentence(paragraph: str, starts: list[int], at: int) -> tuple[int, int]:
    """The sentence around a place, without the spaces after it."""
    number = bisect_right(starts, at) - 1
    end = starts[number + 1] if number + 1 < len(starts) else len(paragraph)
    while end > starts[number] and paragraph[end - 1].isspace():
        end -= 1
    return starts[number], end


def _abbreviation(paragraph: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to "Mr." or to an initial."""
    word = re.search(r"[\w.]*$", paragraph[max(0, stop - 12) : stop])
    before = word[0] if word else ""
    return len(before) == 1 or bool(flags(before + ".") & gaz.TITLE)
