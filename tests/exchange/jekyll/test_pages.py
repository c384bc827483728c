"""Files that are no posts: pages, their addresses, the links to them; and what stays raw."""

import datetime as dt
from typing import Any

import pytest
import reversion
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.core.publishing import Status
from blog.exchange.jekyll.importing import Importer
from blog.exchange.jekyll.lookups import owner
from blog.exchange.jekyll.pages.addresses import answered, slug_of, url_of
from blog.exchange.jekyll.rules import load
from blog.exchange.jekyll.site import open_site
from blog.exchange.models import ImportRecord
from blog.images.models import Image
from blog.posts.models import Block, FormerAddress, Page, Post, Snippet
from tests.exchange.jekyll.conftest import CONFIG, MakeSite, post
from tests.exchange.jekyll.steps import png, run
from tests.factories import make_editor, make_page

pytestmark = pytest.mark.django_db
BODY = """## Timetables

The ferry sails twice[^1], and the gulls[^b] sail with it.

- [The council](https://council.example/)

[^1]: @AdaQuill: Not on Sundays.
[^b]: **[Harbour Lexicon](https://lexicon.example/)**: Birds.
"""


def page(body: str = BODY, **front: str) -> str:
    """Front matter and body; values are written as given."""
    lines = {"layout": "page", "title": "'Ferry links'", **front}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items() if value) + f"---\n\n{body}\n"


def doubts(entry: dict[str, Any]) -> list[tuple[str, str]]:
    return [(doubt["what"], doubt["text"]) for doubt in entry["doubts"]]


def imported(make_site: MakeSite, text: str | bytes, name: str = "FerryLinks.md", config: str = CONFIG) -> Any:
    """The page's row and its entry in the report."""
    [entry] = run(make_site({name: text}, config))["pages"]
    return Page.objects.get(), entry


class TestAddresses:
    """As Jekyll gives them."""

    @pytest.mark.parametrize(
        ("path", "permalink", "style", "url"),
        [
            ("About.md", "", "date", "/About.html"),
            ("About.md", "", "pretty", "/About/"),
            ("About.md", "", "none", "/About.html"),
            ("About.md", "", "/:year/:title.html", "/About"),
            ("About.md", "", "/:year/:title/", "/About/"),
            ("About.md", "", "/:year/:title:output_ext", "/About.html"),
            ("index.md", "", "date", "/"),
            ("docs/index.md", "", "date", "/docs/"),
            ("docs/Set up.md", "", "date", "/docs/Set up.html"),
            ("About.md", "/who/", "date", "/who/"),
            ("About.md", "who.html", "pretty", "/who.html"),
            ("docs/About.md", "/:path/x/:basename:output_ext", "pretty", "/docs/x/About.html"),
            ("About.md", "../../etc/passwd", "date", "/etc/passwd"),
            ("About.md", "/a/./b//c", "date", "/a/b/c"),
            ("About...md", "", "date", "/About.html"),
        ],
    )
    def test_url(self, path: str, permalink: str, style: str, url: str) -> None:
        assert url_of(path, permalink, style) == url

    @pytest.mark.parametrize(
        ("url", "others"),
        [
            ("/About", ["/About", "/About.html"]),
            ("/About.html", ["/About.html", "/About"]),
            ("/about/", ["/about/", "/about/index.html"]),
        ],
    )
    def test_what_the_server_answered(self, url: str, others: list[str]) -> None:
        assert answered(url) == others

    @pytest.mark.parametrize(
        ("url", "name", "slug"),
        [
            ("/January6DocumentLinks", "x", "January6DocumentLinks"),
            ("/about/", "x", "about"),
            ("/docs/Set up.html", "x", "docs-Set-up"),
            ("/pages/about/", "x", "about"),
            ("/pages/", "x", "pages"),
            ("/", "index", "index"),
            ("/Über die Fähre", "x", "Über-die-Fähre"),
            ("/Fa\u0308hre", "x", "Fähre"),
            ("/港/", "x", "港"),
            ("/...", "!!!", "page"),
            (f"/{'a' * 300}", "x", "a" * 140),
        ],
    )
    def test_slug(self, url: str, name: str, slug: str) -> None:
        assert slug_of(url, name) == slug


