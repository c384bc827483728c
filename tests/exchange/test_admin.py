"""Imported files in the admin: the list, the page of a file, the moves made on it."""

import hashlib
import re
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from blog.accounts.models import User
from blog.articles.models import Capture, Passage
from blog.exchange.models import ImportRecord
from blog.exchange.reviewing import review
from blog.posts.models import Block, Post
from tests.factories import make_article, make_capture, make_editor, make_post, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/exchange/importrecord/"
RAW = """---
title: Late again
---

Before.

## [Ferry](https://courier.example/1)

The [ferry](https://ferry.example/) is **late**[^1] again.

The mayor blames the fog.

[^1]: By an hour.
"""
TEXT = "The [ferry](https://ferry.example/) is **late** again.\n\nThe mayor blames the fog."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor(display_name="Ada Quill"))
    return client


def record_of(post: Post | None, *doubts: tuple[int, str, str], **fields: Any) -> ImportRecord:
    entry = {
        "doubts": [{"line": line, "what": what, "text": text} for line, what, text in doubts],
        "reasons": ["no source found"],
    }
    values: dict[str, Any] = {
        "path": f"_posts/{ImportRecord.objects.count()}.md", "sha256": hashlib.sha256(RAW.encode()).hexdigest(),
        "raw": RAW.encode(), "post": post, "confidence": "review",
        "report": {"entry": entry, "spans": [{"from": 1, "to": 3, "what": "front matter"}]},
    }  # fmt: skip
    return ImportRecord.objects.create(**values | fields)


def imported(*doubts: tuple[int, str, str]) -> tuple[ImportRecord, Capture]:
    capture = make_capture(TEXT)
    return record_of(make_post(blocks=("Before.", capture)), *doubts), capture


def change(record: ImportRecord) -> str:
    return reverse("admin:exchange_importrecord_change", args=[record.pk])


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


