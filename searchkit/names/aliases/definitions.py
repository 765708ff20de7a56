"""Where an article says what a short form or another name stands for.

"Islamic Republic News Agency (IRNA)", "the Joint Comprehensive Plan of Action, or JCPOA", "IRNA, which stands
for ...", "the Houthis, also known as Ansar Allah": the forms are written down here, each beside its check.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from searchkit.names import gazetteer as gaz
from searchkit.names.aliases.acronyms import NEVER, SMALL, is_acronym, resembles, spells
from searchkit.names.aliases.definition import Definition
from searchkit.names.gazetteer import flags
from searchkit.names.joining import joined_runs
from searchkit.names.rules.words import ORGANISATION
from searchkit.names.segment import segments

_QUOTES = "\"'“”‘’«»"
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
_WORD = re.compile(r"[\w&.’'-]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-Þ])")
_MOST_WORDS = 14
_REACH = 180


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
        return _other_name(paragraph, at, _unquoted(content[alias.end() :]))
    content = _FOR_SHORT.sub("", content)
    lead = _OR_LEAD.match(content)
    term = _unquoted(re.split(r"[,;:]", content[lead.end() if lead else 0 :], maxsplit=1)[0])
    if is_acronym(term):
        long = _long_before(paragraph, at, term, exact=term != _unquoted(content) and not lead)
        return (at, term, long, True) if long else None
    short = _SHORT_BEFORE.search(paragraph, max(0, at - 15), at - (paragraph[at - 1 : at] == " "))
    if short and is_acronym(short[1]):
        words = _WORD.findall(content)
        while words and words[0].casefold() in {"the", "or"}:
            words = words[1:]
        if _whole(words, short[1]):
            return at, short[1], content[content.index(words[0]) :].strip(" " + _QUOTES), True
    return None


def _whole(words: list[str], short: str) -> bool:
    return 2 <= len(words) <= _MOST_WORDS and spells(words, short)


def _aside(paragraph: str, at: int, after: int, lead: str) -> _Pair | None:
    """Read "Long Name, or LN," and "Name, also known as Other Name,"."""
    term = _term_at(paragraph, after)
    if not term:
        return None
    if lead.split(" ", maxsplit=1)[0] == "or":
        word = term.split(" ")[0].rstrip(".")
        if not is_acronym(word):
            return None
        long = _long_before(paragraph, at, word, exact=True)
        return (at, word, long, True) if long else None
    return _other_name(paragraph, at, term)


def _stands_for(paragraph: str, at: int, after: int) -> _Pair | None:
    """Read "LN stands for Long Name", "LN, or the Long Name,"."""
    short = _SHORT_BEFORE.search(paragraph, max(0, at - 14), at)
    if not short or not is_acronym(short[1]):
        return None
    long = _spelt_at_start(paragraph[after : after + _REACH], short[1])
    return (at, short[1], long, True) if long else None


@lru_cache(maxsize=4096)
def _spelt_at_start(text: str, short: str) -> str:
    """The first words of a text whose letters `short` spells, as many as will do."""
    window = re.split(r"[.;:()\[\]!?]\s", text, maxsplit=1)[0]
    spans = [m.span() for m in _WORD.finditer(window)][:_MOST_WORDS]
    for count in range(len(spans), 1, -1):
        words = [window[a:b].rstrip(".’'") for a, b in spans[:count]]
        if words[-1].casefold() not in SMALL and spells(words, short):
            return window[spans[0][0] : spans[count - 1][1]].rstrip(".’'")
    return ""


def _other_name(paragraph: str, at: int, term: str) -> _Pair | None:
    """A name and another one that a phrase such as "also known as" joins."""
    match = _TERM.match(term)
    term = match[0].rstrip(".’'") if match else ""
    if term[-2:] in {"'s", "’s"}:
        term = term[:-2]
    if not term or not _is_name(term):
        return None
    if is_acronym(term):
        long = _long_before(paragraph, at, term, exact=False) or _name_before(paragraph, at)
        return (at, term, long, True) if long and " " in long else None
    long = _name_before(paragraph, at)
    return (at, term, long, False) if long else None


def _is_name(term: str) -> bool:
    """Capitalised, and not merely a title, a nationality or an ordinary word after "the"."""
    if not (term[0].isupper() or is_acronym(term) or re.match(r"(?:al|el)-[A-Z]", term)):
        return False
    if " " in term:
        return True
    mark = flags(term)
    plain = gaz.TITLE | gaz.MODIFIER | gaz.STARTER | gaz.CALENDAR | gaz.DEMONYM | gaz.COMMON
    return not mark & plain or bool(mark & (gaz.PLACE | gaz.ORGANISATION | gaz.GROUP_PEOPLE))


def _term_at(paragraph: str, at: int) -> str:
    window = paragraph[at : at + 80].lstrip(_QUOTES)
    match = _TERM.match(window)
    return match[0].rstrip(".’'") if match else ""


def _long_before(paragraph: str, at: int, short: str, *, exact: bool) -> str:
    """The words before `at` that `short` stands for, as few as will do; empty if none.

    With `exact` its letters must spell them; otherwise a capitalised name that resembles will do too.
    """
    window = paragraph[max(0, at - _REACH) : at]
    return _spelt_at_end(window, short) or ("" if exact or short in NEVER else _resembling(window, short))


@lru_cache(maxsize=4096)
def _spelt_at_end(text: str, short: str) -> str:
    """The last words of a text whose letters `short` spells."""
    window = re.split(r"[;:()\[\]]|[.!?]\s(?=[A-Z][a-z])", text)[-1].rstrip(" ,–—-" + _QUOTES)
    spans = [m.span() for m in _WORD.finditer(window)][-_MOST_WORDS:]
    words = [re.sub(r"['’]s?$", "", window[a:b]) for a, b in spans]
    for first in range(len(words) - 2, -1, -1):
        part = words[first:]
        if part[0].casefold() not in SMALL and spells(part, short) and _may_be_long(part, short):
            if first > 1 and words[first - 1] == "of" and flags(words[first - 2]) & gaz.ORG_HEAD:
                return window[spans[first - 2][0] :]  # "Bureau of" before "Alcohol, Tobacco and Firearms"
            return window[spans[first][0] :]
    return ""


@lru_cache(maxsize=4096)
def _resembling(text: str, short: str) -> str:
    """The name at the end of a text if `short` may well stand for it."""
    name = _name_before(text, len(text))
    parts = _WORD.findall(name)
    if text.rstrip(" ,–—-" + _QUOTES)[: -len(name) or None].endswith((" and ", " of ", " for ", "& ")):
        return ""  # only the end of a longer name
    if len(parts) > 1 and not flags(parts[0]) & (gaz.FIRST | gaz.TITLE) and resembles(parts, short):
        return name
    return ""


def _may_be_long(words: list[str], short: str) -> bool:
    """Two letters could be chance: they need capitalised words. More letters may come from any words."""
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    if len([c for c in short if c.isalnum()]) <= 2:
        content = sum(word.casefold() not in SMALL for word in words)
        return capitals >= content and not flags(words[0]) & (gaz.FIRST | gaz.TITLE)
    return True


def _name_before(paragraph: str, at: int) -> str:
    """The name that ends right before `at`; empty if the last word there is no part of one."""
    begin = max(0, at - _REACH)
    window = paragraph[begin:at].rstrip(" ,;–—-" + _QUOTES)
    found = joined_runs(window)
    if not found:
        return ""
    start, run = found[-1]
    if start + len(run) != len(window):
        return ""
    initial = not window[:start].strip() or window[:start].rstrip()[-1:] in ".!?"
    parts = segments(run, initial)
    if not parts or parts[-1].end != len(run):
        return ""
    last = parts[-1]
    if last.look == "w" or (last.look != ORGANISATION and not _is_name(last.text)):
        return ""
    return last.text


def _unquoted(text: str) -> str:
    return text.strip(" " + _QUOTES)


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
