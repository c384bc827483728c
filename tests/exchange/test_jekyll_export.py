"""The site as a Jekyll site, and back."""

import datetime as dt
import json
import os
import re
import tempfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Author, Capture, Passage
from blog.exchange.models import ImportRecord
from blog.exchange.sample.loading import load
from blog.images import library
from blog.posts.models import Block, Category, Correction, FormerAddress, Page, Post, Series, Snippet
from blog.tags.models import Alias, Tag
from tests.exchange.rows import empty, rows
from tests.factories import (
    add_target,
    annotate,
    make_article,
    make_capture,
    make_page,
    make_post,
    make_publisher,
    make_user,
)
from tests.images.drawing import drawn

CORPUS = os.environ.get("COMMENTARY_CORPUS", "")
TEXT = """*A dek of its own.*

- **Fog**: the ferry waits.
- **Tide**: nobody does.

The ferry is late again.

## What they say

The mayor, of *all* people, blames the [fog](https://fog.example/a_b).

| Hour | Boats |
|---|---|
| ten | none |

    tide = moon * 2

The whole of this paragraph is secret.

The council meets in June.[^7]"""
NESTED = "Which?[^b]\n\n[^b]: The *night*\n    ferry.[^c]\n\n[^c]: Of 1912."


def exported(folder: Path, *options: str) -> Path:
    call_command("export_jekyll", str(folder), *options, stdout=StringIO(), stderr=StringIO())
    return folder


def imported(folder: Path) -> dict[str, Any]:
    report = folder.parent / "report.json"
    call_command("import_jekyll", str(folder), "--report", str(report), stdout=StringIO(), stderr=StringIO())
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def doubts(report: dict[str, Any]) -> list[str]:
    return [doubt["what"] for entry in (*report["posts"], *report["pages"]) for doubt in entry["doubts"]]


def same(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> None:
    """Row by row and column by column, so that a difference is seen where it is."""
    for kind, found in before.items():
        assert [row.get("uid") or row.get("slug") for row in after[kind]] == [
            row.get("uid") or row.get("slug") for row in found
        ]
        for one, other in zip(found, after[kind], strict=True):
            for name, value in one.items():
                assert (kind, name, other[name]) == (kind, name, value)


def there_and_back(folder: Path) -> None:
    before = rows()
    exported(folder)
    empty()
    with override_settings(MEDIA_ROOT=folder.parent / "other media"):
        report = imported(folder)
    same(before, rows())
    assert doubts(report) == []
    assert {entry["confidence"] for entry in report["posts"]} == {"high"}


def public_files(folder: Path) -> str:
    hidden = ("_private", "_drafts")
    texts = [p for p in folder.rglob("*") if p.is_file() and not p.relative_to(folder).parts[0].startswith(hidden)]
    return "\n".join(p.read_bytes().decode("utf-8", "replace") for p in sorted(texts))


@pytest.mark.xdist_group("sample")
class TestSample(TestCase):
    def test_sample_comes_back_row_for_row(self) -> None:
        with tempfile.TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):
            load(password="nineteen-lanterns-sundry")
            there_and_back(Path(media) / "site")
            assert Post.objects.count() > 20


@pytest.mark.django_db
@pytest.mark.skipif(not CORPUS, reason="COMMENTARY_CORPUS names no folder")
def test_a_real_blog_comes_back_row_for_row(tmp_path: Path) -> None:
    call_command("import_jekyll", f"{CORPUS}/site", stdout=StringIO(), stderr=StringIO())
    there_and_back(tmp_path / "site")
    assert Post.objects.exists()


@pytest.fixture
def ada() -> User:
    return make_user(username="login-of-ada", display_name="Ada Quill", handle="adaquill", bio="Writes *notes*.")


Everything = Callable[[], dict[str, Any]]


