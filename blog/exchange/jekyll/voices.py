"""Whose voice a paragraph of an article has: signs that it is the blogger's own.

A strong sign decides; a sign is a doubt; two weak ones are a doubt where the post mixes voices anyway.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from blog.exchange.jekyll import bylines, headings, marks
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.tree import Confidence, Passage, Prose, Remark, Source, Tree

FIRST_PERSON = "first person"
LONGEST_RUN = 8  # paragraphs to the end of a source that are suspected with its first one
FIRST_PERSON_ARTICLE = 4  # paragraphs
_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|‘[^’]*’(?!\w)")
_NUMBERED_ONE = re.compile(
    r"\b(?:War|Title|Part|Chapter|Article|Section|Phase|Type|Class|Volume|Act|Schedule|Division|Category|Tier|Level)\s+I\b|\bI-\d"
)
_FIRST_PERSON = re.compile(r"(?<!\w)(?:I|I['’](?:m|ve|d|ll)|my|me)(?!\w)|(?:\A|[.!?]\s+)My\s")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|wrote|writes|according|reported|reports|announced|argued|added|warned|found|declared|testified"
    r"|asked|claimed|stated|noted|explained|posted|tweeted)\b|\A\W*[“\"]",
    re.IGNORECASE,
)
_EMPHASISED_QUOTE = re.compile(r"(?<![*\w])(\*|_)[“\"](?:(?!\1)[^\n]){1,120}[”\"][.,!?]?\1(?![*\w])")
_MAY_EMPHASISE = re.compile(r"[*_][“\"]")
_LINE_END = re.compile(r"<br\s*/?>|\n")
_TURN = re.compile(r"(?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w.’'-]*\s*(?:[(\[](?:\d{1,2}:)?\d{1,2}:\d{2}[)\]])?\s*:\s*\Z")
LEAST_TURNS = 3
LEAST_TITLE = 15  # letters, of a headline that is known again in a sentence
_SPEAKER = re.compile(r"[*_\[]{0,3}[A-Z][\w.’' -]{0,40}[*_\]]{0,3}:")
_WORD = re.compile(r"[^\W\d_]+(?:[/'’][^\W\d_]+)*/?[^\W\d_]*")


@dataclass(eq=False)
class _Heard:
    """A passage, and what it says outside quotation marks."""

    passage: Passage
    before: object  # the part of the source above it
    plain: str
    said: str
    signs: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    is_turn: bool = False  # somebody's in a transcript

    @property
    def is_text(self) -> bool:
        return self.passage.role == "body" and not self.passage.markdown.lstrip().startswith(">")

    @property
    def has_speech(self) -> bool:
        """Whether somebody speaks or is named as a source."""
        return bool(_SPEECH.search(self.plain))

    @property
    def asks(self) -> bool:
        return "?" in self.said and any(s.endswith("?") for s in _SENTENCE_END.split(self.said.strip()))


def hear(source: Source, tree: Tree, rules: Rules) -> None:
    """Makes own prose of what is certainly the blogger's, and tells what may be."""
    hearing = Hearing(source, tree, rules) if source.url else None
    if hearing:
        hearing.take_signed()
    _tell_names(source, tree)
    if hearing:
        hearing.run()


def _tell_names(source: Source, tree: Tree) -> None:
    """An owner's name inside a quotation, and a name signed where nobody knows it."""
    names = "|".join(re.escape(name) for name in sorted(tree.owners))
    owner = re.compile(rf"(?<![\w/.])@(?:{names})(?!\w)", re.IGNORECASE) if names else None
    for passage in source.passages:
        for at, line in enumerate(passage.markdown.split("\n")):
            if (owner and owner.search(line)) or (not at and marks.strip_handle(line.strip())[0]):
                tree.doubt(passage.line + at, "a name signed inside quoted words", line)
                tree.verdict.lower(Confidence.REVIEW, "a name signed inside quoted words")