def test_a_page_is_what_its_file_says(make_site: MakeSite) -> None:
    made, entry = imported(make_site, page(date="2021-05-01 2:20 PM"))

    assert (made.title, made.slug, made.is_public) == ("Ferry links", "FerryLinks", True)
    assert made.body == BODY.replace("\n[^b]", "\n\n[^b]").strip()
    assert made.body_notes[0]["text"] == "@AdaQuill: Not on Sundays."
    assert made.publish_at == made.created == made.modified == dt.datetime(2021, 5, 1, 18, 20, tzinfo=dt.UTC)
    size = len(page(date="2021-05-01 2:20 PM").encode())
    assert entry == {
        "path": "FerryLinks.md",
        "old_url": "/log/FerryLinks",
        "new_url": "/pages/FerryLinks/",
        "title": "Ferry links",
        "status": "published",
        "doubts": [],
        "bytes": {"total": size, "placed": size, "kept_raw": 0},
    }


def test_the_report_counts_pages(make_site: MakeSite) -> None:
    folder = make_site(
        {"A.md": page(), "B.md": page(), "C.md": "No front matter.", "_posts/2021-05-01-P.md": post("x")}
    )

    report = run(folder)

    assert {name: report["totals"][name] for name in ("posts", "pages", "files")} == {
        "posts": 1,
        "pages": 2,
        "files": 1,
    }
    assert report["totals"]["outcomes"] == {"imported": 3, "kept raw": 1}
    assert report["totals"]["bytes"]["total"] == sum(path.stat().st_size for path in folder.rglob("*.md"))


def test_its_record_keeps_the_file_and_leads_to_the_page(make_site: MakeSite) -> None:
    made, _ = imported(make_site, page())

    record = ImportRecord.objects.get()
    assert (record.page, record.post, record.confidence) == (made, None, "high")
    assert bytes(record.raw) == page().encode()
    spans = [(span["from"], span["to"], span["what"]) for span in record.report["spans"]]
    assert [span for span in spans if span[2] in {"page", "note"}] == [
        (6, 6, "page"),
        (8, 8, "page"),
        (10, 10, "page"),
        (12, 13, "note"),
    ]


