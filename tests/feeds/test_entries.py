"""The content of an entry: who speaks, in which order, and with which links."""

import datetime as dt

import html5lib
import pytest
from django.utils.html import strip_tags

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Capture, Passage
from blog.images.models import Image, Rendition
from blog.posts.models import Block, Correction, Snippet
from tests.factories import annotate, make_article, make_capture, make_post, make_publisher, make_user
from tests.feeds.conftest import Read

URL = "https://courier.example/ferry"


@pytest.fixture
def captured(db: None) -> Capture:
    article = make_article(
        headline="Ferry delayed & lost",
        url=URL,
        publisher=make_publisher("The Courier"),
        authors=("Bo Lind", "Cy Marsh"),
        dates_printed="Updated 5:35 PM EST, March 3, 2025",
        language="en",
    )
    return make_capture(article=article)


def content(read: Read) -> str:
    [item] = read("/feed.json")["items"]
    return str(item["content_html"])


def lines(html: str) -> list[str]:
    return [line.strip() for line in strip_tags(html).splitlines() if line.strip()]


def test_note_follows_its_paragraph_outside_the_quotation(read: Read, captured: Capture) -> None:
    ada = make_user(display_name="Ada")
    annotate(captured, "timetable", "Which one?", annotator=ada)
    note = Annotation.objects.get()
    make_post(blocks=(captured,))
    assert content(read).split("\n", 1)[0] == (
        f'<p><strong>The Courier:</strong> <a href="{URL}">Ferry delayed &amp; lost</a>'
        "<br>By Bo Lind and Cy Marsh<br>Updated 5:35 PM EST, March 3, 2025"
    )
    root = html5lib.parseFragment(content(read), namespaceHTMLElements=False)
    shown = [(element.tag, " ".join("".join(element.itertext()).split())) for element in root]
    assert shown[1:] == [
        (
            "blockquote",
            "The harbour board met on Tuesday to talk about the ferry. “We have a timetable[1],” said Ada Quill, "
            "the harbour master. “What we do not have is a ferry.”",
        ),
        ("aside", "Note 1, Ada on “timetable”: Which one? This note · These words at The Courier"),
        ("blockquote", "The council will vote in June."),
    ]
    assert root[1].get("cite") == URL
    assert root[1].find(".//mark").text == "timetable"
    links = [link.get("href") for link in root[2].iter("a")]
    assert links == [f"http://testserver/notes/{note.uid}/", f"{URL}#:~:text=timetable"]


def test_several_notes_of_a_paragraph_stand_in_one_list(read: Read, captured: Capture) -> None:
    annotate(captured, "timetable", "One.")
    annotate(captured, "harbour master", "Two.")
    make_post(blocks=(captured,))
    html = content(read)
    assert (html.count("<aside>"), html.count("<li>"), html.count("<blockquote")) == (1, 2, 2)


def test_own_footnote_follows_its_paragraph(read: Read) -> None:
    prose = "First[^a].\n\nSecond[^b] and[^a].\n\nThird.\n\n[^a]: About the first.\n[^b]: About the second."
    make_post(author=make_user(display_name="Ada"), blocks=(prose,))
    assert lines(content(read)) == [
        "First[1].",
        "Note 1, Ada:",
        "About the first.",
        "Second[2] and[1].",
        "Note 2, Ada:",
        "About the second.",
        "Third.",
    ]


def test_footnote_inside_a_footnote_is_not_lost(read: Read) -> None:
    make_post(blocks=("Words[^a].\n\nMore words.\n\n[^a]: First[^b].\n\n[^b]: Second.",))
    html = read().entries[0].content[0].value
    assert html.index("First") < html.index("More words.") < html.index("Second.")


def test_snippet_is_own_words(read: Read) -> None:
    snippet = Snippet.objects.create(name="support", body="Support *us*[^1].\n\n[^1]: Please.")
    make_post(blocks=({"kind": Block.Kind.SNIPPET, "snippet": snippet},))
    assert lines(content(read))[0] == "Support us[1]."
    assert read("/feed.json")["items"][0]["summary"] == "Support us."


