"""Liquid as posts use it: includes, links, conditions, plain values; the rest is kept out of readers' sight."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.liquid_blocks import BRACE, disarmed, set_apart
from blog.exchange.jekyll.liquid_values import Value, Values
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Line, Tree

# Each stops at the next opening and gives nothing back: a line full of openings takes no longer than another.
_TAG = re.compile(r"\{%-?\s*+(\w++)((?:(?!\{%|-?%\}).)*+)-?%\}")
_ALONE = re.compile(rf"\s*+{_TAG.pattern}\s*+\Z")
_OUTPUT = re.compile(r"\{\{-?((?:(?!\{\{|-?\}\}).)*+)-?\}\}")
_BASE = re.compile(r"(?:\{\{-?\s*+site\.(?:url|baseurl)\s*+-?\}\}/?)+(?=\{%-?\s*+(?:link|post_url)\b)")
_BROKEN_LINK = re.compile(r"\{%?\s*link\s+([^{}%\s]+\.\w+)\s*%?\}")
_TERM = re.compile(r"""(?:page\.)?(tags|categories)\s+contains\s+(["'])(.*?)\2\Z""")
_PARAMETER = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""")
_ADDRESS = re.compile(r"""(?:\]\(|\b(?:href|src)=["']|<https?:|\]:[ \t]*)[^\s()"'<>]*\Z""")
_ADDRESS_END = re.compile(r"""[^()"'<>]*+(?:["'][^()<>]*+)?[)>]""")
_BLOCK = re.compile(
    r"\{%-?\s*+(if|unless|for|tablerow|capture|case)\b((?:(?!\{%|%\}).)*+)%\}"
    r"((?:(?!\{%-?\s*+(?:if|unless|for|tablerow|capture|case)\b).)*?)\{%-?\s*+end\1\s*+-?%\}"
)
_ELSE = re.compile(r"\{%-?\s*+(else|elsif|when)\b(?:(?!\{%|%\}).)*+%\}")
_GIVEN = re.compile(r"\binclude\b\s*[.\[]")
_LOOPS = frozenset({"for", "tablerow", "capture", "case"})
_MOVED, _MOVED_END = "\ufdd4", "\ufdd5"  # around what has to leave an address
_VIDEO_ID = re.compile(r"(?:\A|[/=])([\w-]{11})(?![\w-])")
QUOTES = "\"'"
LONGEST_ADDRESS = 300  # before what Liquid puts into it
MOST_DEPTH = 5
MOST_BLOCKS = 20  # inside each other on one line
UNKNOWN = "unknown Liquid"
UNKNOWN_IN_CODE = "Liquid inside code, left out as before"


@dataclass
class Liquid:
    """Resolves the tags of one file; `address` gives the address of another file of the site."""

    site: Site
    tree: Tree
    path: str
    tags: list[str]
    categories: list[str]
    address: Callable[[str], str]
    page: Mapping[str, Value] = field(default_factory=dict)
    includes: dict[str, str] = field(default_factory=dict)  # name -> Markdown, of those that stand alone
    relatives: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = Values(self.site.scalars, self.page, defaults=self.site.default_keys)

    def lines(self, lines: Iterable[Line], depth: int = 0) -> list[Line]:
        """Conditions decided, files included; an include alone on its line is left as a line that names it."""
        found = list(lines)
        if not any("{" in line for line in found):
            return found

        def left_out(line: Line, what: str) -> None:
            self._left_out(line, what, depth)

        apart = set_apart(found, self.tree, left_out)
        codes = verbatim.of_code(apart)
        out: list[Line] = []
        stack: list[_Branch] = []
        end, ends = -1, _ends(apart)  # of loops
        for at, (line, is_code) in enumerate(zip(apart, codes, strict=True)):
            if at <= end:
                out.append(Line(_comment(line) if line.strip() else "", line.number))
                continue
            alone = _ALONE.match(line) if "{%" in line else None
            word, rest = (alone[1], alone[2].strip()) if alone else ("", "")
            if word in {"if", "unless"}:
                left_out(line, "Liquid")
                stack.append(_Branch(self._decide(rest, line) != (word == "unless")))
            elif word in {"else", "elsif"} and stack:
                left_out(line, "Liquid")
                stack[-1].turn(word == "else" or (not stack[-1].is_taken and self._decide(rest, line)))
            elif word in {"endif", "endunless"} and stack:
                left_out(line, "Liquid")
                stack.pop()
            elif not all(branch.is_open for branch in stack):
                left_out(line, "left out by a condition")
            elif word == "include_relative":
                out.extend(self._relative(rest, line, depth))
            elif word == "include" and not is_code:
                out.extend(self._include(rest, line, depth))
            elif word == "youtube" and (video := self._video(word, {"id": f'"{rest.split(" ")[0].strip(QUOTES)}"'})):
                out.append(Line(video, line.number))
            elif word in _LOOPS and not is_code and (end := ends.get(at, -1)) > at:
                self.tree.doubt(line.number, UNKNOWN, line.strip())
                out.append(Line(_comment(line), line.number))
            else:
                said = self.inline(line, line.number, is_code=is_code)
                out.append(line if said == line else Line(said, line.number))
        return out

    def _left_out(self, line: Line, what: str, depth: int) -> None:
        """Lines of another file have no place in this one."""
        if not depth:
            self.tree.spans.append((line.number, line.number + 1, what))

    def inline(self, text: str, number: int, *, is_code: bool = False) -> str:
        """Tags inside a line: links become addresses; what is unknown becomes a comment, seen by editors only."""
        if "{" not in text:
            return disarmed(text, is_code=is_code)
        if not is_code and text.count("{%") > 1:
            text = self._without_blocks(text, number)
        code = verbatim.spans(text) if not is_code and "`" in text else []

        def unknown(match: re.Match[str]) -> str:
            is_inside = is_code or verbatim.is_inside(match.start(), code)
            self.tree.doubt(number, UNKNOWN_IN_CODE if is_inside else UNKNOWN, disarmed(match[0]))
            if is_inside:
                return ""
            is_address = _ADDRESS.search(match.string, max(0, match.start() - LONGEST_ADDRESS), match.start())
            return f"{_MOVED}{match[0]}{_MOVED_END}" if is_address else _comment(match[0])

        def tag(match: re.Match[str]) -> str:
            word, rest = match[1], match[2].strip()
            if word in {"link", "post_url"}:
                return self._link(rest, number)
            if word == "include":
                return self._included_text(rest, number)
            return unknown(match)

        def output(match: re.Match[str]) -> str:
            value = self.values.printed(match[1].strip())
            return unknown(match) if value is None else value

        text = _TAG.sub(tag, _BASE.sub("", text))
        if "{{" in text:
            code = verbatim.spans(text) if code else []
            text = _OUTPUT.sub(output, text)
        if "{" in text and (broken := _BROKEN_LINK.search(text)) and not is_code:
            self.tree.doubt(number, "broken Liquid link", broken[0])
            text = _BROKEN_LINK.sub(lambda m: self._link(m[1], number), text)
        return disarmed(_with_whole_addresses(text), is_code=is_code)

    def _without_blocks(self, text: str, number: int) -> str:
        """Conditions within a line decided; what cannot be, and loops, are comments with all that is in them."""

        def one(match: re.Match[str]) -> str:
            word, inner = match[1], match[3]
            branches = [inner[: other.start()] for other in _ELSE.finditer(inner)][:1] or [inner]
            turns = list(_ELSE.finditer(inner))
            said = self._decided(match[2].strip(" \t-")) if word in {"if", "unless"} else None
            if said is None or any(turn[1] != "else" for turn in turns):
                self.tree.doubt(number, UNKNOWN, disarmed(match[0]))
                return _comment(match[0]).replace("{", BRACE)
            if said != (word == "unless"):
                return branches[0]
            return inner[turns[0].end() :] if turns else ""

        for _ in range(MOST_BLOCKS):
            text, count = verbatim.subn(_BLOCK, one, text)
            if not count:
                break
        return text

    def _link(self, target: str, number: int) -> str:
        found = self.site.find(target)
        if found is None:
            self.tree.doubt(number, "link to a file that is not there", target)
        return self.address(found or target)

    def _decide(self, condition: str, line: Line) -> bool:
        """`tags` alone is nothing to Jekyll, so it always decides no; what is meant are the post's own."""
        said = self._decided(condition)
        if said is None:
            self.tree.doubt(line.number, UNKNOWN, line)
        elif said and "page." not in condition and _TERM.match(condition):
            self.tree.doubt(line.number, "condition read as the post's own tags and categories", line)
        return bool(said)

    def _decided(self, condition: str) -> bool | None:
        """None where it is not certain."""
        said: bool | None = False
        for part in re.split(r"\s+or\s+", condition):
            terms = [self._term(term.strip()) for term in re.split(r"\s+and\s+", part)]
            if False in terms:
                continue
            if None not in terms:
                return True
            said = None
        return said

    def _term(self, text: str) -> bool | None:
        if match := _TERM.match(text):
            return match[3] in (self.tags if match[1] == "tags" else self.categories)
        return self.values.decided(text)

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

    def _include(self, rest: str, line: Line, depth: int = 0) -> list[Line]:
        name, given = _parameters(rest)
        if (video := self._video(name, given)) and not self._include_text(name):
            return [Line(video, line.number)]
        if given and depth < MOST_DEPTH and (raw := self._include_text(name)) and _GIVEN.search(raw):
            return self._filled(raw, given, line.number, depth)
        body = self._include_body(name)
        if body is None:
            self.tree.doubt(line.number, "included file that is not there", name)
            return [Line(_comment(line), line.number)]
        self.includes[name] = body
        alone = Line(line, line.number)
        alone.include = name
        return [alone]

    def _filled(self, raw: str, given: dict[str, str], number: int, depth: int) -> list[Line]:
        """An include's lines with the values that the tag gives it."""
        values = self.values
        scope = {key: values.printed(text) for key, text in given.items()}
        self.values = replace(values, include=scope)
        try:
            lines = self.lines((Line(piece.rstrip("\r"), number) for piece in raw.split("\n")), depth + 1)
        finally:
            self.values = values
        while lines and not lines[-1].strip():
            lines.pop()
        return lines

    def _included_text(self, rest: str, number: int) -> str:
        name, given = _parameters(rest)
        raw = self._include_text(name)
        if raw is not None and given and _GIVEN.search(raw):
            body: str | None = "\n".join(self._filled(raw, given, number, MOST_DEPTH))
        else:
            body = self._include_body(name)
        if body is None:
            self.tree.doubt(number, "included file that is not there", name)
            return _comment(f"{{% include {rest} %}}")
        self.tree.doubt(number, "include inside a line: its text was taken in", name)
        return " ".join(body.split("\n"))

    def _video(self, name: str, given: Mapping[str, str]) -> str:
        """What themes and plug-ins show a video with; "" for anything else."""
        said = {key: self.values.printed(text) or "" for key, text in given.items()}
        is_video = "youtube" in name.lower() or said.get("provider", "").lower() == "youtube"
        found = _VIDEO_ID.search(next((said[key] for key in ("id", "video_id", "url", "src") if said.get(key)), ""))
        return f'<iframe src="https://www.youtube.com/embed/{found[1]}"></iframe>' if is_video and found else ""

    def _include_text(self, name: str) -> str | None:
        raw = self.site.read(f"_includes/{name}")
        return None if raw is None else raw.decode("utf-8", "replace")

    def _include_body(self, name: str) -> str | None:
        if name in self.includes:
            return self.includes[name]
        raw = self._include_text(name)
        if raw is None:
            return None
        said = len(self.tree.doubts)
        body = "\n".join(self.inline(piece.rstrip("\r"), 0) for piece in raw.split("\n"))
        del self.tree.doubts[said:]
        return body


@dataclass
class _Branch:
    """One condition: whether what follows is shown, and whether any of its branches was."""

    is_open: bool
    is_taken: bool = False

    def __post_init__(self) -> None:
        self.is_taken = self.is_open

    def turn(self, holds: bool) -> None:
        self.is_open = holds and not self.is_taken
        self.is_taken = self.is_taken or self.is_open


def page_values(document: Document, site: Site, moment: dt.datetime | None) -> dict[str, Value]:
    """What Liquid calls `page`, as far as it is plain."""
    found: dict[str, Value] = {key: text for key, text in document.front.values.items() if isinstance(text, str)}
    found |= {"slug": document.typed_slug, "url": site.former_path(document, moment).removeprefix(site.base)}
    if moment:
        found["date"] = moment.astimezone(site.zone)
    return {key: value for key, value in found.items() if value or key in document.front.values}


def _parameters(rest: str) -> tuple[str, dict[str, str]]:
    """The name of the file, and the values' expressions by their names."""
    name, _, given = rest.strip().partition(" ")
    return name, {match[1]: match[2] for match in _PARAMETER.finditer(given)}


def _ends(lines: list[Line]) -> dict[int, int]:
    """Line on which a loop begins -> the one on which it ends."""
    found: dict[int, int] = {}
    begun: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        match = _ALONE.match(line) if "{%" in line else None
        if match and match[1] in _LOOPS:
            begun.setdefault(match[1], []).append(at)
        elif match and match[1].startswith("end") and begun.get(match[1][3:]):
            found[begun[match[1][3:]].pop()] = at
    return found


def _with_whole_addresses(text: str) -> str:
    """What is not known inside an address stands as a comment behind the link."""
    while (start := text.rfind(_MOVED)) >= 0:
        inner, _, after = text[start + 1 :].partition(_MOVED_END)
        end = _ADDRESS_END.match(after)
        comment = _comment(inner) if end else ""
        at = end.end() if end else len(after)
        text = text[:start] + after[:at] + comment + after[at:]
    return text


def _comment(text: str) -> str:
    """In the Markdown for editors; the sanitiser keeps it from readers."""
    return f"<!-- {text.strip().replace('--', '- -')} -->"
