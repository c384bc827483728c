"""Every form of the admin against what no editor types: said at the field or stored whole, never broken off."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from blog.posts.models import Block, Post
from tests.factories import make_capture, make_editor, make_post
from tests.forms import errors, row_errors, send, values
from tests.images.drawing import png_header
from tests.project.hostile import a_row_of_each, make_everything

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model.__module__.startswith("blog.")]
HUGE = "9" * 30
TEXTS = [
    "a\x00b",
    "\x01\x1b\x7f\x85\ufdd0\ufeff\u202e",
    "<script>steal()</script>\"'><img src=x onerror=steal()>{{ 7|add:7 }} %s {0}",
    "é" * 5_000,
    "٣٤",
    "9999-12-31",
    "http://[::1",
]
QUERIES = [
    "q=%00", "p=%00", "o=a.99.-x", "e=1", "_to_field=", "_facets=%00", f"id__in={HUGE}", "id__exact=%00", "nonsense=1",
]  # fmt: skip
FILTERS = [
    f"q={'x' * 3000}", "p=abc", f"p={HUGE}", "o=%00", "all=", "_to_field=%00", f"id__exact={HUGE}", "id__in=x", "%00=1",
    "author__password__startswith=a", "status__exact=%00", "kind__exact=%00", "standing=%00",
    f"author__id__exact={HUGE}", "series__id__exact=%00", "categories__id__exact=x", "publish_at__year=0",
    "publish_at__year=99999", "publish_at__year=2024&publish_at__month=99", f"publish_at__year={HUGE}",
    "publish_at__year=9999&publish_at__month=12&publish_at__day=31", "publish_at__month=%00", "publish_at__gte=x",
]  # fmt: skip
KEYS = ["abc", "%00", HUGE, "9" * 5000, "%D9%A3"]
NEW = {"headline": "Ferry"}
NO_PICTURE = SimpleUploadedFile("a.jpg", b"MZ no picture")
BOMB = SimpleUploadedFile("a.png", png_header(60_000, 60_000))


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def rows() -> dict[str, int]:
    """How many of each there are."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("blog.")]
    return {model.__name__: model._default_manager.count() for model in ours}


def forms(client: Client, row: Model) -> Iterator[tuple[str, dict[str, Any]]]:
    """Address and fields of the pages with a form; the last is the row's own."""
    for url in (address(type(row), "add"), address(type(row), "change", row.pk)):
        page = client.get(url)
        if page.status_code == 200 and b'name="_save"' in page.content:
            yield url, values(page)


def typed(fields: dict[str, Any]) -> list[str]:
    """Names of what is no part of the form's own bookkeeping."""
    own = re.compile(r"csrfmiddlewaretoken|-__prefix__-|_FORMS\Z|-id\Z|\Ainitial-|-DELETE\Z|password")
    return [name for name in fields if not own.search(name)]


def is_asked_once(name: str) -> bool:
    """A number, a choice or a key: not a text, not one of many rows alike."""
    texts = (
        r"prose|exact|caption|title|dek|pull|headline|name|body|bio|slug|url|email|alt|credit|text|dates_printed|host"
    )
    return not re.search(rf"csrf|__prefix__|-[1-9]\d*-|(TOTAL|MAX|MIN)_|password|initial-|({texts})\d?\Z", name)


