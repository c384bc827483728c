"""Whether changed words still say the same: a denial, a speaker's figure or another person's name is no rewording."""

from collections.abc import Sequence

from blog.annotations.likeness import likeness

# fmt: off
_DENIALS = frozenset({
    "not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere", "without", "cannot",
    "nicht", "nie", "niemals", "nichts", "niemand", "ohne", "weder", "ne", "pas", "jamais", "aucun", "aucune",
    "sans", "nunca", "sin", "jamás", "ninguno", "ninguna", "non", "mai", "senza", "nessuno", "não", "nem",
    "sem", "inte", "aldrig", "ingen", "inget", "inga", "utan", "ikke", "aldri", "niet", "geen", "nooit", "zonder",
    "не", "нет", "без", "никогда", "لا", "لم", "لن", "ليس", "ليست", "ليسوا", "غير", "بدون", "دون",
    "לא", "אין", "בלי", "אינו", "אינה", "אינם", "מעולם",
    "不", "没", "沒", "未", "無", "无", "非", "否", "莫", "ず", "ぬ",
})
# fmt: on
_CONJUNCTIONS = "وفו"
_DENIAL_ENDS = ("ない", "ません")


def is_same_statement(
    before: Sequence[str],
    after: Sequence[str],
    changes: Sequence[tuple[Sequence[str], Sequence[str]]],
    *,
    in_speech: bool,
) -> bool:
    """False where a denial came or went, a name became another or, in speech, a figure changed.

    `changes` are the (old, new) words of each change within `before` and `after`.
    """
    if denials(before) != denials(after):
        return False
    for old, new in changes:
        if in_speech and _figures(old) != _figures(new):
            return False
        gone = [word for word in old if _may_be_name(word, in_speech=in_speech)]
        come = [word for word in new if _may_be_name(word, in_speech=in_speech)]
        if gone and come and any(max(likeness(word, other) for other in come) < 0.6 for word in gone):
            return False
    return True


def denials(words: Sequence[str]) -> int:
    """How many of the words deny."""
    joined = "".join(words)
    return sum(map(_is_denial, words)) + sum(joined.count(end) for end in _DENIAL_ENDS)


def _is_denial(word: str) -> bool:
    word = word.lower()
    return word in _DENIALS or word.lstrip(_CONJUNCTIONS) in _DENIALS or word.endswith("n't") or word.startswith("kein")


def _may_be_name(word: str, *, in_speech: bool) -> bool:
    """A capital tells; in scripts without capitals any word beside speech may be one."""
    return word[:1].isupper() or (in_speech and word[:1].isalpha() and not word[:1].islower())


def _figures(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(map(str.isdigit, word))]
