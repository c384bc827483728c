"""Edits as newsrooms make them, each with what became of some words, known because every character is followed."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.annotations.newsroom_articles import ARTICLES, Article

SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][”’\"»)]*(?=\s|$)|。」?|(?=\n)|$)")
FIGURE = re.compile(r"\d+")
SPEECH = re.compile(r"[“„«「]([^“”„«»「」]+)[”“»」]")
CJK = re.compile(r"[\u3040-\u9fff]")
TYPOGRAPHY = {
    **{"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"},
    **{" – ": "-", " — ": " -- ", "…": "...", "\n\n": "\n"},
}
Range = tuple[int, int]


def _shared(one: str, other: str) -> int:
    """How many characters of whole words both begin with."""
    same = next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return same if CJK.search(one) else one.rfind(" ", 0, same) + 1


class Draft:
    """A text under edit in which some characters are followed."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.followed = [start <= index < end for index in range(len(text))]
        self.is_torn = False

    def replace(self, start: int, end: int, words: str) -> None:
        """New words are followed when they replace followed ones, or go between two that are.

        Words (in Japanese characters) at either end that stay the same are not replaced.
        """
        old = self.text[start:end]
        same = _shared(old, words)
        start, old, words = start + same, old[same:], words[same:]
        same = _shared(old[::-1], words[::-1])
        end, words = end - same, words[: len(words) - same]
        there = self.followed[start:end] or self.followed[max(0, start - 1) : start + 1]
        follow = all(there) and (start < end or len(there) == 2)
        if words.strip() and any(self.followed[start:end]) and not follow:
            self.is_torn = True
        self.text = self.text[:start] + words + self.text[end:]
        self.followed[start:end] = [follow] * len(words)

    def insert(self, at: int, words: str) -> None:
        self.replace(at, at, words)

    def delete(self, start: int, end: int) -> None:
        self.replace(start, end, "")

    def move(self, start: int, end: int, to: int) -> None:
        """`to` counts before the move and lies outside of what moves."""
        text, followed = self.text[start:end], self.followed[start:end]
        self.delete(start, end)
        to -= end - start if to > start else 0
        if 0 < to < len(self.text) and self.followed[to - 1] and self.followed[to]:
            self.is_torn = True
        self.text = self.text[:to] + text + self.text[to:]
        self.followed[to:to] = followed

    def each(self, words: str, new: str, where: Callable[[int, int], bool] = lambda _s, _e: True) -> None:
        for match in reversed(list(re.finditer(re.escape(words), self.text))):
            if where(*match.span()):
                self.replace(*match.span(), new)

    def holds(self, start: int, end: int) -> bool:
        return all(self.followed[start:end])

    def truth(self) -> Range | None:
        """Where the followed words are, without blanks at their ends; None when gone or no longer one piece."""
        places = [i for i, follow in enumerate(self.followed) if follow and not self.text[i].isspace()]
        if not places or self.is_torn:
            return None
        start, end = places[0], places[-1] + 1
        return (start, end) if all(self.followed[start:end]) else None

    def place(self) -> Range:
        place = self.truth()
        assert place is not None
        return place


@dataclass(frozen=True)
class Case:
    """`truth` is where the words old[start:end] are in `new`; `is_delicate` ones want a human in any case."""

    kind: str
    article: str
    old: str
    start: int
    end: int
    new: str
    truth: Range | None
    is_delicate: bool = False


def sentences(text: str) -> list[Range]:
    return [match.span() for match in SENTENCE.finditer(text)]


def sentence_of(text: str, place: int) -> Range:
    return next(span for span in sentences(text) if span[1] > place)


def paragraphs(text: str) -> list[Range]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def paragraph_of(text: str, place: int) -> Range:
    return next(span for span in paragraphs(text) if span[1] > place)


