"""Pieces of a body: as they stand in a Jekyll file, and as they were."""

import re
from collections.abc import Callable, Iterator, Mapping

from django.conf import settings

from blog.exchange.marking import dedented, defined, definition, relabelled, split_notes
from blog.exchange.own.facts import Fact, Unreadable

ASSETS = "/assets/images/"
_LIQUID = re.compile(r"\{[{%]")
_ESCAPED = re.compile(r'\{\{ "(\{[{%])" \}\}')
_ASSET = re.compile(re.escape(ASSETS) + r"([\w.-]+)")
_MARK = re.compile(r"\[\^([^\]\[\s]+)\]")
_SIGNED = re.compile(r"\*\*.+?:\*\* ")


def stored_picture() -> re.Pattern[str]:
    """The address of a file of the image library; its second group is the file's name."""
    return re.compile(rf"{re.escape(settings.MEDIA_URL)}((?:images|renditions)/\d{{4}}/\d\d/([\w.-]+))")


def outward(text: str, pictures: dict[str, str]) -> str:
    """Liquid has no meaning, stored pictures are assets; their paths are entered into `pictures` by their names."""

    def asset(match: re.Match[str]) -> str:
        pictures[match[2]] = match[1]
        return f"{ASSETS}{match[2]}"

    text = stored_picture().sub(asset, text) if settings.MEDIA_URL in text else text
    return _LIQUID.sub(r'{{ "\g<0>" }}', text)


def inward(text: str, pictures: Mapping[str, str]) -> str:
    """As before `outward`; `pictures` has the paths that the names have here."""

    def stored(match: re.Match[str]) -> str:
        return f"{settings.MEDIA_URL}{pictures[match[1]]}" if match[1] in pictures else match[0]

    return _ASSET.sub(stored, _ESCAPED.sub(r"\1", text))


def labels_in(text: str) -> set[str]:
    return {match[1] for match in _MARK.finditer(text)}


def written_prose(markdown: str, number: Callable[[], str]) -> tuple[str, Fact]:
    """With the numbers that its own notes have in the file."""
    numbers = {label: number() for label in defined(markdown)}
    fact: Fact = {"labels": {new: old for old, new in numbers.items()}} if numbers else {}
    return relabelled(markdown, numbers), fact


def read_prose(text: str, fact: Fact) -> str:
    labels = _labels(fact)
    return _MARK.sub(lambda match: f"[^{labels.get(match[1], match[1])}]", text) if labels else text


def written_note(body: str, own: str, voice: str, number: Callable[[], str]) -> tuple[list[str], Fact]:
    """The definition numbered `own`, then those of the notes inside it; `voice`, where there is one, is named."""
    numbers = {label: number() for label, _ in split_notes(body)[1]}
    text, inner = split_notes(relabelled(body, numbers))
    fact: Fact = {"number": own}
    if numbers:
        fact["labels"] = {new: old for old, new in numbers.items()}
    if voice:
        fact["signed"] = True
        text = f"**{voice}:** {text}"
    return [definition(own, text), *(definition(label, said) for label, said in inner)], fact


def read_note(definitions: list[str], fact: Fact) -> str:
    labels = _labels(fact)
    texts = [dedented(said.partition("]: ")[2]) for said in definitions]
    if fact.get("signed"):
        texts[0] = _SIGNED.sub("", texts[0], count=1)
    inner = [definition(old, said) for old, said in zip(labels.values(), texts[1:], strict=True)]
    return read_prose("\n\n".join([texts[0], *inner]), fact)


def escaped(text: str) -> str:
    """Plain text as Markdown of one line."""
    return re.sub(r"([\\`*_\[\]<>~])", r"\\\1", " ".join(text.split()))


class Lines:
    """Takes pieces off a body, by their numbers of lines."""

    def __init__(self, body: str, pictures: Mapping[str, str]) -> None:
        self.lines = body.split("\n")
        self.at = 0
        self.pictures = pictures

    def take(self, count: object) -> str:
        """Raises Unreadable when the body has other lines than were counted."""
        if not isinstance(count, int) or not 0 < count <= len(self.lines) - self.at:
            raise Unreadable("the text has other lines than it was written with")
        taken = self.lines[self.at : self.at + count]
        self.at += count
        if self.at < len(self.lines):
            if self.lines[self.at]:
                raise Unreadable(f"an empty line is missing after “{taken[-1][:60]}”")
            self.at += 1
        return inward("\n".join(taken), self.pictures)

    def finish(self) -> None:
        """Raises Unreadable when something is left."""
        if any(self.lines[self.at :]):
            raise Unreadable("there is more text than it was written with")


def _labels(fact: Fact) -> dict[str, str]:
    found = fact.get("labels") or {}
    if not isinstance(found, dict):
        raise Unreadable("“labels” must be a mapping")
    return {str(new): str(old) for new, old in found.items()}


def numbers(taken: set[str]) -> Iterator[str]:
    """1, 2, 3 ... without those that stand somewhere already."""
    n = 0
    while True:
        n += 1
        if str(n) not in taken:
            yield str(n)
