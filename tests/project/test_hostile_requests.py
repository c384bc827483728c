"""Addresses, queries, methods, headers and cookies that nobody means well: every answer is a plain one."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern, URLPattern, URLResolver

from blog.posts.models import Post
from tests.factories import make_editor
from tests.project.hostile import Everything, make_everything

pytestmark = pytest.mark.django_db
CALM = {200, 301, 302, 304, 400, 403, 404, 405, 410, 412, 416}
SLUGS = [
    "%00", "a%00b", "%ff%fe", "%ed%a0%80", "%e2%80%ae", "%f0%9f%98%80", "%", "%zz", "..", "../..", "%2e%2e%2f", "a.",
    "...", "%20", "%0d%0aX-A:b", "x" * 300, "x" * 5000, "'", "%22%3E%3Cscript%3E", "{{7*7}}", "%25", "%2500", "-1",
    "9" * 30, "9" * 5000, "%d9%a1%d9%a2", "%cc%81", "a%2fb", "%2fetc", "%5c", "$", "*", ";", "None", "feed.xml",
]  # fmt: skip
QUERIES = [
    "page=abc", "page=-1", "page=0", "page=99999", "page=99999999999999999999", f"page={'9' * 5000}", "page=%00",
    "page=%ff", "page=%d9%a2", "page=", "page=1.0", "page=+1", "page=1e3", "page=1&page=2", "page=2&page=1",
    "page[]=1", "p=abc", "p=-1", "p=99999999999999999999", f"p={'9' * 5000}", "p=%00", "%00=%00", "%ff=%fe",
    ";;&&==", f"x={'y' * 8000}", "&".join(f"a{n}=1" for n in range(6000)),
]  # fmt: skip
HEADERS = {
    "If-None-Match": ["*", '"', 'W/"a", "b",,', "\xff", '"a",' * 2000],
    "If-Match": ['"a"'],
    "If-Modified-Since": [
        "yesterday",
        "Thu, 32 Foo 99999 99:99:99 GMT",
        "Sun, 31 Feb 2024 08:49:37 GMT",
        "Thu, 01 Jan 0001 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ],
    "If-Unmodified-Since": ["x"],
    "Range": ["bytes=9-1", "bytes=abc", f"bytes={'9' * 30}-"],
    "Accept": ["*/*;q=nan", "\xff"],
    "Accept-Encoding": ["gzip;q=x, *;q=0", "gzip"],
    "Accept-Language": ["x-,-," + "a-" * 300],
    "X-Forwarded-Proto": ["\xff"],
    "X-Forwarded-For": ["\xff, 999.1"],
    "X-Forwarded-Host": ["evil.example"],
    "Authorization": ["Basic \xff"],
    "Cookie": [
        f"sessionid={'a' * 32}",
        "sessionid=\xff; csrftoken=%00",
        'sessionid=; ;=;a=b=c;"',
        'messages=x; sessionid="\\000\\012"',
        "a=b; " * 2000,
    ],
    "Content-Type": ["multipart/form-data"],
}
HOSTS = ["evil.example", "", "testserver:x", "[::1", "\xff", "testserver@evil.example", "a b", "x" * 5000]


def patterns(entries: list[URLPattern | URLResolver], before: str = "") -> list[str]:
    """Addresses with {} where something is asked for, of everything but the admin's pages."""
    found = []
    for entry in entries:
        assert isinstance(entry.pattern, RoutePattern | RegexPattern)
        here = (
            re.sub(r"\(\?P<[^>]*>[^()]*(?:\([^()]*\)[^()]*)*\)|<[^>]*>", "{}", str(entry.pattern))
            .strip("^$")
            .replace("\\", "")
        )
        if not isinstance(entry, URLResolver):
            found.append(f"{before}{here}")
        elif entry.namespace != "admin":
            found += patterns(entry.url_patterns, f"{before}{here}")
    return found


ADDRESSES = sorted(set(patterns(get_resolver().url_patterns, "/")))


def look(client: Client, path: str, **more: Any) -> int:
    """The status; whatever a view raises is raised here."""
    response = client.get(path, **more)
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[arg-type]
    return int(response.status_code)