@pytest.fixture
def everything(ada: User) -> Everything:
    """One of each thing that is hard to carry."""

    def make() -> dict[str, Any]:
        other = make_user(display_name="Ben & Co. *Ltd*")
        publisher = make_publisher("The [Courier]", "courier.example")
        article = make_article(
            headline="Ferry *late* [again] {{ twice }}", authors=("Cleo Marsh", "Dov Reed"), publisher=publisher,
            dek="A dek of its own.", dates_printed="Updated 5 PM, Monday", language="en-GB",
            published_at=dt.datetime(2025, 3, 1, 17, 0, 0, 123456, tzinfo=dt.UTC),
        )  # fmt: skip
        article.bylines.filter(position=1).update(role="harbour pilot, and poet")
        Author.objects.filter(name="Cleo Marsh").update(page_url="https://courier.example/cleo")
        capture = make_capture(TEXT, article)
        capture.passages.filter(text__startswith="The whole of").update(is_quoted=False)
        capture.passages.filter(text__startswith="Fog").update(role=Passage.Role.SUMMARY)
        older = make_capture(
            "An older text of the article, kept.", article, captured_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
        )
        annotate(older, "older text", "About the older one.", annotator=ada)
        notes = {
            "nested": annotate(capture, "The ferry", NESTED, annotator=ada),
            "other": annotate(capture, "of all people", "Well.\n\nWell.", annotator=other, kind="context"),
            "source": annotate(capture, "ten", "See [it](https://log.example/).", attribution="Harbour log"),
            "secret": annotate(capture, "paragraph is secret", "A public note on secret words.", annotator=ada),
            "wide": annotate(capture, "moon * 2\n\nThe whole", "Half secret.", annotator=ada),
            "draft": annotate(capture, "fog", "An unfinished thought.", state="draft", annotator=ada),
            "gone": annotate(capture, "fog", "A thought taken back.", state="withdrawn", annotator=ada),
            "lost": annotate(capture, "mayor", "About lost words.", annotator=ada),
        }  # fmt: skip
        notes["lost"].targets.update(status="orphaned", exact="words that were there once", score=0.0)
        twice = notes["other"]
        add_target(twice, capture, 0, 0)
        Target.objects.create(
            annotation=twice, capture=capture, part="headline", exact="Ferry", start=0, end=5, suffix=" *late* [again]",
        )  # fmt: skip
        moved = add_target(twice, capture, capture.plain.index("June"), capture.plain.index("June") + 4)
        Target.objects.filter(pk=moved.pk).update(status="reworded", exact="July", score=0.7, prefix="meets in ")
        Correction.objects.create(annotation=twice, body="It was *May*.", kind="clarification")
        picture = library.add(drawn(), name="Fog", alt="Fog over [the] harbour", credit="C. Marsh")
        hidden = library.add(drawn((40, 30), written="PNG"), alt="Nobody sees this")
        video = make_article(kind="video", headline="Fog & horn", url="https://www.youtube.com/watch?v=abc123def45")
        snippet = Snippet.objects.create(name="horn", body="Blow {% twice %}[^1].\n\n[^1]: Loud.\n")
        Snippet.objects.create(name="unused", body="An unused piece.")
        prose = (
            f"Own[^fog] words, `[^fog]`, {{{{ page.title }}}} and {{% raw %}}, ![Fog]({picture.file.url}).  \n"
            "An undefined[^99] mark[^1].\n\n[^fog]: Thick.\n\n    Cold.\n\n[^1]: Wet[^fog]."
        )
        series = Series.objects.create(name="Fog", description="All of *it*.")
        post = make_post(
            title="The ferry: “late”, 100% – #1 {{ again }} --- 霧",
            author=ada,
            dek="Late 'again'.",
            pull_quote="We have no ferry.",
            pull_quote_by="A mayor",
            series=series,
            part=2,
            lead_image=picture,
            slug="霧の中の船",
            blocks=(
                prose,
                {"kind": "excerpt", "capture": capture, "first_passage": 0, "last_passage": 3},
                "Between.",
                {"kind": "excerpt", "capture": capture, "first_passage": 4},
                {"kind": "image", "image": picture, "caption": "Fog *here*."},
                {"kind": "video", "video": video, "caption": "Horn"},
                {"kind": "snippet", "snippet": snippet},
                "---\n\nAfter a rule.\n\n",
            ),
            tags=("2025", "yes", "White: Fog", "霧", "null", "Fog, thick"),
        )
        post.categories.add(Category.objects.create(name="Zebra"), Category.objects.create(name="Apple"))
        FormerAddress.objects.create(path="/blog/2020/霧.html", post=post)
        Correction.objects.create(post=post, body="Not ten, *eleven*.")
        Alias.objects.create(name="Brume", tag=Tag.objects.get(name="霧"))
        Tag.objects.create(name="Unused tag")
        Post.objects.filter(pk=post.pk).update(updated_at=timezone.now())
        homeless = make_capture("No address.", make_article(url="", headline="No address"))
        other_post = make_post(author=other, title="The same again", blocks=(capture, homeless))
        draft = f"Draft words ![x]({hidden.file.url})"
        make_post(published=False, title="A draft of mine", author=ada, blocks=(draft,))
        make_post(published=False, title="A draft of mine", author=ada)
        make_post(title="Withdrawn post", status="withdrawn", author=ada)
        make_post(title="Scheduled post", publish_at=timezone.now() + dt.timedelta(days=9), author=ada)
        make_post(title="霧" * 100, slug="霧" * 100, author=ada)
        footnotes = "[^fog]: Thick[^2].\n\n[^2]: Wet."
        body = f"Of us[^fog] {{{{ site.title }}}} and {{% raw %}}, ![Fog]({picture.file.url}).\n\n{footnotes}"
        public = make_page(body, title="About: “us”, 100% 霧", slug="about")
        public.slug = "About"
        public.save()
        FormerAddress.objects.create(path="/log/about.html", page=public)
        for slug in ("about", "index", "_x", "404", "feed", "霧" * 100, "2024-01-02-x"):
            make_page('---\n\nA rule[^99] and {{ "{{" }}.\n', slug=slug)
        hidden_words = f"Unfinished page ![x]({hidden.file.url})"
        make_page(hidden_words, published=False, title="A page to be")
        make_page("A page taken back.", status="withdrawn", slug="gone")
        make_page("A page to come.", publish_at=timezone.now() + dt.timedelta(days=9))
        make_article(headline="Nobody quotes this article")
        Annotation.objects.create(body="A note without words.", annotator=ada)
        return {"post": post, "other": other_post, "capture": capture, "article": article, **notes}

    return make