def _pieces(text: str, start: int, end: int) -> list[Range]:
    """The words of a stretch; of Japanese its characters."""
    pattern = r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+(?:[-’'][^\W\u3040-\u9fff]+)*"
    return [(match.start(), match.end()) for match in re.compile(pattern).finditer(text, start, end)]


def _blank(text: str) -> str:
    return "" if CJK.search(text) else " "


def targets(article: Article, random: Random) -> list[Range]:
    """Whole sentences, phrases, speech, two sentences, a paragraph, single words."""
    text, found = article.text, set[Range]()
    all_sentences = sentences(text)
    found.update(random.sample(all_sentences, 4))
    for start, end in random.sample(all_sentences, 4):
        pieces = _pieces(text, start, end)
        size = min(len(pieces) - 1, random.randint(3, 6) * (2 if _blank(text) == "" else 1))
        first = random.randint(0, len(pieces) - size)
        found.add((pieces[first][0], pieces[first + size - 1][1]))
    speech = [match.span(1) for match in SPEECH.finditer(text)]
    found.update(random.sample(speech, min(2, len(speech))))
    pairs = [(one[0], two[1]) for one, two in pairwise(all_sentences) if "\n" not in text[one[0] : two[1]]]
    found.add(random.choice(pairs))
    found.add(random.choice(paragraphs(text)))
    found.update(random.sample(_pieces(text, 0, len(text)), 2))
    return sorted((start, end) for start, end in found if end - start > 1)


Edit = Callable[[Article, Draft, Random], bool | None]
EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    """An edit returns False where it has nothing to do."""
    EDITS[function.__name__] = function
    return function


@edit
def nothing(_article: Article, _draft: Draft, _random: Random) -> None:
    return None


@edit
def paragraph_on_top(article: Article, draft: Draft, random: Random) -> None:
    draft.insert(0, random.choice(article.fillers) + "\n\n")


@edit
def paragraphs_between(article: Article, draft: Draft, random: Random) -> None:
    for start, _ in reversed(paragraphs(draft.text)):
        draft.insert(start, random.choice(article.fillers) + "\n\n")


@edit
def sentence_before(article: Article, draft: Draft, random: Random) -> None:
    start, _ = sentence_of(draft.text, draft.place()[0])
    draft.insert(start, random.choice(article.fillers) + _blank(draft.text))


@edit
def sentence_after(article: Article, draft: Draft, random: Random) -> None:
    _, end = sentence_of(draft.text, draft.place()[1] - 1)
    draft.insert(end, _blank(draft.text) + random.choice(article.fillers))


@edit
def sentences_around(article: Article, draft: Draft, random: Random) -> None:
    sentence_after(article, draft, random)
    sentence_before(article, draft, random)


@edit
def paragraphs_reordered(_article: Article, draft: Draft, random: Random) -> None:
    for _ in range(4):
        spans = paragraphs(draft.text)
        start, end = random.choice(spans[1:])
        draft.move(start - 2, end, 0)
        draft.insert(end - start + 2, "\n\n")
        draft.delete(0, 2)


@edit
def sentence_moved(_article: Article, draft: Draft, random: Random) -> bool | None:
    place = draft.place()
    start, end = sentence_of(draft.text, place[0])
    homes = [span for span in paragraphs(draft.text) if not span[0] <= start < span[1]]
    if place[1] > end:
        return False
    home = random.choice(homes)
    blank = _blank(draft.text)
    draft.insert(home[1], blank)
    shift = len(blank) if home[1] <= start else 0
    draft.move(start + shift, end + shift, home[1] + len(blank))
    return None


@edit
def other_paragraphs_cut(_article: Article, draft: Draft, random: Random) -> None:
    place = draft.place()
    others = [span for span in paragraphs(draft.text) if span[1] <= place[0] or span[0] >= place[1]]
    for start, end in sorted(random.sample(others, 2), reverse=True):
        draft.delete(start, min(len(draft.text), end + 2))


@edit
def neighbour_sentences_cut(_article: Article, draft: Draft, _random: Random) -> None:
    place = draft.place()
    spans = sentences(draft.text)
    before = [span for span in spans if span[1] <= place[0]]
    after = [span for span in spans if span[0] >= place[1]]
    for start, end in [*after[:1], *before[-1:]]:
        draft.delete(start, end)


@edit
def lead_rewritten(article: Article, draft: Draft, _random: Random) -> None:
    start, end = paragraphs(draft.text)[0]
    if any(draft.followed[start:end]):
        draft.delete(start, end)
        draft.insert(start, article.fillers[1])
    else:
        draft.replace(start, end, article.fillers[1])


@edit
def typography(_article: Article, draft: Draft, _random: Random) -> None:
    for old, new in TYPOGRAPHY.items():
        draft.each(old, new)


@edit
def decomposed(_article: Article, draft: Draft, _random: Random) -> bool:
    changed = False
    for index in range(len(draft.text) - 1, -1, -1):
        folded = unicodedata.normalize("NFD", draft.text[index])
        if folded != draft.text[index]:
            draft.replace(index, index + 1, folded)
            changed = True
    return changed


@edit
def unbreakable(_article: Article, draft: Draft, _random: Random) -> None:
    for match in reversed(list(re.finditer(r"(?<=\d) (?=\w)", draft.text))):
        draft.replace(*match.span(), "\u00a0")
    for match in reversed(list(re.finditer(r"(?<=\w{4})(?=\w{4})", draft.text))):
        draft.insert(match.start(), "\u00ad")


@edit
def paragraphs_joined(_article: Article, draft: Draft, _random: Random) -> None:
    draft.each("\n\n", _blank(draft.text) or "\n")


@edit
def paragraphs_split(_article: Article, draft: Draft, _random: Random) -> None:
    for start, _ in reversed(sentences(draft.text)):
        if start and draft.text[start - 1] == " ":
            draft.replace(start - 1, start, "\n\n")


@edit
def summary_on_top(_article: Article, draft: Draft, random: Random) -> None:
    place = draft.place()
    chosen = [sentence_of(draft.text, place[0]), random.choice(sentences(draft.text))]
    draft.insert(0, "".join(f"{draft.text[start:end]}\n" for start, end in chosen))


@edit
def figures_elsewhere(_article: Article, draft: Draft, random: Random) -> None:
    for match in reversed(list(FIGURE.finditer(draft.text))):
        if not any(draft.followed[slice(*match.span())]):
            draft.replace(*match.span(), str(int(match[0]) + random.randint(1, 9)))


@edit
def figures_everywhere(_article: Article, draft: Draft, random: Random) -> None:
    for match in reversed(list(FIGURE.finditer(draft.text))):
        draft.replace(*match.span(), str(int(match[0]) + random.randint(1, 9)))


@edit
def figure_within(_article: Article, draft: Draft, random: Random) -> bool | None:
    inside = [match for match in FIGURE.finditer(draft.text) if draft.holds(*match.span())]
    if not inside:
        return False
    match = random.choice(inside)
    draft.replace(*match.span(), str(int(match[0]) + random.randint(1, 40)))
    return None


@edit
def name_corrected(article: Article, draft: Draft, _random: Random) -> None:
    draft.each(*article.spelling)


@edit
def name_corrected_within(article: Article, draft: Draft, _random: Random) -> bool:
    before = draft.text
    draft.each(*article.spelling, draft.holds)
    return draft.text != before


@edit
def words_swapped_everywhere(article: Article, draft: Draft, _random: Random) -> None:
    for old, new in article.synonyms:
        draft.each(old, new)


@edit
def words_swapped_within(article: Article, draft: Draft, _random: Random) -> bool:
    before = draft.text
    for old, new in article.synonyms:
        draft.each(old, new, draft.holds)
    return draft.text != before


@edit
def words_swapped_next_to(article: Article, draft: Draft, random: Random) -> bool:
    """The words directly before and directly after."""
    place = draft.place()
    pieces = _pieces(draft.text, 0, len(draft.text))
    new = draft.text[slice(*random.choice(_pieces(article.fillers[1], 0, 40)))]
    before = [piece for piece in pieces if piece[1] <= place[0]]
    after = [piece for piece in pieces if piece[0] >= place[1]]
    for piece in [*after[:1], *before[-1:]]:
        draft.replace(*piece, new)
    return bool(before or after)


@edit
def word_inserted(article: Article, draft: Draft, random: Random) -> bool | None:
    pieces = _pieces(draft.text, *draft.place())
    if len(pieces) < 2:
        return False
    at = random.choice(pieces[1:])[0]
    there = {draft.text[slice(*piece)] for piece in pieces}
    words = [article.fillers[0][slice(*piece)] for piece in _pieces(article.fillers[0], 0, 40)]
    word = random.choice([word for word in words if word not in there] or ["xyz"])
    draft.insert(at, word + _blank(draft.text))
    return None


@edit
def word_deleted(_article: Article, draft: Draft, random: Random) -> bool | None:
    pieces = _pieces(draft.text, *draft.place())
    if len(pieces) < 2:
        return False
    index = random.randrange(len(pieces) - 1)
    draft.delete(pieces[index][0], pieces[index + 1][0])
    return None


@edit
def end_words_changed(article: Article, draft: Draft, random: Random) -> bool | None:
    """The first and the last word become others."""
    pieces = _pieces(draft.text, *draft.place())
    if len(pieces) < 5:
        return False
    words = _pieces(article.fillers[1], 0, len(article.fillers[1]))
    for piece in (pieces[-1], pieces[0]):
        draft.replace(*piece, article.fillers[1][slice(*random.choice(words))])
    return None


@edit
def slip_corrected(_article: Article, draft: Draft, random: Random) -> bool | None:
    """A letter more in a long word."""
    words = [piece for piece in _pieces(draft.text, *draft.place()) if piece[1] - piece[0] > 5]
    if not words:
        return False
    start, end = random.choice(words)
    at = random.randrange(start + 1, end - 1)
    draft.insert(at, draft.text[at])
    return None


@edit
def denial(article: Article, draft: Draft, _random: Random) -> bool:
    before = draft.text
    for old, new in article.denials:
        draft.each(old, new, draft.holds)
    return draft.text != before


@edit
def denial_elsewhere(article: Article, draft: Draft, _random: Random) -> None:
    for old, new in article.denials:
        draft.each(old, new, lambda start, end: not any(draft.followed[start:end]))


@edit
def other_speaker(article: Article, draft: Draft, _random: Random) -> bool:
    """Speech, and whoever is now said to have said it."""
    place = draft.place()
    inside = [match.span(1) for match in SPEECH.finditer(draft.text)]
    if not any(start < place[1] and place[0] < end for start, end in inside):
        return False
    start = sentence_of(draft.text, place[0])[0]
    end = sentence_of(draft.text, place[1] - 1)[1]
    before = draft.text
    draft.each(*article.speakers, lambda one, other: start <= one and other <= end)
    return draft.text != before


@edit
def speech_trimmed(_article: Article, draft: Draft, _random: Random) -> bool | None:
    pieces = _pieces(draft.text, *draft.place())
    if len(pieces) < 8:
        return False
    draft.delete(pieces[len(pieces) * 2 // 3][0], pieces[-1][0])
    return None


@edit
def sentence_deleted(_article: Article, draft: Draft, _random: Random) -> None:
    start, end = draft.place()
    draft.delete(sentence_of(draft.text, start)[0], sentence_of(draft.text, end - 1)[1])


@edit
def paragraph_deleted(_article: Article, draft: Draft, _random: Random) -> None:
    start, end = paragraph_of(draft.text, draft.place()[0])
    draft.delete(start, min(len(draft.text), end + 2))


@edit
def sentence_replaced(article: Article, draft: Draft, random: Random) -> None:
    start, end = draft.place()
    start, end = sentence_of(draft.text, start)[0], sentence_of(draft.text, end - 1)[1]
    draft.delete(start, end)
    draft.insert(start, random.choice(article.fillers))


@edit
def replaced_by_another_paragraph(_article: Article, draft: Draft, random: Random) -> None:
    start, end = paragraph_of(draft.text, draft.place()[0])
    other = random.choice([span for span in paragraphs(draft.text) if span[0] != start])
    words = draft.text[slice(*other)]
    draft.delete(start, end)
    draft.insert(start, words)


@edit
def moved_and_updated(article: Article, draft: Draft, random: Random) -> None:
    paragraphs_reordered(article, draft, random)
    figures_everywhere(article, draft, random)
    name_corrected(article, draft, random)


@edit
def sentence_moved_and_reworded(article: Article, draft: Draft, random: Random) -> bool:
    return sentence_moved(article, draft, random) is not False and word_inserted(article, draft, random) is not False


@edit
def summary_on_top_and_updated(article: Article, draft: Draft, random: Random) -> bool:
    summary_on_top(article, draft, random)
    return word_inserted(article, draft, random) is not False


@edit
def busy_day(article: Article, draft: Draft, random: Random) -> None:
    harmless = [
        *(paragraph_on_top, paragraphs_between, sentence_before, sentence_after, paragraphs_reordered),
        *(other_paragraphs_cut, typography, figures_elsewhere, figure_within, name_corrected),
        *(words_swapped_everywhere, word_inserted, slip_corrected, denial_elsewhere),
    ]
    for change in random.sample(harmless, 5):
        if draft.truth() is not None:
            change(article, draft, random)


def _twins(article: Article, start: int, end: int, random: Random) -> Iterator[Case]:
    """The sentence of the target has a twin in the old text, alike or the same, near or far; one of them goes."""
    text = article.text
    sentence = sentence_of(text, start)
    if end > sentence[1]:
        return
    blank = _blank(text)
    words = text[slice(*sentence)]
    figure = FIGURE.search(words)
    near = words[: figure.start()] + str(int(figure[0]) + 3) + words[figure.end() :] if figure else None
    if near is None or (start < sentence[0] + figure.end() and sentence[0] + figure.start() < end):  # type: ignore[union-attr]
        pieces = [piece for piece in _pieces(text, *sentence) if piece[1] <= start or piece[0] >= end]
        if pieces:
            at = random.choice(pieces)
            new = article.fillers[0][slice(*_pieces(article.fillers[0], 0, 40)[0])]
            near = text[sentence[0] : at[0]] + new + text[at[1] : sentence[1]]
    homes = {
        "just_before": sentence[0],
        "just_after": sentence[1],
        "far": random.choice([span[1] for span in paragraphs(text) if not span[0] <= start < span[1]]),
    }
    for kind, twin in (("same", words), ("alike", near)):
        if twin is None:
            continue
        for where, home in homes.items():
            if kind == "same" and where != "far":
                continue
            added = twin + blank if where == "just_before" else blank + twin
            shift = len(added) if home <= sentence[0] else 0
            old = text[:home] + added + text[home:]
            mine = sentence[0] + shift, sentence[1] + shift
            other = (home, home + len(added))
            for gone in ("target", "twin"):
                draft = Draft(old, start + shift, end + shift)
                draft.delete(*(mine if gone == "target" else other))
                name = f"twin_{kind}_{where}_{gone}_deleted"
                yield Case(name, article.name, old, start + shift, end + shift, draft.text, draft.truth())
                if gone == "target":
                    paragraph_on_top(article, draft, random)
                    figures_everywhere(article, draft, random)
                    name += "_and_updated"
                    yield Case(name, article.name, old, start + shift, end + shift, draft.text, draft.truth())


def cases(seed: int, most: int = 99, articles: tuple[Article, ...] = ARTICLES) -> Iterator[Case]:
    """Every edit on every target it can touch, at most so many targets an article; the same for the same seed."""
    for article in articles:
        random = Random(f"{seed} {article.name}")
        chosen = targets(article, random)
        for start, end in random.sample(chosen, min(most, len(chosen))):
            for name, change in EDITS.items():
                draft = Draft(article.text, start, end)
                if change(article, draft, random) is not False:
                    near = article.text[max(0, start - 32) : end + 32]
                    delicate = name == "denial" or (name == "other_speaker" and article.speakers[0] in near)
                    yield Case(name, article.name, article.text, start, end, draft.text, draft.truth(), delicate)
            yield from _twins(article, start, end, random)
