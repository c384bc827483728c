"""Jekyll sites in a folder of the test's own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from blog.exchange.jekyll.body import blocks
from blog.exchange.jekyll.chunks import Kind
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.reading import Prepared, Reader
from blog.exchange.jekyll.rules import load
from blog.exchange.jekyll.site import open_site
from blog.exchange.jekyll.tree import Tree

CONFIG = """title: The Pier
url: 'https://pier.example'
baseurl: "/log/"
timezone: America/New_York
permalink: /:year/:month/:title.html
github_username: AdaQuill
author:
  name: Ada Quill
key: {{ secrets.KEY }}
"""

PATH = "_posts/2021-05-01-Ferry.md"


@dataclass
class Text:
    """What is left of a text when its marks and links have been looked at."""

    tree: Tree
    own: str


MakeSite = Callable[..., Path]
Read = Callable[..., Prepared]
Look = Callable[[str], Text]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Files by their path; a post without front matter of its own gets one with a title."""

    def make(files: dict[str, str | bytes], config: str = CONFIG) -> Path:
        folder = tmp_path / "site"
        (folder / "_posts").mkdir(parents=True, exist_ok=True)
        (folder / "_config.yml").write_text(config, encoding="utf-8")
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text if isinstance(text, bytes) else text.encode()
            path.write_bytes(data)
        return folder

    return make


def post(body: str, **front: str) -> str:
    """Front matter and body; values are written as given."""
    lines = {"layout": "post", "title": "'The ferry'", "date": "2021-05-01 2:20 PM", **front}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items() if value) + f"---\n\n{body}\n"


@pytest.fixture
def read(make_site: MakeSite) -> Read:
    """A post as the reader understands it; other files of its site by their paths, further front matter by its keys."""

    def one(body: str, files: dict[str, str] | None = None, **front: str) -> Prepared:
        folder = make_site({PATH: post(body, **front), **(files or {})})
        return Reader(open_site(folder, "UTC"), load()).read(PATH)

    return one


@pytest.fixture
def look(make_site: MakeSite) -> Look:
    """At a post whose body begins in line 7, before it is divided."""

    def one(body: str) -> Text:
        site = open_site(make_site({PATH: post(body)}), "UTC")
        tree = Tree()
        found = blocks(site.document(PATH), site, Liquid(site, tree, PATH, [], [], str), str)
        return Text(tree, "\n\n".join(chunk.source for chunk in found if chunk.kind is not Kind.DEFINITION))

    return one
