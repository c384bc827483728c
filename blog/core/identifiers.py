"""Short permanent ids and slugs."""

import secrets
import unicodedata
from collections.abc import Callable

from django.utils.text import slugify

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
UID_LENGTH = 10
_LETTERS = 23


def make_uid() -> str:
    """Ten characters without look-alikes, beginning with a letter (31**10 is 8e14, so that clashes do not happen)."""
    number = secrets.randbelow(_LETTERS * len(ALPHABET) ** (UID_LENGTH - 1))
    signs = []
    for _ in range(UID_LENGTH - 1):
        number, at = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[at])
    return ALPHABET[-_LETTERS:][number] + "".join(signs)


def key_of(text: str) -> int:
    """A primary key as it stands in an address; 0, which no row has, for anything that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def slug_of(text: str, *, limit: int = 80) -> str:
    """Letters of any script, lower case, cut at a hyphen where one is near; a uid where nothing is left."""
    slug = slugify(unicodedata.normalize("NFC", text), allow_unicode=True)
    if len(slug) > limit:
        cut = slug[: limit + 1].rpartition("-")[0]
        slug = cut if len(cut) > limit // 2 else slug[:limit]
    return slug.strip("-_") or make_uid()


def free_slug(text: str, taken: Callable[[str], bool], *, limit: int = 80) -> str:
    """`slug_of(text)`, numbered -2, -3 ... until `taken` says no."""
    base = slug_of(text, limit=limit)
    slug, n = base, 1
    while taken(slug):
        n += 1
        slug = f"{base[: limit - len(str(n)) - 1]}-{n}"
    return slug
