"""Whose voice a paragraph of an article has: signs that it is the blogger's own.

A strong sign decides; a sign is a doubt; two weak ones are a doubt where the post mixes voices anyway.
"""

import re
from dataclasses import dataclass, field

from blog.exchange.jekyll import bylines, headings, marks
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.tree import Confidence, Passage, Prose, Remark, Source, Tree

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
    _tell_names(source, tree)
    if source.url:
        Hearing(source, tree, rules).run()


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
        self.below_own = -1  # index in `body` of what stood below a paragraph that was decided
        self.has_summary = any(passage.role == "summary" for passage in source.passages)
        self.has_remark = any(isinstance(part, Remark | Prose) for part in source.parts)
        self.noted = {found.label: found for found in tree.definitions if found.handle}
        self.is_opinion = bylines.is_opinion(" ".join([source.url, source.headline, *(p.role for p in source.people)]))
        self.is_mixed = self.has_summary or self.has_remark or any(self._notes(heard) for heard in self.heard)

    def run(self) -> None:
        if self.source.kind == "article":
            self._decide()
            self._listen()
        else:
            self._words()
        for heard in self.heard:
            if len(heard.weak) > 1:
                heard.signs.extend(heard.weak)
        self._follow()
        for heard in self.heard:
            if heard.signs:
                self._suspect(heard)

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
        passage = heard.passage
        at = self.source.parts.index(passage)
        self.source.parts[at] = Prose(passage.markdown, passage.line, passage.end_line)
        self.tree.spans.append((passage.line, passage.end_line, "prose"))
        self.tree.doubt(passage.line, "read as the blogger's own words", f"“{self._loud(heard)}”: {passage.markdown}")
        self.tree.verdict.lower(Confidence.LOOK, "a paragraph inside the article read as the blogger's own")
        self.heard.remove(heard)
        self.below_own = self.body.index(heard)
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
        first_person = self._first_person()
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
                heard.signs.append("first person")
            if isinstance(heard.before, Remark) and not heard.has_speech:
                heard.signs.append("below a signed paragraph")
            if self.is_mixed and (shared := self._shared(heard, noted)):
                heard.signs.append(f"words of the notes: {', '.join(shared)}")
            if self.is_mixed:
                heard.weak.extend(self._weak(heard))

    def _weak(self, heard: _Heard) -> list[str]:
        above = heard.before
        weak = {
            "first after the key points": isinstance(above, Passage) and above.role == "summary"
            and (self._notes(heard) or not heard.has_speech),
            "first, with a note": not self.has_summary and not self.source.dek and heard is self.body[0]
            and self._notes(heard),
            "a question": not self.is_opinion and heard.asks,
        }  # fmt: skip
        return [sign for sign, is_heard in weak.items() if is_heard]

    def _first_person(self) -> list[_Heard]:
        """Nobody's in an essay, and nobody's in an article whose author says I throughout."""
        found = [heard for heard in self.body if _FIRST_PERSON.search(_NUMBERED_ONE.sub(" ", heard.said))]
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
        is_first = bool(body and body[0].signs and "first person" in body[0].signs and not self.source.people)
        rest = body[1:] if is_first else body[last + 1 :] if last > 0 and self.has_summary else []
        if len(rest) <= (LONGEST_RUN if is_first else 2):
            for heard in rest:
                if not heard.signs:
                    heard.signs.append("after a paragraph that is perhaps the blogger's own")

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


def _heard(passage: Passage, before: object) -> _Heard:
    plain = headings.plain(passage.markdown)
    return _Heard(passage, before, plain, _QUOTED.sub(" ", plain))


def _emphasised_quote(markdown: str) -> bool:
    """`*"like this"*` inside a text; not where all of it is emphasised."""
    text = marks.MARK.sub("", markdown)
    match = _EMPHASISED_QUOTE.search(text) if _MAY_EMPHASISE.search(text) else None
    return match is not None and match[0] != text.strip()
