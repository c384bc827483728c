"""What the tests of the Jekyll import do again and again."""

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from PIL import Image as Picture

from blog.exchange.jekyll.accounting import account
from blog.exchange.jekyll.reading import Prepared
from blog.exchange.jekyll.tree import Prose


def run(folder: Path, *options: str) -> dict[str, Any]:
    """The report."""
    target = folder.parent / "report.json"
    call_command(
        "import_jekyll",
        str(folder),
        "--report",
        str(target),
        "--processes",
        "1",
        *options,
        stdout=StringIO(),
        stderr=StringIO(),
    )
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def png(colour: str) -> bytes:
    data = BytesIO()
    Picture.new("RGB", (40, 30), colour).save(data, "PNG")
    return data.getvalue()


def text(prepared: Prepared) -> str:
    return "\n\n".join(section.markdown for section in prepared.tree.sections if isinstance(section, Prose))


def told(prepared: Prepared, what: str) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.text) for doubt in prepared.tree.doubts if doubt.what == what]


def spans(prepared: Prepared) -> dict[int, str]:
    """What became of each line of the body."""
    found, _ = account(prepared.document, prepared.tree)
    return {line: str(run["what"]) for run in found for line in range(int(str(run["from"])), int(str(run["to"])) + 1)}


# code
