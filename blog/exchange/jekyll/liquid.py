"""Liquid as posts use it: includes, links, conditions on tags; the rest is kept out of readers' sight."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Line, Tree

# Each stops at the next opening and gives nothing back: a line full of openings takes no longer than another.
_TAG = re.compile(r"\{%-?\s*+(\w++)((?:(?!\{%|-?%\}).)*+)-?%\}")
_ALONE = re.compile(rf"\s*+{_TAG.pattern}\s*+\Z")
_OUTPUT = re.compile(r"\{\{-?((?:(?!\{\{|-?\}\}).)*+)-?\}\}")
_BASE = re.compile(r"(?:\{\{-?\s*+site\.(?:url|baseurl)\s*+-?\}\}/?)+(?=\{%-?\s*+(?:link|post_url)\b)")
_BROKEN_LINK = re.compile(r"\{%?\s*link\s+([^{}%\s]+\.\w+)\s*%?\}")
_TERM = re.compile(r"""(?:page\.)?(tags|categories)\s+contains\s+(["'])(.*?)\2\Z""")
MOST_DEPTH = 5


@dataclass
class Liquid:
    """Resolves the tags of one file; `address` gives the address of another file of the site."""

    site: Site
    tree: Tree
    path: str
    tags: list[str]
    categories: list[str]
    address: Callable[[str], str]
    includes: dict[str, str] = field(default_factory=dict)  # name -> Markdown, of those that stand alone
    relatives: list[str] = field(default_factory=list)

    def lines(self, lines: Iterable[Line], depth: int = 0) -> list[Line]:
        """Conditions decided, files included; an include alone on its line is left as a line that names it."""
        out: list[Line] = []
        stack: list[bool] = []
        hidden = ""
        for line in lines:
            alone = _ALONE.match(line) if "{%" in line else None
            word, rest = (alone[1], alone[2].strip()) if alone else ("", "")
            if hidden:
                hidden = "" if word == f"end{hidden}" else hidden
                if hidden != "raw":
                    self._left_out(line, "Liquid" if word else "left out by a comment", depth)
                    continue
                out.append(line)
            elif word in {"if", "unless"}:
                self._left_out(line, "Liquid", depth)
                stack.append(self._decide(rest, line) != (word == "unless"))
            elif word in {"else", "elsif"} and stack:
                self._left_out(line, "Liquid", depth)
                stack[-1] = not stack[-1]
            elif word in {"endif", "endunless"} and stack:
                self._left_out(line, "Liquid", depth)
                stack.pop()
            elif not all(stack):
                self._left_out(line, "left out by a condition", depth)
            elif word in {"comment", "raw"}:
                self._left_out(line, "Liquid", depth)
                hidden = word
            elif word == "include_relative":
                out.extend(self._relative(rest, line, depth))
            elif word == "include":
                out.extend(self._include(rest, line))
            else:
                out.append(Line(self.inline(line, line.number), line.number))
        return out

    def _left_out(self, line: Line, what: str, depth: int) -> None:
        """Lines of another file have no place in this one."""
        if not depth:
            self.tree.spans.append((line.number, line.number + 1, what))

    def inline(self, text: str, number: int) -> str:
        """Tags inside a line: links become addresses; what is unknown becomes a comment, seen by editors only."""
        if "{" not in text:
            return text

        def tag(match: re.Match[str]) -> str:
            word, rest = match[1], match[2].strip()
            if word in {"link", "post_url"}:
                return self._link(rest, number)
            if word == "include":
                return self._included_text(rest, number)
            self.tree.doubt(number, "unknown Liquid", match[0])
            return _comment(match[0])

        def output(match: re.Match[str]) -> str:
            value = self._value(match[1].strip())
            if value is None:
                self.tree.doubt(number, "unknown Liquid", match[0])
                return _comment(match[0])
            return value

        text = _OUTPUT.sub(output, _TAG.sub(tag, _BASE.sub("", text)))
        if "{" in text and (broken := _BROKEN_LINK.search(text)):
            self.tree.doubt(number, "broken Liquid link", broken[0])
            text = _BROKEN_LINK.sub(lambda m: self._link(m[1], number), text)
        return text

    def _link(self, target: str, number: int) -> str:
        found = self.site.find(target)
        if found is None:
            self.tree.doubt(number, "link to a file that is not there", target)
        return self.address(found or target)

    def _decide(self, condition: str, line: Line) -> bool:
        """`tags` alone is nothing to Jekyll, so it always decides no; what is meant are the post's own."""
        said = False
        for part in re.split(r"\s+or\s+", condition):
            terms = [_TERM.match(term.strip()) for term in re.split(r"\s+and\s+", part)]
            if not all(terms):
                self.tree.doubt(line.number, "unknown Liquid", line)
                return False
            said = said or all(
                term and term[3] in (self.tags if term[1] == "tags" else self.categories) for term in terms
            )
        if said and "page." not in condition:
            self.tree.doubt(line.number, "condition read as the post's own tags and categories", line)
        return said

    def _relative(self, target: str, line: Line, depth: int) -> list[Line]:
        path = (PurePosixPath(self.path).parent / target.strip("'\"")).as_posix()
        raw = self.site.read(path)
        if raw is None or depth >= MOST_DEPTH:
            self.tree.doubt(line.number, "included file that is not there", target)
            return [Line(_comment(line), line.number)]
        self.relatives.append(path)
        text = raw.decode("utf-8", "replace")
        inner = self.lines((Line(piece.rstrip("\r"), line.number) for piece in text.split("\n")), depth + 1)
        start, end = Line("", line.number), Line("", line.number)
        start.relative, end.relative = path, "end"
        return [start, *inner, end]

    def _include(self, rest: str, line: Line) -> list[Line]:
        name = rest.split()[0] if rest.split() else ""
        body = self._include_body(name)
        if body is None:
            self.tree.doubt(line.number, "included file that is not there", name)
            return [Line(_comment(line), line.number)]
        self.includes[name] = body
        alone = Line(line, line.number)
        alone.include = name
        return [alone]

    def _included_text(self, rest: str, number: int) -> str:
        name = rest.split()[0] if rest.split() else ""
        body = self._include_body(name)
        if body is None:
            self.tree.doubt(number, "included file that is not there", name)
            return _comment(f"{{% include {rest} %}}")
        self.tree.doubt(number, "include inside a line: its text was taken in", name)
        return " ".join(body.split("\n"))

    def _include_body(self, name: str) -> str | None:
        if name in self.includes:
            return self.includes[name]
        raw = self.site.read(f"_includes/{name}")
        if raw is None:
            return None
        said = len(self.tree.doubts)
        body = "\n".join(self.inline(piece.rstrip("\r"), 0) for piece in raw.decode("utf-8", "replace").split("\n"))
        del self.tree.doubts[said:]
        return body

    def _value(self, expression: str) -> str | None:
        place, _, key = expression.partition(".")
        if place == "site" and isinstance(value := self.site.config.get(key), str):
            return value
        return None


def _comment(text: str) -> str:
    """In the Markdown for editors; the sanitiser keeps it from readers."""
    return f"<!-- {text.strip().replace('--', '- -')} -->"
