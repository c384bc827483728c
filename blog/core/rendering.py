"""Markdown's tokens to compact HTML: no whitespace between blocks."""

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from blog.core.footnotes import NUMBERED
from blog.core.text import clean

_HEADING_TAG = re.compile(r"(</?h)([1-6])(?=[\s>/])", re.IGNORECASE)
_CODE_POINT = re.compile(r"&#(?:x[0-9a-f]+|\d+);?", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n]+")
_PREFORMATTED = re.compile(r"(<pre[\s>].*?</pre>)", re.DOTALL | re.IGNORECASE)


class CompactRenderer(RendererHTML):
    """Reads env["top"], the level of the highest heading."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        if token.hidden:
            return ""
        if token.nesting == -1:
            return f"</{token.tag}>"
        return f"<{token.tag}{self.renderAttrs(token)}>"

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<h{heading_level(tokens[idx].tag[1], env)}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</h{heading_level(tokens[idx].tag[1], env)}>"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Alignment as a class: the Content-Security-Policy allows no style attributes."""
        token = tokens[idx]
        alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
        return f'<{token.tag} class="{alignment}">' if alignment else f"<{token.tag}>"

    td_open = th_open

    def s_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<del>"

    def s_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</del>"

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return " "

    def hardbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<br>\n"

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        content = tokens[idx].content.removesuffix("\n")
        return f"<pre><code>{escapeHtml(content)}</code></pre>"

    fence = code_block

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        html = raw_html(tokens[idx].content, env).strip()
        pieces = _PREFORMATTED.split(html)
        pieces[::2] = [_BLANKS.sub(" ", piece) for piece in pieces[::2]]
        return "".join(pieces)

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return raw_html(tokens[idx].content, env)

    def known(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return tokens[idx].content

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        meta: dict[str, Any] = tokens[idx].meta
        return f'<span data-note="{escape(meta["label"])}{NUMBERED}{meta["mark"]}"></span>'

    def renderInlineAsText(self, tokens: Sequence[Token] | None, options: OptionsDict, env: EnvType) -> str:
        """Of an image's description: its words, without raw tags and footnote marks."""
        shown = [token for token in tokens or [] if token.type != "html_inline"]
        return super().renderInlineAsText(shown, options, env)


def heading_level(level: str, env: EnvType) -> int:
    """Levels 1 and 2 belong to the page: with top 3 they come out as 3, level 3 as 4."""
    top: int = env["top"]
    return min(6, max(top, int(level) + max(0, top - 2)))


def raw_html(html: str, env: EnvType) -> str:
    """Typed tags, headings at our levels, without what text.clean takes out; escaped if env["tame"]."""
    if env.get("tame"):
        return escape(html)
    if "&#" in html:
        html = _CODE_POINT.sub(_checked, html)
    return _HEADING_TAG.sub(lambda match: f"{match[1]}{heading_level(match[2], env)}", html)


def _checked(match: re.Match[str]) -> str:
    char = unescape(match[0])
    return escape(char) if clean(char) else ""
