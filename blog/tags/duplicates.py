"""Tags that are probably one: names that differ in case, blanks, punctuation or a bracketed acronym only.

Proposals for an editor. Words are never compared: “ferry” and “ferries” stay two tags.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Count

from blog.tags.models import LeftApart, Tag, through_models
from blog.tags.naming import folded

LONGEST_ACRONYM = 12
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w\s]+(?=\d)")


class _Bare(dict[int, int | None]):
    """For str.translate: letters, vowel signs, digits and symbols stay; punctuation, blanks and what is unseen go."""

    def __missing__(self, code: int) -> int | None:
        kept = code if unicodedata.category(chr(code))[0] in "LMNS" else None
        self[code] = kept
        return kept


_bare = _Bare({ord("."): None, ord("·"): ord(".")})


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name taken apart: `stem` is equal for alike names; `acronym` is what stands in brackets at its end."""

    stem: str
    acronym: str


@dataclass(frozen=True, slots=True)
class Named:
    """A tag as far as likeness is concerned."""

    pk: int
    name: str
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Alike tags, the one to keep first; `key` is a digest of what they have in common."""

    key: str
    tags: tuple[Named, ...]

    @property
    def uses(self) -> int:
        return sum(tag.uses for tag in self.tags)

    @property
    def difference(self) -> str:
        """What alone tells the names apart, the least of: case, blanks, punctuation, the acronym."""
        names = [tag.name for tag in self.tags]
        if len({spelling(name).acronym for name in names}) > 1:
            return "an acronym in brackets"
        if len({folded(name).replace(" ", "") for name in names}) > 1:
            return "punctuation"
        return "blanks" if len({folded(name) for name in names}) > 1 else "case"


def spelling(name: str) -> Spelling:
    """An acronym is short and has no small letters; its bracket need not be closed."""
    name = unicodedata.normalize("NFKC", name).rstrip()
    at = max(name.rfind(sign) for sign in "([{")
    if at > 0 and len(name) - at <= LONGEST_ACRONYM + 2:
        short = name[at + 1 :].rstrip(")]}").strip()
        if _is_acronym(short) and any(char.isalnum() for char in name[:at]):
            return Spelling(_stem(name[:at]), _stem(short))
    return Spelling(_stem(name), "")


def alike(tags: Iterable[Named]) -> list[Group]:
    """Groups of two and more, the most used first.

    An acronym may be missing from a name; where two different ones follow the same words, these are different things.
    """
    by_stem: dict[str, list[tuple[Named, str]]] = defaultdict(list)
    for tag in tags:
        read = spelling(tag.name)
        by_stem[read.stem].append((tag, read.acronym))
    groups = []
    for stem, found in by_stem.items():
        if len(found) < 2:
            continue
        acronyms = {acronym for _, acronym in found if acronym}
        together: dict[str, list[Named]] = defaultdict(list)
        for tag, acronym in found:
            together["" if len(acronyms) < 2 else acronym].append(tag)
        groups += [
            Group(_digest(f"{stem}({acronym}"), _likeliest_first(members))
            for acronym, members in together.items()
            if len(members) > 1
        ]
    return sorted(groups, key=lambda group: (-group.uses, group.key))


def proposals() -> list[Group]:
    """Of all tags, without groups that an editor has left apart; three queries, however many tags."""
    uses: Counter[int] = Counter()
    for through in through_models():
        uses.update(dict(through.objects.order_by().values_list("tag_id").annotate(n=Count("pk"))))
    found = alike(Named(pk, name, uses[pk]) for pk, name in Tag.objects.order_by("pk").values_list("pk", "name"))
    apart = {row.key: set(row.tags) for row in LeftApart.objects.all()}
    return [group for group in found if not {tag.pk for tag in group.tags} <= apart.get(group.key, set())]


def _digest(stem: str) -> str:
    return blake2b(stem.encode(), digest_size=12).hexdigest()


def _stem(name: str) -> str:
    """The name itself where nothing but punctuation is in it."""
    whole = folded(name)
    return _BETWEEN_DIGITS.sub("·", whole).translate(_bare) or whole


def _is_acronym(short: str) -> bool:
    letters = [char for char in short if char.isalpha()]
    return len(letters) > 1 and not any(char.islower() for char in letters) and " " not in short


def _likeliest_first(tags: list[Named]) -> tuple[Named, ...]:
    """Used most; then with its brackets closed; then the longer name, which has the acronym and the blanks."""
    return tuple(sorted(tags, key=lambda tag: (-tag.uses, _is_broken(tag.name), -len(tag.name), tag.name)))


def _is_broken(name: str) -> bool:
    return name.count("(") != name.count(")")