def send_raw(client: Client, url: str, fields: dict[str, Any]) -> str:
    """ "stored", "refused" or "not understood"; what is refused leaves no row behind."""
    before = rows()
    response = client.post(url, {**fields, "_continue": "1"})
    if response.status_code == 302:
        assert client.get(response.url, follow=True).status_code == 200
        return "stored"
    assert rows() == before
    assert response.status_code in (200, 400, 403)
    if response.status_code == 200:
        page = response.context
        assert page["errors"] or any(formset.formset.non_form_errors() for formset in page["inline_admin_formsets"])
        return "refused"
    return "not understood"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_form_stands_anything(editor: Client, model: type[Model]) -> None:
    """Every text at once; each number and choice alone; the bookkeeping of its rows spoilt, or missing altogether."""
    row = a_row_of_each([model])[model]
    pages = list(forms(editor, row))

    for url, fields in pages:
        for text in TEXTS if url == pages[-1][0] else TEXTS[:2]:
            send_raw(editor, url, {**fields, **dict.fromkeys(typed(fields), text)})
        for name in [name for name in fields if re.search(r"-(TOTAL|INITIAL)_FORMS\Z", name)][:2]:
            send_raw(editor, url, {**fields, name: "\x00"})
        send_raw(editor, url, {})
    for url, fields in pages[-1:]:
        for name in filter(is_asked_once, fields):
            send_raw(editor, url, {**fields, name: HUGE})
    assert editor.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_stands_anything(editor: Client, model: type[Model]) -> None:
    """Addresses written by hand, and actions on rows that there are not."""
    row = a_row_of_each([model])[model]
    first, before = address(model, "changelist"), rows()
    paths = [f"{first}?{query}" for query in QUERIES]
    paths += [f"{address(model, 'change', row.pk)}?_to_field=", *(f"{first}{key}/change/" for key in KEYS)]

    found = {path: editor.get(path).status_code for path in paths}
    for action in ["delete_selected", "nonsense", *(admin.site._registry[model].actions or ())]:
        for chosen in ("\x00", HUGE):
            data = {"action": action, "_selected_action": chosen, "index": "x", "select_across": "\x00"}
            found[f"{action} {chosen}"] = editor.post(first, data).status_code

    assert {path: status for path, status in found.items() if status not in (200, 302, 400, 403, 404)} == {}
    assert rows() == before


@pytest.mark.parametrize("path", [*(f"?{query}" for query in FILTERS), *(f"{key}/history/{key}/" for key in KEYS)])
def test_addresses_of_posts_written_by_hand(editor: Client, path: str) -> None:
    assert editor.get(f"/admin/posts/post/{path}", follow=True).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "path",
    [
        "tags/tag/pick/?term=%00&page=%00", f"tags/tag/pick/?term=x&page={'9' * 5000}",
        f"tags/tag/pick/?term={'x' * 5000}", "tags/tag/alike/?page=%00", f"tags/tag/alike/?page={HUGE}",
        "autocomplete/", "autocomplete/?app_label=%00",
        "autocomplete/?app_label=posts&model_name=block&field_name=capture&term=%00&page=x",
        f"autocomplete/?app_label=posts&model_name=post&field_name=author&term={'x' * 5000}&page={HUGE}",
        "autocomplete/?app_label=posts&model_name=post&field_name=uid", "r/1/x/", f"r/{HUGE}/1/",
        "jsi18n/?language=%00",
        "posts/post/publish/?ids=%00", f"posts/post/schedule/?ids={HUGE},x", "posts/post/withdraw/",
        "accounts/user/x/password/",
        "posts/post/add/?author=abc", f"posts/post/add/?categories={HUGE}", "posts/post/add/?publish_at=x&tags=%00",
        f"articles/capture/add/?article={HUGE}", f"annotations/annotation/add/?capture={HUGE}&passage=%00",
        f"posts/post/recover/{HUGE}/", "posts/post/recover/?p=%00", "%00/", "posts/%00/", "nowhere/",
    ],
)  # fmt: skip
def test_other_pages_of_the_admin(editor: Client, path: str) -> None:
    assert editor.get(f"/admin/{path}", follow=True).status_code in (200, 400, 403, 404)


@pytest.mark.django_db(transaction=True)
def test_a_filter_that_the_database_refuses_is_left_out(editor: Client) -> None:
    make_post()

    response = editor.get("/admin/posts/post/?title__regex=(", follow=True)

    assert response.redirect_chain == [("/admin/posts/post/", 302)]
    assert response.status_code == 200


def test_what_follows_the_question_mark_is_left_out_with_a_sentence(editor: Client) -> None:
    response = editor.get("/admin/posts/post/add/?author=abc", follow=True)

    assert response.redirect_chain == [("/admin/posts/post/add/", 302)]
    assert b"What followed the ? in the address means nothing here." in response.content


def test_a_row_of_another_post_cannot_be_moved_here_by_its_number(editor: Client) -> None:
    mine, other = make_post(blocks=("Mine.",)), make_post(blocks=("Theirs.",))
    theirs = other.blocks.get()

    response = send(
        editor, address(Post, "change", mine.pk), {"blocks-0-id": str(theirs.pk), "blocks-0-prose": "Taken."}
    )

    assert response.status_code in (200, 302)
    assert set(Block.objects.values_list("post", "prose")) == {(mine.pk, "Mine."), (other.pk, "Theirs.")}


