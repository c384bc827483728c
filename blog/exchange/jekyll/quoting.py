"""Pull quotes: words of the article that stand in it twice."""

import re

from blog.exchange.jekyll import heads
from blog.exchange.jekyll.headings import plain
from blog.exchange.jekyll.tree import Passage, Source

REPEATED = 0.4  # of the runs of three words: pull quotes go on where the text stops
LEAST_WORDS = 4
_WORD = re.compile(r"[^\W_]+")


def tell_quotes(source: Source) -> None:
    """A block quotation that repeats nothing is part of the text; an emphasised repetition is a pull quote."""
    passages = source.passages
    quotes = [passage for passage in passages if _may_be_quote(passage, passages)]
    if not quotes:
        return
    elsewhere = f" {' | '.join(_words(passage.markdown) for passage in passages if passage not in quotes)} "
    for quote in quotes:
        runs = _runs(quote.markdown)
        repeated = sum(f" {run} " in elsewhere for run in runs)
        quote.role = "pull_quote" if runs and repeated >= REPEATED * len(runs) else "body"


def _may_be_quote(passage: Passage, passages: list[Passage]) -> bool:
    if passage.role == "pull_quote":
        return True
    is_emphasised = passage.role == "body" and bool(heads.emphasised(passage.markdown))
    return is_emphasised and passage is not passages[0] and len(_WORD.findall(plain(passage.markdown))) >= LEAST_WORDS


def _runs(markdown: str) -> list[str]:
    """Each three words in a row; all of them where there are fewer."""
    words = _words(markdown).split()
    return [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))] if words else []


def _words(markdown: str) -> str:
    return " ".join(_WORD.findall(plain(markdown.lstrip("> ").replace("\n>", "\n")).casefold()))
