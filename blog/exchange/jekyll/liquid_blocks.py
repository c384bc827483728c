"""Liquid that encloses text: code to highlight becomes a fence, raw text and comments are set apart.

What stands raw is armed: nothing in it looks like Liquid until `disarmed` is called.
"""

import re
from collections.abc import Callable, Iterable

from blog.exchange.jekyll.chunks import ITEM
from blog.exchange.jekyll.tree import Line, Tree

BRACE, OPEN, CLOSE = "\ufdd1", "\ufdd2", "\ufdd3"
"""Noncharacters, which no text keeps: a brace that is none of Liquid's, and the edges of a comment."""
_BLOCK = re.compile(r"\{%-?\s*+(raw|comment|highlight)\b((?:(?!\{%|%\}).)*+)%\}")
_ENDS = {word: re.compile(rf"\{{%-?\s*+end{word}\s*+-?%\}}") for word in ("raw", "comment", "highlight")}
_INSIDE = re.compile(r"\{%-?\s*+(?:(raw|comment)|endhighlight)\s*+-?%\}")
_OPENING = re.compile(r"\{[{%](?!.*[%}]\})")
_COMMENT = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}?")
_TICKS = re.compile(r"`{3,}")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*\Z")
MOST_LINES = 40  # of one tag


def disarmed(text: str, *, is_code: bool = False) -> str:
    """Raw text as it was; a comment is one of HTML's, in code it is gone."""
    if OPEN in text:
        text = _COMMENT.sub("" if is_code else lambda match: f"<!-- {_plain(match[1]).strip()} -->", text)
    return text.replace(BRACE, "{") if BRACE in text else text


def _plain(text: str) -> str:
    return text.replace(BRACE, "{").replace("--", "- -")


def set_apart(lines: Iterable[Line], tree: Tree, left_out: Callable[[Line, str], None]) -> list[Line]:
    """Tags that go over several lines joined; fences for code; what is raw or a comment armed."""
    return _Blocks(tree, left_out).run(_joined(list(lines), left_out))


def _joined(lines: list[Line], left_out: Callable[[Line, str], None]) -> Iterable[Line]:
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if "{" in line and _OPENING.search(line):
            mark = "%}" if line.rfind("{%") > line.rfind("{{") else "}}"
            end = next((k for k in range(at, min(at + MOST_LINES, len(lines))) if mark in lines[k]), -1)
            if end >= 0 and not any("{%" in one or "{{" in one for one in lines[at:end]):
                for swallowed in lines[at : end + 1]:
                    left_out(swallowed, "Liquid")
                line = Line(" ".join([line, *(one.strip() for one in lines[at : end + 1])]), line.number)
                at = end + 1
        yield line


class _Blocks:
    def __init__(self, tree: Tree, left_out: Callable[[Line, str], None]) -> None:
        self.tree, self.left_out = tree, left_out
        self.out: list[Line] = []
        self.word = ""  # raw or comment, while one is open
        self.opened: Line | None = None
        self.code: list[Line] | None = None  # lines to highlight
        self.fence: tuple[Line, str, str] | None = None  # where the code begins, what stands before it, its language

    def run(self, lines: Iterable[Line]) -> list[Line]:
        for line in lines:
            if not self.word and self.code is None and "{%" not in line:
                self.out.append(line)
            else:
                self._line(line)
        if self.word and self.opened:
            self.tree.doubt(self.opened.number, "Liquid that does not end", self.opened)
        if self.code is not None and self.fence:
            self.out.extend([self.fence[0], *self.code])
        return self.out

    def _line(self, line: Line) -> None:
        said, at, had_tag, is_fence = "", 0, False, False
        while at <= len(line):
            if self.word:
                end = _ENDS[self.word].search(line, at)
                inner = line[at : end.start() if end else None]
                if self.word == "comment":
                    said += f"{OPEN}{inner.replace('{', BRACE)}{CLOSE}" if inner.strip() else ""
                else:
                    said += inner.replace("{", BRACE)
                if not end:
                    break
                had_tag, at, self.word = True, end.end(), ""
                continue
            match = (_INSIDE if self.code is not None else _BLOCK).search(line, at)
            said += line[at : match.start() if match else None]
            if not match:
                break
            had_tag, at = True, match.end()
            if match[1] in {"raw", "comment"}:
                self.word, self.opened = match[1], line
            elif self.code is not None:
                if said.strip():
                    self.code.append(Line(said, line.number))
                said = ""
                self._close(line)
                is_fence = True
            else:
                self._open(Line(said, line.number), line, match[2])
                said, is_fence = "", True
        if said.strip() or not is_fence:
            self._say(line, said, had_tag=had_tag)

    def _say(self, line: Line, said: str, *, had_tag: bool) -> None:
        """A line of which nothing but comments and tags is left is left out."""
        is_hidden = OPEN in said and not _COMMENT.sub("", said).strip()
        if is_hidden or (had_tag and not said.strip()):
            is_comment = is_hidden or self.word == "comment"
            self.left_out(line, "left out by a comment" if is_comment and not had_tag else "Liquid")
            return
        if self.word == "comment" and not had_tag and not said.strip():
            self.left_out(line, "left out by a comment")
            return
        text = line if said == line else Line(said, line.number)
        (self.out if self.code is None else self.code).append(text)

    def _open(self, before: Line, line: Line, rest: str) -> None:
        words = rest.strip(" \t-").split()
        prefix = before if _PREFIX.match(before) else ""
        if not prefix and before.strip():
            self.out.append(before)
        self.fence = (line, prefix, re.sub(r"[^\w+#.-]", "", words[0]) if words else "")
        self.code = []

    def _close(self, line: Line) -> None:
        if self.fence is None or self.code is None:
            return
        opened, prefix, language = self.fence
        content = self.code
        self.code = None
        while content and not content[0].strip():
            content.pop(0)
        while content and not content[-1].strip():
            content.pop()
        if not prefix.strip():
            prefix = prefix if self._is_in_list() else ""
            if prefix and any(one.strip() and not one.startswith(prefix) for one in content):
                content = [Line(f"{prefix}{one}", one.number) for one in content]
        ticks = max((len(run) for one in content for run in _TICKS.findall(one)), default=2) + 1
        start, end = Line(f"{prefix}{'`' * ticks}{language}", opened.number), Line(prefix + "`" * ticks, line.number)
        if self.out and self.out[-1].strip() and not prefix:
            self.out.append(Line("", opened.number))
        self.out.extend([start, *content, end])

    def _is_in_list(self) -> bool:
        above = next((one for one in reversed(self.out) if one.strip()), "")
        return bool(ITEM.match(above)) or above.startswith(("  ", "\t"))
