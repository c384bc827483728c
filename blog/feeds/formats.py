"""The three formats as they are written out. No control character can stop them."""

import datetime as dt
import json
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from blog.core.text import clean

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _clean(value: Any) -> Any:
    match value:
        case str():
            return clean(str(value))
        case dict():
            return {key: _clean(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_clean(inner) for inner in value]
        case _:
            return value


class CleanFeed(SyndicationFeed):
    """Rows written past the forms may hold characters that XML cannot (XML 1.0, section 2.2)."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**_clean(fields))

    def add_item(self, **fields: Any) -> None:  # type: ignore[override]
        super().add_item(**_clean(fields))

    def latest_post_date(self) -> dt.datetime:
        """The last significant change of what is shown; the same for the same entries, even for none."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


class Atom(CleanFeed, Atom1Feed):
    """RFC 4287. The quoted articles are links rel=related."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        summary = item["description"]
        super().add_item_elements(handler, {**item, "description": None})
        if summary:
            handler.addQuickElement("summary", summary)
        for address, title in item["related"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": address, "title": title})
        handler.addQuickElement("content", item["content"], {"type": "html"})


class Rss(CleanFeed, Rss201rev2Feed):
    """RSS 2.0 with content:encoded, dc:creator and, for what RSS cannot say, atom:updated.

    Readers take a description for HTML (RSS 2.0, "Elements of <item>").
    """

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        self.feed["description"] = escape(self.feed["description"])

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        summary = escape(item["description"]) if item["description"] else None
        super().add_item_elements(handler, {**item, "description": summary, "author_name": None})
        handler.addQuickElement("dc:creator", item["author_name"])
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["content"])


class Json(CleanFeed):
    """JSON Feed 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        outfile.write(json.dumps(self.as_dict(), ensure_ascii=False, indent=1).encode(encoding))

    def as_dict(self) -> dict[str, Any]:
        feed = self.feed
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"]}],
            "items": [self._item(item) for item in self.items],
        }

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        fields = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["content"],
            "summary": item["description"],
            "image": item["image"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"]}],
            "tags": list(item["categories"]),
            "language": self.feed["language"],
        }
        return {name: value for name, value in fields.items() if value}
