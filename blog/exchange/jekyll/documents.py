"""One file of a Jekyll site: what it is called, and what kind of file it is."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from blog.exchange.jekyll.encoding import decoded
from blog.exchange.jekyll.front_matter import FrontMatter

_POST_NAME = re.compile(r"(?P<y>\d{2,4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})-(?P<slug>.*)\Z")
_NEARLY = re.compile(r"(?P<y>\d{4})[-–—_.](?P<m>\d{1,2})[-–—_.](?P<d>\d{1,2})[-–—_.\s]*(?P<slug>.*)\Z")


@dataclass
class Document:
    """One file of the site, read but not understood."""

    path: str  # from the site's folder, with /
    raw: bytes
    kind: str  # post, draft, misnamed, fragment, page
    front: FrontMatter = field(default_factory=FrontMatter)
    body_line: int = 0  # lines before the body

    @cached_property
    def text(self) -> str:
        return decoded(self.raw).replace("\x00", "")

    def forget_text(self) -> None:
        """Before it travels between processes: the bytes are enough."""
        self.__dict__.pop("text", None)

    @property
    def name(self) -> str:
        return Path(self.path).stem

    @property
    def dated_name(self) -> re.Match[str] | None:
        """With the groups y, m, d and slug."""
        return _POST_NAME.match(self.name) or _NEARLY.match(self.name)

    @cached_property
    def slug(self) -> str:
        """As in the former address: as typed, but for what an address does not hold."""
        return re.sub(r"[^\w._~!$&'()+,;=@-]+", "-", self.typed_slug).strip("-") or self.name

    @property
    def typed_slug(self) -> str:
        """The one in the front matter, or the file's name after its date, case kept."""
        match = self.dated_name
        return self.front.text("slug") or (match["slug"] if match else self.name)

    @property
    def new_slug(self) -> str:
        """Letters, digits, _ and - only."""
        return re.sub(r"[^\w-]+", "-", self.slug).strip("-_")[:140] or "post"


def kind_of(path: str, *, is_fragment: bool) -> str:
    parts = Path(path).parts
    if is_fragment:
        return "fragment"
    if "_drafts" in parts:
        return "draft"
    if "_posts" in parts:
        return "post" if _POST_NAME.match(Path(path).stem) else "misnamed"
    return "page"
