"""The headline of a page as it is printed, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from .blocks import Block
from .body import is_prose
from .boilerplate import leads_elsewhere, speaks_of_others
from .jsonld import LinkedArticle
from .meta import TITLE, Meta
from .site import site_key, title_parts, without_site
from .soup import Parsed
from .tree import HEADINGS, Node, fold

_HEADLINE_LABEL = re.compile(r"title|headline|hed(?![a-z])|Hed(?![a-z])", re.IGNORECASE)
_KIND_OF_PAGE = re.compile(
    r"(?:press|news|media) releases?|print(?:er)?(?:[ -]friendly)?(?: version| page)?|untitled(?: document)?|document"
    r"|home(?: ?page)?|news|microsoft word|(?:microsoft word - )?[^ ].{0,80}\.(?:docx?|pdf|html?|rtf|odt|indd)",
    re.IGNORECASE,
)
_SHORT_NAME = 5  # words that the name of a site has at most
_MIN_WORDS = 3  # of a headline that nothing marks but its type
_LESSER_HEADINGS = HEADINGS - {"h1", "h2"}
_MIN_SIGNS = 10  # of one in letters that may be words by themselves
_TITLE_ELEMENT = "title element"
_MAX_HEADINGS = 40
_MAX_TITLE = 600  # characters
_MIN_AGREEMENT = 0.5  # of the title in the head that a heading must cover to be it
_RUBRIC_WORDS = 2  # that a heading may have before the headline itself


@dataclass(frozen=True, slots=True)
class Headline:
    """A title and where it stood."""

    text: str
    origin: str


def read_title(
    parsed: Parsed, found: list[Block], meta: Meta, linked: LinkedArticle, sites: tuple[str, ...]
) -> Headline:
    """The heading that is the page's headline, else the best title of the head; empty if there is none.

    A heading is preferred because it is what was printed: titles in the head are often shortened for search
    engines and social networks, and rarely the other way round.
    """
    given = list(_head_titles(parsed, meta, linked))
    heads = [head for head in given if not _says_nothing(head.text)]
    keys = {site_key(site) for site in sites}
    best, best_score = Headline("", ""), 0
    for heading in (*parsed.named["h1"][:_MAX_HEADINGS], *parsed.named["h2"][:_MAX_HEADINGS]):
        text = heading.text(limit=_MAX_TITLE)
        if not text or site_key(text) in keys:
            continue
        headline, score = _judge(heading, text, heads, sites)
        if score > best_score:
            best, best_score = headline, score
    if best_score:
        return best
    if printed := _printed_part(found, heads, keys):
        return printed
    if not heads and (unmarked := _headline_without_mark(found)):
        return unmarked
    return next((Headline(_bare(head, sites), head.origin) for head in heads or given), Headline("", ""))


def _printed_part(found: list[Block], heads: list[Headline], keys: set[str]) -> Headline | None:
    """A lesser heading before the text that is a part of a title of the head; None if there is none."""
    parts = {fold(part): head for head in reversed(heads) for part in title_parts(head.text)}
    for block in takewhile(lambda block: block.node.name in HEADINGS or not is_prose(block), found):
        key = fold(block.text) if block.node.name in _LESSER_HEADINGS else ""
        if key in parts and _is_long_enough(key) and site_key(key) not in keys and not _is_elsewhere(block):
            return Headline(without_site(block.text, ()), f"{block.node.name}, in {parts[key].origin}")
    return None


def _is_elsewhere(block: Block) -> bool:
    return any(speaks_of_others(doubt) for _, doubt in block.doubts)


def _is_long_enough(key: str) -> bool:
    """Whether a folded heading has the words of a headline, in a language that parts them or not."""
    return len(key.split()) >= _MIN_WORDS or (not key.isascii() and len(key) >= _MIN_SIGNS)


def _headline_without_mark(found: list[Block]) -> Headline | None:
    """The last line in bold before the text, or else the page's first line; None if that is prose.

    What shouts, such as "FOR IMMEDIATE RELEASE", is no headline unless nothing else is.
    """
    before = list(takewhile(lambda block: not is_prose(block), found))
    bold = [block for block in before if _is_bold(block.node) and len(block.text.split()) >= _MIN_WORDS]
    if bold:
        return Headline(max(reversed(bold), key=lambda block: not block.text.isupper()).text, "line in bold")
    return Headline(before[0].text, "first line") if before else None


def _is_bold(node: Node) -> bool:
    """Whether everything in an element stands in one run of bold type."""
    inner: Node | None = node
    while inner is not None and inner.name not in ("b", "strong"):
        children = (child for child in inner.children if not isinstance(child, str) or child.strip())
        firsts = list(islice(children, 2))
        inner = firsts[0] if len(firsts) == 1 and isinstance(firsts[0], Node) else None
    return inner is not None


def _says_nothing(title: str) -> bool:
    """Whether a title is a kind of page or a file's name, with at most a short name beside it."""
    parts = re.split(r"\s*[|:–—-]\s+", title)
    kind = next((part for part in parts if _KIND_OF_PAGE.fullmatch(part.strip())), None)
    return kind is not None and all(len(part.split()) <= _SHORT_NAME for part in parts if part is not kind)


