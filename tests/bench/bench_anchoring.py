"""Anchoring and highlighting 100 notes in an article of 10,000 words: milliseconds, and how many times a baseline.

Run as a script. The baseline is the least that could be done: str.find of the same words, one regular expression
over the same HTML.
"""

import re
from collections.abc import Callable
from random import Random
from time import perf_counter

from blog.annotations.anchoring import Quote, describe, find
from blog.annotations.highlighting import Span, highlight
from blog.core.plaintext import plain_text
from tests.annotations.spreading import distribute

WORDS, PASSAGES, NOTES, BUDGET = 10_000, 300, 100, 50
TAG = re.compile(r"<[^>]*>|[^<]+")
VOCABULARY = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "for",
    "it",
    "as",
    "was",
    "with",
    "on",
    "by",
    "from",
    "at",
    "said",
    "mayor",
    "council",
    "harbour",
    "vote",
    "plan",
    "engineers",
    "counted",
    "cracks",
    "repairs",
    "fishermen",
    "notice",
    "ferry",
    "islanders",
    "company",
    "passengers",
    "quay",
    "<em>never</em>",
    "<strong>promised</strong>",
    "R&amp;D",
    "“yes,”",
    "l’été",
    "2,100",
    "budget",
    "judge",
    "water",
    "village",
    "letter",
    "owner",
    "closed",
    "spring",
    "autumn",
    "14",
    "percent",
    "–",
    "…",
    "election",
    "margin",
    "<a>report</a>",
    "county",
    "minister",
    "promise",
    "school",
    "train",
    "valley",
    "market",
    "night",
]


def article(random: Random) -> list[str]:
    """The HTML of the passages."""
    size = WORDS // PASSAGES
    return [f"<p>{' '.join(random.choices(VOCABULARY, k=size))}.</p>" for _ in range(PASSAGES)]


def quotes_in(passages: list[str], random: Random) -> tuple[str, list[tuple[int, int]], list[Quote]]:
    """The plain text, the bounds of the passages in it, and 100 notes spread over it, some over two passages."""
    texts = [plain_text(html) for html in passages]
    text, bounds, at = "\n\n".join(texts), [], 0
    for one in texts:
        bounds.append((at, at + len(one)))
        at += len(one) + 2
    places = sorted(random.sample(range(len(text) - 200), NOTES))
    return text, bounds, [describe(text, place, place + random.randint(10, 150)) for place in places]


def best(work: Callable[[], object], rounds: int = 7) -> float:
    """Milliseconds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def anchor(text: str, quotes: list[Quote], old: str | None = None) -> list[Span]:
    spans = []
    for number, quote in enumerate(quotes, start=1):
        found = find(text, quote, old=old)
        if found.is_found:
            spans.append(Span(found.start, found.end, number, f"u{number}", f"Note {number} by Ada"))
    return spans


def mark(passages: list[str], bounds: list[tuple[int, int]], spans: list[Span]) -> list[str]:
    return [highlight(html, share) for html, share in zip(passages, distribute(spans, bounds), strict=True)]


def main() -> None:
    random = Random(7)
    passages = article(random)
    text, bounds, quotes = quotes_in(passages, random)
    spans = anchor(text, quotes)
    moved = "A paragraph that was not there before.\n\n" + text
    reworded = re.sub(r"\b14\b", "15", text).replace("harbour", "harbor")
    rows = {
        "str.find of the words": best(lambda: [text.find(quote.exact) for quote in quotes]),
        "one regular expression over the HTML": best(lambda: [TAG.findall(html) for html in passages]),
        "anchoring, nothing changed": best(lambda: anchor(text, quotes)),
        "highlighting": best(lambda: mark(passages, bounds, spans)),
        "anchoring, a paragraph on top, text known": best(lambda: anchor(moved, quotes, text), 2),
        "anchoring, words changed everywhere, text known": best(lambda: anchor(reworded, quotes, text), 2),
    }
    for name, milliseconds in rows.items():
        print(f"{name:50}{milliseconds:9.2f} ms")
    done = rows["anchoring, nothing changed"] + rows["highlighting"]
    least = rows["str.find of the words"] + rows["one regular expression over the HTML"]
    print(
        f"{NOTES} notes in {WORDS} words: {done:.1f} ms (budget {BUDGET} ms), {done / least:.1f} times the baseline;"
        f" {len(spans)} found, {len(anchor(moved, quotes, text))} when moved,"
        f" {len(anchor(reworded, quotes, text))} when words changed"
    )


if __name__ == "__main__":
    main()
