"""Blogs that quote nobody, with other themes, plug-ins, formats and habits."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from blog.exchange.models import ImportRecord
from blog.images.models import Image
from blog.posts.models import FormerAddress, Page, Post
from tests.exchange.jekyll.conftest import MakeSite, post
from tests.exchange.jekyll.steps import png, run

pytestmark = pytest.mark.django_db

CONFIG = "title: Night Notes\nurl: https://night.example\ntimezone: America/New_York\nauthor: Mo Tern\n"


def own(title: str = "", body: str = "I rowed.", **front: str) -> str:
    lines = {"title": title or "Rowing", **front}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + f"---\n{body}\n"


def entry(report: dict[str, Any], path: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for kind in ("posts", "pages", "files") for one in report[kind] if one["path"] == path
    )
    return found


def told(report: dict[str, Any], path: str) -> list[str]:
    return [doubt["what"] for doubt in entry(report, path)["doubts"]]


def test_what_is_usual_on_a_site_is_told_of_no_post(make_site: MakeSite) -> None:
    files = {f"_posts/2015-03-0{n}-row{n}.md": own(f"Row {n}", comments_on="yes", pinned="no") for n in range(1, 6)}
    report = run(make_site(files, CONFIG))
    assert [(one["confidence"], one["reasons"], one["doubts"]) for one in report["posts"]] == [("high", [], [])] * 5
    assert report["problems"] == [
        "Front matter that has no place here and was kept as it is: comments_on (5 posts), pinned (5 posts)."
    ]


def test_what_is_unusual_is_told(make_site: MakeSite) -> None:
    quoting = "## [Ferry lost](https://tern.example/a/b)\n\n*At night.*\n\nMay 1, 2015\nBy Mia Stone\n\nIt sank."
    files = {f"_posts/2015-03-0{n}-row{n}.md": post(quoting, date="2015-03-01 9:00 AM") for n in range(1, 6)}
    report = run(make_site({**files, "_posts/2015-03-09-own.md": own(odd="1")}, CONFIG))
    strange = entry(report, "_posts/2015-03-09-own.md")
    assert (strange["confidence"], strange["reasons"]) == ("review", ["no source found"])
    assert told(report, "_posts/2015-03-09-own.md") == ["date", "unknown key in the front matter", "no source found"]


def test_times_that_yaml_takes_for_utc_keep_their_former_addresses(make_site: MakeSite) -> None:
    files = {f"_posts/2015-03-0{n}-row{n}.md": own(f"Row {n}", date=f"2015-03-0{n} 02:00:00") for n in range(2, 6)}
    report = run(make_site(files, CONFIG))
    assert [one["old_url"] for one in report["posts"]] == [f"/2015/03/0{n - 1}/row{n}.html" for n in range(2, 6)]
    assert [one["confidence"] for one in report["posts"]] == ["high"] * 4
    assert "4 posts have a time with seconds and without a zone" in report["problems"][0]


@pytest.mark.parametrize(
    ("style", "addresses"),
    [
        ("pretty", {"/web dev/c#/2015/03/02/row/", "/news/2015/03/03/Row_Two/"}),
        ("/:slugified_categories/:slug.html", {"/web-dev/c/row.html", "/news/row-two.html"}),
        ("/:year/:name/", {"/2015/2015-03-02-row/", "/2015/2015-03-03-row-two/"}),
        ("ordinal", {"/web dev/c#/2015/061/row.html", "/news/2015/062/Row_Two.html"}),
    ],
)
def test_former_addresses_are_what_jekyll_makes(make_site: MakeSite, style: str, addresses: set[str]) -> None:
    files = {
        "_posts/2015-03-02-row.md": own(categories="[Web Dev, 'C#', web dev]"),
        "News/_posts/2015-03-03-Row_Two.markdown": own(),
    }
    run(make_site(files, f"{CONFIG}permalink: {style}\n"))
    assert set(FormerAddress.objects.values_list("path", flat=True)) == addresses


def test_redirects_of_the_plug_in_lead_to_the_post(make_site: MakeSite, client: Client) -> None:
    files = {
        "_posts/2015-03-02-row.md": own(redirect_from="[/old/row/, 'https://night.example/older.html', //x.example/y]"),
        "_posts/2015-03-03-two.md": own(redirect_from="second"),
        "about.md": own("About", "Us.", redirect_from="/us/"),
    }
    report = run(make_site(files, f"{CONFIG}baseurl: /log\n"))
    for old, new in (
        ("/log/old/row/", "/2015/03/row/"),
        ("/log/older.html", "/2015/03/row/"),
        ("/log/second", "/2015/03/two/"),
        ("/log/us/", "/pages/about/"),
    ):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)
    assert "former address of another site" in told(report, "_posts/2015-03-02-row.md")
    spans = ImportRecord.objects.get(path="_posts/2015-03-03-two.md").report["spans"]
    assert "front matter: redirect_from" in [span["what"] for span in spans]


HTML = """<p>One *word* &amp; <b>two</b>.</p>