def test_summary_is_said_not_to_be_the_publishers(read: Read, captured: Capture) -> None:
    Passage.objects.filter(position=0).update(role=Passage.Role.SUMMARY)
    make_post(blocks=(captured,))
    html = content(read)
    [before, quoted] = html.split("<blockquote", 1)
    assert "<p><em>Key points, not in the words of The Courier:</em></p>" in before
    assert "The harbour board met" in before
    assert "The harbour board met" not in quoted


def test_note_on_words_since_removed_says_so(read: Read, captured: Capture) -> None:
    annotate(captured, "timetable", "Gone.", annotator=make_user(display_name="Ada"))
    Target.objects.update(status=Target.Status.ORPHANED)
    make_post(blocks=(captured,))
    html = content(read)
    assert "Note 1, Ada on words since removed: “timetable”:" in html
    assert "<mark>" not in html
    assert html.index("vote in June") < html.index("Note 1")


def test_withdrawn_notes_and_unquoted_passages_are_not_shown(read: Read, captured: Capture) -> None:
    annotate(captured, "timetable", "Secret doubt.", state=Annotation.State.WITHDRAWN)
    annotate(captured, "vote", "Secret draft.", state=Annotation.State.DRAFT)
    Passage.objects.filter(position=2).update(is_quoted=False)
    make_post(blocks=(captured,))
    html = content(read)
    assert "Secret" not in html
    assert "vote in June" not in html


def test_second_excerpt_of_an_article_is_introduced_as_more(read: Read, captured: Capture) -> None:
    first = {"kind": Block.Kind.EXCERPT, "capture": captured, "last_passage": 0}
    second = {"kind": Block.Kind.EXCERPT, "capture": captured, "first_passage": 1}
    make_post(blocks=(first, "Meanwhile.", second))
    assert lines(content(read))[-4:-1] == [
        "Meanwhile.",
        "More from The Courier, “Ferry delayed &amp; lost”:",
        "“We have a timetable,” said Ada Quill, the harbour master. “What we do not have is a ferry.”",
    ]


def test_corrections_come_last(read: Read, captured: Capture) -> None:
    annotation = annotate(captured, "timetable", "Which one?")
    post = make_post(blocks=(captured,))
    other = make_post(published=False)
    Correction.objects.create(post=post, body="The year was *2024*.", made_at="2025-03-05T12:00:00Z")
    Correction.objects.create(annotation=annotation, kind="update", body="Found.", made_at="2025-03-06T12:00:00Z")
    Correction.objects.create(post=other, body="Not here.")
    assert lines(content(read))[-4:] == [
        "Correction, March 5, 2025:",
        "The year was 2024.",
        "Update of note 1, March 6, 2025:",
        "Found.",
    ]


def test_pull_quote_and_dek_open_the_entry(read: Read) -> None:
    make_post(dek="Why it matters.", pull_quote="No ferry.", pull_quote_by="Ada Quill", blocks=("Words.",))
    assert lines(content(read)) == ["No ferry.", "— Ada Quill", "Why it matters.", "Words."]


def test_summary_falls_back_to_pull_quote_then_to_words(read: Read, captured: Capture) -> None:
    make_post(pull_quote="No ferry.", pull_quote_by="Ada Quill")
    assert read("/feed.json")["items"][0]["summary"] == "“No ferry.” — Ada Quill"
    make_post(blocks=(captured,), publish_at=dt.datetime(2025, 3, 4, 12, tzinfo=dt.UTC))
    summaries = [item["summary"] for item in read("/feed.json")["items"]]
    assert summaries[1] == "The Courier: “The harbour board met on Tuesday to talk about the ferry.”"


