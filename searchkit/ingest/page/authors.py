"""Who wrote the page's article, by ranked evidence and agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from searchkit.article import Author
from searchkit.ingest.bylines import clean_authors, looks_like_byline, parse_byline

from .blocks import Block
from .jsonld import LinkedArticle
from .meta import AUTHOR, Meta
from .places import around, own_elements
from .tree import Node, fold

# Labels of elements that hold a byline, and words that say they hold something beside it.
_LABEL = re.compile(
    r"by-?_?line|author|writer|contributor|posted-?by|reader-credits|(?<![a-z])reporter", re.IGNORECASE
)
_NOT_LABEL = re.compile(
    r"comment|related|avatar|image|photo|recirc|follow|social|newsletter|tooltip|authori[sz]", re.IGNORECASE
)
_ABOUT = re.compile(r"about|bio|card|box|desc|info|more|expanded|bottom|footer|end", re.IGNORECASE)
_NAME_LABEL = re.compile(r"name|link|fn\b|url\b|authors?$", re.IGNORECASE)
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|by|people|profiles?|contributors?|staff|writers?|reporters?|journalists?|columnists?|team"
    r"|experts?|bio)/[^/?#]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|^@|\S+@\S|^\S+\.(?:com|org|net)\b", re.IGNORECASE)
_BY = re.compile(
    r"\s*(?:(?:(?:story|written|posted|reported|published|words|text)\s+)?by|par|von|por|door)\b",
    re.IGNORECASE,
)
# Words of what stands beside names in a byline, and in no name.
_NOT_NAME = re.compile(
    r"\b(?:bio|archives?|feed|rss|guidelines|published|follow|profile|view|see|more|posts|articles"
    r"|editorial policy|photography|styled|illustrations?|photos?|email|contact|twitter|facebook|instagram"
    r"|linkedin)\b|^by$",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\b(?:staff|team|desk|newsroom|admin|editors?|editorial|agency|agencies|redazione|redaktion|reporter)\b"
)
_MAX_BYLINE = 200  # characters
_MAX_NAME = 60
_MAX_PLACES = 30  # of one kind that are looked at
_MAX_NAMES = 50
_LINES_BELOW = 8  # blocks below the headline among which a byline without a mark may stand
_PRINTED = "byline"  # begins the origin of claims made by elements of the printed byline


@dataclass(frozen=True, slots=True)
class Claim:
    """The authors one place of the page names."""

    authors: tuple[Author, ...]
    origin: str

    @property
    def keys(self) -> set[str]:
        """The names, comparable."""
        return {fold(author.name) for author in self.authors}


def read_authors(
    root: Node, found: list[Block], at: int, meta: Meta, linked: LinkedArticle, sites: Iterable[str]
) -> tuple[Claim, ...]:
    """The claims that name the page's authors, the one to believe first; empty if there is none.

    `found` has the blocks of the page, `at` says which is the headline (-1: none).

    The claim most others share a name with is right, or the first by rank; one that names persons comes
    before one that names the site or its staff. Where the printed byline shares a name with it, the byline
    decides who else belongs: heads of pages list editors and photographers too, or only the first author.
    """
    site_keys = {fold(site) for site in sites} - {""}
    claims = [
        Claim(_without_site(claim.authors, site_keys), claim.origin)
        for claim in _claims(root, found, at, meta, linked)
        if claim.authors
    ]
    if not claims:
        return ()

    def rank(claim: Claim) -> tuple[bool, int]:
        return not _is_desk(claim, site_keys), sum(bool(claim.keys & other.keys) for other in claims)

    best = max(claims, key=rank)
    printed = next((c for c in claims if c.origin.startswith(_PRINTED) and c.keys & best.keys), best)
    return (printed, *(c for c in claims if c is not printed and c.keys & printed.keys))


def _without_site(authors: tuple[Author, ...], site_keys: set[str]) -> tuple[Author, ...]:
    """The authors without the site, unless nobody else is named."""
    return tuple(a for a in authors if fold(a.name) not in site_keys) or authors


def _is_desk(claim: Claim, site_keys: set[str]) -> bool:
    """Whether a claim names no person: the site, its staff, or a part of it."""
    long_names = [site for site in site_keys if " " in site]
    return all(
        key in site_keys or _DESK.search(key) or any(site in key for site in long_names) for key in claim.keys
    )


def _claims(root: Node, found: list[Block], at: int, meta: Meta, linked: LinkedArticle) -> Iterator[Claim]:
    """What each place says, best place first."""
    yield Claim(_cleaned(linked.persons), "json-ld author")
    for name, values in meta.of(AUTHOR):
        yield Claim(_cleaned(values), f"meta {name}")
    yield from _from_elements(root, found[at].node if at >= 0 else None)
    yield _from_lines(found[at + 1 : at + 1 + _LINES_BELOW])
    yield Claim(_cleaned(linked.organisations), "json-ld organisation")


def _cleaned(values: Iterable[str]) -> tuple[Author, ...]:
    authors = clean_authors(
        value for value in islice(values, _MAX_NAMES) if value and not _ADDRESS.match(value[:_MAX_BYLINE])
    )
    return tuple(author for author in authors if len(author.name) <= _MAX_NAME)


def _from_elements(root: Node, headline: Node | None) -> Iterator[Claim]:
    """The first byline below the headline, or else above it, by each kind of mark."""
    places: dict[str, list[tuple[int, int, Node]]] = {}
    inside: set[int] = set()
    article = around([headline] if headline else [])
    for order, (node, below) in enumerate(own_elements(root, headline, article)):
        kind = _kind(node)
        if kind is None or any(id(above) in inside for above in node.ancestors()):
            continue
        rank = (2 if _ABOUT.search(node.label) else 0) + (not below)
        places.setdefault(kind, []).append((rank, order, node))
        if kind == "byline element" and len(node.text(apart=True, limit=_MAX_BYLINE)) <= _MAX_BYLINE:
            inside.add(id(node))
    for kind, spots in places.items():
        for rank, _, node in sorted(spots, key=lambda spot: spot[:2])[:_MAX_PLACES]:
            together = [
                n for r, _, n in spots if r == rank and n.parent is node.parent and n.label == node.label
            ]
            authors = _in_byline(node) if len(together) == 1 else _marked(together)
            if authors:
                yield Claim(authors, kind)
                break


def _kind(node: Node) -> str | None:
    """By what mark an element holds a byline, or None."""
    attrs = node.attrs
    if not attrs or node.name in ("meta", "body", "html"):
        return None
    if "author" in attrs.get("itemprop", "").split():
        return f"{_PRINTED}, microdata"
    if "author" in attrs.get("rel", "").split():
        return f"{_PRINTED}, rel=author"
    if node.label and _LABEL.search(node.label) and not _NOT_LABEL.search(node.label):
        return f"{_PRINTED} element"
    if node.name == "a" and _AUTHOR_ADDRESS.search(attrs.get("href", "")):
        return f"{_PRINTED}, author's address"
    return None


def _in_byline(node: Node) -> tuple[Author, ...]:
    """The authors a byline element names: those its inner elements mark, or those its text names."""
    text = node.attrs.get("content") or node.text(apart=True, limit=_MAX_BYLINE)
    if len(text) > _MAX_BYLINE:
        return ()
    marked = _marked(inner for inner in node.walk() if inner is not node and _marks_name(inner))
    byline = parse_byline(text)
    named = byline.authors if byline else _one_word(node, text)
    a, b = Claim(marked, "").keys, Claim(named, "").keys
    if not a or (b and _BY.match(text) and (a <= b or b <= a)):
        return tuple(author for author in named if len(author.name) <= _MAX_NAME)
    return marked


def _one_word(node: Node, text: str) -> tuple[Author, ...]:
    """The user's name that an element holds which is marked as the author's; a text of one word tells nothing."""
    marks = f"{node.attrs.get('itemprop', '')} {node.attrs.get('rel', '')} {node.label}".split()
    return _cleaned([text]) if "author" in marks and " " not in text and not _NOT_NAME.search(text) else ()


def _marked(nodes: Iterable[Node]) -> tuple[Author, ...]:
    texts = dict.fromkeys(node.text(apart=True, limit=_MAX_BYLINE) for node in nodes)
    return _cleaned(text for text in texts if not _NOT_NAME.search(text))


def _marks_name(node: Node) -> bool:
    """Whether an element inside a byline holds one name and nothing else."""
    attrs = node.attrs
    if any(isinstance(child, Node) and _marks_name(child) for child in node.children):
        return False
    return (
        "name" in attrs.get("itemprop", "").split()
        or "author" in attrs.get("rel", "").split()
        or _AUTHOR_ADDRESS.search(attrs.get("href", "")) is not None
        or (_LABEL.search(node.label) is not None and _NAME_LABEL.search(node.label) is not None)
    )


def _from_lines(lines: Iterable[Block]) -> Claim:
    """The first byline without a mark among some lines."""
    for block in lines:
        text = block.text
        if len(text) <= _MAX_BYLINE and _BY.match(text) and looks_like_byline(text):
            byline = parse_byline(text)
            if byline:
                return Claim(byline.authors, "line below the headline")
    return Claim((), "")
