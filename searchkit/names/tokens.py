"""Where a paragraph may hold names: runs of capitalised words, found by one linear scan."""

from __future__ import annotations

import re
from typing import NamedTuple

_UPPER = "".join(chr(c) for c in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Brig|Capt|Cmdr|Adm|Sgt|Cpl|Rev|Hon|St|Mt|Ft|Jr|Sr|Inc|Corp|Ltd"
    "|Bros|Cos|Co|Sens|Reps|Gens|Messrs|Supt|Insp|Amb|Pvt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
    "|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla"
    "|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo|Ont|Que|Ph\\.D|St"
)
_PREFIX = "(?:al|el|ad|ar|as|an|at|az|ash|ul|ud|ed|es)-|[dlD]['’]|[ei](?=[A-Z][a-z])"
_TAIL = r"(?:['’`ʿ‘](?![sS]\b)\w+|[-&]\w+|\.[a-z]\w+)*"
_DOTTED = rf"\.(?:[{_UPPER}]\.){{1,8}}(?:-\w+)*"  # U.S., U.N.-backed, after their first letter
_INITIAL = r"\.(?=[ \u00a0])"
_WORD = (
    rf"(?:[{_UPPER}](?:{_DOTTED}|{_INITIAL})"
    rf"|(?:{_ABBREVIATIONS})\."
    rf"|(?:{_PREFIX})?[{_UPPER}]\w*{_TAIL})"
)
# The first word of a run begins with a plain class of letters, which the engine searches for at full speed;
# what must stand before that letter, and whether it starts an abbreviation, is looked up from behind it.
_FIRST_WORD = (
    rf"[{_UPPER}](?<![\w@/.].)(?:{_DOTTED}|{_INITIAL}|(?<=(?=(?:{_ABBREVIATIONS})\.).)\w{{1,4}}\.|\w*{_TAIL})"
)
_LINK = (
    "(?:of the|of|&|de la|de las|de los|del|della|de|di|da|dos|das|do|du|des"
    "|van der|van den|van de|van|von der|von dem|von zu|von|zu|af|av|ter"
    "|al|el|bin|ibn|bint|ben|ul|ur|ud|wa|y|le|la|e)"
)
_SPACE = "[ \u00a0]{1,2}"
_RUN = re.compile(rf"{_FIRST_WORD}(?:{_SPACE}(?:{_LINK}{_SPACE})?{_WORD}){{0,11}}")
_PIECE = re.compile(rf"{_WORD}|[^\s\w]|\w+")
_ARTICLE_BEFORE = re.compile(r"(?<!\w)(?:(?:al|el|ad|ar|as|an|at|az|ash|ul|ud|ed|es)-|[dl]['’])$")


class Token(NamedTuple):
    """One word of a run; `start` and `end` count code points from the start of the run."""

    text: str
    start: int
    end: int


def runs(paragraph: str) -> list[tuple[int, str]]:
    """The runs of capitalised words of a paragraph with where each starts.

    A run holds at most twelve capitalised words, joined by spaces and small words that occur inside names
    ("of the", "bin", "van der", "&"). A possessive 's is left outside and so ends the run. An article joined
    by a hyphen or apostrophe ("al-Assad", "d'Estaing") belongs to the run, any other word so joined does not
    ("pro-Moscow President" gives "President").
    """
    found = []
    for match in _RUN.finditer(paragraph):
        start, end = match.span()
        if start and paragraph[start - 1] in "-'’":
            article = _ARTICLE_BEFORE.search(paragraph, max(0, start - 5), start)
            if article:
                start = article.start()
            elif paragraph[start - 1] == "-" and start > 1 and paragraph[start - 2].isalpha():
                start = _after_first_word(paragraph, start, end)
                if start == end:
                    continue
        found.append((start, paragraph[start:end]))
    return found


def _after_first_word(paragraph: str, start: int, end: int) -> int:
    space = paragraph.find(" ", start, end)
    return space + 1 if space >= 0 else end


def run_tokens(run: str) -> list[Token]:
    """The words of one run."""
    return [Token(m[0], *m.span()) for m in _PIECE.finditer(run)]
