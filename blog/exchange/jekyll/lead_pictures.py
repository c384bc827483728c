"""The picture that front matter gives a post, under the names that themes and plug-ins know."""

import re

from blog.exchange.jekyll import pictures
from blog.exchange.jekyll.front_matter import FrontMatter
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Tree

KEYS = (
    "image", "thumbnail", "thumb", "header", "cover", "cover_image", "cover-img", "feature_image", "featured_image",
    "featured-image", "feature-img", "feature", "header-img", "header_image", "hero_image", "teaser", "banner", "img",
)  # fmt: skip
_WITHIN = re.compile(
    r"(?:path|src|url|image|feature|overlay_image|teaser|og_image|cover|thumbnail|feature_image):\s*(?P<url>\S.*)\Z"
)
_PICTURE = re.compile(r"[^\s:]\S*\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]\S*)?\Z", re.IGNORECASE)


def find(front: FrontMatter, site: Site, path: str, tree: Tree) -> tuple[str, str]:
    """The key and the file of the site; one that is missing or another site's is told. Both "" where there is none."""
    told: list[tuple[str, str]] = []
    for key in KEYS:
        if key not in front.values:
            continue
        for url in _addresses(front.values[key]):
            found = pictures.find(url, site, path)
            if found:
                return key, found
            told.append((key, url))
    for key, url in told[:1]:
        what = "picture of another site" if pictures.is_elsewhere(url, site) else "picture that is not there"
        tree.doubt(front.line(key), what, f"{key}: {url}")
    return "", ""


def _addresses(value: object) -> list[str]:
    """Of a plain value, or of a mapping that was made text."""
    found = []
    for text in value if isinstance(value, list) else [value]:
        within = _WITHIN.match(str(text))
        said = (within["url"] if within else str(text)).strip().strip("\"'")
        if _PICTURE.match(said) or (within and "://" in said):
            found.append(said)
    return found