@pytest.mark.parametrize(
    ("page", "changes", "field", "sentence"),
    [
        ("articles/article", {"url": "courier.example/ferry", "headline": "x"}, "url", "no https:// at its beginning"),
        ("articles/article", {"url": "javascript:steal()", "headline": "x"}, "url", "cannot begin with"),
        ("articles/article", {"url": "https://courier .example/", "headline": "x"}, "url", "blank"),
        ("articles/article", NEW | {"published_at_0": "tomorrow"}, "published_at", "Write it as 2026-11-30"),
        ("articles/article", NEW | {"published_at_0": "2026-01-01", "published_at_1": "noon"}, "published_at", "14:30"),
        ("articles/article", NEW | {"published_at_0": "26-01-01", "published_at_1": "12:00"}, "published_at", "a date"),
        ("articles/article", {"headline": "x", "language": "english, mostly"}, "language", "language tag"),
        ("articles/article", {"headline": "x" * 501}, "headline", "at most 500 characters"),
        ("articles/article", {"headline": "a\x00b"}, "headline", "Null characters are not allowed"),
        ("articles/article", {"headline": "x", "text": "word " * 2_000_000}, "text", "10,000,000 characters"),
        ("articles/article", {"headline": "x", "publisher": "999999"}, "publisher", "valid choice"),
        ("posts/post", {"title": "x", "part": "2"}, "part", "needs a series"),
        ("posts/post", {"title": "x", "part": HUGE}, "part", "less than or equal to"),
        ("posts/post", {"title": "x", "part": "-1"}, "part", "greater than or equal to"),
        ("posts/post", {"title": "x", "publish_at_0": "2026-02-30", "publish_at_1": "12:00"}, "publish_at", "a date"),
        ("posts/post", {"title": "x", "slug": "two words"}, "slug", "letters, numbers, underscores"),
        ("posts/post", {"title": "x", "tags": ["y" * 2_000]}, "tags", "Shorten it"),
        ("posts/snippet", {"name": "x", "body": "word " * 2_000_000}, "body", "10,000,000 characters"),
        ("posts/category", {"name": "x" * 1_000_000}, "name", "at most 300 characters"),
        ("tags/tag", {"name": " \x01 "}, "name", "name"),
        ("accounts/user", {"username": "x\x00", "password1": "p", "password2": "p"}, "username", "Null characters"),
        ("images/image", {"alt": "x", "file": NO_PICTURE}, "file", "JPEG, PNG"),
        ("images/image", {"alt": "x", "file": BOMB}, "file", "pixels"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.count("/") == 1 else "",
)  # fmt: skip
def test_the_field_says_what_is_wrong_and_nothing_is_saved(
    editor: Client, page: str, changes: dict[str, Any], field: str, sentence: str
) -> None:
    before = rows()

    response = send(editor, f"/admin/{page}/add/", changes)

    assert response.status_code == 200
    assert sentence in " ".join(errors(response)[field])
    assert rows() == before


def test_an_emptied_slug_beside_another_mistake_shows_the_form_again(editor: Client) -> None:
    made = make_everything()

    article = send(editor, address(type(made.article), "change", made.article.pk), {"slug": "", "headline": ""})
    post = send(editor, address(Post, "change", made.post.pk), {"slug": "", "series": "", "part": "2"})

    assert list(errors(article)) == ["headline"]
    assert list(errors(post)) == ["part"]
    assert made.post.get_absolute_url().encode() in post.content


def test_a_host_that_is_none_is_said_at_its_row(editor: Client) -> None:
    for host in ("http://[::1", "-1", "a b", "///"):
        response = send(editor, "/admin/articles/publisher/add/", {"name": "The Courier", "hosts-0-host": host})
        assert row_errors(response, "hosts")[0]["host"]

    assert rows()["Publisher"] == 0


def test_one_bad_row_keeps_everything_back(editor: Client) -> None:
    """A title, five good blocks and a bad one: all or nothing."""
    capture, post = make_capture(), make_everything().post
    fields = {"title": "Changed", "blocks-TOTAL_FORMS": "6", "blocks-5-kind": "excerpt", "blocks-5-capture": capture.pk}

    response = send(editor, address(Post, "change", post.pk), {**fields, "blocks-5-first_passage": HUGE})

    assert "first_passage" in row_errors(response, "blocks")[5]
    assert (Post.objects.get(pk=post.pk).title, post.blocks.count()) == ("The ferry", 5)
