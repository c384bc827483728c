"""Short inline Markdown that many texts share, such as names with their links, is rendered once and remembered."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.core.footnotes import NUMBERED

LONGEST, MOST = 250, 8192
_PLAIN = re.compile(r"(?:[^\W_]|[ ,;()/%?!$+#=@{}’“”–—]|-(?!-)|\.(?!\.\.))*+")
_OWN_RULES = re.compile(rf"[<\n{NUMBERED}]|!\[")


class Tokens:
    """Of a block whose tags are known; its lines are left to the inline rules unless they say what they are."""

    def __init__(self, opening: Token) -> None:
        self.all, self._html = [opening], [""]

    def tag(self, html: str) -> None:
        self._html.append(html)

    def line(self, markdown: str) -> None:
        if _PLAIN.fullmatch(markdown):
            self._html.append(markdown)
            return
        self._flush()
        self.all.append(Token("inline", "", 0, content=markdown))

    def close(self, closing: Token) -> None:
        self._flush()
        self.all.append(closing)

    def _flush(self) -> None:
        self.all.append(Token("known", "", 0, content="".join(self._html)))
        self._html = []


def add_known_lines(parser: MarkdownIt, own: MarkdownIt, most_nesting: int) -> None:
    """`own` is a parser with the same rules; what a line becomes must depend on nothing but the line.

    So lines with marks of footnotes, raw tags or images are parsed where they stand, and so is every line of a
    text with reference definitions.
    """

    @lru_cache(maxsize=MOST)
    def rendered(line: str) -> str | None:
        env = {"top": 3}
        tokens = own.parseInline(line, env)
        if any(child.level > most_nesting for token in tokens for child in token.children or ()):
            return None
        html: str = own.renderer.render(tokens, own.options, env)
        return html

    def known(line: str) -> str | None:
        if _PLAIN.fullmatch(line):
            return line
        return None if len(line) > LONGEST or _OWN_RULES.search(line) else rendered(line)

    def inline(state: StateCore) -> None:
        has_references = bool(state.env.get("references"))
        for token in state.tokens:
            if token.type != "inline":
                continue
            html = None if has_references else known(token.content)
            if html is None:
                token.children = []
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            else:
                token.type, token.content = "known", html

    parser.core.ruler.at("inline", inline)
