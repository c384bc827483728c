"""Markup in every text field of every row: no public page or feed runs it, frames it, or leads to it."""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from blog.annotations.models import Annotation
from blog.articles.capturing import capture
from blog.articles.models import Article
from blog.core.fields import MarkdownField
from blog.posts.models import Post
from tests.factories import add_target, make_editor
from tests.project.hostile import Everything, make_everything

pytestmark = pytest.mark.django_db
WORD = "zq"  # a word of ours in every payload, so that a test sees that it arrived
PLAIN = [
    f"{WORD}<script>steal()</script>\"'><img src=x onerror=steal()>]]><script>steal()</script>--!><b onclick=steal()>",
    f"{WORD}</script></title></textarea></style><svg onload=steal()>{{{{ 7|add:7 }}}}&lt;script&gt;steal()\u2028",
]
MARKDOWN = "\n\n".join(
    [
        f"{WORD} [x](javascript:steal()) ![x](javascript:steal()) <javascript:steal()> [y][y]",
        "[y]: javascript:steal()",
        f"{WORD} <a href='java&#10;script:steal()' onclick=steal()>x</a> <img src=x onerror=steal()> <iframe srcdoc=x>",
        f"{WORD} `</code><script>steal()</script>`\n\n```\n</pre><script>steal()</script>\n```",
        "| a |\n|---|\n| <svg/onload=steal()> |",
        f"{WORD}[^1<script>] x[^a]",
        f"[^a]: <b onclick=steal()>{WORD}</b> </li></ol></section><script>steal()</script>",
        f'{WORD} <span data-note="1" class="mark" id="p-1" style="x:y">x</span> <form><button formaction=javascript:1>',
        f"{WORD}</section></main></body></html><base href=//evil.example/><meta http-equiv=refresh content=0;url=//e/>",
    ]
)
LINKS = re.compile(r"(href|src|action|formaction|cite|data|poster|ping|background|srcset)\Z")
LIST = ["/", "/sources/", "/publishers/", "/tags/", "/categories/", "/series/", "/corrections/", "/about/"]
SHORT = {"language", "sha256", "uid", "slug", "path", "file", "host", "address"}  # have a form that is held to
TYPED = {"name", "feed_id"}  # not in forms, and still from outside


def fields_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    for field in model._meta.fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and field.name not in SHORT and (field.editable or field.name in TYPED):
            yield field


def poison(row: models.Model, turn: int) -> None:
    for number, field in enumerate(fields_of(type(row)), turn):
        if isinstance(field, models.FileField) or field.name in (
            "password",
            "prose",
            "text",
            "exact",
            "prefix",
            "suffix",
        ):
            continue
        text = MARKDOWN if isinstance(field, MarkdownField) else PLAIN[number % len(PLAIN)]
        if field.name in ("url", "archive_url", "home_page", "page_url", "source_url"):
            text = f"https://courier.example/{row.pk}?{WORD}=\"'><script>steal()</script>"
        if field.unique:
            text = f"{text} {row.pk}"
        setattr(row, field.name, text[: field.max_length] if field.max_length else text)
    row.save()


def poisoned(turn: int) -> Everything:
    """With one of PLAIN in the first field of each row, the other in the second ..., and so on."""
    made = make_everything()
    target = made.annotation.targets.filter(part="headline").get()
    for model in apps.get_models():
        if model.__module__.startswith("blog.") and model.__name__ not in (
            "Capture",
            "Passage",
            "Target",
            "ImportRecord",
        ):
            for row in model._default_manager.all():
                poison(row, turn)
    for block in made.post.blocks.filter(kind="prose"):
        block.prose = MARKDOWN
        block.save()
    text = f"{WORD} words. {MARKDOWN}\n\n## {PLAIN[turn]}\n\n- {PLAIN[turn]}\n\n> {PLAIN[turn]}\n\n{PLAIN[1 - turn]}"
    hostile, _ = capture(made.article, text)
    made.post.blocks.create(kind="excerpt", capture=hostile, position=9)
    add_target(made.annotation, hostile, 0, len(f"{WORD} words."))
    target.exact = Article.objects.get(pk=made.article.pk).headline[target.start : target.end]
    target.save()
    return made


