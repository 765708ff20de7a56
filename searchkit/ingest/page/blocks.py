"""`Node` tree -> lines of text in the order of the page, each with what is needed to judge it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .boilerplate import HIDDEN, NEVER, Doubt, doubt
from .tree import BLOCKS, Node, fold, squeeze

_SHORT = 200  # characters: lines parted by <br> are headings, names and dates up to here, and prose above
_LINES = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "td", "th", "blockquote"])
_WRAPPED = 50  # characters that a line has at least which is cut at the margin
_ENDS = frozenset('.!?:;…"”’)')
_LONG_CELL = 200  # characters of text in one cell: more is prose, not a value

Doubts = tuple[tuple[Node, Doubt], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph: its innermost block element, its text, how many of its characters are links.

    `doubts` are the elements around it, outermost first, that look like no part of the article's text.
    """

    node: Node
    text: str
    links: int
    doubts: Doubts

    @property
    def link_share(self) -> float:
        """The share of the text that is links, 0 to 1."""
        return self.links / len(self.text)


def blocks(root: Node) -> list[Block]:
    """The blocks of text below an element."""
    gatherer = _Gatherer()
    gatherer.visit(root, in_link=False, doubts=())
    gatherer.flush(root, ())
    return _unwrapped(gatherer.found)


def _unwrapped(found: list[Block]) -> list[Block]:
    """The blocks with paragraphs joined that are an element a line, as pages made from PDF files have them.

    A line goes on if it does not end a sentence and the next one, of the same kind, begins in a small letter.
    """
    runs: list[list[Block]] = []
    for block in found:
        if runs and _goes_on(runs[-1][-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return [run[0] if len(run) == 1 else _joined(run) for run in runs]


def _joined(run: list[Block]) -> Block:
    return replace(run[0], text=" ".join(b.text for b in run), links=sum(b.links for b in run))


def _goes_on(block: Block, after: Block) -> bool:
    if not (after.text[0].islower() and len(block.text) >= _WRAPPED and block.text[-1] not in _ENDS):
        return False
    one, other = block.node, after.node
    return (
        one is not other
        and one.name == other.name == "p"
        and one.label == other.label
        and one.parent is other.parent
    )


class _Gatherer:
    """Collects inline text until a block element begins or ends, or an empty line does."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.lines: list[list[str]] = [[]]  # parted by <br>
        self.links = 0

    def visit(self, node: Node, *, in_link: bool, doubts: Doubts) -> None:
        """Gather what is below an element. Recursion is safe: the tree's depth is capped."""
        for child in node.children:
            if isinstance(child, str):
                self.lines[-1].append(child)
                if in_link:
                    self.links += len(child.strip())
            elif child.name == "br":
                if "".join(self.lines[-1]).strip():
                    self.lines.append([])
                else:
                    self.flush(node, doubts)
            elif not _is_button(child):
                self.element(child, node, in_link=in_link, doubts=doubts)

    def element(self, child: Node, parent: Node, *, in_link: bool, doubts: Doubts) -> None:
        """Gather an element, as lines of its own or as a part of its parent's line."""
        what = doubt(child)
        if what and what.clearing == NEVER:
            return
        if what and child.name not in BLOCKS and parent.name in _LINES and not what.reason.startswith(HIDDEN):
            what = None  # a word of a sentence, however it is marked
        inner = (*doubts, (child, what)) if what else doubts
        if child.name == "table" and is_data_table(child):
            self.flush(parent, doubts)
            self.rows(child, inner)
        elif child.name in BLOCKS or what:
            self.flush(parent, doubts)
            self.visit(child, in_link=in_link, doubts=inner)
            self.flush(child if child.name in BLOCKS else parent, inner)
        else:
            self.visit(child, in_link=in_link or child.name == "a", doubts=doubts)

    def rows(self, table: Node, doubts: Doubts) -> None:
        """Each row of a data table as one block, its cells joined by a bar."""
        for row in table.walk():
            if row.name != "tr":
                continue
            text = " | ".join(filter(None, (cell.text() for cell in row.children if isinstance(cell, Node))))
            if text:
                links = sum(len(link.text()) for link in row.walk() if link.name == "a")
                self.found.append(Block(row, text, min(len(text), links), doubts))

    def flush(self, node: Node, doubts: Doubts) -> None:
        """End the paragraph gathered so far, which is `node`'s; short lines of no sentence stay apart."""
        lines = [text for text in (squeeze("".join(line)) for line in self.lines) if text]
        links = self.links
        self.lines, self.links = [[]], 0
        size = sum(map(len, lines))
        if size > _SHORT or any(line[0].islower() for line in lines[1:]):
            lines = [" ".join(lines)]
        for line in lines:
            self.found.append(Block(node, line, min(len(line), links * len(line) // size), doubts))


def _is_button(node: Node) -> bool:
    """Whether an element is the button of an editor beside a heading: "[edit]"."""
    return node.name == "span" and "edit" in node.label and fold(node.text(limit=_SHORT)) == "edit"


def is_data_table(table: Node) -> bool:
    """Whether a table holds values in rows and columns, and is no frame for a page or for paragraphs."""
    rows = several = 0
    for node in table.walk():
        if node.name == "table" and node is not table:
            return False
        if node.name == "tr":
            rows += 1
            several += sum(isinstance(cell, Node) and cell.name in ("td", "th") for cell in node.children) > 1
        elif node.name in ("td", "th", "p", "div") and _own_length(node) > _LONG_CELL:
            return False
    return rows >= 2 and several * 2 >= rows


def _own_length(node: Node) -> int:
    return sum(len(child) for child in node.children if isinstance(child, str))