def test_every_old_address_leads_to_it(make_site: MakeSite, client: Client) -> None:
    imported(make_site, page())

    for path in ("/log/FerryLinks", "/log/FerryLinks.html", "/log/FerryLinks/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, "/pages/FerryLinks/"), path


@pytest.mark.parametrize(
    ("front", "config", "old", "new"),
    [
        ({"permalink": "/who/"}, CONFIG, "/log/who/", "/pages/who/"),
        ({"permalink": "/a/b.html"}, CONFIG, "/log/a/b.html", "/pages/a-b/"),
        ({}, CONFIG.replace("/:year/:month/:title.html", "pretty"), "/log/FerryLinks/", "/pages/FerryLinks/"),
        ({}, CONFIG.replace('baseurl: "/log/"', "baseurl: log"), "/log/FerryLinks", "/pages/FerryLinks/"),
        ({}, CONFIG.replace('baseurl: "/log/"', ""), "/FerryLinks", "/pages/FerryLinks/"),
        ({}, f"{CONFIG}defaults:\n- scope: {{path: '', type: pages}}\n  values: {{permalink: /p/:basename/}}\n",
         "/log/p/FerryLinks/", "/pages/p-FerryLinks/"),
        ({}, f"{CONFIG}defaults:\n- scope: {{path: '', type: posts}}\n  values: {{permalink: /p/:basename/}}\n",
         "/log/FerryLinks", "/pages/FerryLinks/"),
        ({"permalink": "../../etc/passwd"}, CONFIG, "/log/etc/passwd", "/pages/etc-passwd/"),
    ],
)  # fmt: skip
def test_addresses_follow_front_matter_and_configuration(
    make_site: MakeSite, client: Client, front: dict[str, str], config: str, old: str, new: str
) -> None:
    _, entry = imported(make_site, page(**front), config=config)

    assert (entry["old_url"], entry["new_url"]) == (old, new)
    assert client.get(old)["Location"] == new


def test_pages_below_the_root_are_pages_too(make_site: MakeSite) -> None:
    files = {
        "docs/index.md": page(title="Docs"),
        "docs/Setup.markdown": page(title="Setup"),
        "docs/plain.md": "No front matter: Jekyll copies it.",
        "node_modules/gull/README.md": page(),
        "vendor/bundle/x/README.md": page(),
        "_private/secret.md": page(),
        ".hidden/x.md": page(),
    }

    report = run(make_site(files))

    assert {(entry["path"], entry["old_url"], entry["new_url"]) for entry in report["pages"]} == {
        ("docs/Setup.markdown", "/log/docs/Setup", "/pages/docs-Setup/"),
        ("docs/index.md", "/log/docs/", "/pages/docs/"),
    }
    assert report["files"] == []


@pytest.mark.parametrize("value", ["false", "False", "no"])
def test_what_jekyll_did_not_publish_is_a_draft(make_site: MakeSite, value: str) -> None:
    made, entry = imported(make_site, page(published=value))

    assert (made.status, made.publish_at, entry["status"], entry["old_url"]) == (Status.DRAFT, None, "draft", "")
    assert not made.former_addresses.exists()


def test_what_the_configuration_excludes_is_a_draft_and_said_so(make_site: MakeSite) -> None:
    made, entry = imported(make_site, page(), config=f"{CONFIG}exclude: [Ferry*.md]\n")

    assert (made.status, entry["old_url"]) == (Status.DRAFT, "")
    assert doubts(entry) == [("page that Jekyll passes over: imported as a draft", "FerryLinks.md")]


class TestTitle:
    @pytest.mark.parametrize(
        ("body", "title", "text"),
        [
            ("# The *old* pier\n\nWords.", "The old pier", "Words."),
            ("The old pier\n============\n\nWords.", "The old pier", "Words."),
            ("Words.\n\n## The pier\n\nMore.", "The pier", "Words.\n\n## The pier\n\nMore."),
            ("## [The pier](https://pier.example/)\n\nWords.", "The pier",
             "## [The pier](https://pier.example/)\n\nWords."),
            ("# The pier[^1]\n\nWords.\n\n[^1]: Old.", "The pier", "# The pier[^1]\n\nWords.\n\n[^1]: Old."),
            ("Words.", "Ferry links and more", "Words."),
        ],
    )  # fmt: skip
    def test_without_one_the_first_heading_is_taken_else_the_name(
        self, make_site: MakeSite, body: str, title: str, text: str
    ) -> None:
        made, entry = imported(make_site, page(body, title=""), "Ferry-links_and-more.md")

        assert (made.title, made.body) == (title, text)
        assert ("no title", title) in doubts(entry)
        assert entry["bytes"]["kept_raw"] == 0

    def test_a_long_one_is_cut(self, make_site: MakeSite) -> None:
        made, entry = imported(make_site, page(title=f"'{'pier ' * 100}'"))

        assert len(made.title) <= 300
        assert made.title.startswith("pier pier")
        assert [what for what, _ in doubts(entry)] == ["title cut"]

    def test_that_of_a_template_is_reported(self, make_site: MakeSite) -> None:
        _, entry = imported(make_site, page(title="title"))

        assert doubts(entry) == [("title of a template", "title")]


class TestText:
    def test_liquid_and_includes_are_as_in_posts(self, make_site: MakeSite) -> None:
        body = (
            "Before {{ site.title }}.\n\n- One\n{% include Boats.html %}\n\n{% include_relative more.txt %}\n\n"
            "{% unknown tag %}\n\n{% if page.tags contains 'x' %}\nSeen.\n{% else %}\nUnseen.\n{% endif %}"
        )
        files = {
            "A.md": page(body, tags="[x]"),
            "_includes/Boats.html": "- [Gull]({% link A.md %})",
            "more.txt": "More.",
        }

        [entry] = run(make_site(files))["pages"]

        assert Page.objects.get().body == (
            "Before The Pier.\n\n- One\n- [Gull](/pages/A/)\n\nMore.\n\n<!-- {% unknown tag %} -->\n\nSeen."
        )
        assert "unknown tag" not in Page.objects.get().body_html
        assert ("unknown Liquid", "{% unknown tag %}") in doubts(entry)
        assert not Snippet.objects.exists()

    def test_a_file_taken_into_a_page_says_so(self, make_site: MakeSite) -> None:
        files = {"Page.md": page("{% include_relative a-part.md %}"), "a-part.md": "Some words.\n"}

        report = run(make_site(files))

        assert Page.objects.get().body == "Some words."
        [entry] = report["files"]
        assert (entry["why"], entry["bytes"]["kept_raw"]) == ("taken into Page.md", 0)

    def test_front_matter_without_a_place_is_reported(self, make_site: MakeSite) -> None:
        text = page(tags="[ferries, gulls]", excerpt="Short.", mood="fair", toc="true")

        _, entry = imported(make_site, text)

        assert doubts(entry) == [
            ("front matter that a page has no place for", "tags: ferries, gulls"),
            ("front matter that a page has no place for", "excerpt: Short."),
            ("unknown key in the front matter", "mood: fair"),
        ]
        lost = ("tags:", "excerpt:", "mood:", "toc:")
        assert entry["bytes"]["kept_raw"] == sum(len(line) + 1 for line in text.split("\n") if line.startswith(lost))

    def test_pictures_come_into_the_library(self, make_site: MakeSite) -> None:
        run(make_site({"A.md": page("![The ferry](/assets/ferry.png)"), "assets/ferry.png": png("teal")}))

        image = Image.objects.get()
        assert Page.objects.get().body == f"![The ferry]({image.fallback.url})"

    def test_line_ends_of_windows_are_reported_and_harmless(self, make_site: MakeSite) -> None:
        made, entry = imported(make_site, page("One.\n\n# Two\n\nThree.", title="").replace("\n", "\r\n").encode())

        assert (made.title, made.body) == ("Two", "One.\n\n# Two\n\nThree.")
        assert ("line ends of Windows", "") in doubts(entry)

    def test_notes_keep_their_labels_and_those_that_fail_are_reported(self, make_site: MakeSite) -> None:
        body = (
            "One[^1], two[^62], three[^a-z].\n\n[^1]: First[^2].\n\nFour[^1].\n\n[^1]: Second.\n"
            "[^2]: Itself[^2].\n[^9]: Never used."
        )

        made, entry = imported(make_site, page(body))

        assert made.body == (
            "One[^1], two, three[^a-z].\n\nFour[^1-2].\n\n[^1]: First[^2].\n\n[^1-2]: Second.\n\n"
            "[^2]: Itself[^2].\n\n[^9]: Never used."
        )
        found = doubts(entry)
        over = "; notes without a mark: [^9] (line 14)"
        assert [text for what, text in found if what == "mark without a note"] == [f"[^62]{over}", f"[^a-z]{over}"]
        assert ("note without a mark", "[^9]: Never used.") in found
        assert ("note that refers to itself", "[^2]") in found
        assert "note defined twice" in [what for what, _ in found]
        assert ImportRecord.objects.get().confidence == "review"

    def test_dates_are_kept_and_a_future_one_is_none(self, make_site: MakeSite) -> None:
        before = timezone.now()
        made, entry = imported(make_site, page(date="2099-01-01", last_modified_at="2021-06-07"))

        assert before <= made.publish_at <= timezone.now()
        assert made.modified.date() == dt.date(2021, 6, 7)
        assert [what for what, _ in doubts(entry)] == ["date in the future: a page has none"]


class TestLinks:
    """To pages, from posts and from pages."""

    @pytest.mark.parametrize(
        "link",
        [
            "{% link FerryLinks.md %}",
            "{{ site.baseurl }}{% link FerryLinks.md %}",
            "{{ site.url }}{{ site.baseurl }}/{% link FerryLinks.md %}",
            "../FerryLinks.md",
            "FerryLinks.md",
            "https://pier.example/log/FerryLinks",
            "https://pier.example/log/FerryLinks.html",
            "{{ site.url }}{{ site.baseurl }}/FerryLinks",
            "/log/FerryLinks",
            "/log/FerryLinks.html",
            "{{ site.baseurl }}/FerryLinks",
        ],
    )
    @pytest.mark.parametrize("name", ["_posts/2021-05-01-A.md", "docs/B.md"])
    def test_every_form_leads_to_the_new_page(self, make_site: MakeSite, link: str, name: str) -> None:
        text = f"See [them]({link}#boats) and [them]({link})."

        run(make_site({name: post(text), "FerryLinks.md": page()}))

        texts = [*Block.objects.values_list("prose", flat=True), *Page.objects.values_list("body", flat=True)]
        assert "See [them](/pages/FerryLinks/#boats) and [them](/pages/FerryLinks/)." in texts

    def test_a_page_that_refers_to_itself_leads_to_itself(self, make_site: MakeSite) -> None:
        made, _ = imported(make_site, page("[Here]({% link FerryLinks.md %}), [again](FerryLinks.md#x)."))

        assert made.body == "[Here](/pages/FerryLinks/), [again](/pages/FerryLinks/#x)."

    def test_links_to_what_stays_raw_lead_where_they_led(self, make_site: MakeSite) -> None:
        run(make_site({"A.md": page("[x]({% link 404.md %})"), "404.md": page("Gone.", permalink="/404.html")}))

        assert Page.objects.get().body == "[x](https://pier.example/log/404.html)"

    def test_links_to_the_home_page_lead_to_the_home_page(self, make_site: MakeSite) -> None:
        files = {"A.md": page("[x]({% link index.md %}), [y](https://pier.example/log/)"), "index.md": page("Welcome.")}

        report = run(make_site(files))

        assert Page.objects.get(slug="A").body == "[x](/), [y](/)"
        [entry] = [entry for entry in report["pages"] if entry["path"] == "index.md"]
        assert doubts(entry) == [("words of the home page: they are a page of their own now", "/pages/index/")]
        assert not FormerAddress.objects.filter(page__slug="index").exists()

    def test_links_follow_the_slug_that_the_page_got(self, make_site: MakeSite) -> None:
        make_page(slug="FerryLinks")

        run(make_site({"_posts/2021-05-01-A.md": post("[x](../FerryLinks.md)"), "FerryLinks.md": page()}))

        assert Block.objects.get().prose == "[x](/pages/FerryLinks-2/)"

    def test_processes_of_their_own_know_the_slugs_too(self, make_site: MakeSite) -> None:
        make_page(slug="FerryLinks")
        files = {f"_posts/2021-05-0{n}-P{n}.md": post("[x](../FerryLinks.md)") for n in (1, 2)}
        found = open_site(make_site({**files, "FerryLinks.md": page()}), "UTC")
        known = load()

        Importer(found, known, owner(found, known), processes=2, few=0).run()

        assert set(Block.objects.values_list("prose", flat=True)) == {"[x](/pages/FerryLinks-2/)"}


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("README.md", "Just words.\n", "no front matter"),
        ("index.md", "---\nlayout: home\n---\n", "no words of its own"),
        ("index.md", page("<div class='posts'></div>\n\n<!-- nothing -->", layout="home"), "no words of its own"),
        ("404.md", page("Nothing is here."), "the page for addresses that do not exist"),
        ("lost.md", page("Nothing is here.", permalink="/404.html"), "the page for addresses that do not exist"),
        ("feed.md", page("<feed></feed>words", permalink="/feed.xml", layout="null"), "a file for programs"),
        ("robots.md", page("User-agent: *", permalink="/robots.txt"), "a file for programs"),
        (
            "archive.md",
            page("{% for post in site.posts %}\n- [{{ post.title }}]({{ post.url }}) of {{ post.date }}\n{% endfor %}"),
            "no words of its own",
        ),
        ("tags.md", page("{% for t in site.tags %}<p>{{ t }}: {% for p in t %}many{% endfor %} posts</p>{% endfor %}"),
         "no words of its own"),
        ("archive.md", page("## All posts\n\n{% assign x = site.posts %}\n{{ x | size }}"), "nothing but headings"),
    ],
)  # fmt: skip
def test_what_is_no_page_for_readers_is_kept_raw_and_said_so(
    make_site: MakeSite, name: str, text: str, why: str
) -> None:
    report = run(make_site({name: text}))

    [entry] = report["files"]
    assert entry["why"].startswith(why)
    assert doubts(entry) == [("file kept raw", entry["why"])]
    assert entry["bytes"] == {"total": len(text.encode()), "placed": 0, "kept_raw": len(text.encode())}
    assert (report["pages"], Page.objects.count()) == ([], 0)
    assert bytes(ImportRecord.objects.get().raw) == text.encode()


