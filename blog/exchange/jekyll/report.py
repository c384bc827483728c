"""What became of every file: the importer's contract in JSON, and a summary for the terminal."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from blog.core.counting import in_number

MOST_DOUBTS = 10


@dataclass
class Bytes:
    total: int = 0
    placed: int = 0
    kept_raw: int = 0

    def add(self, other: dict[str, int]) -> None:
        self.total += other["total"]
        self.placed += other["placed"]
        self.kept_raw += other["kept_raw"]

    def as_dict(self) -> dict[str, int]:
        return {"total": self.total, "placed": self.placed, "kept_raw": self.kept_raw}


@dataclass
class Report:
    """Entries have the names of the contract; `files` are those that became neither a post nor a page."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        total, every = Bytes(), (*self.posts, *self.pages, *self.files)
        for entry in every:
            total.add(entry["bytes"])
        return {
            "posts": self.posts,
            "pages": self.pages,
            "files": self.files,
            "problems": self.problems,
            "totals": {
                "posts": len(self.posts),
                "pages": len(self.pages),
                "files": len(self.files),
                "articles": sum(len(entry["articles"]) for entry in self.posts),
                "annotations": sum(len(entry["annotations"]) for entry in self.posts),
                "doubts": sum(len(entry["doubts"]) for entry in every),
                "confidence": dict(Counter(entry["confidence"] for entry in self.posts)),
                "outcomes": dict(self.outcomes),
                "seconds": round(self.seconds, 2),
                "bytes": total.as_dict(),
            },
        }

    def write(self, path: Path) -> None:
        text = json.dumps(self.as_dict(), ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")

    def summary(self, out: TextIO) -> None:
        totals = self.as_dict()["totals"]
        size = totals["bytes"]
        nouns = {"posts": "post", "pages": "page", "articles": "article", "annotations": "note", "files": "other file"}
        made = ", ".join(in_number(totals[kind], noun) for kind, noun in nouns.items())
        out.write(f"{made} in {totals['seconds']} s.\n")
        done = ", ".join(f"{count} {what}" for what, count in sorted(self.outcomes.items()))
        out.write(f"Files: {done or 'none'}.\n")
        sure = totals["confidence"]
        out.write(
            f"Confidence: {sure.get('high', 0)} high, {sure.get('look', 0)} to look at, "
            f"{sure.get('review', 0)} to review.\n"
        )
        out.write(f"Bytes: {size['total']:,} read, {size['placed']:,} placed, {size['kept_raw']:,} kept raw.\n")
        doubts = Counter(
            doubt["what"] for entry in (*self.posts, *self.pages, *self.files) for doubt in entry["doubts"]
        )
        if doubts:
            out.write(f"{in_number(totals['doubts'], 'doubt')}; the most frequent:\n")
            out.writelines(f"{count:7d}  {what}\n" for what, count in doubts.most_common(MOST_DOUBTS))
        out.writelines(f"Site: {problem}\n" for problem in self.problems)
