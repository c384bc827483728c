"""A whole site, file by file: what is new is placed, what is known is left alone, everything is reported."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.utils import timezone

from blog.accounts.models import User
from blog.core.markdown import rendered_before
from blog.core.text import clean
from blog.exchange.jekyll import own_key, records, redirects
from blog.exchange.jekyll.accounting import account, raw
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.front_matter import USED
from blog.exchange.jekyll.learning import learn
from blog.exchange.jekyll.lookups import Lookups, snippet_name
from blog.exchange.jekyll.pages.placing import Pages
from blog.exchange.jekyll.reading import Prepared
from blog.exchange.jekyll.reading_apart import read_all
from blog.exchange.jekyll.report import Report
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.subscriptions import keep_places
from blog.exchange.jekyll.tree import Confidence
from blog.exchange.models import ImportRecord
from blog.posts import digest
from blog.posts.models import FormerAddress

BATCH = 25
POSTS = {"post", "draft", "misnamed"}
WHY_RAW = {
    "other": "neither Markdown nor HTML: its words cannot be read here",
    "data": "of a collection to which Jekyll gives no pages: other files take from it",
}
NO_FRONT_MATTER = "no front matter: other files may include it, it is no post"


@dataclass
class Importer:
    site: Site
    rules: Rules
    author: User
    only: str = ""
    processes: int = 1
    few: int = 4 * BATCH  # so many files are not worth further processes
    keeps_files: bool = True  # False for a dry run: a transaction undoes rows, not files
    progress: Callable[[int, int, str], None] = lambda done, total, path: None
    report: Report = field(default_factory=Report)

    def __post_init__(self) -> None:
        self.lookups = Lookups(self.site, self.rules, self.author, keeps_files=self.keeps_files)
        self.entries: dict[str, dict[str, Any]] = {}
        self.taken_in: dict[str, str] = {}  # file -> the post that includes it
        self.records: dict[str, ImportRecord] = {}
        self.pages = Pages(self.lookups)

    def run(self) -> Report:
        """Some files to a transaction, each on a savepoint of its own."""
        started = time.monotonic()
        paths = list(self.site.documents())
        self.report.problems.extend(self.site.problems)
        if self.site.zone.key != timezone.get_default_timezone_name():
            self.report.problems.append(
                f"_config.yml has the time zone {self.site.zone.key}, this site "
                f"{timezone.get_default_timezone_name()}: posts near midnight may stand in another month than "
                "before. Set COMMENTARY_TIME_ZONE to the former."
            )
        self.report.problems.extend(learn(self.site, self.rules, paths))
        wanted = [path for path in paths if self._is_wanted(path)]
        self._files(paths, wanted)
        keep_places(self.site)
        for path in wanted:
            entry = self.entries[path]
            report = self.report
            (report.posts if "articles" in entry else report.pages if "new_url" in entry else report.files).append(
                entry
            )
        self.report.seconds = time.monotonic() - started
        return self.report

    def _files(self, paths: list[str], wanted: list[str]) -> None:
        records = ImportRecord.objects.defer("raw").select_related("post", "page")
        self.records = {record.path: record for record in records}
        to_do = {path: kind for path in wanted if (kind := self._kind_to_do(path))}
        todo = [path for path, kind in to_do.items() if kind in POSTS]
        late = sorted(
            to_do.keys() - set(todo), key=lambda path: (to_do[path] != "page", path)
        )  # a page may take files in
        self.pages.name(self.site.pages, self.records, to_do)
        done = len(wanted) - len(todo) - len(late)
        files = read_all(self.site, self.rules, todo, self.processes if len(todo) > self.few else 1)
        while batch := list(islice(files, BATCH)):
            with transaction.atomic(), digest.postponed():
                for path, prepared in batch:
                    done += 1
                    self.progress(done, len(wanted), path)
                    self._one(path, prepared)
        with transaction.atomic():
            for path in late:
                done += 1
                self.progress(done, len(wanted), path)
                self._late(path)

    def _is_wanted(self, path: str) -> bool:
        name = PurePosixPath(path)
        return not self.only or any(fnmatch(said, self.only) for said in (path, name.name, name.stem))

    def _kind_to_do(self, path: str) -> str:
        """What kind of file has to be imported; "" when it is known, or an editor's work stands in the way."""
        record = self.records.get(path)
        if record is None:
            return self.site.kind(path)
        sha256 = _sha256(self.site.read(path) or b"")
        if record.sha256 == sha256 and record.report.get("entry"):
            self.entries[path] = record.report["entry"]
            self.report.outcomes["unchanged"] += 1
            return ""
        if records.is_edited(record):
            self._conflict(path, record, sha256)
            return ""
        return self.site.kind(path)

    # one file

    def _one(self, path: str, prepared: Prepared | Exception) -> None:
        if isinstance(prepared, Exception):
            self.entries[path] = self._failed(path, prepared)
            return
        try:
            with transaction.atomic(), rendered_before(prepared.rendered):
                self.entries[path] = self._post(prepared)
        except Exception as error:
            self.lookups.forget()
            self.entries[path] = self._failed(path, error)

    def _post(self, prepared: Prepared) -> dict[str, Any]:
        document, draft, tree = prepared.document, prepared.draft, prepared.tree
        record = self.records.get(document.path)
        for name, text in prepared.includes.items():
            if name not in self.lookups.snippets:
                self.lookups.snippets[name] = records.snippet(snippet_name(name), text)
        self.taken_in |= dict.fromkeys(prepared.relatives, document.path)
        post = record.post if record else None
        former = records.clear(record) if record and post else {}
        if record and post:
            self.lookups.lost_articles(record.report.get("rows", {}).get("articles", []))
        placed = own_key.placed(prepared, self.lookups, former, post)
        old_url = self.site.former_path(document, draft.moment)
        paths = redirects.of_post(document, self.site, old_url, placed.post.get_absolute_url(), tree)
        FormerAddress.objects.lead(paths, placed.post)
        spans, size = account(document, tree, USED | draft.placed)
        entry = {
            "path": document.path,
            "old_url": old_url,
            "new_url": placed.post.get_absolute_url(),
            "title": placed.post.title,
            "date": draft.moment.isoformat() if draft.moment else None,
            "tags": draft.tags,
            "categories": draft.categories,
            "series": placed.post.series.name if placed.post.series else None,
            "part": placed.post.part,
            "status": placed.post.status,
            "confidence": tree.verdict.confidence.value,
            "reasons": tree.verdict.reasons,
            "articles": placed.articles,
            "annotations": placed.annotations,
            "doubts": [doubt.as_dict() for doubt in sorted(dict.fromkeys(tree.doubts), key=lambda one: one.line)],
            "bytes": size,
        }
        stored = {"entry": entry, "spans": spans, "rows": placed.rows}
        records.keep(document, _sha256(document.raw), placed.post, tree.verdict.confidence, stored, record)
        digest.refresh([placed.post.pk])
        self.report.outcomes["updated" if post else "imported"] += 1
        return entry

    def _late(self, path: str) -> None:
        document = self.site.document(path)
        try:
            with transaction.atomic():
                self.entries[path] = self._page(document) if document.kind == "page" else self._keep(document)
        except Exception as error:
            self.lookups.forget()
            self.entries[path] = self._failed(path, error)

    def _page(self, document: Document) -> dict[str, Any]:
        text = self.pages.read(document)
        if document.path not in self.site.page_slugs:
            return self._keep(document, text.why_raw)
        self.taken_in |= dict.fromkeys(text.relatives, document.path)
        record = self.records.get(document.path)
        page, entry, spans = self.pages.place(text, record.page if record else None)
        stored = {"entry": entry, "spans": spans, "rows": {}}
        records.keep(document, _sha256(document.raw), page, text.tree.verdict.confidence, stored, record)
        self.report.outcomes["updated" if record and record.page else "imported"] += 1
        return entry

    def _keep(self, document: Document, why: str = "") -> dict[str, Any]:
        """What becomes neither a post nor a page."""
        why = why or WHY_RAW.get(document.kind, NO_FRONT_MATTER)
        size = raw(document)
        doubts = [{"line": 1, "what": "file kept raw", "text": why}]
        if document.path in self.taken_in:
            why, doubts = f"taken into {self.taken_in[document.path]}", []
            size = {"total": size["total"], "placed": size["total"], "kept_raw": 0}
        entry = {"path": document.path, "kind": document.kind, "why": why, "doubts": doubts, "bytes": size}
        record = self.records.get(document.path)
        page = record.page if record else None
        if page:
            text = "the file says nothing for readers any more: the page that it became was left as it was"
            doubts.append({"line": 1, "what": "page without its file", "text": text})
        stored = {"entry": entry, "spans": []}
        records.keep(document, _sha256(document.raw), page, Confidence.LOOK, stored, record)
        self.report.outcomes["kept raw"] += 1
        return entry

    def _failed(self, path: str, error: Exception) -> dict[str, Any]:
        """Nothing of it is placed; the next run tries again."""
        document = self.site.document(path)
        said = clean(f"{type(error).__name__}: {' '.join(str(error).split())}")[:300]
        doubts = [{"line": 1, "what": "file that could not be imported", "text": said}]
        entry = {"path": path, "kind": document.kind, "why": said, "doubts": doubts, "bytes": raw(document)}
        if path not in self.records:
            records.keep(document, "", None, Confidence.REVIEW, {"failed": said}, None)
        self.report.outcomes["failed"] += 1
        return entry

    def _conflict(self, path: str, record: ImportRecord, sha256: str) -> None:
        """Changed in the file and by an editor: both versions stay at hand, nothing is overwritten."""
        entry = dict(record.report["entry"])
        what = "page" if record.page else "post"
        text = (
            f"the file changed, and an editor has changed the {what} since it was imported: the {what} was left alone"
        )
        entry["doubts"] = [{"line": 1, "what": "conflict", "text": text}, *entry["doubts"]]
        record.report = record.report | {"conflict": {"sha256": sha256, "text": self.site.document(path).text}}
        ImportRecord.objects.filter(pk=record.pk).update(report=record.report)
        self.report.outcomes["conflict"] += 1
        self.entries[path] = entry


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