def test_a_page_with_logic_and_words_is_a_page(make_site: MakeSite) -> None:
    made, entry = imported(
        make_site, page("All my posts:\n\n{% for post in site.posts %}\n- {{ post.title }}\n{% endfor %}")
    )

    assert made.body_text.startswith("All my posts:")
    assert "{%" not in made.body_html
    assert {what for what, _ in doubts(entry)} == {"unknown Liquid"}


class TestTwins:
    def test_two_files_that_want_one_slug_both_become_pages(self, make_site: MakeSite, client: Client) -> None:
        files = {"a-b.md": page("One."), "a/b.md": page("Two."), "c.md": page("[x](a/b.md) [y](a-b.md)")}

        report = run(make_site(files))

        assert {(entry["path"], entry["new_url"]) for entry in report["pages"]} == {
            ("a-b.md", "/pages/a-b/"),
            ("a/b.md", "/pages/a-b-2/"),
            ("c.md", "/pages/c/"),
        }
        assert Page.objects.get(slug="c").body == "[x](/pages/a-b-2/) [y](/pages/a-b/)"
        assert client.get("/log/a/b")["Location"] == "/pages/a-b-2/"
        [twin] = [entry for entry in report["pages"] if entry["path"] == "a/b.md"]
        assert doubts(twin) == [("two pages with one address", "a-b → a-b-2")]

    def test_names_that_differ_in_case_are_two_pages(self, make_site: MakeSite, client: Client) -> None:
        run(make_site({"About.md": page("One."), "about.md": page("Two.")}))

        assert set(Page.objects.values_list("slug", "body_text")) == {("About", "One."), ("about", "Two.")}
        assert client.get("/log/About")["Location"] == "/pages/About/"
        assert client.get("/log/about")["Location"] == "/pages/about/"

    def test_a_page_named_like_a_post_is_another_thing(self, make_site: MakeSite) -> None:
        run(make_site({"Pier.md": page("Page."), "_posts/2021-05-01-Pier.md": post("[x](../Pier.md)")}))

        assert Block.objects.get().prose == "[x](/pages/Pier/)"
        assert Post.objects.get().get_absolute_url() == "/2021/05/Pier/"

    def test_an_address_that_this_site_needs_itself_is_reported(self, make_site: MakeSite, client: Client) -> None:
        _, entry = imported(make_site, page(permalink="/about/"), config=CONFIG.replace('baseurl: "/log/"', ""))

        assert doubts(entry) == [("former address that this site uses itself", "/about/")]
        assert client.get("/about/").status_code == 200
        assert client.get("/about/index.html")["Location"] == "/pages/about/"