def few(made: Everything) -> list[str]:
    """A page of each way of making one."""
    return ["/", "/tags/", "/feed.xml", "/sitemap.xml", "/admin/login/", "/nowhere/", made.post.get_absolute_url()]


def pages(made: Everything) -> list[str]:
    rows = (
        made.post, made.page, made.annotation, made.article, made.tag, made.category, made.series,
        made.article.publisher,
    )  # fmt: skip
    plain = [address for address in ADDRESSES if "{}" not in address]
    return [*plain, *(row.get_absolute_url() for row in rows), f"{made.tag.get_absolute_url()}feed.xml", "/nowhere/"]


def test_the_addresses_are_all_here() -> None:
    assert {"/", "/{}/{}/{}/", "/tags/{}/", "/{}/{}/{}", "/media/{}", "/feed.json", "/sitemap-{}.xml"} <= set(ADDRESSES)


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "{}" in address])
def test_no_odd_slug_breaks_a_page(client: Client, address: str) -> None:
    firsts = {"/{}/{}/{}/": ["2024", "10"], "/{}/{}/{}": ["tags"], "/{}/{}/": ["2024"]}.get(address, [])
    lasts = {"/{}/{}/{}": ["feed.json"]}.get(address, [])
    free = address.count("{}") - len(firsts) - len(lasts)

    answers = {slug: look(client, address.format(*firsts, *[slug] * free, *lasts)) for slug in SLUGS}
    odd = {slug: answer for slug, answer in answers.items() if answer not in CALM}

    assert odd == {}
    assert answers["..."] in (302, 404, 405)


@pytest.mark.parametrize(
    "path",
    ["/0000/", "/0001/", "/9999/", "/10000/", "/99999999999999999999/", "/-2024/", "/2024/00/", "/2024/13/", "/2024/1/",
     "/0000/01/", "/9999/12/", "/0000/00/x/", "/9999/12/x/", "/2024/99999999999/x/", "/%D9%A2%D9%A0%D9%A2%D9%A4/"],
)  # fmt: skip
def test_a_year_or_month_of_no_calendar_is_not_found(client: Client, path: str) -> None:
    assert look(client, path) == 404


def test_no_query_breaks_a_page(client: Client) -> None:
    made = make_everything()

    answers = {(path, query): look(client, f"{path}?{query}") for path in few(made) for query in QUERIES}

    assert {asked: answer for asked, answer in answers.items() if answer not in CALM} == {}
    assert answers["/", "page=abc"] == answers["/tags/", "page=0"] == answers["/tags/", f"page={'9' * 5000}"] == 404


def test_no_header_breaks_a_page(client: Client, settings: Any) -> None:
    made = make_everything()
    settings.STORED_PAGES_BYTES = 1_000_000

    sent = [(name, value) for name, values in HEADERS.items() for value in values]
    answers = {(path, one): look(client, path, headers=dict([one])) for path in few(made) for one in sent}

    assert {asked: answer for asked, answer in answers.items() if answer not in CALM} == {}