def addresses(made: Everything) -> list[str]:
    rows = [
        made.post, made.annotation, made.article, made.article.publisher, made.article.bylines.get().author,
        made.tag, made.category, made.series,
    ]  # fmt: skip
    groups = [row.get_absolute_url() for row in rows[3:]]
    feeds = [f"{folder}{file}" for folder in ["/", *groups] for file in ("feed.xml", "rss.xml", "feed.json")]
    return [*LIST, made.page.get_absolute_url(), *(row.get_absolute_url() for row in rows), *feeds]


def complaints(html: str) -> list[str]:
    """What in this HTML runs, or leads where no page of ours leads."""
    found = []
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not (
            re.match("/(?!/)", element.get("src") or "")
            or element.get("type") in ("application/ld+json", "application/json")
        ):
            found.append("script")
        if element.tag in ("iframe", "object", "embed", "base", "style", "math", "template"):
            found.append(element.tag)
        if element.tag == "meta" and element.get("http-equiv"):
            found.append("meta http-equiv")
        if element.tag == "form" and not str(element.get("action", "/")).startswith("/"):
            found.append("form")
        for name, value in element.attrib.items():
            if not isinstance(name, str) or name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                found.append(f"{element.tag} {name}")
            elif LINKS.match(name) and re.match(
                r"(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:|//", re.sub(r"[\x00-\x20]", "", value), re.IGNORECASE
            ):
                found.append(f"{element.tag} {name}={value}")
    return found


def stored_html(path: str, body: str) -> list[str]:
    """The HTML that a feed carries: its plain texts are escaped by whoever shows them."""
    if path.endswith(".json"):
        return [item["content_html"] for item in json.loads(body)["items"]]
    tree = ElementTree.fromstring(body)
    if path.endswith("rss.xml"):
        names = ("description", "{http://purl.org/rss/1.0/modules/content/}encoded")
        return [element.text or "" for element in tree.iter() if element.tag in names]
    return [element.text or "" for element in tree.iter() if element.get("type") == "html"]


@pytest.mark.parametrize("turn", range(len(PLAIN)))
def test_no_page_and_no_feed_runs_what_is_typed(client: Client, turn: int) -> None:
    made = poisoned(turn)

    found: dict[str, Any] = {}
    arrived = 0
    for path in addresses(made):
        response = client.get(path)
        assert response.status_code == 200, path
        body = response.content.decode()
        arrived += WORD in body
        for html in [body] if "html" in response.headers["Content-Type"] else stored_html(path, body):
            if wrong := complaints(html):
                found[path] = wrong

    assert found == {}
    assert arrived > 20


@pytest.mark.parametrize("turn", range(len(PLAIN)))
def test_what_machines_read_is_whole(client: Client, turn: int) -> None:
    """JSON-LD parses and ends where it is meant to; nothing typed is taken for a template."""
    made = poisoned(turn)

    for row in (made.post, made.annotation, made.article):
        html = client.get(row.get_absolute_url()).content.decode()
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        assert len(blocks) == 1
        assert json.loads(blocks[0])["@context"] == "https://schema.org"
        assert "<" not in blocks[0]
        assert "{{ 7|add:7 }}" in html or "7|add:7" not in html


@pytest.mark.parametrize("turn", range(len(PLAIN)))
def test_editors_are_safe_from_what_other_editors_type(client: Client, turn: int) -> None:
    made = poisoned(turn)
    client.force_login(make_editor())

    found: dict[str, Any] = {}
    pages = ["/admin/", f"/preview/{made.post.uid}/"]
    for row in (*made, made.article.publisher, made.article.bylines.get().author):
        base = f"/admin/{row._meta.app_label}/{row._meta.model_name}/"
        pages += [
            base,
            f"{base}?q={WORD}",
            f"{base}{row.pk}/change/",
            f"{base}{row.pk}/delete/",
            f"{base}{row.pk}/history/",
        ]
    for path in pages:
        html = client.get(path, follow=True).content.decode()
        if wrong := [one for one in complaints(html) if not one.startswith("template")]:
            found[path] = wrong

    assert found == {}


def test_a_note_withdrawn_or_moved_says_nothing_of_what_was_typed(client: Client) -> None:
    made = poisoned(0)
    Annotation.objects.update(state="withdrawn")
    Post.objects.update(status="withdrawn")

    for row in (made.post, made.annotation):
        response = client.get(row.get_absolute_url())
        assert response.status_code == 410
        assert WORD not in response.content.decode()
