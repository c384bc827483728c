"""What is left out of a text: one doubt a file, and a span for each line that is gone whole."""

from collections import Counter
from collections.abc import Sequence

from blog.exchange.jekyll.tree import Line, Tree

LEFT_OUT = "left out as layout"
WHAT = "layout of kramdown left out"


class Layout:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._said: Counter[str] = Counter()
        self._first = 0
        self._gone: dict[int, str] = {}

    def leave_out(self, line: Line, said: str = "") -> None:
        """A whole line; `said` is what the doubt calls it, nothing where it is not worth one."""
        self._gone[line.number] = LEFT_OUT
        self.cut(line.number, said)

    def cut(self, number: int, said: str) -> None:
        """A part of a line."""
        if said:
            self._said[" ".join(said.split())[:80]] += 1
            self._first = min(self._first or number, number)

    def place(self, line: Line, what: str) -> None:
        """A line that is gone as such, though what it says stands in others."""
        self._gone[line.number] = what

    def tell(self, left: Sequence[Line]) -> None:
        """`left` are the lines that stay: a number that they still have is that of an included file's lines."""
        there = {line.number for line in left if line.strip()}
        self.tree.spans.extend((number, number + 1, what) for number, what in self._gone.items() if number not in there)
        if self._said:
            said = [f"{text} ({times} times)" if times > 1 else text for text, times in self._said.most_common(8)]
            more = len(self._said) - len(said)
            self.tree.doubt(self._first, WHAT, ", ".join(said) + (f" and {more} more" if more else ""))
