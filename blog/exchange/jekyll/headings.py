"""Headings that name a source: what they link to, what the publisher added, what the blogger changed."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from blog.core.urls import InvalidURL, host_of
from blog.exchange.jekyll.marks import MARK
from blog.exchange.jekyll.rules import PublisherRule, Rules

LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]"
    r"\(\s*<?((?:[^()\s<>]|\([^()]*\))*)>?(?:\s+[\"'][^)]*)?\s*\)"
)
_WHOLE = re.compile(rf"(?P<before>[*_~\s]*){LINK.pattern}(?P<after>.*)\Z", re.DOTALL)
_TAIL = re.compile(r"\s+[/|–•-]\s+(?=\S)")
_FULL_STOP = re.compile(r"(?<=[\]\w]{2})[.:]+\Z")
_STRUCK = re.compile(r"~~(.+?)~~(\S*)")
_IFRAME_SRC = re.compile(r"\bsrc=[\"']([^\"']+)[\"']", re.IGNORECASE)
_IFRAME_TITLE = re.compile(r"\btitle=\"([^\"]*)\"|\btitle='([^']*)'", re.IGNORECASE)
_VIDEO_ID = re.compile(r"(?:youtube(?:-nocookie)?\.com/(?:embed|shorts|live)/|youtu\.be/)([\w-]{6,})")


@dataclass(frozen=True, slots=True)
class Linked:
    """A heading that is one link; `markdown` is what a reader sees of it, marks still in it."""

    markdown: str
    url: str


def linked(text: str) -> Linked | None:
    """None unless the whole heading is a link; a publisher's name or a mark may stand behind it."""
    match = _WHOLE.match(text.strip())
    if not match or match[0].startswith("!"):
        return None
    after = match["after"].strip()
    behind = MARK.sub("", after).strip("*_~ .:")
    if behind and not re.match(r"[/|–•—-]", behind):
        return None
    if not match[3].startswith(("http://", "https://")) or LINK.search(behind):
        return None
    after = (
        f" {_FULL_STOP.sub('', after.strip('*_~ '))}" if behind else "".join(mark[0] for mark in MARK.finditer(after))
    )
    return Linked(f"{match[2]}{after}", match[3])


def is_home_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in {"", "/"} and not parts.query


def is_pdf(url: str) -> bool:
    try:
        return urlsplit(url).path.lower().endswith(".pdf")
    except ValueError:
        return False


def host(url: str) -> str:
    """Without www.; "" where the address is none."""
    try:
        return host_of(url)
    except InvalidURL:
        return ""


def video_url(source: str) -> str:
    """The page of the video that an embed shows; "" where there is none."""
    found = _IFRAME_SRC.search(source)
    if not found:
        return ""
    address = html.unescape(found[1])
    address = f"https:{address}" if address.startswith("//") else address
    match = _VIDEO_ID.search(address)
    return f"https://www.youtube.com/watch?v={match[1]}" if match else address


def video_title(source: str) -> str:
    found = _IFRAME_TITLE.search(source)
    title = html.unescape((found[1] or found[2] or "") if found else "").strip()
    return "" if title.lower() in {"youtube video player", "youtube", "video"} else title


def video_id(url: str) -> str:
    """Empty where the address names none."""
    match = _VIDEO_ID.search(url)
    try:
        return match[1] if match else (parse_qs(urlsplit(url).query).get("v") or [""])[0]
    except ValueError:
        return ""


@lru_cache(maxsize=2048)
def plain(markdown: str) -> str:
    """One line as a reader sees it, without links, emphasis, marks, escapes; of an edited headline the original."""
    text = MARK.sub("", markdown)
    for _ in range(3):
        text, changed = LINK.subn(r"\1", text)
        if not changed:
            break
    text = _STRUCK.sub(r"\1", text)
    text = re.sub(r"<br\s*/?>", " ", text)
    text = re.sub(r"</?[a-zA-Z][^>]*>", "", text)
    text = re.sub(r"(?<![\w*])(\*\*|\*|__|_)(?=\S)(.{1,600}?)(?<=\S)\1(?![\w*])", r"\2", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return " ".join(html.unescape(text).split())


def is_edited(markdown: str) -> bool:
    return "~~" in markdown


def split_publisher(headline: str, rules: Rules, host: str = "") -> tuple[str, PublisherRule | None, str]:
    """The headline without a known publisher at its end, that publisher, and the end itself (known or not).

    At its beginning a name is the publisher's only if it is the one of `host`.
    """
    cuts = list(_TAIL.finditer(headline))
    if not cuts:
        return headline, None, ""
    for cut in cuts:
        known = rules.by_name.get(headline[cut.end() :].strip().lower())
        if known:
            return headline[: cut.start()].strip(), known, headline[cut.end() :].strip()
    first = headline[: cuts[0].start()].strip()
    if host and (known := rules.by_name.get(first.lower())) and known is rules.publisher_of(host):
        return headline[cuts[0].end() :].strip(), known, first
    return headline, None, headline[cuts[-1].end() :].strip()
