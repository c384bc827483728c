"""Where in a text the words are that a note or an excerpt names: once, or not at all."""

from collections.abc import Sequence
from typing import Any

from blog.annotations.anchoring import nearest
from blog.annotations.quoting import occurrences
from blog.articles.models import Passage
from blog.exchange.sample.reading import Entry


def place(entry: Entry, text: str, words: Any) -> tuple[int, int]:
    """Start and end in code points of `text`. `words` is a string, {words, within} or {from, to}.

    Raises SampleError when the words are not there, or there twice.
    """
    if isinstance(words, str):
        return _once(entry, text, words.strip("\n"))
    asked = Entry(entry.path, entry.label, words)
    if "from" in asked.values:
        start, first_end = _once(entry, text, asked.text("from"))
        _, end = _once(entry, text[first_end:], asked.text("to"))
        asked.finish()
        return start, first_end + end
    start, end = _once(entry, text, asked.text("within"))
    inner_start, inner_end = _once(entry, text[start:end], asked.text("words"))
    asked.finish()
    return start + inner_start, start + inner_end


def _once(entry: Entry, text: str, words: str) -> tuple[int, int]:
    found = occurrences(text, words)
    if not found:
        raise entry.error(f"“{words}” does not stand in the text; the nearest is “{nearest(text, words)}”")
    if len(found) > 1:
        raise entry.error(f"“{words}” stands in the text {len(found)} times; write {{words: …, within: …}}")
    return found[0]


def passage_beginning(entry: Entry, passages: Sequence[Passage], words: str) -> Passage:
    """The one passage whose plain text begins so; raises SampleError otherwise."""
    found = [passage for passage in passages if passage.text.startswith(words)]
    if len(found) != 1:
        many = "more than one passage begins" if found else "no passage begins"
        raise entry.error(f"{many} with “{words}”")
    return found[0]
