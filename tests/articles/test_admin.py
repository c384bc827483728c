"""Articles, captures and passages in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from blog.articles.models import Article, Author, Byline, Capture, Passage, Publisher
from tests.factories import TEXT, make_article, make_capture, make_editor, make_publisher, make_user
from tests.forms import errors, messages, row_errors, send

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
NEW = {"url": "https://courier.example/ferry", "headline": "Ferry board asks for a year"}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def change_url(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def test_an_article_with_pasted_text_gets_a_capture_with_passages(editor: Client) -> None:
    response = send(editor, ADD, {**NEW, "text": TEXT})

    assert response.status_code == 302
    capture = Article.objects.get().captures.get()
    assert [p.markdown for p in capture.passages.all()] == TEXT.split("\n\n")
    assert messages(response)[0].startswith("No publisher is known for courier.example.")


def test_text_pasted_by_a_browser_is_the_same_text(editor: Client) -> None:
    send(editor, ADD, {**NEW, "text": TEXT.replace("\n", "\r\n")})

    assert Capture.objects.get().sha256 == Capture.digest(TEXT)


def test_the_publisher_is_found_from_the_host(editor: Client) -> None:
    courier = make_publisher("The Courier", "courier.example")

    send(editor, ADD, {**NEW, "url": "https://news.courier.example/ferry?utm_source=mail#top"})

    article = Article.objects.get()
    assert (article.publisher, article.url_normalised) == (courier, "https://news.courier.example/ferry")


def test_an_address_that_another_article_has_is_refused_with_a_link_to_it(editor: Client) -> None:
    first = make_article(url="https://courier.example/ferry", headline="<b>Ferry</b> & co")

    response = send(editor, ADD, {**NEW, "url": "HTTPS://courier.example:443/ferry?utm_medium=x"})

    [message] = errors(response)["url"]
    assert message == (
        "This address already belongs to the article “"
        f'<a href="{change_url(first)}">&lt;b&gt;Ferry&lt;/b&gt; &amp; co</a>”. Add a capture there instead.'
    )
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("url", "courier.example/ferry", "The address has no https:// at its beginning. Put it there."),
        ("url", "javascript:alert(1)", "“javascript:”"),
        ("published_at_0", "yesterday", "This is not a date. Write it as 2026-11-30."),
        ("published_at_0", "0001-01-01", "The year 1 cannot be right. Write one from 1400 to 2999."),
        ("published_at_1", "tea time", "This is not a time. Write it as 14:30."),
        ("language", "English, mostly", "A language tag such as en or pt-BR (BCP 47)."),
        ("text", "---", "There are no words in this text."),
        ("text", "word " * 2_000_001, "2,000,000"),
        ("headline", "", "This field is required."),
        ("headline", "x" * 501, "at most 500 characters"),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_is_saved(
    editor: Client, field: str, value: str, message: str
) -> None:
    moment = {"published_at_0": "2026-03-04", "published_at_1": "10:00"}

    response = send(editor, ADD, {**NEW, **moment, "text": TEXT, field: value})

    assert response.status_code == 200
    [(name, found)] = errors(response).items()
    assert name == field.removesuffix("_0").removesuffix("_1")
    assert message in found[0]
    assert not Article.objects.exists()
    assert not Capture.objects.exists()


def test_bylines_stand_in_the_order_given_and_name_nobody_twice(editor: Client) -> None:
    article = make_article(authors=("Ada Quill", "Nils Okafor"))

    send(editor, change_url(article), {"bylines-0-position": "7", "bylines-1-position": "2"})

    assert [(b.author.name, b.position) for b in article.bylines.all()] == [("Nils Okafor", 0), ("Ada Quill", 1)]
    ada = Author.objects.get(name="Ada Quill")
    response = send(editor, change_url(article), {"bylines-1-author": str(ada.pk), "bylines-0-author": str(ada.pk)})
    assert response.status_code == 200
    assert b"Please correct the duplicate" in response.content
    assert Byline.objects.filter(author=ada).count() == 1


def test_the_same_text_again_adds_nothing_and_says_so(editor: Client) -> None:
    capture = make_capture()

    response = send(editor, change_url(capture.article), {"text": TEXT + "\n"})
    again = send(editor, change_url(capture.article), {"text": TEXT})

    assert (response.status_code, again.status_code) == (302, 302)
    assert messages(again)[-2] == "This text was captured before; nothing was added."
    assert capture.article.captures.count() == 2  # the text with another line end is another text


def test_a_capture_of_its_own_leads_to_its_passages(editor: Client) -> None:
    article = make_article()

    response = send(editor, "/admin/articles/capture/add/", {"article": str(article.pk), "text": TEXT})

    capture = article.captures.get()
    assert response.url == change_url(capture)
    assert capture.passages.count() == 3


def test_a_capture_in_a_window_of_its_own_is_handed_back(editor: Client) -> None:
    article = make_article()

    response = send(
        editor, "/admin/articles/capture/add/?_popup=1", {"article": str(article.pk), "text": TEXT, "_popup": "1"}
    )

    assert response.templates[0].name == "admin/popup_response.html"
    assert f"&quot;value&quot;: &quot;{article.captures.get().pk}&quot;" in response.content.decode()


def test_only_role_and_quoting_of_a_passage_can_be_changed(editor: Client) -> None:
    capture = make_capture()
    first, second, third = capture.passages.all()

    response = send(
        editor,
        change_url(capture),
        {"passages-0-role": "summary", "passages-0-html": "<p>forged</p>", "text": "forged"},
        without=("passages-1-is_quoted",),
    )

    assert response.status_code == 302
    assert list(capture.passages.values_list("role", "is_quoted", "html")) == [
        ("summary", True, first.html),
        ("body", False, second.html),
        ("body", True, third.html),
    ]
    capture.refresh_from_db()
    assert capture.text == TEXT


def test_quoting_nothing_and_everything_from_the_list(editor: Client) -> None:
    capture, other = make_capture(), make_capture()
    page = "/admin/articles/capture/"

    response = editor.post(page, {"action": "quote_none", "_selected_action": [capture.pk]})

    assert messages(response) == ["3 passages changed."]
    assert Passage.objects.quoted().filter(capture=capture).count() == 0
    assert Passage.objects.quoted().filter(capture=other).count() == 3
    editor.post(page, {"action": "quote_all", "_selected_action": [capture.pk]})
    assert Passage.objects.quoted().filter(capture=capture).count() == 3


def test_a_publisher_gets_the_host_of_its_home_page(editor: Client) -> None:
    send(editor, "/admin/articles/publisher/add/", {"name": "The Courier", "home_page": "https://www.courier.example/"})

    publisher = Publisher.objects.get()
    assert [host.host for host in publisher.hosts.all()] == ["courier.example"]


def test_a_host_of_another_publisher_is_refused_at_the_field(editor: Client) -> None:
    make_publisher("The Courier", "courier.example")

    response = send(
        editor, "/admin/articles/publisher/add/", {"name": "The Echo", "hosts-0-host": "https://WWW.courier.example/x"}
    )

    assert row_errors(response, "hosts")[0]["host"] == ["Publisher host with this Host already exists."]
    assert Publisher.objects.count() == 1


@pytest.mark.parametrize("number", [1, 12])
def test_lists_take_the_same_number_of_queries(editor: Client, number: int, django_assert_max_num_queries: Any) -> None:
    for n in range(number):
        make_capture(article=make_article(authors=("Ada Quill",), publisher=make_publisher(f"P{n}", f"p{n}.example")))

    for page in ("article", "capture", "publisher", "author"):
        with django_assert_max_num_queries(9):
            assert editor.get(f"/admin/articles/{page}/").status_code == 200


def test_a_stranger_is_sent_to_the_login_page_and_staff_without_permission_is_refused(client: Client) -> None:
    assert client.get(ADD).url == f"/admin/login/?next={ADD}"
    clerk = make_user(is_staff=True)
    client.force_login(clerk)
    assert client.get(ADD).status_code == 403
    clerk.user_permissions.add(Permission.objects.get(codename="view_article"))
    assert client.get("/admin/articles/article/").status_code == 200
    assert client.post(ADD, NEW).status_code == 403