<div>
  <ul>

    <li>a</li>

    <li>b</li>
  </ul>
</div>

Loose <em>words</em>

<pre>x

  y</pre>

<script>alert(1)</script>

<img src="/img/oar.png" alt="An oar">
"""


def test_a_post_in_html_is_own_prose(make_site: MakeSite, client: Client) -> None:
    report = run(make_site({"_posts/2015-03-02-row.html": own(body=HTML), "img/oar.png": png("blue")}, CONFIG))
    assert told(report, "_posts/2015-03-02-row.html") == ["date", "no source found"]
    page = client.get("/2015/03/row/").content.decode()
    for shown in ("<p>One *word* &amp; <b>two</b>.</p>", "<li>a</li>", "Loose <em>words</em>", "<pre>x\n\n  y</pre>"):
        assert shown in page
    assert "alert(1)" not in page
    assert Image.objects.get().alt == "An oar"
    assert entry(report, "_posts/2015-03-02-row.html")["bytes"]["kept_raw"] == 0


@pytest.mark.parametrize(
    ("front", "lead"),
    [
        ({"image": "/img/oar.png"}, True),
        ({"image": "{path: img/oar.png, alt: An oar}"}, True),
        ({"header": "{teaser: /img/oar.png, caption: x}"}, True),
        ({"thumbnail": "https://night.example/img/oar.png"}, True),
        ({"cover": "/img/none.png"}, False),
        ({"image": "https://elsewhere.example/oar.png"}, False),
    ],
)
def test_lead_pictures_of_front_matter(make_site: MakeSite, front: dict[str, str], lead: bool) -> None:
    report = run(make_site({"_posts/2015-03-02-row.md": own(**front), "img/oar.png": png("blue")}, CONFIG))
    saved = Post.objects.get()
    assert bool(saved.lead_image) is lead
    doubts = [what for what in told(report, "_posts/2015-03-02-row.md") if "picture" in what]
    elsewhere = "elsewhere" in next(iter(front.values()))
    assert doubts == ([] if lead else ["picture of another site" if elsewhere else "picture that is not there"])


def test_what_themes_say_of_a_post_finds_its_place(make_site: MakeSite) -> None:
    files = {
        "_posts/2015-03-02-a.md": own(subtitle="Under way", description="Not this", last_modified_at="2015-04-01"),
        "_posts/2015-03-03-b.md": own(description="By night", author="Ina Reed", date="2015-03-03T08:00:00-08:00"),
        "_posts/2015-03-04-c.md": own(excerpt="This one", subtitle="Not this", author="Mo Tern", published="false"),
    }
    report = run(make_site(files, CONFIG))
    a, b, c = Post.objects.order_by("publish_at")
    assert [a.dek, b.dek, c.dek] == ["Under way", "By night", "This one"]
    assert (a.updated_at, b.updated_at) == (dt.datetime(2015, 4, 1, 4, tzinfo=dt.UTC), None)
    assert b.publish_at == dt.datetime(2015, 3, 3, 16, tzinfo=dt.UTC)
    assert [a.status, b.status, c.status] == ["published", "published", "draft"]
    assert told(report, "_posts/2015-03-03-b.md") == ["author who is not the site's owner"]
    assert told(report, "_posts/2015-03-04-c.md") == []


def test_collections_are_pages_where_jekyll_makes_some(make_site: MakeSite, client: Client) -> None:
    config = f"{CONFIG}collections:\n  boats:\n    output: true\n  people:\n    output: false\n"
    files = {
        "_boats/small/skiff.md": own("Skiff", "It floats."),
        "_people/mo.md": own("Mo", "Rows."),
        "_unknown/x.md": own("X", "No."),
        "_posts/2015-03-02-row.md": own(
            body="A [skiff](/boats/small/skiff.html), a [skiff]({% link _boats/small/skiff.md %})."
        ),
    }
    report = run(make_site(files, config))
    skiff = Page.objects.get()
    assert entry(report, "_boats/small/skiff.md")["old_url"] == "/boats/small/skiff.html"
    assert client.get("/boats/small/skiff.html").headers["Location"] == skiff.get_absolute_url()
    assert (
        entry(report, "_people/mo.md")["why"]
        == "of a collection to which Jekyll gives no pages: other files take from it"
    )
    assert sorted(ImportRecord.objects.values_list("path", flat=True)) == sorted(set(files) - {"_unknown/x.md"})
    assert Post.objects.get().blocks.get().prose.count(skiff.get_absolute_url()) == 2


def test_other_formats_are_kept_raw_and_told(make_site: MakeSite) -> None:
    report = run(make_site({"_posts/2015-03-02-row.textile": own(body="h2. Row"), "notes.txt": "no"}, CONFIG))
    assert [(one["path"], one["why"]) for one in report["files"]] == [
        ("_posts/2015-03-02-row.textile", "neither Markdown nor HTML: its words cannot be read here")
    ]
    assert bytes(ImportRecord.objects.get().raw) == own(body="h2. Row").encode()


@pytest.mark.parametrize(
    ("raw", "title", "doubts"),
    [
        (b"\xef\xbb\xbf" + own("Ruder", "Fähre").encode(), "Ruder", []),
        (own("Ruder", "Fähre").replace("\n", "\r\n").encode(), "Ruder", ["line ends of Windows"]),
        (own("Fähre", "Fähre – so").encode("cp1252"), "Fähre", ["not in UTF-8: read as Windows-1252"]),
    ],
)
def test_encodings(make_site: MakeSite, raw: bytes, title: str, doubts: list[str]) -> None:
    report = run(make_site({"_posts/2015-03-02-row.md": raw}, CONFIG))
    assert Post.objects.get().title == title
    assert "Fähre" in Post.objects.get().blocks.get().prose
    assert [
        what for what in told(report, "_posts/2015-03-02-row.md") if what not in {"date", "no source found"}
    ] == doubts
    assert entry(report, "_posts/2015-03-02-row.md")["bytes"]["total"] == len(raw)


def test_names_typed_as_text(make_site: MakeSite) -> None:
    files = {
        "_posts/2015-03-02-a.md": own(categories="coding ruby", tags="sea, big oars"),
        "news/_posts/2015-03-03-b.md": own(category="big oars", tag="sea"),
    }
    report = run(make_site(files, CONFIG))
    assert [(one["categories"], one["tags"]) for one in report["posts"]] == [
        (["coding", "ruby"], ["sea", "big oars"]),
        (["news", "big oars"], ["sea"]),
    ]


def test_a_second_run_changes_nothing(make_site: MakeSite) -> None:
    files = {
        "_posts/2015-03-02-a.md": own(
            body="{% highlight c %}\nx\n{% endhighlight %}", redirect_from="/x/", image="/i.png"
        ),
        "_posts/2015-03-03-b.html": own(body=HTML),
        "_posts/2015-03-04-c.textile": own(),
        "i.png": png("blue"),
    }
    folder: Path = make_site(files, CONFIG)
    first, second = run(folder), run(folder)
    assert second["totals"]["outcomes"] == {"unchanged": 3}
    assert [one["doubts"] for one in second["posts"]] == [one["doubts"] for one in first["posts"]]