def test_images_are_absolute_and_of_a_size_for_readers(read: Read) -> None:
    image = Image.objects.create(
        file="images/a.webp", width=4000, height=2000, sha256="0" * 64, alt="A <ferry>", credit="Bo"
    )
    Rendition.objects.create(image=image, format="avif", width=1600, height=800, file="renditions/a.avif", size=1)
    Rendition.objects.create(image=image, format="jpeg", width=1600, height=800, file="renditions/a.jpg", size=1)
    Rendition.objects.create(image=image, format="jpeg", width=3200, height=1600, file="renditions/b.jpg", size=1)
    make_post(lead_image=image, blocks=("Words.",))
    [item] = read("/feed.json")["items"]
    assert item["image"] == "http://testserver/media/renditions/a.jpg"
    assert item["content_html"].split("\n")[0] == (
        '<figure><img src="http://testserver/media/renditions/a.jpg" alt="A &lt;ferry&gt;" width="1600" height="800">'
        "<figcaption>(Bo)</figcaption></figure>"
    )


def test_lead_image_that_stands_in_the_body_is_not_shown_twice(read: Read) -> None:
    image = Image.objects.create(file="images/a.png", width=40, height=20, sha256="0" * 64, alt="Ferry")
    make_post(lead_image=image, blocks=({"kind": Block.Kind.IMAGE, "image": image, "caption": "At noon"},))
    html = content(read)
    assert html.count("<img ") == 1
    assert "<figcaption>At noon</figcaption>" in html


def test_video_is_a_link(read: Read) -> None:
    video = make_article(
        headline="Ferry leaves",
        url="https://video.example/1",
        kind=Article.Kind.VIDEO,
        publisher=make_publisher("Harbour TV"),
    )
    make_post(blocks=({"kind": Block.Kind.VIDEO, "video": video, "caption": "At last"},))
    html = content(read)
    assert '<p>Video: <strong>Harbour TV:</strong> <a href="https://video.example/1">Ferry leaves</a>' in html
    assert "<p>At last</p>" in html


def test_quotation_in_a_script_from_right_to_left_says_so(read: Read) -> None:
    make_post(blocks=(make_capture("تأخرت العبارة.", article=make_article(language="ar", url=URL)),))
    assert f'<blockquote cite="{URL}" lang="ar" dir="rtl">' in content(read)


def test_roles_keep_people_apart_in_the_byline(read: Read, captured: Capture) -> None:
    captured.article.bylines.filter(position=0).update(role="professor of law, Example University")
    make_post(blocks=(captured,))
    assert "By Bo Lind, professor of law, Example University; and Cy Marsh" in content(read)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_typed_names_are_escaped(read: Read, name: str) -> None:
    article = make_article(headline=name, url=URL, publisher=make_publisher(name), authors=(name,), dates_printed=name)
    captured = make_capture(article=article)
    annotate(captured, "timetable", "x", attribution=name)
    video = make_article(headline=name, kind=Article.Kind.VIDEO)
    filmed = {"kind": Block.Kind.VIDEO, "video": video, "caption": name}
    make_post(title=name, dek=name, pull_quote=name, pull_quote_by=name, blocks=(captured, filmed))
    html = content(read)
    assert "<script" not in html
    assert "<img" not in html


def test_entry_has_no_ids_classes_or_relative_addresses(read: Read, captured: Capture) -> None:
    annotate(captured, "timetable", "See [there](/about/)[^1].\n\n[^1]: And [here](#x).")
    make_post(blocks=("A [link](/x/), ![alt](/y.png)[^1].\n\n[^1]: n", captured))
    root = html5lib.parseFragment(content(read), namespaceHTMLElements=False)
    allowed = {"href", "src", "cite", "alt", "lang"}
    assert {name for element in root.iter() for name in element.attrib} == allowed
    addresses = [element.get(name) for element in root.iter() for name in ("href", "src", "cite") if element.get(name)]
    assert [address for address in addresses if not address.startswith(("http://", "https://"))] == []