@pytest.mark.parametrize("method", ["head", "options", "post", "put", "patch", "delete", "trace"])
def test_no_method_breaks_or_changes_anything(method: str) -> None:
    made = make_everything()
    client = Client(enforce_csrf_checks=True)
    before = Post.objects.values().get()

    for path in pages(made):
        response = getattr(client, method)(path)
        assert response.status_code in CALM, path
        if method == "head":
            assert response.content == b""

    assert Post.objects.values().get() == before


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/admin/login/", "/feed.xml", "/admin/markdownx/upload/"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded; charset=utf-7", b"a=%00"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"a=b"),
        ("application/x-www-form-urlencoded", b"a=1&" * 6000),
        ("application/x-www-form-urlencoded", b"%ff=%ed%a0%80"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=a", b'--a\r\nContent-Disposition: form-data; name="x"\r\n\r\n'),
        ("multipart/form-data; boundary=" + "a" * 5000, b"x"),
        ("application/json", b"{"),
        ("\xff", b"x"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_bad_request(path: str, kind: str, body: bytes) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/admin/login/")

    response = client.post(path, body, content_type=kind)

    assert response.status_code in (400, 403, 404, 405)
    assert b"</html>" in response.content or response.status_code == 405


def test_a_forged_host_is_refused_and_shown_nowhere(client: Client) -> None:
    made = make_everything()

    for path in pages(made):
        for host in HOSTS:
            response = client.get(path, headers={"Host": host})
            assert response.status_code in (400, 404), (path, host)
            assert b"evil.example" not in response.content


def test_every_answer_says_how_it_may_be_used(client: Client) -> None:
    """Security headers and whether it may be kept stand on pages, redirects, refusals and errors alike."""
    made = make_everything()
    client.cookies.clear()

    for path in [*pages(made), "/about", "/sources/none/", "/tags/%00/", "/admin/", "/preview/x/"]:
        response = client.get(path)
        assert "script-src 'self'" in response.headers["Content-Security-Policy"], path
        assert response.headers["X-Content-Type-Options"] == "nosniff", path
        assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin", path
        assert response.headers["Cache-Control"], path


def test_the_login_page_stands_any_name_and_leads_nowhere_else(client: Client, settings: Any) -> None:
    settings.AXES_ENABLED = True
    make_editor(username="ines")
    names = ["", "\x00", "a\x00b", "x" * 10_000, "\u202e", "😀" * 300, "9" * 400]

    for name in names:
        response = client.post("/admin/login/", {"username": name, "password": f"{name}!"})
        assert response.status_code in (200, 429), name[:20]
    for target in (
        "//evil.example/",
        "https://evil.example/",
        "javascript:steal()",
        "/\\evil.example",
        "\x00",
        "x" * 5000,
    ):
        response = client.post("/admin/login/", {"username": "ines", "password": "correct horse", "next": target})
        assert response.status_code in (200, 302)
        assert "evil" not in response.headers.get("Location", "")
        client.logout()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/admin/markdownx/markdownify/", {"content": "\x00a\x01\x85\ufdd0"}),
        ("/admin/markdownx/markdownify/", {"content": "x" * 2_000_001}),
        ("/admin/markdownx/markdownify/", {"content": "[" * 20_000}),
        ("/admin/markdownx/markdownify/", {"content": ">" * 5_000 + "x"}),
        ("/admin/markdownx/markdownify/", {"content": "x", "notes": "\x00"}),
        ("/admin/markdownx/markdownify/", {}),
        ("/admin/markdownx/upload/", {}),
        ("/admin/markdownx/upload/", {"image": "no file"}),
        ("/admin/markdownx/upload/", {"alt": "\x00", "is_decorative": "\x00"}),
    ],
)
def test_the_editors_helpers_answer_nonsense_with_a_sentence(client: Client, path: str, data: dict[str, str]) -> None:
    client.force_login(make_editor())

    response = client.post(path, data)

    assert response.status_code in (200, 400)
    answer = response.json()
    assert ("html" in answer) if response.status_code == 200 else len(answer["error"]) > 20


@pytest.mark.parametrize("path", ["/admin/markdownx/markdownify/", "/admin/markdownx/upload/"])
def test_the_editors_helpers_are_closed_to_readers(client: Client, path: str) -> None:
    assert client.post(path, {"content": "x"}).status_code == 403
    assert client.get(path).status_code == 405


def test_ten_megabytes_in_an_editors_field_are_refused_at_the_field(client: Client) -> None:
    client.force_login(make_editor())

    response = client.post("/admin/posts/snippet/add/", {"name": "long", "body": "word " * 2_000_000})

    assert response.status_code == 200
    [sentence] = response.context["adminform"].form.errors["body"]
    assert "10,000,000 characters" in sentence


def test_more_than_sixteen_megabytes_are_refused_whole(client: Client) -> None:
    client.force_login(make_editor())

    response = client.post("/admin/posts/snippet/add/", {"name": "long", "body": "x" * (17 * 1024 * 1024)})

    assert response.status_code == 400
    assert b"Nothing was saved" in response.content