def _head_titles(parsed: Parsed, meta: Meta, linked: LinkedArticle) -> Iterator[Headline]:
    for name, values in meta.of(TITLE):
        yield Headline(values[0][:_MAX_TITLE], f"meta {name}")
    if linked.headline:
        yield Headline(linked.headline[:_MAX_TITLE], "json-ld headline")
    for element in parsed.named["title"][:1]:
        if text := element.text(limit=_MAX_TITLE):
            yield Headline(text, _TITLE_ELEMENT)


def _judge(heading: Node, text: str, heads: list[Headline], sites: tuple[str, ...]) -> tuple[Headline, int]:
    """How likely a heading is the headline, 0 to 6, and the text to take for it."""
    text = without_site(text.rstrip("¶#§ "), ())
    key, main, away = (
        fold(text),
        heading.name == "h1",
        any(map(leads_elsewhere, (heading, *heading.ancestors()))),
    )
    bares = [_bare(head, sites) for head in heads]
    for head, bare in zip(heads, bares, strict=True):
        rubric = key.removesuffix(fold(bare))
        if main and not away and rubric != key and 0 < len(rubric.split()) <= _RUBRIC_WORDS:
            return Headline(bare, head.origin), 6
    for head, bare in zip(heads, bares, strict=True):
        if key == fold(bare):
            return Headline(
                bare if len(bare) < len(text) else text, f"{heading.name}, as {head.origin}"
            ), 3 if away else 6 if main else 4
    if away:
        return Headline("", ""), 0
    held = []
    for head, bare in zip(heads, map(fold, bares), strict=True):
        if key in bare or (key in fold(head.text) and len(key) > len(bare)):  # a part cut off is the site's
            held.append(bare)
    if held:
        enough = any(len(key) >= _MIN_AGREEMENT * len(bare) for bare in held)
        return Headline(text, heading.name), (5 if main else 3) if enough else 0
    if any(_opens(fold(bare), key) for bare in bares):  # of two lines, or with the standfirst below it
        return Headline(text, heading.name), 5 if main else 1
    labelled = bool(_HEADLINE_LABEL.search(heading.label))
    return Headline(text, heading.name), 2 if main and _is_long_enough(key) and (labelled or not heads) else 0


def _opens(short: str, full: str) -> bool:
    """Whether a heading begins with a title of the head and does not add more than that has."""
    return full.startswith(short + " ") and len(short) >= _MIN_AGREEMENT * len(full)


def _bare(head: Headline, sites: tuple[str, ...]) -> str:
    return without_site(head.text, sites, guess=head.origin == _TITLE_ELEMENT)
