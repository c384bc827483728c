"""A Jekyll site on disk: its configuration, its files, the addresses Jekyll gives them."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from blog.core.text import clean
from blog.exchange.jekyll import collected, dates, front_matter, permalinks
from blog.exchange.jekyll.bounded_yaml import compose
from blog.exchange.jekyll.documents import Document, kind_of
from blog.exchange.jekyll.encoding import decoded
from blog.exchange.jekyll.front_matter import FrontMatter
from blog.exchange.jekyll.pages import addresses

if TYPE_CHECKING:  # the processes that read files have no models yet when they come here
    from blog.exchange.own.shared import Shared

MARKDOWN = {".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm"}
OTHER_TEXT = {".textile", ".rst", ".org", ".adoc", ".asciidoc", ".creole", ".rdoc", ".pod", ".txt", ".haml", ".slim"}
"""What Jekyll makes posts of with a plug-in, or serves as it is."""
_DATE_LINE = re.compile(r"^date:[ \t]*['\"]?(.*?)['\"]?[ \t]*(?:#.*)?$", re.MULTILINE)
NO_DATE = "no date"
MAX_PATH = 500
"""What `ImportRecord.path` holds."""
SAFE = "/!$&()+,;=@~'"


class NoSite(ValueError):
    """The message says what the folder lacks."""


@dataclass
class Site:
    folder: Path
    config: dict[str, Any]
    zone: ZoneInfo
    fallback_zone: str = "UTC"
    problems: list[str] = field(default_factory=list)
    shared: "Shared | None" = None  # of a site that this one exported, see own_key
    page_slugs: dict[str, str] = field(default_factory=dict)  # of the files that become pages

    @property
    def base(self) -> str:
        """With a slash before it and none behind, or nothing."""
        base = _setting(self.config, "baseurl").strip("/")
        return f"/{base}" if base else ""

    @property
    def root(self) -> str:
        """The site's own scheme and host."""
        return _setting(self.config, "url").rstrip("/")

    @cached_property
    def scalars(self) -> dict[str, str]:
        """Settings that are plain text, as Liquid prints them."""
        found = {key: value for key, value in self.config.items() if isinstance(value, str)}
        return found | {"url": self.root, "baseurl": self.base}

    @cached_property
    def default_keys(self) -> frozenset[str]:
        """Front matter that _config.yml gives to files that lack it."""
        defaults = self.config.get("defaults")
        values = [one.get("values") for one in defaults if isinstance(one, dict)] if isinstance(defaults, list) else []
        return frozenset(key for value in values if isinstance(value, dict) for key in value)

    @cached_property
    def author_name(self) -> str:
        author = self.config.get("author")
        name = author.get("name") if isinstance(author, dict) else author
        return str(name or "").strip()

    @cached_property
    def handles(self) -> list[str]:
        """What the owner is called on other sites, likeliest first."""
        author = self.config.get("author")
        places = [self.config, author if isinstance(author, dict) else {}]
        keys = ("github_username", "github", "twitter_username", "twitter", "username")
        found = [place.get(key) for place in places for key in keys]
        return list(dict.fromkeys(handle.lstrip("@") for handle in found if isinstance(handle, str) and handle))

    def read(self, path: str) -> bytes | None:
        """A file inside the folder, None where there is none; nothing outside the folder is read."""
        try:
            return (self.folder / path).read_bytes() if self.holds(path) else None
        except OSError:
            return None

    def holds(self, path: str) -> bool:
        """Whether there is such a file inside the folder."""
        try:
            found = (self.folder / path).resolve()
            return found.is_relative_to(self.folder.resolve()) and found.is_file()
        except (OSError, ValueError):
            return False

    def documents(self) -> Iterator[str]:
        """Paths of everything that may be imported, posts by name, then drafts, then pages."""
        found: dict[str, list[str]] = {"_posts": [], "_drafts": [], "": []}
        for path in sorted(self.folder.rglob("*")):
            relative = path.relative_to(self.folder)
            if path.suffix.lower() not in MARKDOWN | OTHER_TEXT or not path.is_file():
                continue
            folders = relative.parts[:-1]
            is_collected = bool(collected.name_of(relative.as_posix(), self.config))
            inner = folders[1:] if is_collected else folders
            if any(part.startswith((".", "_")) and part not in {"_posts", "_drafts"} for part in inner):
                continue
            kind = next((part for part in inner if part in {"_posts", "_drafts"}), "")
            if kind or (is_collected and path.suffix.lower() in MARKDOWN) or self._may_be_page(relative):
                name = relative.as_posix()
                if clean(name) == name and len(name) <= MAX_PATH:
                    found[kind].append(name)
                else:
                    self._leave_out(name)
        for kind in ("_posts", "_drafts", ""):
            yield from found[kind]

    def _may_be_page(self, path: Path) -> bool:
        """Markdown in the root, and below it what Jekyll would make a page of."""
        if path.suffix.lower() in {".html", ".htm"} | OTHER_TEXT or path.name.startswith((".", "_")):
            return False
        if len(path.parts) == 1:
            return True
        return not addresses.is_vendored(path.parts) and front_matter.has(
            (self.read(path.as_posix()) or b"").decode("utf-8", "replace")
        )

    def _leave_out(self, name: str) -> None:
        shown = ascii(name)
        said = f"{shown[:200]} cannot be imported under this name: write it in UTF-8, within {MAX_PATH} characters"
        if said not in self.problems:
            self.problems.append(said)

    def document(self, path: str) -> Document:
        raw = self.read(path) or b""
        front, body_line = front_matter.split(decoded(raw))
        return Document(path, raw, self._kind(path, is_fragment=front is None), front or FrontMatter(), body_line)

    def kind(self, path: str) -> str:
        text = (self.read(path) or b"").decode("utf-8", "replace")
        return self._kind(path, is_fragment=not front_matter.has(text))

    def _kind(self, path: str, *, is_fragment: bool) -> str:
        if PurePosixPath(path).suffix.lower() not in MARKDOWN:
            return "other"
        if name := collected.name_of(path, self.config):
            return "page" if collected.has_pages(name, self.config) and not is_fragment else "data"
        return kind_of(path, is_fragment=is_fragment)

    def date(self, document: Document) -> tuple[dt.datetime | None, str, str]:
        """The moment of a post, where it came from (date, file name, ""), and what was odd about it."""
        written = document.front.text("date")
        read = dates.read(written, self.zone) if written else None
        if read:
            return read.moment, "date", read.oddity
        match = document.dated_name
        moment = dates.of_file_name(int(match["y"]), int(match["m"]), int(match["d"]), self.zone) if match else None
        problem = f"the date “{written}” cannot be read" if written else NO_DATE
        return moment, "file name" if moment else "", problem

    def former_path(self, document: Document, moment: dt.datetime | None) -> str:
        """What Jekyll serves the file under, from the host on, percent-encoded; "" for what it does not publish."""
        if document.kind == "page":
            is_out = document.front.is_unpublished or addresses.is_left_out(document.path, self.config)
            return "" if is_out else f"{self.base}{quote(self.page_url(document), safe=SAFE)}"
        if document.kind != "post" or moment is None or document.front.is_unpublished:
            return ""
        moment = dates.as_former(document.front.text("date"), self.zone) or moment
        path = permalinks.filled(
            document.front.text("permalink") or self._permalink(),
            moment.astimezone(self.zone),
            title=document.slug,
            name=document.name,
            categories=[*self.folders(document), *front_matter.names(document.front, "categories", "category")[0]],
        )
        return f"{self.base}/{quote(path.lstrip('/'), safe=SAFE)}"

    def page_url(self, document: Document) -> str:
        """From the site's root on, not percent-encoded."""
        permalink = document.front.text("permalink") or addresses.default_permalink(document.path, self.config)
        style = _setting(self.config, "permalink") or "date"
        if name := collected.name_of(document.path, self.config):
            return collected.url_of(document.path, name, permalink, style, self.config)
        return addresses.url_of(document.path, permalink, style)

    @property
    def pages(self) -> list[str]:
        """Files that may become pages."""
        found = (path for path in sorted(self.paths) if kind_of(path, is_fragment=False) == "page")
        return [path for path in found if self.kind(path) == "page"]

    @cached_property
    def page_at(self) -> dict[str, str]:
        """Former address -> file, of pages only; every form that the former server answered."""
        found: dict[str, str] = {}
        for path in self.pages:
            document, moment = self.light(path)
            if former := self.former_path(document, moment):
                found |= dict.fromkeys(addresses.answered(unquote(former)), path)
        return found

    def _permalink(self) -> str:
        collections = self.config.get("collections")
        posts = collections.get("posts") if isinstance(collections, dict) else None
        own = posts.get("permalink") if isinstance(posts, dict) else None
        for default in self.config.get("defaults") or []:
            values, scope = (default.get("values"), default.get("scope")) if isinstance(default, dict) else (None, None)
            if (
                isinstance(values, dict)
                and isinstance(scope, dict)
                and values.get("permalink")
                and scope.get("type") == "posts"
            ):
                own = values["permalink"]
        return str(own or self.config.get("permalink") or "date")

    def folders(self, document: Document) -> list[str]:
        """Those above _posts: Jekyll makes categories of them."""
        before = document.path.split("_posts/")[0].strip("/") if "_posts/" in document.path else ""
        return [folder for folder in before.split("/") if folder]

    @cached_property
    def paths(self) -> frozenset[str]:
        return frozenset(self.documents())

    def find(self, target: str) -> str | None:
        """The file that `{% link %}` or `{% post_url %}` names, from the site's folder."""
        target = unquote(target.strip().strip("'\"")).lstrip("/")
        if target in self.paths:
            return target
        return self._by_name.get(Path(target).stem if target.endswith(tuple(MARKDOWN)) else target.rpartition("/")[2])

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {Path(path).stem: path for path in self.paths if "_posts/" in path}

    def light(self, path: str) -> tuple[Document, dt.datetime | None]:
        """A file with its date but without the rest of its front matter: enough for its address."""
        if path not in self._light:
            text = (self.read(path) or b"")[:200_000].decode("utf-8", "replace")
            head = text.split("\n---", 1)[0] if text.startswith(("---", "\ufeff---")) else ""
            front = FrontMatter()
            for key in ("date", "slug", "permalink", "published", "category", "categories"):
                found = re.findall(rf"^{key}:[ \t]*['\"]?(.*?)['\"]?[ \t]*\r?$", head, re.MULTILINE)
                if found:
                    front.values[key] = found[-1]
            document = Document(path, b"", self._kind(path, is_fragment=False), front)
            self._light[path] = (document, self.date(document)[0])
        return self._light[path]

    @cached_property
    def _light(self) -> dict[str, tuple[Document, dt.datetime | None]]:
        return {}

    @cached_property
    def path_of_former(self) -> dict[str, str]:
        """Former address -> file, for absolute links to the site itself."""
        found = {}
        for path in self.paths:
            document, moment = self.light(path)
            if former := self.former_path(document, moment):
                found[unquote(former)] = path
        return found


