"""HTML of a page made fit for a feed: no ids, no classes, absolute addresses, note numbers as [1]."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.utils.html import escape

_ATTRIBUTES = r"""(?:"[^"]*+"|'[^']*+'|[^'">]++)*+"""
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*){_ATTRIBUTES}>")
_TAG_WITH_ATTRIBUTES = re.compile(rf"<([A-Za-z][A-Za-z0-9]*)(\s{_ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*)(?:="([^"]*)")?""")
_REFERENCE = re.compile(rf'<a class="ref"{_ATTRIBUTES}>([^<]*)</a>')
_OWN_REFERENCE = re.compile(rf'<sup class="ref"><a {_ATTRIBUTES}>([^<]*)</a></sup>')
_BACK_LINK = re.compile(rf'\s*<a class="back"{_ATTRIBUTES}>[^<]*</a>')
_REFERRED = re.compile(r'<a class="ref"[^>]* href="#n-([^"]+)"')
_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ADDRESSES = frozenset({"href", "src", "cite"})
_KEPT_EVERYWHERE = frozenset({"lang", "dir"})
_KEPT = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "dfn": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}


def portable(html: str, base: str) -> str:
    """Of sanitised HTML, as safe as that; `base` is the absolute address of the page it stands on."""
    html = _BACK_LINK.sub("", _OWN_REFERENCE.sub(r"<sup>\1</sup>", html))
    html = _REFERENCE.sub(r"<sup>[\1]</sup>", html)
    html = _TAG_WITH_ATTRIBUTES.sub(lambda match: f"<{match[1]}{_attributes(match[1], match[2], base)}>", html)
    return html.replace("<span></span>", "")


def absolute(address: str, base: str) -> str:
    """Empty where it cannot be one that a feed reader may open."""
    if address.startswith(("https://", "http://")) and "[" not in address:
        return address
    try:
        url = urljoin(base, address.strip())
        return url if urlsplit(url).scheme in _SCHEMES else ""
    except ValueError:
        return ""


def _attributes(tag: str, attributes: str, base: str) -> str:
    kept = _KEPT_EVERYWHERE | _KEPT.get(tag.lower(), frozenset())
    shown = []
    for match in _ATTRIBUTE.finditer(attributes):
        name, value = match[1].lower(), match[2]
        if name not in kept:
            continue
        if value is None:
            value = name
        elif name in _ADDRESSES:
            url = absolute(unescape(value), base)
            if not url:
                continue
            value = str(escape(url))
        shown.append(f' {name}="{value}"')
    return "".join(shown)


def paragraphs(html: str) -> Iterator[tuple[str, list[str]]]:
    """The outermost elements, each with the uids of the notes it refers to, in order."""
    start = depth = 0
    for match in _TAG.finditer(html):
        if match["name"].lower() not in _VOID:
            depth += -1 if match["close"] else 1
        if depth <= 0:
            piece, start, depth = html[start : match.end()], match.end(), 0
            yield piece, _REFERRED.findall(piece)
    if rest := html[start:]:
        yield rest, _REFERRED.findall(rest)
