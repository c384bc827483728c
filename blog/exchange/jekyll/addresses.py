"""One address as typed: put right where the slip is certain, known for wrong where it is not."""

import re

_SOUND = re.compile(r"https?://(?!https?:?//)[\w-]+\.[\w.-]+(?:[/?#:]|\Z)")
_REPAIRS = (
    (re.compile(r"(?:https?:?//)+https?:?//", re.IGNORECASE), "https://"),
    (re.compile(r"https?(?:;|:;|;:)/{1,2}", re.IGNORECASE), "https://"),
    (re.compile(r"(?!https?:)(?:h*t{1,4}ps?|ht|hrrps?)://", re.IGNORECASE), "https://"),
    (re.compile(r"https?//(?=[\w-]+\.)", re.IGNORECASE), "https://"),
    (re.compile(r"https?:/?(?=[\w-]+\.[\w-])", re.IGNORECASE), "https://"),
    (re.compile(r"https?:///+", re.IGNORECASE), "https://"),
    (re.compile(r"https?://[ \t]+(?=[\w-]+\.[\w-])", re.IGNORECASE), "https://"),
    (re.compile(r"https?://www[ ,](?=[\w-]+\.)", re.IGNORECASE), "https://www."),
    (re.compile(r"https?://[,.;]+(?=[\w-]+\.)", re.IGNORECASE), "https://"),
    (re.compile(r"www\.(?=[\w-]+\.[a-z])", re.IGNORECASE), "https://www."),
    (re.compile(r"tel\+(?=\d)", re.IGNORECASE), "tel:+"),
    (re.compile(r"mailto;?(?=[\w.+-]+@)", re.IGNORECASE), "mailto:"),
)
_SCHEMELESS = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<last>[a-z]{2,24})(?P<path>[/?#]\S*)?\Z", re.IGNORECASE
)
_SLIPPED_END = re.compile(r"(?<=[\w/])[%,;]\Z")
_SLIPPED_HOST = re.compile(r"(https?://(?:[\w-]+\.)+[a-z]{2,24})[_%,;](?=/|\Z)", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?P<host>[^/?#:]*)", re.IGNORECASE)
_NUMBERED_HOST = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LAST_LABEL = re.compile(r"xn--[a-z0-9-]+|[a-z\u0080-\U0010ffff]+", re.IGNORECASE)
_HYPHENED = re.compile(r"https?://[^\s<>()\[\]\"]+", re.IGNORECASE)
_LINE_END = re.compile(r"(?<=\w)[\ufffe\uffff](?=\w)")
_WRONG = re.compile(
    r"https?:/{0,2}[^/?#]*[\s;,]|https?:(?!//)|[a-z]+;//|https?://[^./]*(?:/|\Z)|https?://[^/?#]*[^\w.:@~\[\]/?#-]",
    re.IGNORECASE,
)
# fmt: off
_FILES = frozenset({
    "md", "markdown", "mkd", "html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "cgi", "png", "jpg", "jpeg",
    "gif", "webp", "avif", "svg", "ico", "bmp", "tif", "tiff", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
    "odt", "ods", "odp", "csv", "tsv", "txt", "rtf", "xml", "json", "yml", "yaml", "toml", "rss", "atom", "css",
    "scss", "js", "mjs", "ts", "py", "rb", "sh", "go", "rs", "java", "zip", "gz", "bz2", "xz", "tar", "rar", "mp3",
    "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm", "wav", "ogg", "flac", "epub", "mobi", "woff", "woff2", "ics",
    "liquid", "tex",
})
# fmt: on
_ALSO_COUNTRIES = frozenset({"md", "mov", "py", "rs", "sh", "zip"})
LONGEST_URL = 2000


def repaired(url: str) -> str:
    """The address with the slips of the keyboard at its beginning put right; unchanged where there is none."""
    if _SOUND.match(url) or not url:
        return url
    for pattern, right in _REPAIRS:
        match = pattern.match(url)
        if match:
            return right + url[match.end() :]
    return url


def without_slipped_end(url: str) -> str:
    """Of an address of the web, without the one sign that no host's name and no address ends with."""
    return _SLIPPED_END.sub("", _SLIPPED_HOST.sub(r"\1", url)) if url.startswith("http") else url


def lacks_scheme(url: str) -> bool:
    """Whether it begins with a host's name, and not with one of a file."""
    match = _SCHEMELESS.match(url[:LONGEST_URL])
    if not match:
        return False
    last = match["last"].lower()
    return last not in _FILES or (last in _ALSO_COUNTRIES and (match["path"] or "").startswith("/"))


def with_hyphens(text: str) -> tuple[str, list[str]]:
    """Addresses copied from a PDF: the noncharacter that its viewer leaves for a hyphen at a line's end is one again.

    And the addresses as they are now, where any has changed.
    """
    changed: list[str] = []

    def one(match: re.Match[str]) -> str:
        mended = _LINE_END.sub("-", match[0])
        if mended != match[0]:
            changed.append(mended)
        return mended

    return _HYPHENED.sub(one, text), changed


def leads_nowhere(url: str) -> bool:
    if url.startswith(("mailto:", "tel:", "/", "#")):
        return False
    return bool(_WRONG.match(url)) or _has_no_host(url)


def _has_no_host(url: str) -> bool:
    """Whether the host's name has an empty label, or one at its end that is no word."""
    match = _HOST.match(url)
    if not match or _NUMBERED_HOST.fullmatch(match["host"]):
        return False
    labels = match["host"].removesuffix(".").split(".")
    return not all(labels) or not _LAST_LABEL.fullmatch(labels[-1])
