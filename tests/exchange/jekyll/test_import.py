"""The command: rows, report, repetition."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Capture, Publisher
from blog.exchange.jekyll.importing import Importer
from blog.exchange.jekyll.lookups import owner
from blog.exchange.jekyll.rules import load
from blog.exchange.jekyll.site import open_site
from blog.exchange.models import ImportRecord
from blog.images.models import Image
from blog.posts.models import Block, FormerAddress, Post, Snippet
from tests.exchange.jekyll.conftest import CONFIG, MakeSite, post
from tests.exchange.jekyll.steps import png, run

pytestmark = pytest.mark.django_db

PATH = "_posts/2021/2021-05-01-Ferry6.md"
ARTICLE = """## [Ferry sold in spring, board says / Tern Times](https://www.tern.example/news/ferry-sold)

By ADA QUINCE and TOBIAS MCREED
Updated 5:35 PM EDT, April 25, 2021

- **Sale**: The board sold the ferry[^4].
- **Price**: Nobody knows.

The board met twice.[^11]

[^11]: @AdaQuill: Three times. I was there.

It sold the [old ferry](https://ferry.example/)[^11] to Reed/Stone[^7].

@AdaQuill: And I will say it again.

The mayor smiled.

[^4]: [Ferry • Harbour Lexicon](https://lexicon.example/ferry): a boat[^7].
[^7]: @TheMayor: Good buyers.
[^9]: Never used.
"""
FRONT = {
    "title": "'The Ferry – Part 6: Sold'",
    "tags": "[Harbour Board, ferries, Ferries]",
    "categories": "[harbour]",
    "excerpt": "'“We sold it. We had to.” – Ada Quince, harbour master'",
}


@pytest.fixture
def folder(make_site: MakeSite) -> Path:
    return make_site({PATH: post(ARTICLE, **FRONT)})


def test_a_post_becomes_what_jekyll_made_of_it(folder: Path) -> None:
    run(folder)
    made = Post.objects.get()
    assert (made.title, made.series and made.series.name, made.part) == ("The Ferry – Part 6: Sold", "The Ferry", 6)
    assert (made.pull_quote, made.pull_quote_by, made.dek) == (
        "We sold it. We had to.",
        "Ada Quince, harbour master",
        "",
    )
    assert made.publish_at is not None
    assert made.publish_at.isoformat() == "2021-05-01T18:20:00+00:00"
    assert (made.get_absolute_url(), made.is_public) == ("/2021/05/Ferry6/", True)
    assert [tag.name for tag in made.tags.order_by("taggings__id")] == ["Harbour Board", "ferries"]
    assert [category.name for category in made.categories.all()] == ["harbour"]
    assert made.former_addresses.get().path == "/log/2021/05/Ferry6.html"
    assert (made.author.public_name, made.author.handle) == ("Ada Quill", "AdaQuill")


def test_the_source_becomes_an_article_and_a_capture(folder: Path) -> None:
    run(folder)
    article = Article.objects.get()
    assert (article.headline, article.publisher_name) == (
        "Ferry sold in spring, board says / Tern Times",
        "tern.example",
    )
    assert [author.name for author in article.authors.order_by("bylines__position")] == ["Ada Quince", "Tobias McReed"]
    assert article.dates_printed == "Updated 5:35 PM EDT, April 25, 2021"
    assert article.modified_at is not None
    assert article.modified_at.isoformat() == "2021-04-25T21:35:00+00:00"
    capture = Capture.objects.get()
    assert [(p.role, p.text) for p in capture.passages.all()] == [
        ("summary", "Sale: The board sold the ferry.\nPrice: Nobody knows."),
        ("body", "The board met twice."),
        ("body", "It sold the old ferry to Reed/Stone."),
        ("body", "The mayor smiled."),
    ]
    assert "[^" not in capture.text
    assert [block.kind for block in Block.objects.all()] == ["excerpt"]


def test_notes_stand_where_their_marks_stood(folder: Path) -> None:
    run(folder)
    found = {note.body.split("\n")[0]: note for note in Annotation.objects.all()}
    placed = {body: [(t.exact, t.is_guess) for t in note.targets.order_by("start")] for body, note in found.items()}
    assert placed == {
        "Three times. I was there.": [("The board met twice.", True), ("old ferry", True)],
        "[Ferry • Harbour Lexicon](https://lexicon.example/ferry): a boat[^7].": [("ferry", True)],
        "Good buyers.": [("Reed/Stone", True)],
        "And I will say it again.": [("It sold the old ferry to Reed/Stone.", True)],
        "Never used.": [("", False)],
    }
    for target in Target.objects.exclude(exact=""):
        assert target.capture.plain[target.start : target.end] == target.exact
    voices = {body[:5]: (note.voice, note.kind, note.state) for body, note in found.items()}
    assert voices == {
        "Three": ("Ada Quill", "comment", "published"),
        "[Ferr": ("", "source", "published"),
        "Good ": ("@TheMayor", "comment", "published"),
        "And I": ("Ada Quill", "comment", "published"),
        "Never": ("", "comment", "draft"),
    }
    assert "[^7]: Good buyers." in found["[Ferry • Harbour Lexicon](https://lexicon.example/ferry): a boat[^7]."].body


def test_the_report_has_the_names_of_the_contract(folder: Path) -> None:
    report = run(folder)
    (entry,) = report["posts"]
    assert (entry["path"], entry["old_url"], entry["new_url"]) == (PATH, "/log/2021/05/Ferry6.html", "/2021/05/Ferry6/")
    assert (entry["date"], entry["series"], entry["part"]) == ("2021-05-01T14:20:00-04:00", "The Ferry", 6)
    assert entry["tags"] == ["Harbour Board", "ferries", "Ferries"]
    assert entry["confidence"] == "review"
    (article,) = entry["articles"]
    assert {
        key: article[key] for key in ("headline", "url", "publisher", "authors", "dates_printed", "kind", "passages")
    } == {
        "headline": "Ferry sold in spring, board says / Tern Times",
        "url": "https://www.tern.example/news/ferry-sold",
        "publisher": "tern.example",
        "authors": ["Ada Quince", "Tobias McReed"],
        "dates_printed": "Updated 5:35 PM EDT, April 25, 2021",
        "kind": "article",
        "passages": 4,
    }
    notes = {(note["label"], note["attributed_to"]): note for note in entry["annotations"]}
    assert set(notes) == {("4", None), ("11", "AdaQuill"), ("7", "TheMayor"), ("9", None), ("", "AdaQuill")}
    assert notes["4", None]["targets"] == [
        {
            "exact": "ferry",
            "prefix": "Sale: The board sold the ",
            "suffix": ".\nPrice: Nobody knows.\n\nThe board met twice.\n\nIt sold the old fe",
            "where": "summary",
        }
    ]
    assert (notes["9", None]["state"], notes["9", None]["targets"]) == ("draft", [])
    assert [doubt["what"] for doubt in entry["doubts"]] == [
        "publisher named after its host",
        "key points read as a third voice",
        "signed paragraph taken for a note on the one before it",
        "perhaps the blogger's own words",
        "note without a mark",
    ]
    size = (folder / PATH).stat().st_size
    assert entry["bytes"] == {"total": size, "placed": size, "kept_raw": 0}
    assert report["totals"]["posts"] == 1
    assert report["totals"]["bytes"]["total"] == size


def test_a_second_run_changes_nothing(folder: Path) -> None:
    first = run(folder)
    rows = (
        list(Annotation.objects.values_list("pk", "uid", "modified")),
        list(Post.objects.values_list("pk", "modified")),
    )
    second = run(folder)
    assert second["posts"] == first["posts"]
    assert second["totals"]["outcomes"] == {"unchanged": 1}
    assert rows == (
        list(Annotation.objects.values_list("pk", "uid", "modified")),
        list(Post.objects.values_list("pk", "modified")),
    )


def test_a_dry_run_writes_nothing_and_tells_the_same(folder: Path) -> None:
    dry = run(folder, "--dry-run")
    assert [model.objects.count() for model in (Post, Article, Annotation, ImportRecord, User, Publisher)] == [0] * 6
    wet = run(folder)
    assert dry["posts"] == wet["posts"]


def test_a_changed_file_updates_its_post_and_keeps_the_addresses(folder: Path) -> None:
    run(folder)
    before = {note.body: note.uid for note in Annotation.objects.all()}
    uid = Post.objects.get().uid
    path = folder / PATH
    path.write_text(
        path.read_text().replace("Three times.", "Four times.").replace("The mayor smiled.", "The mayor left.")
    )
    report = run(folder)
    assert report["totals"]["outcomes"] == {"updated": 1}
    assert Post.objects.get().uid == uid
    assert Capture.objects.get().plain.endswith("The mayor left.")
    after = {note.body: note.uid for note in Annotation.objects.all()}
    assert after["Four times. I was there."] == before["Three times. I was there."]
    assert len(after) == len(before)


def test_an_editors_work_is_never_overwritten(folder: Path) -> None:
    run(folder)
    made = Post.objects.get()
    made.dek = "Better."
    made.save()
    path = folder / PATH
    path.write_text(path.read_text().replace("Three times.", "Four times."))
    report = run(folder)
    assert report["totals"]["outcomes"] == {"conflict": 1}
    assert report["posts"][0]["doubts"][0]["what"] == "conflict"
    assert Post.objects.get().dek == "Better."
    assert not Annotation.objects.filter(body__contains="Four times").exists()
    assert "Four times" in ImportRecord.objects.get().report["conflict"]["text"]


def test_publishers_come_from_a_rules_file(folder: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[publisher]]\nname = "Tern Times"\nhosts = ["tern.example", "tern.test"]\n')
    (entry,) = run(folder, "--rules", str(rules))["posts"]
    assert entry["articles"][0]["headline"] == "Ferry sold in spring, board says"
    assert list(Publisher.objects.get(name="Tern Times").hosts.values_list("host", flat=True)) == [
        "tern.example",
        "tern.test",
    ]


def test_a_house_that_signs_on_its_own_site_names_the_publisher(make_site: MakeSite) -> None:
    body = "## [Ferry sold](https://ternpost.example/ferry)\n\nStory by Ternpost. May 1, 2021.\n\nThe board met.\n"
    (entry,) = run(make_site({"_posts/2021-05-01-A.md": post(body)}))["posts"]
    (article,) = entry["articles"]
    assert (article["publisher"], article["authors"]) == ("Ternpost", [])
    assert "publisher named after its host" not in {doubt["what"] for doubt in entry["doubts"]}


def test_publishers_are_learned_from_headings_that_end_alike(make_site: MakeSite) -> None:
    body = "## [{} | The Gull](https://gull.example/{})\n\nMay 1, 2021\n\nText."
    folder = make_site({f"_posts/2021-05-0{n}-A{n}.md": post(body.format(f"Storm {n}", n)) for n in (1, 2)})
    run(folder)
    assert set(Article.objects.values_list("headline", "publisher__name")) == {
        ("Storm 1", "The Gull"),
        ("Storm 2", "The Gull"),
    }


def test_titles_that_differ_in_their_day_are_a_series(make_site: MakeSite) -> None:
    titles = {day: f"'2021-05-{day}: Harbour Figures: {what}'" for day, what in (("03", "up"), ("01", "down"))}
    titles["02"] = "'May 2, 2021 – Harbour Figures'"
    files = {
        f"_posts/2021-05-{day}-Figures{day}.md": post("Herring.", title=title, date=f"2021-05-{day} 9:00 AM")
        for day, title in titles.items()
    }
    files["_posts/2021-05-04-Once.md"] = post("Cod.", title="'2021-05-04: A lonely title'")
    report = run(make_site(files))
    assert [(entry["series"], entry["part"]) for entry in report["posts"]] == [("Harbour Figures", None)] * 3 + [
        (None, None)
    ]


def test_footnotes_of_own_words_stay_in_the_prose_and_are_reported(make_site: MakeSite) -> None:
    folder = make_site(
        {"_posts/2021-05-01-Own.md": post("I saw the old pier[^2].\n\n[^2]: @AdaQuill: Twice.\n[^5]: Unused.")}
    )
    (entry,) = run(folder)["posts"]
    block = Block.objects.get()
    assert block.prose == "I saw the old pier[^2].\n\n[^2]: Twice.\n\n[^5]: Unused."
    assert [(note["label"], note["state"], [t["exact"] for t in note["targets"]]) for note in entry["annotations"]] == [
        ("2", "published", ["I saw the old pier"]),
        ("5", "draft", []),
    ]
    assert entry["annotations"][0]["targets"][0]["where"] == "prose"
    assert not Annotation.objects.exists()


def test_a_label_defined_twice_means_the_nearest_note(make_site: MakeSite) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank[^1].\n\n"
        "[^1]: First.\n\nIt rose[^1].\n\n[^1]: Second."
    )
    run(make_site({"_posts/2021-05-01-A.md": post(body)}))
    assert {note.body: [t.exact for t in note.targets.all()] for note in Annotation.objects.all()} == {
        "First.": ["It sank"],
        "Second.": ["It rose"],
    }


def test_a_mark_in_another_note_or_a_signed_paragraph_is_one_more_place(make_site: MakeSite) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nThe ferry[^1] sank off the pier[^2].\n\n"
        "@AdaQuill: I saw the old pier[^2] fall.\n\n[^1]: It was bought at the pier[^2] itself.\n\n[^2]: Built in 1850."
    )
    (entry,) = run(make_site({"_posts/2021-05-01-A.md": post(body)}))["posts"]
    by_label = {note["label"]: note["targets"] for note in entry["annotations"]}
    assert [(one["exact"], one["where"]) for one in by_label["2"]] == [
        ("The ferry sank off the pier", "article"),
        ("pier", "note"),
        ("pier", "note"),
    ]
    assert [(one["exact"], one["where"]) for one in by_label["1"]] == [("ferry", "article")]


def test_a_mark_before_a_picture_is_about_the_words_before_it(make_site: MakeSite) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nThe ferry sank.[^1]\n\n"
        "![Pier](https://tern.example/pier.png)\n\nIt rose.\n\n[^1]: Twice."
    )
    (entry,) = run(make_site({"_posts/2021-05-01-A.md": post(body)}))["posts"]
    assert [one["exact"] for one in entry["annotations"][0]["targets"]] == ["The ferry sank."]


def test_marks_in_own_tables_and_headings_say_so(make_site: MakeSite) -> None:
    body = "## The ferry[^1]\n\n| Ship | Year |\n|---|---|\n| The Tern[^2] | 1850[^3] |\n\n[^1]: A.\n[^2]: B.\n[^3]: C."
    (entry,) = run(make_site({"_posts/2021-05-01-A.md": post(body)}))["posts"]
    assert [(one["exact"], one["where"]) for note in entry["annotations"] for one in note["targets"]] == [
        ("The ferry", "heading"),
        ("The Tern", "table"),
        ("1850", "table"),
    ]


def test_a_video_among_the_passages_is_a_source_like_the_others(make_site: MakeSite) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank.\n\n### The launch\n\n"
        '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>\n\nIt rose.\n'
    )
    folder = make_site({"_posts/2021-05-01-A.md": post(body)})
    (entry,) = run(folder)["posts"]
    assert [article["kind"] for article in entry["articles"]] == ["article", "video"]
    (folder / "_posts/2021-05-01-A.md").write_text(post("Nothing is left."), encoding="utf-8")
    run(folder)
    assert not Article.objects.exists()


def test_a_note_that_refers_to_itself_ends(make_site: MakeSite) -> None:
    body = "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank[^1].\n\n[^1]: It sank[^1] twice."
    run(make_site({"_posts/2021-05-01-A.md": post(body)}))
    assert Annotation.objects.get().body == "It sank twice."


def test_a_mark_without_a_note_is_reported_and_not_shown(make_site: MakeSite) -> None:
    body = "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank[^62]."
    (entry,) = run(make_site({"_posts/2021-05-01-A.md": post(body)}))["posts"]
    assert Capture.objects.get().plain == "It sank."
    assert ("mark without a note", "[^62]") in [(doubt["what"], doubt["text"]) for doubt in entry["doubts"]]


def test_a_mark_in_the_headline_is_about_the_headline(make_site: MakeSite) -> None:
    body = "## [Ferry sold[^3] in spring](https://tern.example/a/b)\n\nMay 1, 2021\n\nText.\n\n[^3]: Sold?"
    run(make_site({"_posts/2021-05-01-A.md": post(body)}))
    target = Target.objects.get()
    assert (target.part, target.exact, target.start, target.end) == ("headline", "sold", 6, 10)


def test_a_video_is_shown_and_described(make_site: MakeSite) -> None:
    body = (
        "## Last ferry\n\n"
        '<iframe src="https://www.youtube.com/embed/AbCdEf12345"></iframe>\n\nDec 19, 2020 #Pier\nIt left.'
    )
    run(make_site({"_posts/2021-05-01-A.md": post(body)}))
    assert [block.kind for block in Block.objects.order_by("position")] == ["video", "excerpt"]
    assert Article.objects.get().url == "https://www.youtube.com/watch?v=AbCdEf12345"


def test_own_words_between_passages_divide_the_excerpt(make_site: MakeSite) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\nBy Mia Stone\n\n*Gone.*\n\n### I knew\n\nYes.\n\n----\n\n"
        "- **It**: sank.\n- **They**: swam.\n\nIt sank."
    )
    run(make_site({"_posts/2021-05-01-A.md": post(body)}))
    blocks = Block.objects.order_by("position")
    assert [(block.kind, block.first_passage, block.last_passage) for block in blocks] == [
        ("excerpt", 0, 0),
        ("prose", None, None),
        ("excerpt", 1, 2),
    ]


def test_includes_become_snippets_once(make_site: MakeSite) -> None:
    text = "Own.\n\n{% include Ferries.html %}"
    files = {f"_posts/2021-05-0{n}-A{n}.md": post(text) for n in (1, 2)}
    run(make_site({**files, "_includes/Ferries.html": "- [Gull](https://gull.example/)\n"}))
    assert Snippet.objects.get().name == "Ferries"
    assert Block.objects.filter(kind="snippet").count() == 2


@pytest.mark.parametrize(
    ("path", "front", "status"),
    [
        ("_posts/2021-05-01-A.md", {}, "published"),
        ("_posts/2021-05-01-A.md", {"published": "false"}, "draft"),
        ("_drafts/A.md", {"date": ""}, "draft"),
        ("_posts/2021-05–01-A.md", {}, "draft"),
        ("_posts/2099-05-01-A.md", {"date": "2099-05-01 10:00"}, "published"),
    ],
)
def test_what_jekyll_does_not_publish_is_no_public_post(
    make_site: MakeSite, path: str, front: dict[str, str], status: str
) -> None:
    run(make_site({path: post("Own.", **front)}))
    made = Post.objects.get()
    assert made.status == status
    assert made.is_public is (path == "_posts/2021-05-01-A.md" and not front)


def test_files_that_are_no_posts_are_kept_raw(make_site: MakeSite) -> None:
    folder = make_site({"index.md": "---\nlayout: home\n---\n", "_posts/2021/Fragment.md": "No front matter.\n"})
    report = run(folder)
    assert report["posts"] == []
    assert [(entry["path"], entry["kind"]) for entry in report["files"]] == [
        ("_posts/2021/Fragment.md", "fragment"),
        ("index.md", "page"),
    ]
    assert bytes(ImportRecord.objects.get(path="index.md").raw) == b"---\nlayout: home\n---\n"


def test_two_posts_with_one_address_are_both_kept(make_site: MakeSite) -> None:
    folder = make_site({"_posts/2021-05-01-A.md": post("One."), "_posts/2021-05-02-A.md": post("Two.")})
    report = run(folder)
    assert sorted(Post.objects.values_list("slug", flat=True)) == ["A", "A-2"]
    assert "two posts with one address" in [doubt["what"] for entry in report["posts"] for doubt in entry["doubts"]]


def test_a_file_that_fails_leaves_nothing_behind(make_site: MakeSite) -> None:
    folder = make_site({"_posts/2021-05-01-A.md": post("x" * 2_000_001), "_posts/2021-05-02-B.md": post("Fine.")})
    report = run(folder)
    assert report["totals"]["outcomes"] == {"failed": 1, "imported": 1}
    assert list(Post.objects.values_list("slug", flat=True)) == ["B"]
    assert report["files"][0]["doubts"][0]["what"] == "file that could not be imported"


@pytest.mark.parametrize(
    ("permalink", "old"),
    [
        ("pretty", "/log/harbour/2021/05/01/Ferry6/"),
        ("date", "/log/harbour/2021/05/01/Ferry6.html"),
        ("ordinal", "/log/harbour/2021/121/Ferry6.html"),
        ("none", "/log/harbour/Ferry6.html"),
        ("/a/:i_month/:title", "/log/a/5/Ferry6"),
    ],
)
def test_old_addresses_of_other_permalink_styles(make_site: MakeSite, permalink: str, old: str) -> None:
    config = CONFIG.replace("/:year/:month/:title.html", permalink)
    (entry,) = run(make_site({PATH: post("Own.", **FRONT)}, config))["posts"]
    assert entry["old_url"] == old


def test_only_imports_what_matches(make_site: MakeSite) -> None:
    folder = make_site({"_posts/2021-05-01-A.md": post("One."), "_posts/2021-05-02-B.md": post("Two.")})
    run(folder, "--only", "*-B*")
    assert list(Post.objects.values_list("slug", flat=True)) == ["B"]


@pytest.mark.parametrize(
    "options", [["--author", "nobody"], ["--rules", "/nowhere.toml"], ["--report", "/nowhere/at/all.json"]]
)
def test_wrong_options_say_what_to_do(folder: Path, options: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("import_jekyll", str(folder), *options, stdout=StringIO())
    assert Post.objects.count() == 0


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"holds neither _config\.yml nor _posts"):
        call_command("import_jekyll", str(tmp_path), stdout=StringIO())


def test_a_named_author_gets_the_posts_and_the_handle(folder: Path) -> None:
    user = User.objects.create_user("ada")
    User.objects.create_superuser("boss")
    run(folder, "--author", "ada")
    assert (Post.objects.get().author, User.objects.get(pk=user.pk).handle) == (user, "AdaQuill")


def test_pictures_of_the_site_come_into_the_library_once(make_site: MakeSite) -> None:
    body = (
        "One.\n\n![The ferry](/assets/ferry.png)\n\n"
        "Two ![it](https://pier.example/log/assets/ferry.png) again.\n\n![](img/gone.jpeg)"
    )
    folder = make_site({"_posts/2021-05-01-A.md": post(body), "assets/ferry.png": png("teal")})
    (entry,) = run(folder)["posts"]
    image = Image.objects.get()
    blocks = Block.objects.order_by("position")
    assert [block.kind for block in blocks] == ["prose", "image", "prose"]
    assert (blocks[1].image, image.alt) == (image, "The ferry")
    assert blocks[2].prose.startswith(f"Two ![it]({image.fallback.url}) again.")
    assert [(doubt["line"], doubt["what"], doubt["text"]) for doubt in entry["doubts"]] == [
        (7, "no source found", "One."),
        (13, "picture that is not there", "img/gone.jpeg"),
    ]


def test_a_dry_run_takes_no_pictures(make_site: MakeSite, settings: Any) -> None:
    folder = make_site({"_posts/2021-05-01-A.md": post("![F](assets/ferry.png)"), "assets/ferry.png": png("teal")})
    run(folder, "--dry-run")
    assert not (Path(settings.MEDIA_ROOT) / "images").exists()


def test_a_mark_without_a_note_is_not_shown_in_own_words_either(make_site: MakeSite) -> None:
    (entry,) = run(make_site({"_posts/2021-05-01-A.md": post("I saw[^62] the pier [^a-z].")}))["posts"]
    assert Block.objects.get().prose == "I saw the pier [^a-z]."
    assert [doubt["text"] for doubt in entry["doubts"] if doubt["what"] == "mark without a note"] == ["[^62]", "[^a-z]"]


def test_an_interrupted_run_goes_on_where_it_stopped(make_site: MakeSite) -> None:
    folder = make_site({"_posts/2021-05-01-A.md": post("One."), "_posts/2021-05-02-B.md": post("Two.")})
    run(folder, "--only", "*-A*")
    report = run(folder)
    assert report["totals"]["outcomes"] == {"imported": 1, "unchanged": 1}
    assert Post.objects.count() == 2


def test_several_processes_make_the_same_as_one(make_site: MakeSite) -> None:
    files = {f"_posts/2021-05-01-P{n}.md": post(ARTICLE.replace("ferry-sold", f"ferry-{n}"), **FRONT) for n in range(3)}
    folder = make_site(files)
    alone = run(folder, "--dry-run")
    found = open_site(folder, "UTC")
    known = load()
    together = Importer(found, known, owner(found, known), processes=2, few=0).run().as_dict()
    for entry in (*alone["posts"], *together["posts"]):
        for note in entry["annotations"]:
            note.pop("uid", None)
    assert together["posts"] == alone["posts"]


FEED_CONFIG = CONFIG + "plugins:\n  - jekyll-feed\n"


def test_subscribers_of_the_former_feed_see_nothing_twice(make_site: MakeSite, client: Client) -> None:
    files = {
        "_posts/2021-05-01-Old Pier.md": post("It fell."),
        "_posts/2021-05-02-Nebel-über-Orbán.md": post("Fog.", date="2021-05-02 9:00 AM"),
    }
    run(make_site(files, FEED_CONFIG))
    assert set(Post.objects.values_list("feed_id", flat=True)) == {
        "https://pier.example/log/2021/05/Old%20Pier",
        "https://pier.example/log/2021/05/Nebel-%C3%BCber-Orb%C3%A1n",
    }
    feed = client.get("/feed.xml").content.decode()
    assert feed.count("<id>https://pier.example/log/2021/05/") == 2


def test_the_former_feed_and_home_page_lead_to_the_new_ones(make_site: MakeSite, client: Client) -> None:
    run(make_site({"_posts/2021-05-01-A.md": post("It fell.")}, FEED_CONFIG + "feed:\n  path: atom.xml\n"))
    for old, new in (("/log/atom.xml", "/feed.xml"), ("/log/", "/"), ("/log", "/"), ("/log/index.html", "/")):
        response = client.get(old)
        assert (response.status_code, response.headers["Location"]) == (301, new)
    assert client.get("/log/other.xml").status_code == 404


def test_without_the_plugin_nothing_is_known_of_a_feed(make_site: MakeSite) -> None:
    run(make_site({"_posts/2021-05-01-A.md": post("It fell.")}, CONFIG.replace('"/log/"', '""')))
    assert Post.objects.get().feed_id == ""
    assert not FormerAddress.objects.exclude(address="").exists()
