"""Former addresses of a post: its own, and those that its front matter keeps (jekyll-redirect-from)."""

from urllib.parse import unquote

from blog.exchange.jekyll import own_key
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.pages.addresses import answered
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Tree


def of_post(document: Document, site: Site, old_url: str, new_url: str, tree: Tree) -> list[str]:
    """Paths from the host on, not percent-encoded; what is no path of this site is told."""
    own = unquote(old_url)
    paths = [own] if own else []
    paths += kept(document, site, tree)
    return [path for path in dict.fromkeys(paths) if path != unquote(new_url)]


def kept(document: Document, site: Site, tree: Tree) -> list[str]:
    """`redirect_from`: from the site's root on, each in every form that the former server answered."""
    said = document.front.values.get("redirect_from") or []
    if not said or own_key.parts(document):  # those of a file that this site exported are read with the rest of it
        return []
    found: list[str] = []
    for text in [said] if isinstance(said, str) else said:
        path = str(text).strip().removeprefix(site.root)
        if not path or "://" in path or path.startswith("//"):
            if path:
                tree.doubt(document.front.line("redirect_from"), "former address of another site", path)
            continue
        found += answered(unquote(f"{site.base}/{path.removeprefix(f'{site.base}/').lstrip('/')}"))
    return found