@pytest.mark.parametrize("name", ["Über die Fähre.md", "港の船.md", "a b&c?d#e%20.md", "<b>.md", "'\".md"])
def test_any_name_becomes_a_page_that_its_old_address_leads_to(make_site: MakeSite, client: Client, name: str) -> None:
    made, entry = imported(make_site, page(), name)

    assert entry["old_url"].isascii()
    response = client.get(entry["old_url"])
    assert (response.status_code, response["Location"]) == (301, made.get_absolute_url())
    assert client.get(made.get_absolute_url()).status_code == 200


class TestRepetition:
    def test_the_second_run_changes_nothing(self, make_site: MakeSite) -> None:
        folder = make_site({"A.md": page(), "404.md": page()})
        first = run(folder)
        before = list(Page.objects.values()), list(FormerAddress.objects.values())

        second = run(folder)

        assert (list(Page.objects.values()), list(FormerAddress.objects.values())) == before
        assert (second["pages"], second["files"]) == (first["pages"], first["files"])
        assert second["totals"]["outcomes"] == {"unchanged": 2}

    def test_a_changed_file_updates_its_page(self, make_site: MakeSite, client: Client) -> None:
        run(make_site({"A.md": page("Early.")}))
        [early] = Page.objects.all()

        report = run(make_site({"A.md": page("Late.", title="Later", permalink="/later/")}))

        [late] = Page.objects.all()
        assert (late.pk, late.uid, late.publish_at) == (early.pk, early.uid, early.publish_at)
        assert (late.title, late.body, late.slug) == ("Later", "Late.", "later")
        assert report["totals"]["outcomes"] == {"updated": 1}
        for path in ("/log/A", "/log/later/", "/pages/A/"):
            assert client.get(path)["Location"] == "/pages/later/", path

    def test_a_numbered_slug_stays(self, make_site: MakeSite) -> None:
        make_page(slug="A")
        run(make_site({"A.md": page("Early.")}))

        run(make_site({"A.md": page("Late.")}))

        assert Page.objects.get(body="Late.").slug == "A-2"

    @pytest.mark.parametrize("how", ["saved", "revised"])
    def test_an_editors_work_is_not_overwritten(self, make_site: MakeSite, how: str) -> None:
        run(make_site({"A.md": page("Early.", date="2021-05-01")}))
        edited = Page.objects.get()
        if how == "saved":
            edited.body = "The editor's."
            edited.save()
        else:
            with reversion.create_revision():
                reversion.add_to_revision(edited)

        report = run(make_site({"A.md": page("Late.", date="2021-05-01")}))

        assert Page.objects.get().body == ("The editor's." if how == "saved" else "Early.")
        [entry] = report["pages"]
        assert doubts(entry)[0] == (
            "conflict",
            "the file changed, and an editor has changed the page since it was imported: the page was left alone",
        )
        assert ImportRecord.objects.get().report["conflict"]["text"] == page("Late.", date="2021-05-01")

    def test_a_dry_run_writes_nothing_and_reports_the_same(self, make_site: MakeSite) -> None:
        folder = make_site({"A.md": page(), "B.md": page("[x](A.md)"), "404.md": page()})

        dry = run(folder, "--dry-run")

        assert (Page.objects.count(), ImportRecord.objects.count(), FormerAddress.objects.count()) == (0, 0, 0)
        real = run(folder)
        assert (dry["pages"], dry["files"]) == (real["pages"], real["files"])

    def test_a_page_that_fails_leaves_nothing_behind_and_stops_no_other(self, make_site: MakeSite) -> None:
        folder = make_site({"A.md": page("x" * 2_000_001), "B.md": page("Fine.")})

        report = run(folder)

        assert list(Page.objects.values_list("slug", flat=True)) == ["B"]
        assert not FormerAddress.objects.filter(path__startswith="/log/A").exists()
        [entry] = report["files"]
        assert entry["doubts"][0]["what"] == "file that could not be imported"
        assert report["totals"]["outcomes"] == {"failed": 1, "imported": 1}

    @pytest.mark.parametrize("text", ["No front matter now.", page("", title="Empty")])
    def test_a_file_that_says_nothing_any_more_leaves_its_page(self, make_site: MakeSite, text: str) -> None:
        run(make_site({"A.md": page("Early.")}))

        report = run(make_site({"A.md": text}))

        assert Page.objects.get().body == "Early."
        assert ImportRecord.objects.get().page == Page.objects.get()
        [entry] = report["files"]
        assert [what for what, _ in doubts(entry)] == ["file kept raw", "page without its file"]

    def test_only_imports_what_matches(self, make_site: MakeSite) -> None:
        run(make_site({"A.md": page(), "B.md": page("[x](A.md)")}), "--only", "B*")

        assert list(Page.objects.values_list("slug", "body")) == [("B", "[x](/pages/A/)")]


