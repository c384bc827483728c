"""A post's layout as a drawing: lines of quoted, of own and of annotated words. Made when the post is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypedDict

LINE_CHARACTERS, LINE_WIDTH, LEADING, GAP = 62, 92.0, 3.7, 3.3
FLAG_START, FLAG_WIDTH = 94, 9
WIDTH, MOST_LINES = 106, 56


@dataclass(frozen=True, slots=True)
class Strip:
    """One paragraph: how long, whose, and which code points of it are annotated."""

    voice: Literal["quoted", "own"]
    length: int
    marks: tuple[tuple[int, int], ...] = ()


class Galley(TypedDict):
    """Paths of an SVG drawing of `width` by `height`."""

    width: int
    height: int
    quoted: str
    own: str
    marks: str
    flags: str


def draw(strips: Iterable[Strip]) -> Galley:
    """The first 56 lines; a post without words is an empty sheet."""
    paths: dict[str, list[str]] = {"quoted": [], "own": [], "marks": [], "flags": []}
    y, lines = LEADING, 0
    for strip in strips:
        for first in range(0, max(strip.length, 1), LINE_CHARACTERS):
            if lines == MOST_LINES:
                break
            last = min(first + LINE_CHARACTERS, strip.length)
            paths[strip.voice].append(f"M0 {y:.1f}h{_x(last - first)}")
            for start, end in strip.marks:
                if start < last and end > first:
                    left, right = max(start, first), min(end, last)
                    paths["marks"].append(f"M{_x(left - first)} {y:.1f}h{_x(right - left)}")
                    if end <= last:
                        paths["flags"].append(f"M{FLAG_START} {y:.1f}h{FLAG_WIDTH}")
            y += LEADING
            lines += 1
        y += GAP
    drawn = {name: "".join(path) for name, path in paths.items()}
    return Galley(
        width=WIDTH,
        height=max(round(y), 40),
        quoted=drawn["quoted"],
        own=drawn["own"],
        marks=drawn["marks"],
        flags=drawn["flags"],
    )


def _x(characters: int) -> str:
    return f"{characters / LINE_CHARACTERS * LINE_WIDTH:.1f}".removesuffix(".0")
