"""Links inside Markdown: repaired where certain, turned to the new pages, listed where neither."""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.addresses import lacks_scheme, leads_nowhere, repaired, without_slipped_end
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Confidence, Tree

REPAIRED = "address repaired"
NOWHERE = "address that leads nowhere"
_EMPTY = re.compile(r"(?<!!)\[(?!\^)((?:[^\[\]]|\[[^\[\]]*\])*)\]\([ \t]*\)")
_WRONG_BRACKET = re.compile(r"\[([^\[\]()\n]{1,200})\)\((?=https?://)")
_LINK_INSIDE = re.compile(
    r"(\]\(https?://[^\s()\[\]]*)\[?([^\s()\[\]]*)\]\(https?://[^\s()]*\)([/?#.&=-][^\s()\[\]]*)?\)"
)
_INLINE = re.compile(r"\]\((?P<given>(?:[ \t]*<[^<>\n]*>)?[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)(?P<close>\)?)")
_TITLE = re.compile(r"(?<![ \t])[ \t]+(?:[\"'].*|\([^()]*\)[ \t]*)\Z")
_ATTRIBUTE = re.compile(r"\b((?:href|src)=)([\"'])([^\"'\n]*)")
_BEHIND = re.compile(r"\w[^\s()\[\]]*(?=\))")
_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|avif|svg)!?\Z")
_SPACED = re.compile(r"(?:https?://[^\s/]+/|/\w|\.{1,2}/)[^\[\]]*\Z")
_HOST = re.compile(r"https?://([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_BROKEN_HOST = re.compile(r"(https?://)([\w-]+(?:\.[\w-]+)*)[ \t]+([\w-]+(?:\.[\w-]+)*)(?=[/?#:)]|\Z)", re.IGNORECASE)
_ENDING = re.compile(r"[.,;:!?*\\\"”’]+\Z")


def hosts_of(lines: Iterable[str]) -> frozenset[str]:
    """Names of hosts in addresses of a file, where one of its addresses has a blank in its own; else none."""
    lines = [line for line in lines if "://" in line]
    if not any(_BROKEN_HOST.search(line) for line in lines):
        return frozenset()
    return frozenset(host.lower() for line in lines for host in _HOST.findall(line))


def mend(
    markdown: str,
    line: int,
    site: Site,
    tree: Tree,
    path: str,
    address: Callable[[str], str],
    following: str = "",
    hosts: Collection[str] = (),
) -> str:
    """One line. `path` is the file's, for relative links; `address` gives the new address of a file of the site;
    `following` is the line below, `hosts` are those of the same file."""
    if "](" not in markdown and ")(" not in markdown and "href=" not in markdown and "src=" not in markdown:
        return markdown
    return _Line(line, site, tree, path, address, following, hosts).mended(markdown)


class _Line:
    def __init__(
        self,
        number: int,
        site: Site,
        tree: Tree,
        path: str,
        address: Callable[[str], str],
        following: str,
        hosts: Collection[str],
    ) -> None:
        self.number, self.site, self.tree, self.path = number, site, tree, path
        self.address, self.following, self.hosts = address, following, hosts

    def mended(self, text: str) -> str:
        for signs, pattern, one in (
            ((")(",), _WRONG_BRACKET, self._bracket),
            (("]()", "]( ", "](\t"), _EMPTY, self._words),
            (("](",), _INLINE, self._inline),
            (("href=", "src="), _ATTRIBUTE, self._attribute),
        ):
            if any(sign in text for sign in signs):
                text = verbatim.sub(pattern, one, text)
        return text

    def _doubt(self, what: str, text: str) -> None:
        self.tree.doubt(self.number, what, text)

    def _bracket(self, match: re.Match[str]) -> str:
        self._doubt(REPAIRED, f"[{match[1]})( → [{match[1]}](")
        return f"[{match[1]}]("

    def _joined(self, match: re.Match[str]) -> str:
        mended = f"{match[1]}{match[2]}{match[3] or ''})"
        self._doubt(REPAIRED, f"{match[0][2:-1]} → {mended[2:-1]}")
        return mended

    def _words(self, match: re.Match[str]) -> str:
        """A link without an address would lead to the page itself."""
        self._doubt("link without an address", match[0])
        return match[1]

    def _inline(self, match: re.Match[str]) -> str:
        """What stands behind the address, a title mostly, stays as it is typed."""
        given = match["given"]
        if "](" in given and _LINK_INSIDE.fullmatch(match[0]):
            return _LINK_INSIDE.sub(self._joined, match[0])
        title = _TITLE.search(given)
        typed = given[: title.start()] if title else given
        url = typed.strip()
        behind = typed[len(typed.rstrip()) :] + (title[0] if title else "")
        if not url:
            if not title:
                self._doubt("link without an address", match.string[max(0, match.start() - 60) : match.end()])
            return match[0]
        if not match["close"]:
            return match[0] if behind.strip() else self._closed(match, url)
        if url.startswith("<"):
            return f"](<{self._mended(url[1:-1])}>{behind})" if url.endswith(">") else match[0]
        mended = self._spaced(self._mended(url))
        self._look_behind(match, mended)
        return f"]({mended}{behind})"

    def _closed(self, match: re.Match[str], url: str) -> str:
        """A link that the line ends in."""
        text = match.string
        is_open = text.rfind("[", 0, match.start()) > text.rfind("](", 0, match.start())
        is_last = match.end() == len(text) and not re.match(r"\s*[\"'()]", self.following)
        if not is_open or not is_last or re.search(r"\s", url) or not re.match(r"https?:|www\.|/\w", url):
            return match[0]
        end = _ENDING.search(url)
        mended = self._mended(url[: end.start()] if end else url)
        self._doubt("link closed", f"{url} → {mended})")
        return f"]({mended}){end[0] if end else ''}"

    def _spaced(self, url: str) -> str:
        """A blank in an address is part of it to kramdown, and the end of it to CommonMark."""
        if not re.search(r"\s", url) or not _SPACED.match(url):
            return url
        mended = re.sub(r"\s", "%20", url)
        self._doubt(REPAIRED, f"{url} → {mended}")
        return mended

    def _look_behind(self, match: re.Match[str], url: str) -> None:
        """Letters and a closing bracket behind the link that no bracket opens: the address was cut."""
        text = match.string
        behind = _BEHIND.match(text, match.end())
        if not behind:
            return
        before = _INLINE.sub("", text[: match.start()])
        if before.count("(") > before.count(")"):
            return
        self._doubt("address cut by a bracket", f"{url}){behind[0]}) – perhaps {url}{behind[0]}")
        self.tree.verdict.lower(Confidence.LOOK, "an address cut by a bracket")

    def _attribute(self, match: re.Match[str]) -> str:
        url = match[3].strip()
        return f"{match[1]}{match[2]}{self._mended(url)}" if url else match[0]

    def _mended(self, url: str) -> str:
        mended = without_slipped_end(self._with_host(repaired(url)))
        if not mended.startswith("http") and "." in mended and lacks_scheme(mended) and not self._is_file(mended):
            mended = f"https://{mended}"
        if mended != url:
            self._doubt(REPAIRED, f"{url} → {mended}")
        mended = _own(mended, self.site, self.path, self.address)
        if leads_nowhere(mended):
            self._doubt(NOWHERE, mended)
        return mended

    def _with_host(self, url: str) -> str:
        """A blank in a host's name is the full stop that makes it a name which the file has elsewhere."""
        match = _BROKEN_HOST.match(url) if self.hosts else None
        if not match or f"{match[2]}.{match[3]}".lower() not in self.hosts:
            return url
        return f"{match[1]}{match[2]}.{match[3]}{url[match.end() :]}"

    def _is_file(self, url: str) -> bool:
        bare = re.split(r"[?#]", url)[0]
        return self.site.holds(bare) or self.site.holds(_joined(self.path, bare))


def _own(url: str, site: Site, path: str, address: Callable[[str], str]) -> str:
    """Links to the site itself lead to the new page where there is one."""
    bare, sign, fragment = url.partition("#")
    if site.root and bare.startswith(f"{site.root}/"):
        found = _former(bare.removeprefix(site.root), site)
    elif bare.endswith(".md") and "://" not in bare and not bare.startswith("/"):
        found = site.find(_joined(path, bare)) or site.find(bare)
    elif bare.startswith("/") and not bare.startswith("//") and not _PICTURE.search(bare):
        found = _former(bare, site)
    else:
        return url
    return f"{address(found)}{sign}{fragment}" if found else url


def _former(path: str, site: Site) -> str | None:
    """The file that the former site served there."""
    path = re.sub(r"/{2,}", "/", unquote(path))
    found = site.page_at.get(path)
    return found or (site.path_of_former.get(path) if "." in path or path.count("/") > 2 else None)


def _joined(path: str, relative: str) -> str:
    parts: list[str] = list(PurePosixPath(path).parent.parts)
    for piece in relative.split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece not in {"", "."}:
            parts.append(piece)
    return "/".join(parts)