class Hearing:
    """Listens to one source."""

    def __init__(self, source: Source, tree: Tree, rules: Rules) -> None:
        self.source, self.tree, self.rules = source, tree, rules
        self.heard = [
            _heard(part, source.parts[at - 1] if at else None)
            for at, part in enumerate(source.parts)
            if isinstance(part, Passage)
        ]
        self.body = [heard for heard in self.heard if heard.is_text]
        self.first_turn = _mark_turns(self.heard)
        others = (_folded(other.headline) for other in tree.sources if other is not source)
        self.titles = [title for title in others if title.count(" ") > 1 and len(title) >= LEAST_TITLE]
        self.below_own = -1  # index in `body` of what stood below a paragraph that was decided
        self.has_summary = any(passage.role == "summary" for passage in source.passages)
        self.has_remark = any(isinstance(part, Remark | Prose) for part in source.parts)
        self.noted = {found.label: found for found in tree.definitions if found.handle}
        self.is_opinion = bylines.is_opinion(" ".join([source.url, source.headline, *(p.role for p in source.people)]))
        self.is_mixed = self.has_summary or self.has_remark or any(self._notes(heard) for heard in self.heard)

    def take_signed(self) -> None:
        """The owner's below a signed paragraph: I in its first lines, the name at one of the next."""
        names = "|".join(re.escape(name) for name in sorted(self.tree.owners))
        if not names or self.source.kind != "article":
            return
        signed = re.compile(rf"@+(?:{names})\s*:", re.IGNORECASE)
        for heard in [heard for heard in self.body if _is_signed(heard.before) and "@" in heard.passage.markdown]:
            lines = [line.strip() for line in _LINE_END.split(heard.passage.markdown)]
            at = next((at for at, line in enumerate(lines) if at and signed.match(line)), 0)
            before = _QUOTED.sub(" ", headings.plain(" ".join(lines[:at])))
            if at and _FIRST_PERSON.search(before):
                self._take(heard, lines[at])
                self.tree.verdict.lower(Confidence.REVIEW, "a paragraph inside the article read as the blogger's own")

    def run(self) -> None:
        if self.source.kind == "article":
            self._decide()
            self._listen()
            self._tell_transcript()
        else:
            self._words()
        for heard in self.heard:
            if len(heard.weak) > 1:
                heard.signs.extend(sign for sign in heard.weak if sign not in heard.signs)
        self._follow()
        for heard in self.heard:
            if heard.signs:
                self._suspect(heard)

    def _tell_transcript(self) -> None:
        turn = self.first_turn
        if turn and (self.is_mixed or self.has_remark):
            self.tree.doubt(turn.passage.line, "a transcript inside the article", turn.plain)

    def _notes(self, heard: _Heard) -> bool:
        return any(label in self.noted for label in marks.labels(heard.passage.markdown))

    def _decide(self) -> None:
        """One paragraph with a word that reporters do not use, where no other has one, is the blogger's."""
        loud = [heard for heard in self.heard if self._loud(heard)]
        is_personal = any(_FIRST_PERSON.search(heard.said) for heard in self.body if heard not in loud)
        if len(loud) != 1 or loud[0] not in self.body or len(self.body) < 2 or self.is_opinion or is_personal:
            self._words()
            return
        (heard,) = loud
        if _SPEAKER.match(heard.plain):
            self._words()
            return
        self.below_own = self.body.index(heard)
        self._take(heard, self._loud(heard))
        self.tree.verdict.lower(Confidence.LOOK, "a paragraph inside the article read as the blogger's own")

    def _take(self, heard: _Heard, sign: str) -> None:
        """Makes it the blogger's."""
        passage = heard.passage
        at = self.source.parts.index(passage)
        self.source.parts[at] = Prose(passage.markdown, passage.line, passage.end_line)
        self.tree.spans.append((passage.line, passage.end_line, "prose"))
        self.tree.doubt(passage.line, "read as the blogger's own words", f"“{sign[:60]}”: {passage.markdown}")
        self.heard.remove(heard)
        self.body.remove(heard)

    def _loud(self, heard: _Heard) -> str:
        match = self.rules.voice.search(heard.said) if self.rules.voice else None
        return match[0] if match else ""

    def _words(self) -> None:
        for heard in self.heard:
            if heard.passage.role in {"body", "list"} and (word := self._loud(heard)):
                heard.signs.append(f"“{word}”")

    def _listen(self) -> None:
        noted = {word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(self._own_text())}
        first_person, personal = self._first_person(), self._writers()
        if personal and not first_person:
            personal[0].signs.append("first person below key points: the writer's or the blogger's?")
        for at, heard in enumerate(self.heard):
            if not heard.is_text and heard.passage.role != "list":
                continue
            if _emphasised_quote(heard.passage.markdown):
                heard.signs.append("emphasis around quotation marks")
            if not heard.is_text:
                continue
            if self.has_summary and any(later.passage.role == "summary" for later in self.heard[at:]):
                heard.signs.append("before the key points")
            if heard in first_person:
                heard.signs.append(FIRST_PERSON)
            if _is_signed(heard.before) and not heard.has_speech:
                heard.signs.append("below a signed paragraph")
            if self.is_mixed and (shared := self._shared(heard, noted)):
                heard.signs.append(f"words of the notes: {', '.join(shared)}")
            if self.is_mixed:
                heard.weak.extend(self._weak(heard, personal))

    def _weak(self, heard: _Heard, personal: list[_Heard]) -> list[str]:
        above = heard.before
        weak = {
            "first after the key points": isinstance(above, Passage) and above.role == "summary"
            and (self._notes(heard) or not heard.has_speech),
            "first, with a note": not self.has_summary and not self.source.dek and heard is self.body[0]
            and self._notes(heard),
            "a question": not self.is_opinion and heard.asks,
            FIRST_PERSON: heard in personal,
            "a note beside it": heard in personal and bool(marks.labels(heard.passage.markdown)),
        }  # fmt: skip
        signs = [sign for sign, is_heard in weak.items() if is_heard]
        return [*signs, "the headline of another source"] if signs and self._names_title(heard) else signs

    def _writers(self) -> list[_Heard]:
        """Where somebody says I below key points: whoever writes so of an essay has hardly quoted it whole."""
        return [heard for heard in self.body if self.has_summary and not heard.is_turn and _says_i(heard)]

    def _names_title(self, heard: _Heard) -> bool:
        said = f" {_folded(heard.plain)} " if self.titles else ""
        return any(f" {title} " in said for title in self.titles)

    def _first_person(self) -> list[_Heard]:
        """Nobody's in an essay, and nobody's in an article whose author says I throughout."""
        found = [heard for heard in self.body if not heard.is_turn and _says_i(heard)]
        source = self.source
        is_odd = not source.people or not source.dek or self.has_summary or self.has_remark
        if self.is_opinion or not is_odd or (source.people and len(found) >= FIRST_PERSON_ARTICLE):
            return []
        return found if source.people else found[:1]

    def _follow(self) -> None:
        """What stands below a suspicious paragraph and may be the same voice."""
        body = self.body
        for one, following in zip(self.heard, self.heard[1:], strict=False):
            is_its_list = following.passage.role == "list" and one.plain.rstrip().endswith(":")
            if one.signs and is_its_list and not following.signs:
                following.signs.append("the list of a paragraph that is perhaps the blogger's own")
        suspects = [at for at, heard in enumerate(body) if heard.signs]
        last = max([*suspects, self.below_own - 1])
        is_first = bool(body and body[0].signs and FIRST_PERSON in body[0].signs and not self.source.people)
        rest = body[1:] if is_first else body[last + 1 :] if last > 0 and self.has_summary else []
        is_sure = not is_first and last == self.below_own - 1
        sign = f"after a paragraph that is {'' if is_sure else 'perhaps '}the blogger's own"
        if len(rest) <= (LONGEST_RUN if is_first else 2):
            for heard in rest:
                if not heard.signs:
                    heard.signs.append(sign)

    def _own_text(self) -> str:
        remarks = [part.markdown for part in self.source.parts if isinstance(part, Remark)]
        return " ".join([*(found.body for found in self.noted.values()), *remarks])

    def _shared(self, heard: _Heard, noted: set[str]) -> list[str]:
        """Words with a slash in them that the attributed notes use too and the rest of the article does not."""
        found = {word for word in _WORD.findall(heard.said) if "/" in word and word.lower() in noted}
        if not found:
            return []
        others = " ".join(other.passage.markdown for other in self.body if other is not heard).lower()
        elsewhere = set(_WORD.findall(others))
        return sorted(word for word in found if word.lower() not in elsewhere)

    def _suspect(self, heard: _Heard) -> None:
        passage = heard.passage
        passage.suspicion = "; ".join(heard.signs)
        self.tree.verdict.lower(Confidence.REVIEW, "a paragraph that is perhaps the blogger's own")
        self.tree.doubt(passage.line, "perhaps the blogger's own words", f"{passage.suspicion}: {passage.markdown}")


