"""The reading page of a post."""

import copy
import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blog.annotations.anchoring import Status
from blog.annotations.models import Annotation
from blog.articles.models import Byline, Passage
from blog.posts.models import Block, Category, Correction, FormerAddress, Post, Series
from tests.factories import (
    annotate,
    make_article,
    make_capture,
    make_editor,
    make_post,
    make_publisher,
    make_user,
)
from tests.website.conftest import text_of

pytestmark = pytest.mark.django_db
WORDS = "What we do not have is a ferry."


def words_of(quotation: Any) -> str:
    """What the quotation says without our numbers."""
    bare = copy.deepcopy(quotation)
    for parent in bare.iter():
        for child in [c for c in parent if c.get("class") == "ref"]:
            before = list(parent).index(child)
            tail = child.tail or ""
            if before:
                parent[before - 1].tail = (parent[before - 1].tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(child)
    return "".join(bare.itertext())


def test_post_names_publisher_authors_dates_and_original_on_the_excerpt(get: Any) -> None:
    article = make_article(
        headline="Board meets without a ferry",
        publisher=make_publisher("The Harbour Bee"),
        authors=("Ines Okafor", "Tom Reed"),
        dates_printed="Updated 5:35 PM, October 25, 2024",
        modified_at=dt.datetime(2024, 10, 25, 21, 35, tzinfo=dt.UTC),
    )
    Byline.objects.filter(author__name="Ines Okafor").update(role="shipping editor")
    page = get(make_post(blocks=(make_capture(article=article),)).get_absolute_url())
    [clip] = page.of_class("clip")
    assert text_of(clip.find(".//p[@class='pub']/b")) == "The Harbour Bee"
    assert clip.find(".//h2/a").get("href") == article.url
    assert text_of(clip.find(".//p[@class='clip-by']")) == "By Ines Okafor, shipping editor, and Tom Reed"
    assert text_of(clip.find(".//p[@class='dates']")) == "Updated 5:35 PM, October 25, 2024"
    assert clip.find(".//time").get("datetime") == "2024-10-25T17:35:00-04:00"
    assert {q.get("cite") for q in clip.findall(".//blockquote")} == {article.url}


def test_post_without_publisher_address_or_date_still_says_what_it_quotes(get: Any) -> None:
    page = get(make_post(blocks=(make_capture(article=make_article(headline="A leaflet", url="")),)).get_absolute_url())
    assert page.texts(".//p[@class='pub']/b") == ["Unknown publisher"]
    assert "Read the article" not in page.html


def test_words_and_note_lead_to_each_other(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, WORDS, "Then what sails?")
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    mark = page.by_id(f"m-{note.uid}")
    assert (text_of(mark), mark.get("data-n"), mark.get("data-s")) == (WORDS, "1", "1")
    assert page.by_id(f"r-{note.uid}").get("href") == f"#n-{note.uid}"
    beside = page.by_id(f"n-{note.uid}")
    assert beside.find("./a").get("href") == f"#r-{note.uid}"
    assert page.links["Link"] == note.get_absolute_url()
    assert text_of(beside.find(".//div")) == "Then what sails?"


def test_nothing_of_the_blogger_stands_inside_a_quotation(get: Any) -> None:
    capture = make_capture()
    annotate(capture, WORDS, "Then what sails?")
    annotate(capture, "a ferry", "Which one?")
    page = get(make_post(blocks=("My own words.", capture)).get_absolute_url())
    quoted = "\n".join(words_of(q) for q in page.of_class("q"))
    assert quoted.split() == capture.plain.split()


def test_every_id_is_there_once_and_every_passage_has_one(get: Any) -> None:
    one, two = make_capture(), make_capture("Another text.\n\nWith two paragraphs.")
    annotate(one, "ferry")
    annotate(two, "two")
    page = get(make_post(blocks=(one, "Own words[^a].\n\n[^a]: And a note.", two)).get_absolute_url())
    assert len(page.ids) == len(set(page.ids))
    uids = {f"p-{uid}" for uid in Passage.objects.values_list("uid", flat=True)}
    assert uids <= set(page.ids)
    assert {f"#{uid}" for uid in uids} <= {link.get("href") for link in page.all(".//details//a")}


def test_an_article_interrupted_by_prose_is_introduced_once(get: Any) -> None:
    capture = make_capture()
    blocks = (
        {"kind": "excerpt", "capture": capture, "last_passage": 0},
        "I interrupt.",
        {"kind": "excerpt", "capture": capture, "first_passage": 1},
    )
    page = get(make_post(blocks=blocks).get_absolute_url())
    assert [section.get("id") for section in page.of_class("clip")] == ["s1", "s2"]
    assert len([h for h in page.all(".//h2") if "p-name" in (h.get("class") or "")]) == 1
    assert [text_of(h.find(".//span")) for h in page.of_class("slim")] == ["continued"]


def test_a_kind_of_note_is_told_by_a_word(get: Any) -> None:
    capture = make_capture()
    annotate(capture, "Tuesday", kind=Annotation.Kind.FACT_CHECK)
    annotate(capture, "council", kind=Annotation.Kind.COMMENT)
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    assert page.texts(".//p[@class='kind']") == ["Fact check"]


def test_a_note_nobody_signed_says_so(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday")
    Annotation.objects.filter(pk=note.pk).update(annotator=None)
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    assert page.texts(".//p[@class='note-by']/em") == ["Unsigned note"]


def test_a_long_note_is_cut_at_a_paragraph(get: Any) -> None:
    capture = make_capture()
    annotate(capture, "Tuesday", "\n\n".join(f"Paragraph {n}. " + "Ferries sail. " * 20 for n in range(1, 5)))
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    [folded] = page.all(".//details[summary]/p/..")[:1]
    assert text_of(folded.find("summary")).startswith("Read the rest (")
    assert [text_of(p)[:11] for p in folded.findall("p")] == ["Paragraph 2", "Paragraph 3", "Paragraph 4"]


def test_a_long_note_of_one_paragraph_is_cut_at_a_line(get: Any) -> None:
    capture = make_capture()
    lines = [f"Line {n}. " + "Ferries *sail* on. " * 12 for n in range(1, 5)]
    annotate(capture, "Tuesday", "<br />".join(lines))
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    [folded] = page.all(".//details[summary]/p/..")[:1]
    assert [text_of(p)[:6] for p in folded.findall("p")] == ["Line 2", "Line 3", "Line 4"]


def test_a_note_on_lost_words_shows_them_under_a_hollow_flag(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday", "A Monday, surely.")
    note.targets.update(status=Status.ORPHANED.value, exact="a Wednesday")
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    lost = page.by_id(f"n-{note.uid}")
    assert "hollow" in lost.get("class").split()
    assert text_of(lost.find("p")) == "On words since removed: a Wednesday"
    assert f"m-{note.uid}" not in page.ids


def test_a_summary_is_labelled_as_nobodys_wording(get: Any) -> None:
    capture = make_capture("- The ferry is late.\n\nThe board met.")
    capture.passages.filter(position=0).update(role=Passage.Role.SUMMARY)
    article = capture.article
    article.publisher = make_publisher("The Harbour Bee")
    article.save()
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    [box] = page.of_class("keys")
    assert text_of(box.find("h3")) == "Key points a summary, not The Harbour Bee’s words"
    assert "The ferry is late." not in "".join(words_of(q) for q in page.of_class("q"))


def test_footnotes_of_own_words_stand_after_their_paragraph(get: Any) -> None:
    prose = "First paragraph[^a].\n\nSecond paragraph.\n\n[^a]: A footnote."
    page = get(make_post(blocks=(prose,)).get_absolute_url())
    [passage] = page.of_class("passage")
    assert text_of(passage[0]) == "First paragraph1."
    assert text_of(passage[1].find(".//div[@dir]")) == "A footnote."
    assert [text_of(p) for p in page.of_class("prose")] == ["First paragraph1.", "Second paragraph."]


def test_only_quoted_passages_are_shown(get: Any) -> None:
    capture = make_capture("This may be seen.\n\nThis may not.")
    capture.passages.filter(position=1).update(is_quoted=False)
    page = get(make_post(blocks=(capture,)).get_absolute_url())
    assert "This may be seen." in page.html
    assert "This may not." not in page.html


def test_a_video_is_a_link_and_asks_nobody_else(get: Any) -> None:
    video = make_article(
        kind="video", headline="The launch", url="https://films.example/1", publisher=make_publisher("Films")
    )
    page = get(make_post(blocks=({"kind": "video", "video": video, "caption": "Watch the bow."},)).get_absolute_url())
    [film] = page.of_class("film")
    assert film.find(".//p[@class='title']/a").get("href") == "https://films.example/1"
    assert not page.all(".//iframe")
    assert not [e for e in page.all(".//*[@src]") if "films.example" in e.get("src")]


def test_a_post_with_nothing_in_it_says_so(get: Any) -> None:
    assert get(make_post(blocks=()).get_absolute_url()).texts(".//p[@class='empty']") == ["This post has no words yet."]


def test_corrections_stand_on_the_post_and_at_the_note(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday")
    post = make_post(blocks=(capture,))
    Correction.objects.create(post=post, kind="clarification", body="The **second** pier.")
    Correction.objects.create(annotation=note, body="It was Monday.")
    page = get(post.get_absolute_url())
    [on_post] = page.of_class("fixes")
    assert "Clarification" in text_of(on_post)
    assert "The second pier." in text_of(on_post)
    [at_note] = page.of_class("righted")
    assert "It was Monday." in text_of(at_note)


def test_about_twenty_tags_are_shown_and_the_rest_folded(get: Any) -> None:
    post = make_post(tags=tuple(f"tag {n:02}" for n in range(25)))
    post.categories.add(Category.objects.create(name="Harbours"))
    page = get(post.get_absolute_url())
    assert len([a for a in page.of_class("p-category") if a.get("rel") == "tag"]) == 25
    [folded] = page.all(".//details[@class='more']")
    assert text_of(folded.find("summary")) == "5 more"
    assert page.links["Harbours"] == "/categories/harbours/"


def test_earlier_later_and_the_series_are_linked(get: Any) -> None:
    series = Series.objects.create(name="The Ferry")
    now = timezone.now()
    posts = [
        make_post(
            title=f"The Ferry – Part {n}: Title {n}", series=series, part=n, publish_at=now - dt.timedelta(days=9 - n)
        )
        for n in (1, 2, 3)
    ]
    make_post(title="A draft", published=False, series=series)
    page = get(posts[1].get_absolute_url())
    pager = page.all(".//nav[@class='pager']/a")
    assert [link.get("href") for link in pager] == [posts[0].get_absolute_url(), posts[2].get_absolute_url()]
    assert [text_of(li)[:8] for li in page.all(".//section[@class='series']//li")] == [
        "1Title 1",
        "2Title 2",
        "3Title 3",
    ]
    assert text_of(page.all(".//h1")[0]) == "Title 2"


def test_a_long_series_is_shown_in_part(get: Any) -> None:
    series = Series.objects.create(name="Days")
    now = timezone.now()
    posts = [make_post(series=series, part=n, publish_at=now - dt.timedelta(days=40 - n)) for n in range(1, 31)]
    page = get(posts[14].get_absolute_url())
    assert page.texts(".//section[@class='series']//li/b") == ["12", "13", "14", "15", "16", "17", "18"]
    assert page.links["All 30 parts"] == "/series/days/"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": Post.Status.DRAFT}, 404),
        ({"publish_at": dt.datetime(2199, 1, 1, tzinfo=dt.UTC)}, 404),
        ({"status": Post.Status.WITHDRAWN}, 410),
        ({"status": Post.Status.WITHDRAWN, "publish_at": dt.datetime(2199, 1, 1, tzinfo=dt.UTC)}, 404),
    ],
)
def test_what_is_not_public_is_not_given(get: Any, fields: dict[str, Any], status: int) -> None:
    post = make_post(title="Not for everyone", **fields)
    page = get(post.get_absolute_url())
    assert page.status == status
    assert "Not for everyone" not in page.html


def test_preview_is_for_staff_and_kept_by_nobody(client: Any) -> None:
    capture = make_capture()
    annotate(capture, "Tuesday", "Still a draft.", state=Annotation.State.DRAFT)
    post = make_post(published=False, title="Not yet", blocks=(capture,))
    path = f"/preview/{post.uid}/"
    anonymous = client.get(path)
    assert (anonymous.status_code, anonymous["Location"]) == (302, f"/admin/login/?next={path}")
    client.force_login(make_user(is_staff=False))
    assert client.get(path).status_code == 404
    client.force_login(make_user(is_staff=True))
    assert client.get(path).status_code == 404
    client.force_login(make_editor())
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Still a draft." in html
    assert "Only editors see this page (draft)." in html
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in client.get(f"/preview/{make_post().uid}/")["Cache-Control"]


def test_a_former_address_leads_to_the_post_for_good(client: Any) -> None:
    post = make_post()
    FormerAddress.objects.create(path="/blog/2024/10/Old Title.html", post=post)
    FormerAddress.objects.create(path="/2019/01/old-slug/", post=post)
    for path in ("/blog/2024/10/Old%20Title.html", "/2019/01/old-slug/", "/2019/01/old-slug"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, post.get_absolute_url()), path


def test_a_former_address_of_a_draft_leads_nowhere(client: Any) -> None:
    FormerAddress.objects.create(path="/old/", post=make_post(published=False))
    assert client.get("/old/").status_code == 404


def test_data_of_the_page_cannot_end_its_element(get: Any) -> None:
    capture = make_capture()
    annotate(capture, "Tuesday", "`</script><script>alert(1)</script>` & more")
    post = make_post(title="A </script><b>title</b>", blocks=(capture,), tags=("R&D",))
    page = get(post.get_absolute_url())
    assert page.data["headline"] == "A </script><b>title</b>"
    assert "alert(1)" in page.data["comment"][0]["text"]
    assert page.data["keywords"] == ["R&D"]
    assert "<script>alert" not in page.html


def test_data_of_the_page_cites_the_article_as_somebody_elses(get: Any) -> None:
    article = make_article(headline="Board meets", authors=("Ines Okafor",), publisher=make_publisher("The Bee"))
    capture = make_capture(article=article)
    note = annotate(capture, WORDS, "Then what sails?")
    post = make_post(blocks=(capture,))
    data = get(post.get_absolute_url()).data
    assert data["@type"] == "BlogPosting"
    assert data["url"] == f"http://testserver{post.get_absolute_url()}"
    [citation] = data["citation"]
    assert (citation["@type"], citation["headline"], citation["publisher"]["name"]) == (
        "NewsArticle",
        "Board meets",
        "The Bee",
    )
    [comment] = data["comment"]
    assert comment["@id"] == f"http://testserver{note.get_absolute_url()}"
    assert comment["about"]["text"] == WORDS


def test_meta_describes_the_post(get: Any) -> None:
    post = make_post(title="On “ferries” & piers", dek="One dek.")
    page = get(post.get_absolute_url())
    assert page.meta["og:title"] == "On “ferries” & piers"
    assert page.meta["description"] == "One dek."
    [canonical] = [link for link in page.all(".//link") if link.get("rel") == "canonical"]
    assert canonical.get("href") == f"http://testserver{post.get_absolute_url()}" == page.meta["og:url"]


def a_full_post(notes: int) -> Post:
    """With everything a post can have."""
    user = make_user()
    text = "\n\n".join(f"Paragraph {n} of the text." for n in range(notes))
    capture = make_capture(text, article=make_article(authors=("A", "B"), publisher=make_publisher()))
    for n in range(notes):
        annotate(capture, f"Paragraph {n} ", annotator=user)
    video = make_article(kind="video", authors=("C",), publisher=make_publisher())
    series = Series.objects.create(name=f"Series of {notes}")
    post = make_post(
        blocks=("Words[^1].\n\n[^1]: Note.", capture, {"kind": "video", "video": video}),
        tags=("a", "b"),
        series=series,
        part=1,
    )
    post.categories.add(Category.objects.create(name=f"Category of {notes}"))
    Correction.objects.create(post=post, body="Put right.")
    for _ in range(3):
        make_post(series=series)
    return post


@pytest.mark.parametrize("notes", [1, 50])
def test_post_asks_the_database_as_often_for_one_note_as_for_fifty(
    client: Any, django_assert_num_queries: Any, notes: int
) -> None:
    path = a_full_post(notes).get_absolute_url()
    client.get(path)
    with django_assert_num_queries(9):
        assert client.get(path).status_code == 200


def test_blocks_of_the_page_come_in_order(get: Any) -> None:
    post = make_post(blocks=("First.", make_capture("Second."), "Third."))
    Block.objects.filter(post=post, position=0).update(position=9)
    page = get(post.get_absolute_url())
    shown = [text_of(e) for e in page.tree.iter() if {"q", "prose"} & set((e.get("class") or "").split())]
    assert shown == ["Second.", "Third.", "First."]