def open_site(folder: Path, fallback_zone: str) -> Site:
    """Raises NoSite when the folder holds no Jekyll site."""
    if not folder.is_dir():
        raise NoSite(f"{folder} is no folder. Give the folder that holds _config.yml and _posts.")
    if not (folder / "_posts").is_dir() and not (folder / "_config.yml").is_file() and not any(folder.rglob("_posts")):
        raise NoSite(f"{folder} holds neither _config.yml nor _posts. Give the folder of a Jekyll site.")
    problems: list[str] = []
    config: dict[str, Any] = {}
    for name in ("_config.yml", "_config.yaml"):
        if (folder / name).is_file():
            try:
                read = _tree(compose((folder / name).read_text(encoding="utf-8-sig", errors="replace")))
                config = read if isinstance(read, dict) else {}
            except yaml.YAMLError as error:
                problems.append(f"{name} cannot be read: {' '.join(str(error).split())}")
            break
    zone_name = _setting(config, "timezone") or fallback_zone
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError):
        problems.append(f"the time zone “{zone_name}” of _config.yml is unknown; {fallback_zone} was taken")
        zone = ZoneInfo(fallback_zone)
    return Site(folder, config, zone, fallback_zone, problems)


def _setting(config: dict[str, Any], key: str) -> str:
    value = config.get(key)
    return clean(value).strip() if isinstance(value, str) else ""


def _tree(node: yaml.Node | None) -> Any:
    """Plain values with text for every scalar; what YAML would refuse as a key becomes text too."""
    if isinstance(node, yaml.MappingNode):
        return {str(_tree(key)): _tree(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_tree(child) for child in node.value]
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None
