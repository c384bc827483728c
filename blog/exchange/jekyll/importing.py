"""A whole site, file by file: what is new is placed, what is known is left alone, everything is reported."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from blog.accounts.models import User
from blog.exchange.jekyll import body, front_matter, headings, records
from blog.exchange.jekyll.accounting import account, raw
from blog.exchange.jekyll.chunks import HEADING
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.lookups import Lookups, snippet_name
from blog.exchange.jekyll.placing import Draft, Placer
from blog.exchange.jekyll.report import Report
from blog.exchange.jekyll.rules import PublisherRule, Rules
from blog.exchange.jekyll.site import Document, Site
from blog.exchange.jekyll.tree import Confidence, Tree
from blog.exchange.models import ImportRecord
from blog.posts import digest
from blog.posts.models import FormerAddress, Post, Snippet

BATCH = 50


class _Undo(Exception):
    """Ends a dry run."""


@dataclass
class Importer:
    site: Site
    rules: Rules
    author: User
    only: str = ""
    progress: Callable[[int, int, str], None] = lambda done, total, path: None
    report: Report = field(default_factory=Report)

    def __post_init__(self) -> None:
        self.lookups = Lookups(self.site, self.rules, self.author)
        self.addresses: dict[str, str] = {}
        self.touched: set[int] = set()
        self.taken_in: dict[str, str] = {}  # file -> the post that includes it

    def run(self, *, dry: bool = False) -> Report:
        """Each file in a transaction of its own; a dry run undoes them all."""
        started = time.monotonic()
        self.report.problems.extend(self.site.problems)
        if self.site.zone.key != timezone.get_default_timezone_name():
            self.report.problems.append(
                f"_config.yml has the time zone {self.site.zone.key}, this site {timezone.get_default_timezone_name()}: "
                "posts near midnight may stand in another month than before. Set COMMENTARY_TIME_ZONE to the former."
            )
        paths = list(self.site.documents())
        self._learn(paths)
        wanted = [path for path in paths if self._is_wanted(path)]
        late = [path for path in wanted if self.site.light(path)[0].kind == "misnamed"]  # what posts include comes after them
        wanted = [path for path in wanted if path not in set(late)] + late
        try:
            with _undone(dry):
                for number, path in enumerate(wanted, 1):
                    self.progress(number, len(wanted), path)
                    self._file(path)
                    if len(self.touched) >= BATCH:
                        self._digest()
                self._digest()
        finally:
            if not dry and self.touched:
                self._digest()
        self.report.seconds = time.monotonic() - started
        return self.report

    def _digest(self) -> None:
        waiting, self.touched = self.touched, set()
        digest.refresh(waiting)

    def _is_wanted(self, path: str) -> bool:
        name = PurePosixPath(path)
        return not self.only or any(fnmatch(said, self.only) for said in (path, name.name, name.stem))

    def _learn(self, paths: list[str]) -> None:
        """A tail that two headings of one host share is the name of its publisher."""
        tails: Counter[tuple[str, str]] = Counter()
        for path in paths:
            text = (self.site.read(path) or b"").decode("utf-8", "replace")
            for line in text.split("\n"):
                match = HEADING.match(line.rstrip("\r")) if line.startswith("#") else None
                link = headings.linked(match[2]) if match else None
                if link is None:
                    continue
                host = headings.host(link.url)
                _, known, tail = headings.split_publisher(headings.plain(link.markdown), self.rules)
                if host and tail and not known and self.rules.publisher_of(host) is None and 2 < len(tail) <= 80:
                    tails[host, tail] += 1
        for (host, tail), count in tails.most_common():
            if count > 1 and host not in self.rules.by_host:
                rule = PublisherRule(tail, (host,))
                self.rules.publishers.append(rule)
                self.rules.by_host[host] = rule
                self.rules.by_name.setdefault(tail.lower(), rule)

    # one file

    def _file(self, path: str) -> None:
        document = self.site.document(path)
        sha256 = hashlib.sha256(document.raw).hexdigest()
        record = ImportRecord.objects.filter(path=path).defer("raw").first()
        if record and record.sha256 == sha256 and record.report.get("entry"):
            self._list(document, record.report["entry"])
            self.report.outcomes["unchanged"] += 1
            return
        if record and record.post_id and records.is_edited(record):
            self._conflict(document, record, sha256)
            return
        try:
            with transaction.atomic():
                entry = self._post(document, record, sha256) if document.kind in {"post", "draft", "misnamed"} else self._keep(document, record, sha256)
        except Exception as error:
            self.lookups.forget()
            entry = self._failed(document, record, sha256, error)
        self._list(document, entry)

    def _list(self, document: Document, entry: dict[str, Any]) -> None:
        (self.report.posts if "new_url" in entry else self.report.files).append(entry)

    def _post(self, document: Document, record: ImportRecord | None, sha256: str) -> dict[str, Any]:
        tree = Tree()
        draft = self._draft(document, tree)
        liquid = Liquid(self.site, tree, document.path, draft.tags, draft.categories, self.address)
        body.parse(document, self.site, self.rules, liquid, self.address)
        self._snippets(liquid.includes)
        self.taken_in |= dict.fromkeys(liquid.relatives, document.path)
        if not draft.title:
            draft.title = next((s.headline for s in tree.sources), "") or document.slug.replace("-", " ")
            tree.doubt(document.front.line("title"), "no title", draft.title)
        post = record.post if record else None
        former = records.clear(record) if record and post else {}
        placed = Placer(draft, tree, self.lookups, former).place(post)
        old_url = self.site.former_path(document, draft.moment)
        self._redirect(old_url, placed.post)
        spans, size = account(document, tree)
        seen = dict.fromkeys(tree.doubts)
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
            "doubts": [doubt.as_dict() for doubt in sorted(seen, key=lambda doubt: doubt.line)],
            "bytes": size,
        }
        stored = {"entry": entry, "spans": spans, "rows": placed.rows}
        records.keep(document, sha256, placed.post, tree.verdict.confidence, stored, record)
        self.touched.add(placed.post.pk)
        self.report.outcomes["updated" if post else "imported"] += 1
        return entry

    def _draft(self, document: Document, tree: Tree) -> Draft:
        front = document.front
        moment, source, oddity = self.site.date(document)
        if oddity:
            tree.doubt(front.line("date"), "date", oddity if source != "file name" else f"{oddity}: the file's name was taken")
        names = {}
        for plural, singular in (("tags", "tag"), ("categories", "category")):
            names[plural], repair = front_matter.names(front, plural, singular)
            if repair:
                tree.doubt(front.line(plural), plural, repair)
                tree.verdict.lower(Confidence.LOOK, f"{plural}: {repair}")
        title = front.text("title") or (str(front.values["title"]) if isinstance(front.values.get("title"), list) else "")
        if title.lower() in self.rules.unfilled_titles:
            tree.doubt(front.line("title"), "title of a template", title)
            tree.verdict.lower(Confidence.LOOK, "the title of a template")
        _report_front(document, tree)
        if document.kind == "misnamed":
            tree.doubt(1, "file name that Jekyll passes over: imported as a draft", document.path)
            tree.verdict.lower(Confidence.LOOK, "a file that Jekyll does not publish")
        if moment and moment > timezone.now():
            tree.doubt(front.line("date"), "date in the future: scheduled", moment.isoformat())
        is_public = document.kind == "post" and not front.is_unpublished
        folders = self.site._folders(document) if document.kind == "post" else []
        return Draft(document, title, moment, is_public, names["tags"], list(dict.fromkeys([*folders, *names["categories"]])), front.text("excerpt"))

    def _redirect(self, old_url: str, post: Post) -> None:
        path = unquote(old_url)
        if path and path != unquote(post.get_absolute_url()) and len(path) <= 500:
            FormerAddress.objects.update_or_create(path=path, defaults={"post": post})

    def _snippets(self, includes: dict[str, str]) -> None:
        for name, text in includes.items():
            if name not in self.lookups.snippets:
                self.lookups.snippets[name] = records.snippet(snippet_name(name), text)

    def _keep(self, document: Document, record: ImportRecord | None, sha256: str) -> dict[str, Any]:
        """What becomes no post: pages, and files without front matter."""
        why = {
            "fragment": "no front matter: other files may include it, it is no post",
            "page": "a page, not a post: kept raw",
        }.get(document.kind, "kept raw")
        doubts = [{"line": 1, "what": "file kept raw", "text": why}]
        size = raw(document)
        if document.path in self.taken_in:
            why, doubts = f"taken into {self.taken_in[document.path]}", []
            size = {"total": size["total"], "placed": size["total"], "kept_raw": 0}
        entry = {"path": document.path, "kind": document.kind, "why": why, "doubts": doubts, "bytes": size}
        records.keep(document, sha256, None, Confidence.LOOK, {"entry": entry, "spans": []}, record)
        self.report.outcomes["kept raw"] += 1
        return entry

    def _failed(self, document: Document, record: ImportRecord | None, sha256: str, error: Exception) -> dict[str, Any]:
        said = f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]
        doubts = [{"line": 1, "what": "file that could not be imported", "text": said}]
        entry = {"path": document.path, "kind": document.kind, "why": said, "doubts": doubts, "bytes": raw(document)}
        if record is None:
            records.keep(document, "", None, Confidence.REVIEW, {"entry": {}, "failed": said, "doubts": doubts}, None)
        self.report.outcomes["failed"] += 1
        return entry

    def _conflict(self, document: Document, record: ImportRecord, sha256: str) -> None:
        """Changed in the file and by an editor: both versions stay at hand, nothing is overwritten."""
        entry = dict(record.report["entry"])
        text = "the file changed, and an editor has changed the post since it was imported: the post was left alone"
        entry["doubts"] = [{"line": 1, "what": "conflict", "text": text}, *entry["doubts"]]
        record.report = record.report | {"conflict": {"sha256": sha256, "text": document.text}}
        record.save(update_fields=["report"])
        self.report.outcomes["conflict"] += 1
        self._list(document, entry)

    # addresses

    def address(self, path: str) -> str:
        """Of a file of the site: the new page's, or the former one's where there is no new page."""
        if path not in self.addresses:
            self.addresses[path] = self._address(path)
        return self.addresses[path]

    def _address(self, path: str) -> str:
        document, moment = self.site.light(path)
        if document.kind == "post" and moment and path in self.site.posts_by_path:
            local = moment.astimezone(timezone.get_default_timezone())
            return reverse("website:post", args=[f"{local.year:04d}", f"{local.month:02d}", document.new_slug])
        return f"{self.site.root}{self.site.former_path(document, moment)}" or "#"


def _report_front(document: Document, tree: Tree) -> None:
    front = document.front
    if front.error:
        tree.doubt(1, "front matter that YAML cannot read", front.error)
        tree.verdict.lower(Confidence.REVIEW, "front matter that YAML cannot read")
    for key, line, lost in front.doubles:
        tree.doubt(line, "key that stands twice in the front matter", f"{key}: {lost}")
        tree.verdict.lower(Confidence.LOOK, "a key that stands twice in the front matter")
    for typed, meant, line in front.misspelt:
        tree.doubt(line, "misspelt key in the front matter", f"{typed}, read as {meant}")
        tree.verdict.lower(Confidence.LOOK, "a misspelt key in the front matter")
    for key, line, value in front.unknown:
        tree.doubt(line, "unknown key in the front matter", f"{key}: {value}")
    for key, line, text in front.mappings:
        tree.doubt(line, "entry that YAML takes for a mapping", f"{key}: {text}")


@contextmanager
def _undone(dry: bool) -> Iterator[None]:
    """With `dry`, nothing that happens inside stays."""
    if not dry:
        yield
        return
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass
