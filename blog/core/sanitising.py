"""HTML that may be shown: an allow-list, and the attributes that only we write."""

import re
from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

import nh3
from django.conf import settings
from django.http.request import validate_host

from blog.core.text import clean

# fmt: off
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})
BLOCKS = frozenset({
    "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})
_DROPPED_WITH_CONTENT = frozenset({
    "script", "style", "iframe", "noscript", "noembed", "noframes", "object", "template", "textarea", "title",
    "select", "svg", "math", "xmp", "plaintext", "audio", "video", "canvas",
})
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})
# fmt: on
_IMPLIED_END: dict[str, tuple[frozenset[str], ...]] = {
    "p": (frozenset({"p"}),),
    "li": (frozenset({"p"}), frozenset({"li"})),
    "dt": (frozenset({"dt", "dd"}),),
    "dd": (frozenset({"dt", "dd"}),),
    "td": (frozenset({"td", "th"}),),
    "th": (frozenset({"td", "th"}),),
    "tr": (frozenset({"td", "th"}), frozenset({"tr"})),
}
_ALIGNMENTS = frozenset({"left", "center", "right"})
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "dfn": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope", "abbr"},
    "time": {"datetime"},
}
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ANCHOR = re.compile(r'<a(?: [\w-]+="[^"]*")*>')
_HREF = re.compile(r' href="([^"]*)"')
_IMAGE = re.compile(r'<img(?: [\w-]+="[^"]*")*>')
_CITING = re.compile(r'<(?:blockquote|del|ins|q)(?: [\w-]+="[^"]*")*>')
_OTHER_CITE = re.compile(r' cite="(?!https?://)[^"]*"', re.IGNORECASE)
_PRE = re.compile(r"(<pre[^>]*>)\n+")
_IGNORED_IN_URLS = re.compile(r"[\x00-\x20]")
_MAX_STRAY = 100


def _relative(url: str) -> str | None:
    """None for what a browser takes for another host: //host, /\\host and the like."""
    return None if _IGNORED_IN_URLS.sub("", url).replace("\\", "/").startswith("//") else url


def _cleaner(tags: frozenset[str], more: dict[str, set[str]] | None = None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes={tag: names for tag, names in {**_ATTRIBUTES, **(more or {})}.items() if tag == "*" or tag in tags},
        allowed_classes={"td": set(_ALIGNMENTS), "th": set(_ALIGNMENTS)} if "td" in tags else None,
        url_schemes=set(_SCHEMES),
        url_relative=_relative,
        link_rel=None,
        strip_comments=True,
    )


_BLOCK_CLEANER = _cleaner(INLINE | BLOCKS)
_MARKED_CLEANER = _cleaner(INLINE | BLOCKS, {"span": {"data-note"}})
_INLINE_CLEANER = _cleaner(INLINE)


def sanitise(html: str) -> str:
    """Safe block HTML; of what is nested beyond reason (time grows with its square) only the text."""
    return _finish(clean(_BLOCK_CLEANER.clean(_bounded(clean(html)))))


def sanitise_inline(html: str) -> str:
    """Safe HTML of one line: no blocks, no images."""
    return _finish(clean(_INLINE_CLEANER.clean(_bounded(clean(html)))))


def sanitise_marked(html: str, *, lazy: bool) -> str:
    """As `sanitise`, of the renderer's own HTML: it is clean and bounded, and `<span data-note>` stays."""
    return _finish(_MARKED_CLEANER.clean(html), lazy)


def is_tangled(html: str) -> bool:
    """More unclosed, misnested or deeply nested tags than anybody writes by hand."""
    stack: list[str] = []
    stray = 0
    for close, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _VOID:
            continue
        if not close:
            for closed in _IMPLIED_END.get(tag, ()):
                if stack and stack[-1] in closed:
                    stack.pop()
            stack.append(tag)
            if len(stack) > 4 * _MAX_STRAY:
                return True
        elif stack and stack[-1] == tag:
            stack.pop()
        else:
            stray += 1
            if tag in stack[-12:]:
                while stack.pop() != tag:
                    stray += 1
    return stray + len(stack) > _MAX_STRAY


def _bounded(html: str) -> str:
    return escape(re.sub(r"<[^>]*>", "", html)) if is_tangled(html) else html


def _finish(html: str, lazy: bool = True) -> str:
    """Attributes nobody else may write: rel by kind of link, loading and alt of images; cite leads to the web only."""
    if "<pre" in html:
        html = _PRE.sub(r"\1", html)  # a parser drops the first newline: none may be left to drop
    if "<a" in html:
        html = _ANCHOR.sub(_with_rel, html)
    if "<img" in html:
        html = _IMAGE.sub(_lazy if lazy else _shown, html)
    if ' cite="' in html:
        html = _CITING.sub(lambda match: _OTHER_CITE.sub("", match[0]), html)  # nh3 looks at href and src only
    return html


def _with_rel(match: re.Match[str]) -> str:
    href = _HREF.search(match[0])
    if href is None or not is_external(href[1]):
        return match[0]
    return f'{match[0][:-1]} rel="noopener external">'


def is_external(url: str) -> bool:
    """Does this http(s) address lead to a host that is not ours (settings.ALLOWED_HOSTS)?"""
    if url[:4].lower() != "http":
        return False
    return _leads_out(url, tuple(settings.ALLOWED_HOSTS) if settings.configured else ())


@lru_cache(maxsize=4096)
def _leads_out(url: str, hosts: tuple[str, ...]) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    return not validate_host(host, [name for name in hosts if name != "*"])


def _shown(match: re.Match[str]) -> str:
    tag = match[0]
    if ' src="' not in tag:
        return ""
    return tag if ' alt="' in tag else f'{tag[:-1]} alt="">'


def _lazy(match: re.Match[str]) -> str:
    tag = _shown(match)
    return f'{tag[:-1]} loading="lazy">' if tag else ""
