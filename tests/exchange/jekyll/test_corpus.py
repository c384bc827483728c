"""A real blog, where COMMENTARY_CORPUS names a folder with site/ and jekyll.json, which is what Jekyll makes of it."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from blog.annotations.models import Target
from blog.exchange.models import ImportRecord

CORPUS = Path(os.environ.get("COMMENTARY_CORPUS", ""))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not os.environ.get("COMMENTARY_CORPUS"), reason="COMMENTARY_CORPUS names no folder"),
]


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    target = tmp_path / "report.json"
    call_command("import_jekyll", str(CORPUS / "site"), "--report", str(target), stdout=StringIO(), stderr=StringIO())
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def test_jekylls_own_truth_is_kept(report: dict[str, Any]) -> None:
    told = {entry["path"]: entry for entry in report["posts"]}
    for truth in json.loads((CORPUS / "jekyll.json").read_text(encoding="utf-8")):
        entry = told[truth["path"]]
        doubted = {doubt["what"] for doubt in entry["doubts"]}
        assert entry["old_url"].endswith(truth["url"])
        assert entry["title"] == truth["title"]
        assert entry["date"] == truth["date"] or "date" in doubted
        for kind in ("tags", "categories"):
            names = [": ".join(*name.items()) if isinstance(name, dict) else str(name) for name in truth[kind]]
            assert entry[kind] == list(dict.fromkeys(names)) or kind in doubted


def test_every_byte_is_accounted_for(report: dict[str, Any]) -> None:
    for entry in (*report["posts"], *report["pages"], *report["files"]):
        size = entry["bytes"]
        assert size["total"] == (CORPUS / "site" / entry["path"]).stat().st_size
        assert size["total"] == size["placed"] + size["kept_raw"]
        assert "line that was not placed" not in {doubt["what"] for doubt in entry["doubts"]}
        assert bytes(ImportRecord.objects.get(path=entry["path"]).raw) == (CORPUS / "site" / entry["path"]).read_bytes()


def test_whatever_wants_a_review_names_a_line(report: dict[str, Any]) -> None:
    assert [entry["path"] for entry in report["posts"] if entry["confidence"] == "review" and not entry["doubts"]] == []


def test_every_target_says_what_stands_at_its_place(report: dict[str, Any]) -> None:
    for target in Target.objects.select_related("capture__article"):
        text = target.capture.article.headline if target.part == Target.Part.HEADLINE else target.capture.plain
        assert text[target.start : target.end] == target.exact