HOSTILE: dict[str, bytes] = {
    "bytes": bytes(range(256)) * 20,
    "front matter and nothing": b"---\ntitle: x\n---",
    "unclosed Liquid": page("{% for x in y %} " * 3_000 + "{{" * 3_000).encode(),
    "unclosed comments": page("<!--" * 20_000).encode(),
    "nested loops": page("{% for x in y %}" * 300 + "x" + "{% endfor %}" * 300).encode(),
    "a ring of notes": page("x[^a]\n\n[^a]: x[^b]\n[^b]: x[^a]").encode(),
    "a title in a list": page(title="[a, b]").encode(),
    "a title of nothing": page(title="'\u200b'").encode(),
    "a long permalink": page(permalink=f"/{'x/' * 2_000}").encode(),
    "a permalink with NUL": page(permalink='"/a\\0b/"').encode(),
    "a permalink of placeholders": page(permalink="/:title/:year/:x").encode(),
    "a permalink of dots": page(permalink="/../../").encode(),
    "script": page("<script>alert(1)</script> words <img src=x onerror=alert(1)>").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_imported_or_reported_and_the_next_is_imported(
    make_site: MakeSite, client: Client, name: str
) -> None:
    report = run(make_site({"A.md": HOSTILE[name], "Fine.md": page("Fine words.")}))

    entries = {entry["path"]: entry for entry in (*report["pages"], *report["files"])}
    assert entries.keys() == {"A.md", "Fine.md"}
    assert Page.objects.get(slug="Fine").body == "Fine words."
    assert bytes(ImportRecord.objects.get(path="A.md").raw) == HOSTILE[name]
    size = entries["A.md"]["bytes"]
    assert size["total"] == size["placed"] + size["kept_raw"] == len(HOSTILE[name])
    for made in Page.objects.all():
        shown = client.get(made.get_absolute_url())
        assert shown.status_code == 200
        assert "<script>" not in shown.content.decode()
        assert "onerror" not in shown.content.decode()


def test_the_record_is_reviewed_in_the_admin(make_site: MakeSite, client: Client) -> None:
    made, _ = imported(make_site, page("Words[^62]."))
    record = ImportRecord.objects.get()
    client.force_login(make_editor())
    link = f'<a href="{reverse("admin:posts_page_change", args=[made.pk])}">Ferry links</a>'

    listed = client.get(reverse("admin:exchange_importrecord_changelist"), {"q": "ferry links"}).content.decode()
    shown = client.get(reverse("admin:exchange_importrecord_change", args=[record.pk])).content.decode()

    assert link in listed
    assert f"The page: {link}" in shown
    assert made.get_absolute_url() in shown
    assert "<strong>mark without a note</strong>: <q>[^62]</q>" in shown


def test_the_command_counts_pages(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_jekyll", str(make_site({"A.md": page()})), "--processes", "1")

    assert capsys.readouterr().out.startswith("0 posts, 1 page, 0 articles, 0 notes, 0 other files")
