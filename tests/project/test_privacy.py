"""Nothing private is reachable from any public page, feed or map of the site."""

import datetime as dt
import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from blog.posts.models import Category, Correction, Series
from tests.factories import annotate, make_article, make_capture, make_page, make_post, make_publisher, make_user

SECRET = "zanzibarquartz"
LINK = re.compile(r"""(?:href|src|url)["']?\s*[=:]\s*["']([^"'#]+)|<loc>([^<]+)</loc>|<link>([^<]+)</link>""")


@pytest.mark.django_db
def test_nothing_private_is_reachable(client: Client) -> None:
    writer = make_user(display_name="Open Writer")
    publisher = make_publisher("Open Courier")
    public = make_capture(
        f"Open words here.\n\nA passage kept back: {SECRET}.\n\nMore open words.", make_article(publisher=publisher)
    )
    public.passages.filter(position=1).update(is_quoted=False)
    annotate(public, "Open words", "An open note.", annotator=writer)
    annotate(public, "More open", f"Half a thought: {SECRET}", state="draft", annotator=writer)
    annotate(public, "open words.", f"Taken back: {SECRET}", state="withdrawn", annotator=writer)
    annotate(public, "kept back", f"About private words: {SECRET}", annotator=writer)
    series, category = Series.objects.create(name="Open series"), Category.objects.create(name="Open category")
    seen = make_post(
        title="Seen by all", blocks=("Words.", public), tags=("open tag",), series=series, part=1, author=writer
    )
    seen.categories.add(category)
    Correction.objects.create(post=seen, body="It was Monday.")
    hidden_source = make_article(
        headline=f"Headline {SECRET}", authors=(f"Author {SECRET}",), publisher=make_publisher(f"Press {SECRET}")
    )
    for fields in (
        {"published": False},
        {"published": False, "status": "withdrawn", "publish_at": timezone.now() - dt.timedelta(days=3)},
        {"publish_at": timezone.now() + dt.timedelta(days=300)},
    ):
        hidden = make_post(
            title=f"Not for you {SECRET}", dek=SECRET, pull_quote=SECRET,
            blocks=(SECRET, make_capture(SECRET, hidden_source)),
            tags=(f"tag {SECRET}", "open tag"), series=series, part=2, author=writer, **fields,
        )  # fmt: skip
        make_page(f"Words {SECRET}", title=f"Page {SECRET}", **fields)
        hidden.categories.add(category, Category.objects.get_or_create(name=f"Category {SECRET}")[0])
        Correction.objects.create(post=hidden, body=SECRET)

    open_page = make_page("Open words.")
    visited: set[str] = set()
    waiting = deque(["/", "/robots.txt", "/sitemap.xml", "/feed.xml", "/rss.xml", "/feed.json", "/sources/",
                     "/publishers/",
                     "/tags/", "/categories/", "/series/", "/corrections/", "/about/"])  # fmt: skip
    while waiting:
        path = waiting.popleft()
        if path in visited:
            continue
        visited.add(path)
        response = client.get(path)
        assert response.status_code in (200, 301, 302, 410), (path, response.status_code)
        body = response.content.decode() if not response.streaming else ""
        assert SECRET not in body.replace("\\", ""), path
        if not response.headers.get("Content-Type", "").startswith(("text/", "application/")):
            continue
        for match in LINK.finditer(body):
            link = urljoin(f"http://testserver{path}", next(filter(None, match.groups())))
            parts = urlsplit(link.replace("&amp;", "&"))
            if parts.hostname == "testserver" and not parts.path.startswith(("/static/", "/media/", "/admin/")):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))

    assert seen.get_absolute_url() in visited
    assert open_page.get_absolute_url() in visited
    assert "/tags/open-tag/" in visited
    assert len(visited) > 20


@pytest.mark.django_db
def test_private_things_answer_404_at_their_own_addresses(client: Client) -> None:
    captured = make_capture(SECRET)
    note = annotate(captured, SECRET)
    post = make_post(title=SECRET, blocks=(captured,), published=False, publish_at=timezone.now(), tags=("lonely",))

    page = make_page(SECRET, published=False, publish_at=timezone.now())
    answers = {
        path: client.get(path).status_code
        for path in (
            post.get_absolute_url(), note.get_absolute_url(), captured.article.get_absolute_url(), "/tags/lonely/",
            "/tags/lonely/feed.xml", f"/preview/{post.uid}/", page.get_absolute_url(), f"/preview/pages/{page.uid}/",
        )
    }  # fmt: skip

    assert set(answers.values()) <= {404, 302}, answers
    assert answers[f"/preview/{post.uid}/"] == 302  # to the login page