class TestList:
    def test_worst_stands_first(self, editor: Client) -> None:
        high, look = record_of(None, confidence="high"), record_of(None, confidence="look")
        worst = record_of(None)

        assert list(editor.get(LIST).context["cl"].result_list) == [worst, look, high]

    def test_filter_tells_what_is_doubted_and_how_often(self, editor: Client) -> None:
        both = record_of(None, (1, "no date", ""), (4, "broken link", "x"))
        record_of(None, (2, "no date", ""))

        page = editor.get(LIST, {"doubt": "broken link"})

        assert list(page.context["cl"].result_list) == [both]
        [spec] = [spec for spec in page.context["cl"].filter_specs if spec.title == "doubt"]
        assert spec.lookup_choices == [("no date", "no date (2)"), ("broken link", "broken link (1)")]
        assert list(editor.get(LIST, {"doubt": "nonsense"}).context["cl"].result_list) == []

    def test_search_finds_the_post_s_title(self, editor: Client) -> None:
        record = record_of(make_post(title="Fog over the harbour"))
        record_of(None)

        assert list(editor.get(LIST, {"q": "fog"}).context["cl"].result_list) == [record]

    def test_as_many_queries_for_one_file_as_for_thirty(
        self, editor: Client, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(30):
            record_of(make_post(), (1, "no date", ""))

        with django_assert_max_num_queries(8):
            assert len(editor.get(LIST).context["cl"].result_list) == 30


class TestPage:
    def test_doubts_and_paragraphs_stand_beside_their_lines(self, editor: Client) -> None:
        record, capture = imported((11, "reporters do not say so", "fog"), (999, "beyond the end", ""))

        page = editor.get(change(record))

        review = page.context["review"]
        by_line = {line.number: line for line in review.lines}
        assert [p.passage.position for p in by_line[9].paragraphs] == [0]
        assert [p.passage.position for p in by_line[11].paragraphs] == [1]
        assert [doubt["what"] for doubt in by_line[11].doubts] == ["reporters do not say so"]
        assert [doubt["what"] for doubt in review.lines[-1].doubts] == ["beyond the end"]
        assert by_line[1].what == "front matter"
        assert review.unplaced == []
        assert review.articles == [capture.article]
        html = page.content.decode()
        assert f'href="{reverse("admin:posts_post_change", args=[record.post_id])}"' in html
        assert f'href="{reverse("admin:articles_article_change", args=[capture.article_id])}"' in html

    def test_paragraph_that_is_nowhere_in_the_file_is_not_lost(self, editor: Client) -> None:
        capture = make_capture("Quite other words.")
        record = record_of(make_post(blocks=(capture,)))

        assert [p.passage.text for p in editor.get(change(record)).context["review"].unplaced] == ["Quite other words."]

    def test_later_version_of_a_file_is_shown_as_what_changed(self, editor: Client) -> None:
        record, _ = imported()
        later = RAW.replace("Before.", "Long before.")
        ImportRecord.objects.update(report=record.report | {"conflict": {"sha256": "", "text": later}})

        difference = editor.get(change(record)).context["review"].difference

        assert [line for line in difference[2:] if line[0] in "+-"] == ["-Before.", "+Long before."]

    @pytest.mark.parametrize("raw", [b"", b"\xff\xfe<script>alert(1)</script>", b"---\r\n\r\n"])
    def test_any_bytes_are_shown(self, editor: Client, raw: bytes) -> None:
        record = record_of(None, (0, "what", "<script>"), raw=raw, report={"failed": "KeyError"})

        page = editor.get(change(record))

        assert page.status_code == 200
        assert b"<script>alert" not in page.content

    def test_save_changes_nothing(self, editor: Client) -> None:
        record, _ = imported()

        editor.post(change(record), {"confidence": "high"})

        assert ImportRecord.objects.get().imported_at == record.imported_at
        assert ImportRecord.objects.get().confidence == "review"


class TestMoving:
    def move(self, client: Client, record: ImportRecord, capture: Capture, to: str, position: int = 1) -> Any:
        address = reverse("admin:exchange_importrecord_move", args=[record.pk])
        uid = capture.passages.get(position=position).uid
        return client.post(f"{address}?to={to}", {"passage": uid}, follow=True)

    def test_one_click_moves_and_one_click_moves_back(self, editor: Client) -> None:
        record, capture = imported()
        uid = capture.passages.get(position=1).uid

        there = self.move(editor, record, capture, "blogger")

        assert there.redirect_chain == [(f"{change(record)}#p-{uid}", 302)]
        assert said(there) == ["“The mayor blames the fog.” is the blogger's now."]
        assert list(Block.objects.values_list("kind", "prose")) == [
            ("prose", "Before."), ("excerpt", ""), ("prose", "The mayor blames the fog."),
        ]  # fmt: skip
        [moved] = [p for line in there.context["review"].lines for p in line.paragraphs if p.is_moved]
        assert moved.passage.uid == uid
        back = self.move(editor, record, capture, "article")
        assert said(back) == ["“The mayor blames the fog.” is the article's again."]
        assert list(Block.objects.values_list("kind", "prose")) == [("prose", "Before."), ("excerpt", "")]

    def test_refusal_is_told_in_words(self, editor: Client) -> None:
        record, capture = imported()

        assert said(self.move(editor, record, capture, "article")) == [
            "This paragraph is not among those moved to the blogger."
        ]

    def test_only_a_post_moves_and_only_what_is_there(self, editor: Client) -> None:
        record, _ = imported()
        address = reverse("admin:exchange_importrecord_move", args=[record.pk])

        assert editor.get(address).status_code == 405
        assert editor.post(address, {"passage": "nothing"}).status_code == 404
        assert editor.post(reverse("admin:exchange_importrecord_move", args=[99999])).status_code == 404

    def test_a_form_of_another_site_is_refused(self) -> None:
        record, capture = imported()
        client = Client(enforce_csrf_checks=True)
        client.force_login(make_editor())

        assert self.move(client, record, capture, "blogger").status_code == 403
        assert Block.objects.count() == 2

    def test_whoever_may_not_change_posts_may_not_move(self, client: Client) -> None:
        record, capture = imported()
        client.force_login(reviewer())

        assert b"These are the blogger" not in client.get(change(record)).content
        assert self.move(client, record, capture, "blogger").status_code == 403
        assert Block.objects.count() == 2


class TestMovingToTheArticle:
    def imported(self, *blocks: Any, raw: str = RAW) -> ImportRecord:
        return record_of(make_post(blocks=blocks or ("Before.", make_capture(TEXT))), raw=raw.encode())

    def buttons(self, client: Client, record: ImportRecord) -> dict[str, list[tuple[str, str, str]]]:
        """What it says, what it does and what it sends: by the label that tells what is moved."""
        html = client.get(change(record)).content.decode()
        pattern = r'formaction="([^"]*)" name="paragraph" value="(\w+)" aria-label="([^"]*): ([^":]*)">([^<]*)</button>'
        found: dict[str, list[tuple[str, str, str]]] = {}
        for address, digest, _, words, said in re.findall(pattern, html):
            found.setdefault(words, []).append((unescape(said), unescape(address), digest))
        return found

    def press(self, client: Client, button: tuple[str, str, str]) -> Any:
        return client.post(button[1], {"paragraph": button[2]}, follow=True)

    def test_one_click_moves_and_one_click_moves_back(self, editor: Client) -> None:
        record = self.imported()
        [button] = self.buttons(editor, record)["Before."]
        assert button[0] == "Move to the article"

        page = self.press(editor, button)

        [passage] = Passage.objects.filter(text="Before.")
        assert page.redirect_chain == [(f"{change(record)}#p-{passage.uid}", 302)]
        assert said(page) == ["“Before.” is the article's now."]
        assert list(Block.objects.values_list("kind", flat=True)) == ["excerpt"]
        [line] = [line for line in page.context["review"].lines if line.text == "Before."]
        assert [one.passage for one in line.paragraphs] == [passage]
        assert line.offers == []
        move = reverse("admin:exchange_importrecord_move", args=[record.pk])
        editor.post(f"{move}?to=blogger", {"passage": passage.uid})
        assert list(Block.objects.values_list("kind", "prose")) == [("prose", "Before."), ("excerpt", "")]
        assert self.buttons(editor, record) == {}
        entry = LogEntry.objects.earliest("pk")
        assert entry.change_message == "“Before.”: the article's now."

    def test_paragraphs_stand_beside_their_lines(self, editor: Client) -> None:
        raw = "Same.\n\nA [link](https://x.example/)[^1]\nof two lines.\n\nSame.\n\n[^1]: Note.\n"
        prose = "Same.\n\nA [link](https://x.example/)[^1]\nof two lines.\n\nSame.\n\nNew.\n\n[^1]: Note."
        record = self.imported(prose, make_capture("Quite other words."), raw=raw)

        review = editor.get(change(record)).context["review"]

        placed = [(line.number, one.paragraph.words) for line in review.lines for one in line.offers]
        assert placed == [(1, "Same."), (3, "A link of two lines."), (6, "Same.")]
        assert [one.paragraph.words for one in review.unplaced_offers] == ["New."]
        assert b"Paragraphs of the blogger whose line was not found" in editor.get(change(record)).content

    def test_with_several_articles_the_button_names_its_own(self, editor: Client) -> None:
        first = make_capture(TEXT, make_article(headline="Fog & ferries"))
        second = make_capture("It rains.", make_article(headline="Rain"))
        record = self.imported("One.", first, "Two.", second, "Three.", first)

        buttons = self.buttons(editor, record)

        assert {words: [said for said, _, _ in found] for words, found in buttons.items()} == {
            "One.": ["Move to “Fog & ferries”"],
            "Two.": ["Move to “Fog & ferries”", "Move to “Rain”"],
            "Three.": ["Move to “Rain”", "Move to “Fog & ferries”"],
        }
        self.press(editor, buttons["Two."][1])
        assert Passage.objects.get(text="Two.").capture.article == second.article

    def test_between_two_halves_of_one_article_one_button_is_enough(self, editor: Client) -> None:
        capture = make_capture(TEXT)
        half = {"kind": "excerpt", "capture": capture, "first_passage": 0, "last_passage": 0}
        record = self.imported(half, "Between.", half | {"first_passage": 1, "last_passage": 1})

        [_] = self.buttons(editor, record)["Between."]

    def test_without_an_excerpt_there_is_no_button(self, editor: Client) -> None:
        record = self.imported("One.\n\nTwo.")

        assert self.buttons(editor, record) == {}

    def test_refusal_is_told_in_words(self, editor: Client) -> None:
        record = self.imported()
        [button] = self.buttons(editor, record)["Before."]
        prose = Block.objects.get(kind="prose")
        prose.prose = "Before that."
        prose.save()

        page = self.press(editor, button)

        assert said(page) == [
            "The paragraph has been edited since this page was shown. Read it again, and move it then."
        ]
        assert page.redirect_chain == [(f"{change(record)}#own-{prose.pk}-0", 302)]
        assert f'id="own-{prose.pk}-0"' in page.content.decode()

    @pytest.mark.parametrize("query", ["", "?prose=x&line=-1&excerpt=9e9", "?prose=99999999999999999999"])
    def test_what_no_button_sends_is_refused_in_words(self, editor: Client, query: str) -> None:
        record = self.imported()
        address = reverse("admin:exchange_importrecord_move", args=[record.pk])

        page = editor.post(f"{address}{query}", {"paragraph": "\x00<script>"}, follow=True)

        assert said(page) == ["The post does not have this paragraph any more."]

    def test_only_who_may_change_posts_may_move(self, client: Client) -> None:
        record = self.imported()
        client.force_login(make_editor())
        [button] = self.buttons(client, record)["Before."]
        client.force_login(reviewer())

        assert self.buttons(client, record) == {}
        assert client.post(button[1], {"paragraph": button[2]}).status_code == 403
        assert Block.objects.filter(kind="prose").exists()

    def test_a_form_of_another_site_is_refused(self) -> None:
        record = self.imported()
        client = Client(enforce_csrf_checks=True)
        client.force_login(make_editor())
        [button] = self.buttons(client, record)["Before."]

        assert client.post(button[1], {"paragraph": button[2]}).status_code == 403
        assert Block.objects.filter(kind="prose").exists()

    def test_as_many_queries_for_one_paragraph_as_for_thirty(
        self, editor: Client, django_assert_num_queries: Any
    ) -> None:
        few = self.imported("One.", make_capture(TEXT))
        many = self.imported(*(f"Number {n}." for n in range(30)), make_capture(TEXT))

        for record in (few, many):
            with django_assert_num_queries(5):
                review(ImportRecord.objects.select_related("post").get(pk=record.pk))


def reviewer() -> User:
    user = make_user(is_staff=True)
    user.user_permissions.add(
        Permission.objects.get(codename="change_importrecord"), Permission.objects.get(codename="view_importrecord")
    )
    return user


class TestReviewing:
    def test_reviewed_file_is_sure_and_says_who_said_so(self, editor: Client) -> None:
        record, _ = imported((1, "no date", ""))
        address = reverse("admin:exchange_importrecord_reviewed", args=[record.pk])

        page = editor.post(address, follow=True)

        stored = ImportRecord.objects.get()
        assert said(page) == ["1 file marked as reviewed."]
        assert (stored.confidence, stored.imported_at) == ("high", record.imported_at)
        assert (stored.report["reviewed"]["by"], stored.report["reviewed"]["was"]) == ("Ada Quill", "review")
        assert stored.report["entry"] == record.report["entry"]
        assert "Reviewed by Ada Quill" in page.content.decode()

    def test_put_back_it_is_as_doubtful_as_before(self, editor: Client) -> None:
        record, _ = imported()
        address = reverse("admin:exchange_importrecord_reviewed", args=[record.pk])
        editor.post(address)

        editor.post(address, {"undo": "1"})

        stored = ImportRecord.objects.get()
        assert (stored.confidence, stored.report) == ("review", record.report)

    def test_many_are_marked_at_once_and_those_that_were_sure_are_left_alone(self, editor: Client) -> None:
        one, two = record_of(None), record_of(None, confidence="high")
        data = {"action": "mark_reviewed", "_selected_action": [one.pk, two.pk]}

        answer = editor.post(LIST, data, follow=True)

        assert said(answer) == ["1 file marked as reviewed."]
        assert "reviewed" not in ImportRecord.objects.get(pk=two.pk).report

    def test_whoever_may_only_look_cannot_mark(self, client: Client) -> None:
        record, _ = imported()
        user = make_user(is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename="view_importrecord"))
        client.force_login(user)

        assert client.post(reverse("admin:exchange_importrecord_reviewed", args=[record.pk])).status_code == 403
        assert b"Mark as reviewed" not in client.get(change(record)).content
        assert ImportRecord.objects.get().confidence == "review"