def _says_i(heard: _Heard) -> bool:
    return bool(_FIRST_PERSON.search(_NUMBERED_ONE.sub(" ", heard.said)))


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _mark_turns(said: list[_Heard]) -> _Heard | None:
    """The first line of a transcript that names who speaks; what stands below such lines is a speaker's."""
    names = [heard for heard in said if _TURN.match(heard.plain) and heard.passage.role in {"body", "subhead"}]
    if len(names) < LEAST_TURNS:
        return None
    is_turn = False
    for heard in said:
        is_turn = heard in names or (is_turn and heard.passage.role != "subhead")
        heard.is_turn = is_turn
    return names[0]


def _is_signed(part: object) -> bool:
    return isinstance(part, Remark) or (isinstance(part, Prose) and part.is_signed)


def _heard(passage: Passage, before: object) -> _Heard:
    plain = headings.plain(passage.markdown)
    return _Heard(passage, before, plain, _QUOTED.sub(" ", plain))


def _emphasised_quote(markdown: str) -> bool:
    """`*"like this"*` inside a text; not where all of it is emphasised."""
    text = marks.MARK.sub("", markdown)
    match = _EMPHASISED_QUOTE.search(text) if _MAY_EMPHASISE.search(text) else None
    return match is not None and match[0] != text.strip()