SECRETS = (
    "whole of this paragraph", "is secret", "A public note on secret words", "unfinished thought", "taken back",
    "A draft of mine", "Draft words", "Withdrawn post", "Scheduled post", "Nobody quotes", "A note without words",
    "Unfinished page", "A page to be", "A page taken back", "A page to come",
    "Unused tag", "unused piece", "login-of-ada", "Nobody sees this", "older text", "older one",
)  # fmt: skip


@pytest.mark.django_db
class TestEverything:
    def test_everything_comes_back_row_for_row(self, everything: Everything, tmp_path: Path) -> None:
        everything()
        there_and_back(tmp_path / "site")
        assert Annotation.objects.count() == 10

    def test_there_and_back_twice_the_files_are_the_same(self, everything: Everything, tmp_path: Path) -> None:
        everything()
        first = exported(tmp_path / "a")
        empty()
        with override_settings(MEDIA_ROOT=tmp_path / "other media"):
            imported(first)
            second = exported(tmp_path / "b")

        assert {p.relative_to(second) for p in second.rglob("*")} == {p.relative_to(first) for p in first.rglob("*")}
        for path in first.rglob("*.md"):
            assert (second / path.relative_to(first)).read_text() == path.read_text()

    def test_second_import_changes_nothing(self, everything: Everything, tmp_path: Path) -> None:
        everything()
        folder = exported(tmp_path / "site")
        empty()
        imported(folder)
        before = rows()

        report = imported(folder)

        same(before, rows())
        assert doubts(report) == []

    def test_import_into_the_site_it_came_from_leaves_it_alone(self, everything: Everything, tmp_path: Path) -> None:
        everything()
        folder = exported(tmp_path / "site")
        before = rows()

        report = imported(folder)

        same(before, rows())
        assert set(doubts(report)) == {
            "this post is here already: it was left alone",
            "this page is here already: it was left alone",
        }

    def test_dry_run_writes_nothing(self, everything: Everything, tmp_path: Path) -> None:
        everything()
        folder = exported(tmp_path / "site")
        empty()

        call_command("import_jekyll", str(folder), "--dry-run", stdout=StringIO(), stderr=StringIO())

        assert not any(rows().values())

    @pytest.mark.parametrize("options", [(), ("--public",)])
    def test_public_files_hold_nothing_that_readers_do_not_see(
        self, everything: Everything, tmp_path: Path, options: tuple[str, ...]
    ) -> None:
        everything()

        text = public_files(exported(tmp_path / "site", *options))

        assert [secret for secret in SECRETS if secret in text] == []
        assert "is late again" in text

    def test_public_export_has_no_private_folder_and_brings_back_what_is_public(
        self, everything: Everything, tmp_path: Path
    ) -> None:
        made = everything()
        folder = exported(tmp_path / "site", "--public")
        published = set(Post.objects.published().values_list("uid", "title"))
        pages = set(Page.objects.published().values_list("uid", "slug"))
        capture = made["capture"]
        quoted = list(capture.passages.quoted().values_list("text", flat=True))
        assert not (folder / "_private").exists()
        assert not (folder / "_drafts").exists()
        empty()

        report = imported(folder)

        assert {entry["confidence"] for entry in report["posts"]} == {"high"}
        assert set(Post.objects.values_list("uid", "title")) == published
        assert set(Page.objects.values_list("uid", "slug")) == pages
        again = Capture.objects.get(article__slug=made["article"].slug)
        assert list(again.passages.order_by("position").values_list("text", flat=True)) == quoted
        nested = Annotation.objects.get(uid=made["nested"].uid)
        target = nested.targets.get()
        assert (target.exact, again.plain[target.start : target.end]) == ("The ferry", "The ferry")
        assert not Annotation.objects.filter(state__in=["draft", "withdrawn"]).exists()

    def test_every_note_of_the_body_is_numbered_in_order(self, everything: Everything, tmp_path: Path) -> None:
        made = everything()
        folder = exported(tmp_path / "site")

        [path] = folder.glob(f"_posts/*/*-{made['post'].slug}.md")
        text = path.read_text(encoding="utf-8").partition("\n---\n\n")[2]

        assert text.startswith('Own[^2] words, `[^fog]`, {{ "{{" }} page.title }}')
        assert "An undefined[^99] mark[^3]." in text
        numbers = [int(n) for n in _marks(text[text.index("## [Ferry") : text.index("Between.")])]
        assert numbers == sorted(numbers)
        assert "[^1]" not in text.replace("{% include", "")


