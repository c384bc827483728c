"""Where sentences begin and end in folded text; an abbreviation such as "Dr." ends none."""

import re

from blog.annotations.folding import Folded

_END = re.compile(
    r"""((?:(?<=[^\WA-Z_][^\WA-Z_])|(?<=["')\]\d%]))[.!?\u061f\u06d4]+["')\]]*(?=\s|\Z)
    |[\u3002\uff01\uff1f]["')\u300d\u300f\uff09]*)\s*""",
    re.VERBOSE,
)
_REACH = 400


def sentence_start(source: Folded, offset: int) -> int:
    """Where the sentence that holds or begins at a folded offset begins, at most 400 back."""
    start = max(0, offset - _REACH, source.line_start(offset))
    ends = [match.end() for match in _END.finditer(source.text, start, offset)]
    return ends[-1] if ends else start


def sentence_end(source: Folded, offset: int) -> int:
    """Where the sentence that holds or ends at a folded offset ends, with its full stop, at most 400 on."""
    limit = min(source.line_end(offset), offset + _REACH)
    for match in _END.finditer(source.text, max(0, offset - 6), limit):
        if match.end() >= offset:
            return max(offset, match.end(1))
    return max(offset, limit)
