"""Plain text: what may be stored of it, how long it is, how it is cut."""

import re
import unicodedata
from bisect import bisect_right
from urllib.parse import quote

_DROPPED = re.compile("\r(?=\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_UNSPACED = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_DENSE_WORD = 5
_BREAK = re.compile(r"[\s\u2012-\u2015]+")
_FRAGMENT_WHOLE = 200
_FRAGMENT_END = 60


def clean(text: str) -> str:
    """Without control characters, noncharacters, lone surrogates, byte order mark; line ends are \\n."""
    return _DROPPED.sub("", text).replace("\r", "\n")


class Origins:
    """From offsets of `clean(text)` back to offsets of the text."""

    def __init__(self, text: str) -> None:
        self._dropped = [match.start() - index for index, match in enumerate(_DROPPED.finditer(text))]

    def __getitem__(self, offset: int) -> int:
        return offset + bisect_right(self._dropped, offset) if self._dropped else offset


def words(text: str) -> int:
    """How many; in Chinese and Japanese each character is one, in Thai, Lao, Khmer and Burmese five are."""
    spaced, unspaced = _UNSPACED.subn(" ", text)
    dense = sum(-(-len(run) // _DENSE_WORD) for run in _DENSE.findall(spaced))
    rest = _DENSE.sub(" ", spaced) if dense else spaced
    return unspaced + dense + sum(any(map(str.isalnum, word)) for word in _BREAK.split(rest))


def shorten(text: str, length: int) -> str:
    """On one line, at most `length` code points with the ellipsis; cut between words if there are any."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    if length < 1:
        return ""
    room = length - 1
    cut = line.rfind(" ", 0, room + 1)
    if cut < room // 2:
        cut = room
        while cut > 0 and _joins(line[cut - 1], line[cut]):
            cut -= 1
    return line[:cut].rstrip(" ,;:.–—-") + "…"


def _joins(left: str, right: str) -> bool:
    """Would a cut between these two tear one visible character apart?"""
    is_mark = unicodedata.category(right) in ("Mn", "Me", "Mc")
    is_skin_tone = "\U0001f3fb" <= right <= "\U0001f3ff"
    return is_mark or is_skin_tone or "\u200d" in (left, right)


def text_fragment(exact: str) -> str:
    """What stands after `#:~:text=` to scroll to these words (WICG URL Fragment Text Directives)."""
    lines = [line.strip() for line in re.split(r"[\n\t]+", exact) if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= _FRAGMENT_WHOLE:
        return _encoded(lines[0])
    return f"{_encoded(_beginning(lines[0]))},{_encoded(_ending(lines[-1]))}"


def _encoded(part: str) -> str:
    return quote(" ".join(part.split()), safe="").replace("-", "%2D")


def _beginning(line: str) -> str:
    if len(line) <= _FRAGMENT_END:
        return line
    cut = line.rfind(" ", 0, _FRAGMENT_END + 1)
    return line[: cut if cut > 0 else _FRAGMENT_END]


def _ending(line: str) -> str:
    if len(line) <= _FRAGMENT_END:
        return line
    cut = line.find(" ", len(line) - _FRAGMENT_END)
    return line[cut + 1 :] if cut > 0 else line[-_FRAGMENT_END:]