def _marks(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", text)))


@pytest.mark.django_db
class TestPage:
    def test_a_page_is_one_that_jekyll_understands(self, tmp_path: Path) -> None:
        page = make_page("Of *us*.", title="About us", slug="about")
        FormerAddress.objects.create(path="/log/about.html", page=page)

        text = (exported(tmp_path / "site") / "about.md").read_text(encoding="utf-8")

        front = yaml.safe_load(text.split("---")[1])
        own = front.pop("commentary")
        assert front == {
            "layout": "page",
            "title": "About us",
            "permalink": "/pages/about/",
            "redirect_from": ["/log/about.html"],
        }
        assert (own["uid"], own["status"], own["slug"]) == (page.uid, "published", "about")
        assert text.endswith("---\n\nOf *us*.\n")

    def test_changed_by_hand_it_stays_who_it_is(self, tmp_path: Path) -> None:
        page = make_page("Of us.", slug="about")
        path = exported(tmp_path / "site") / "about.md"
        path.write_text(path.read_text(encoding="utf-8").replace("Of us.", "Of them."), encoding="utf-8")
        empty()

        report = imported(tmp_path / "site")

        again = Page.objects.get()
        assert (again.uid, again.slug, again.body) == (page.uid, "about", "Of them.")
        assert [(entry["new_url"], entry["doubts"]) for entry in report["pages"]] == [("/pages/about/", [])]

    def test_without_the_key_it_has_the_same_address(self, tmp_path: Path) -> None:
        make_page("Of us.", title="Us", slug="about")
        path = exported(tmp_path / "site") / "about.md"
        head, _, rest = path.read_text(encoding="utf-8").partition("commentary:")
        path.write_text(f"{head}---{rest.partition('---')[2]}", encoding="utf-8")
        empty()
        make_user()

        imported(tmp_path / "site")

        assert Page.objects.values_list("title", "body").get(slug="about") == ("Us", "Of us.")

    def test_a_page_that_is_gone_is_taken_away(self, tmp_path: Path) -> None:
        page = make_page(slug="about")
        folder = exported(tmp_path / "site")
        assert (folder / "about.md").exists()
        page.delete()

        exported(folder)

        assert not (folder / "about.md").exists()

    def test_taken_addresses_are_numbered_and_links_follow(self, tmp_path: Path) -> None:
        make_page("Of us.", slug="about")
        folder = exported(tmp_path / "site")
        Page.objects.all().delete()
        make_page("Of others.", slug="about")

        imported(folder)

        assert set(Page.objects.values_list("slug", "body")) == {("about", "Of others."), ("about-2", "Of us.")}


@pytest.mark.django_db
class TestFile:
    def one(self, tmp_path: Path) -> str:
        [path] = exported(tmp_path / "site").glob("_posts/*/*.md")
        return path.read_text(encoding="utf-8")

    def test_a_post_is_one_that_jekyll_understands(self, ada: User, tmp_path: Path) -> None:
        article = make_article(
            headline="Ferry late again", url="https://courier.example/1", authors=("Cleo Marsh", "Dov Reed"),
            dates_printed="March 1, 2025, 5 PM",
        )  # fmt: skip
        article.bylines.filter(position=0).update(role="pilot")
        capture = make_capture("The ferry is late.\n\nThe mayor blames the fog.", article)
        annotate(capture, "the fog", "Again.", annotator=ada)
        annotate(capture, "ferry", "Which?", annotator=make_user(display_name="Ben Lock"))
        make_post(
            title="Late", author=ada, slug="late", publish_at=dt.datetime(2025, 3, 2, 1, 30, tzinfo=dt.UTC),
            blocks=("Before.", capture, "After[^x].\n\n[^x]: Mine."), tags=("Fog", "Ferry"),
        )  # fmt: skip

        head, _, body = self.one(tmp_path).removeprefix("---\n").partition("\n---\n\n")

        assert (tmp_path / "site/_posts/2025/2025-03-01-late.md").is_file()
        front = yaml.safe_load(head)
        del front["commentary"]
        assert front == {
            "layout": "post", "title": "Late", "date": "2025-03-01 20:30:00 -0500",
            "author": "Ada Quill", "categories": [], "tags": ["Fog", "Ferry"],
        }  # fmt: skip
        assert body == (
            "Before.\n\n## [Ferry late again](https://courier.example/1)\n\n"
            "March 1, 2025, 5 PM\nBy Cleo Marsh, pilot and Dov Reed\n\n"
            "The ferry[^1] is late.\n\nThe mayor blames the fog[^2].\n\n----\n\nAfter[^3].\n\n[^3]: Mine.\n\n"
            "[^1]: **Ben Lock:** Which?\n\n[^2]: Again.\n"
        )

    def test_hand_s_small_repair_keeps_the_note_at_its_words(self, ada: User, tmp_path: Path) -> None:
        capture = make_capture("The fery is late.\n\nThe mayor blames the fog.")
        note = annotate(capture, "the fog", "Again.", annotator=ada, kind="question")
        post = make_post(author=ada, blocks=(capture,))
        folder = exported(tmp_path / "site")
        [path] = folder.glob("_posts/*/*.md")
        path.write_text(path.read_text().replace("The fery is", "The ferry, it seems, is"))
        empty()

        report = imported(folder)

        assert doubts(report) == []
        again = Target.objects.get()
        assert (again.annotation.uid, again.annotation.kind) == (note.uid, "question")
        assert again.capture.plain == "The ferry, it seems, is late.\n\nThe mayor blames the fog."
        assert again.capture.plain[again.start : again.end] == again.exact == "the fog"
        assert Post.objects.get().uid == post.uid

    def test_paragraph_added_by_hand_the_post_and_its_notes_stay_who_they_are(self, ada: User, tmp_path: Path) -> None:
        capture = make_capture("The ferry is late.\n\nThe mayor blames the fog.")
        note = annotate(capture, "the fog", "Again.", annotator=ada, kind="question")
        post = make_post(title="Late", author=ada, blocks=("Before.", capture), pull_quote="No ferry.")
        folder = exported(tmp_path / "site")
        [path] = folder.glob("_posts/*/*.md")
        path.write_text(path.read_text().replace("The mayor", "Nobody was asked.\n\nThe mayor"))
        empty()

        report = imported(folder)

        [doubt] = [what for what in doubts(report) if what.startswith("changed by hand")]
        assert doubt == "changed by hand since it was exported: read as any post, its notes as they were"
        again = Post.objects.get()
        assert (again.uid, again.slug, again.pull_quote, again.author.username) == (
            post.uid, post.slug, "No ferry.", ada.username,
        )  # fmt: skip
        assert "Nobody was asked." in Capture.objects.get().plain
        assert list(Annotation.objects.values_list("uid", "kind", "body")) == [(note.uid, "question", "Again.")]

    @pytest.mark.parametrize(
        "key",
        ["commentary: 3", "commentary: {version: 99}", "commentary: [", "commentary: {version: 1}"],
    )
    def test_key_that_is_not_ours_is_no_error(self, ada: User, tmp_path: Path, key: str) -> None:
        folder = tmp_path / "site"
        (folder / "_posts").mkdir(parents=True)
        (folder / "_posts/2025-01-01-late.md").write_text(f"---\ntitle: Late\n{key}\n---\n\nWords.\n")

        imported(folder)

        assert Post.objects.get().blocks.get().prose == "Words."


@pytest.mark.django_db
class TestFolder:
    def test_strangers_files_are_not_written_over(self, tmp_path: Path) -> None:
        folder = tmp_path / "site"
        folder.mkdir()
        (folder / "thesis.txt").write_text("Mine.")

        with pytest.raises(CommandError, match="holds files that no export wrote"):
            exported(folder)

        assert [path.name for path in folder.iterdir()] == ["thesis.txt"]

    def test_second_export_takes_away_what_is_gone_and_leaves_what_an_owner_changed(
        self, ada: User, tmp_path: Path
    ) -> None:
        post = make_post(author=ada, slug="early", publish_at=dt.datetime(2025, 3, 2, tzinfo=dt.UTC))
        folder = exported(tmp_path / "site")
        (folder / "_config.yml").write_text("title: My own\n")
        (folder / "about.md").write_text("Mine.")
        post.slug = "late"
        post.save()

        exported(folder)

        assert [path.name for path in folder.glob("_posts/*/*")] == ["2025-03-01-late.md"]
        assert (folder / "_config.yml").read_text() == "title: My own\n"
        assert (folder / "about.md").read_text() == "Mine."

    def test_manifest_cannot_name_files_outside(self, ada: User, tmp_path: Path) -> None:
        (tmp_path / "precious").write_text("Mine.")
        folder = exported(tmp_path / "site")
        (folder / ".commentary").write_text('["../precious"]')

        exported(folder)

        assert (tmp_path / "precious").read_text() == "Mine."

    def test_folder_that_cannot_be_is_said_in_words(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")

        with pytest.raises(CommandError, match="cannot be written"):
            exported(tmp_path / "file" / "site")

    def test_empty_site_is_a_site(self, tmp_path: Path) -> None:
        folder = exported(tmp_path / "site")

        assert imported(folder)["posts"] == []

    @pytest.mark.parametrize(
        "facts",
        [
            "[]",
            "{",
            '{"people": 3}',
            '{"publishers": [{"name": "X", "slug": "x", "home_page": "javascript:alert(1)"}]}',
            '{"images": [{"sha256": "0", "file": "_data/commentary.json", "alt": "x"}]}',
            '{"tags": [{"name": 3}]}',
            '{"people": [{"key": "x", "name": "X", "handle": "not a handle!"}]}',
        ],
    )
    def test_bad_facts_are_told_and_nothing_is_made_of_them(self, tmp_path: Path, facts: str) -> None:
        folder = exported(tmp_path / "site")
        (folder / "_data/commentary.json").write_text(facts)
        errors = StringIO()

        call_command("import_jekyll", str(folder), stdout=errors, stderr=errors)

        assert "cannot be read" in errors.getvalue()
        assert not any(rows()[kind] for kind in ("publishers", "images", "tags"))

    def test_file_outside_the_folder_is_not_read(self, ada: User, tmp_path: Path) -> None:
        (tmp_path / "secret.md").write_text("A secret.")
        folder = exported(tmp_path / "site")
        facts = '{"snippets": [{"name": "horn", "file": "../secret.md"}]}'
        (folder / "_data/commentary.json").write_text(facts)

        imported(folder)

        assert not Snippet.objects.exists()

    def test_picture_that_is_missing_is_told(self, ada: User, tmp_path: Path) -> None:
        picture = library.add(drawn(), alt="Fog")
        picture.file.storage.delete(str(picture.file.name))
        make_post(author=ada, blocks=({"kind": "image", "image": picture},))
        said = StringIO()

        call_command("export_jekyll", str(tmp_path / "site"), stdout=StringIO(), stderr=said)

        assert said.getvalue() == "1 picture not found in the storage.\n"

    def test_accounts_come_back_without_rights(self, tmp_path: Path) -> None:
        user = User.objects.create_superuser(
            "boss", email="boss@example.org", password="correct horse", first_name="Eve"
        )
        user.portrait.save("eve.png", ContentFile(drawn()))
        make_post(author=user)
        folder = exported(tmp_path / "site")
        empty()

        imported(folder)

        again = User.objects.get()
        assert (again.username, again.first_name, again.email) == ("boss", "Eve", "")
        assert [again.is_superuser, again.is_staff, again.has_usable_password()] == [False, False, False]
        assert again.portrait


@pytest.mark.django_db
def test_as_many_queries_for_one_post_as_for_thirty(
    ada: User, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        capture = make_capture(f"The ferry {n} is late.\n\nThe mayor blames the fog.")
        annotate(capture, "the fog", "Again.", annotator=ada)
        make_post(author=ada, blocks=("Own.", capture), tags=("Fog",))

    with django_assert_max_num_queries(60):
        exported(tmp_path / "site")

    assert len(list((tmp_path / "site/_posts").rglob("*.md"))) == 30
    assert ImportRecord.objects.count() == 0
    assert Block.objects.count() == 60
    assert Article.objects.count() == 30
