"""What tests of the public pages share."""

import json
from typing import Any

import html5lib
import pytest
from django.test import Client


class Page:
    """An answer, read as a browser reads it."""

    def __init__(self, response: Any) -> None:
        self.response, self.status = response, response.status_code
        self.html = response.content.decode()
        self.tree = html5lib.parse(self.html, namespaceHTMLElements=False)

    def all(self, path: str) -> list[Any]:
        return self.tree.findall(path)

    def of_class(self, name: str) -> list[Any]:
        return [element for element in self.tree.iter() if name in (element.get("class") or "").split()]

    def by_id(self, name: str) -> Any:
        [found] = self.tree.findall(f".//*[@id='{name}']")
        return found

    def texts(self, path: str) -> list[str]:
        return [text_of(element) for element in self.all(path)]

    @property
    def ids(self) -> list[str]:
        return [found for element in self.tree.iter() if isinstance(element.tag, str) and (found := element.get("id"))]

    @property
    def links(self) -> dict[str, str]:
        return {text_of(link): link.get("href", "") for link in self.all(".//a")}

    @property
    def meta(self) -> dict[str, str]:
        return {m.get("property") or m.get("name"): m.get("content") for m in self.all(".//meta") if m.get("content")}

    @property
    def data(self) -> Any:
        [block] = [s for s in self.all(".//script") if s.get("type") == "application/ld+json"]
        return json.loads(block.text)


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def get(client: Client, db: None) -> Any:
    """The page at a path; redirects are not followed."""
    return lambda path: Page(client.get(path))
