"""A page composed from stored rows: numbers, marks, runs, and what must stay private."""

import re
from typing import Any

import pytest

from blog.annotations.models import Annotation, Target
from blog.core.plaintext import plain_text
from blog.posts.composition import compose, compose_article, compose_many
from blog.posts.models import Post, Snippet
from tests.factories import add_target, annotate, make_article, make_capture, make_post, make_user

pytestmark = pytest.mark.django_db

THREE = "The first ferry was late.\n\nThe second ferry was later.\n\nThe third ferry never came."


def test_notes_are_numbered_in_the_order_of_the_page() -> None:
    captured = make_capture(THREE)
    annotate(captured, "third ferry", "C")
    annotate(captured, "first ferry", "A")
    annotate(captured, "second ferry", "B")

    composed = compose(make_post(blocks=("Own words[^1].\n\n[^1]: Own note.", captured)))

    assert [(note.number, note.text) for note in composed.notes] == [(1, "Own note."), (2, "A"), (3, "B"), (4, "C")]


def test_marked_words_are_the_targets_words() -> None:
    captured = make_capture(THREE)
    annotation = annotate(captured, "second ferry")

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    assert re.findall(r"<mark[^>]*>(.*?)</mark>", excerpt.quoted[1].html) == ["second ferry"]
    assert f'id="m-{annotation.uid}"' in excerpt.quoted[1].html
    assert f'id="p-{excerpt.quoted[1].passage.uid}"' in excerpt.quoted[1].html


def test_text_of_a_passage_is_unchanged_but_for_the_numbers() -> None:
    captured = make_capture(THREE)
    annotate(captured, "ferry was late")
    annotate(captured, "was late")

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    without_numbers = re.sub(r'<a class="ref".*?</a>', "", excerpt.quoted[0].html)
    assert plain_text(without_numbers) == "The first ferry was late."


def test_runs_begin_at_annotated_passages() -> None:
    captured = make_capture("One.\n\nTwo words.\n\nThree.\n\nFour.\n\nFive words.")
    annotate(captured, "Two")
    annotate(captured, "Five")

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    shape = [
        ([q.passage.position for q in run.lead], len(run.notes), [q.passage.position for q in run.rest])
        for run in excerpt.runs
    ]
    assert shape == [([0], 0, []), ([1], 1, [2, 3]), ([4], 1, [])]


def test_target_over_two_passages_is_marked_in_both_and_numbered_once() -> None:
    captured = make_capture(THREE)
    start, end = captured.plain.index("was late"), captured.plain.index(" was later")
    annotation = Annotation.objects.create(body="Both.", annotator=make_user())
    add_target(annotation, captured, start, end)

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    first, second, _ = excerpt.quoted
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", first.html + second.html) == ["was late.", "The second ferry"]
    assert (first.html.count('class="ref"'), second.html.count('class="ref"')) == (0, 1)
    assert [note.number for note in excerpt.notes] == [1]


def test_annotation_with_two_targets_has_one_number_and_two_places() -> None:
    captured = make_capture(THREE)
    annotation = annotate(captured, "first")
    place = captured.plain.index("third")
    add_target(annotation, captured, place, place + 5)

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    html = "".join(quoted.html for quoted in excerpt.quoted)
    assert [note.references for note in excerpt.notes] == [2]
    assert re.findall(r'class="ref" id="([^"]+)"', html) == [f"r-{annotation.uid}", f"r-{annotation.uid}-2"]
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_passages_that_are_not_quoted_are_private_with_their_notes() -> None:
    captured = make_capture(THREE)
    annotate(captured, "third", "Secret.")
    captured.passages.filter(position=2).update(is_quoted=False)

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    assert [quoted.passage.position for quoted in excerpt.quoted] == [0, 1]
    assert excerpt.notes == []


def test_own_words_may_interrupt_an_excerpt() -> None:
    captured = make_capture(THREE)
    annotate(captured, "first", "A")
    annotate(captured, "third", "B")
    post = make_post(
        blocks=(
            {"kind": "excerpt", "capture": captured, "last_passage": 0},
            "Let me stop you there.",
            {"kind": "excerpt", "capture": captured, "first_passage": 1},
        )
    )

    first, second = compose(post).excerpts

    assert [q.passage.position for q in first.quoted] == [0]
    assert [q.passage.position for q in second.quoted] == [1, 2]
    assert (first.is_continued, second.is_continued) == (False, True)
    assert [note.number for note in (*first.notes, *second.notes)] == [1, 2]


def test_no_passage_stands_on_a_page_twice() -> None:
    captured = make_capture(THREE)

    [excerpt] = compose(make_post(blocks=(captured, captured))).excerpts

    assert len(excerpt.quoted) == 3


def test_piece_of_an_article_of_which_nothing_is_quoted_is_left_out_unless_it_names_the_article() -> None:
    captured = make_capture(THREE)
    captured.passages.filter(position__gt=0).update(is_quoted=False)
    alone = {"kind": "excerpt", "capture": captured, "first_passage": 1}

    first, second = make_post(blocks=(captured, alone)), make_post(blocks=(alone,))

    assert [len(excerpt.quoted) for excerpt in compose(first).excerpts] == [1]
    assert [len(excerpt.quoted) for excerpt in compose(second).excerpts] == [0]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_published_annotations_are_shown(state: str) -> None:
    captured = make_capture(THREE)
    annotate(captured, "first", state=state)

    assert compose(make_post(blocks=(captured,))).notes == []


def test_preview_shows_draft_annotations() -> None:
    captured = make_capture(THREE)
    annotate(captured, "first", "Half a thought.", state="draft")
    post = make_post(blocks=(captured,), published=False)

    assert [note.text for note in compose(post, with_drafts=True).notes] == ["Half a thought."]


@pytest.mark.parametrize("status", ["orphaned", "needs_review"])
def test_note_whose_words_are_gone_is_kept_with_its_old_words(status: str) -> None:
    captured = make_capture(THREE)
    annotate(captured, "first ferry")
    Target.objects.update(status=status, exact="the old words")

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    assert [(note.words, note.is_lost) for note in excerpt.lost_notes] == [("the old words", True)]
    assert "<mark" not in "".join(quoted.html for quoted in excerpt.quoted)


def test_note_on_the_headline() -> None:
    article = make_article(headline="Ferry & tram collide")
    captured = make_capture(THREE, article)
    annotation = Annotation.objects.create(body="Gently.", annotator=make_user())
    Target.objects.create(annotation=annotation, capture=captured, part="headline", exact="tram", start=8, end=12)

    [excerpt] = compose(make_post(blocks=(captured,))).excerpts

    assert re.sub(r"<a .*?</a>", "", excerpt.headline_html).startswith("Ferry &amp; <mark")
    assert [note.text for note in excerpt.head_notes] == ["Gently."]


def test_source_url_leads_to_the_words() -> None:
    captured = make_capture(THREE, make_article(url="https://courier.example/ferry"))
    annotate(captured, "second ferry")

    [note] = compose(make_post(blocks=(captured,))).notes

    assert note.source_url == "https://courier.example/ferry#:~:text=second%20ferry"


def test_snippets_and_prose_number_their_own_footnotes() -> None:
    snippet = Snippet.objects.create(name="refrain", body="Again[^a].\n\n[^a]: And again.")
    post = make_post(blocks=({"kind": "snippet", "snippet": snippet}, "And[^a] more[^a].\n\n[^a]: Mine."))

    composed = compose(post)

    assert [(note.number, note.text, note.references) for note in composed.notes] == [
        (1, "And again.", 1),
        (2, "Mine.", 2),
    ]
    ids = re.findall(r'\bid="([^"]+)"', "".join(section.html for section in composed.sections))  # type: ignore[union-attr]
    assert len(ids) == 3 == len(set(ids))


@pytest.mark.parametrize("notes", [1, 50])
def test_queries_do_not_grow_with_the_notes(notes: int, django_assert_num_queries: Any) -> None:
    captured = make_capture("\n\n".join(f"Sentence number {n} of many." for n in range(60)))
    writer = make_user()
    for n in range(notes):
        annotate(captured, f"number {n} ", annotator=writer)
    post = Post.objects.select_related("author").get(pk=make_post(blocks=(captured, "Own.")).pk)

    with django_assert_num_queries(4):
        composed = compose(post)
        assert len(composed.notes) == notes


def test_many_posts_take_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    for _ in range(5):
        captured = make_capture(THREE)
        annotate(captured, "first")
        make_post(blocks=(captured,))
    posts = list(Post.objects.select_related("author"))

    with django_assert_num_queries(4):
        composed = compose_many(posts)
    assert [len(composed[post.pk].notes) for post in posts] == [1] * 5


def test_article_page_gathers_what_published_posts_say() -> None:
    article = make_article()
    shown, hidden = make_capture(THREE, article), make_capture("Other words entirely.", article)
    annotate(shown, "first", "Public.")
    annotate(hidden, "Other", "Not yet.")
    make_post(blocks=(shown,))
    make_post(blocks=(hidden,), published=False)

    composed = compose_article(article)

    assert [note.text for note in composed.notes] == ["Public."]


def test_digest_counts_and_draws() -> None:
    captured = make_capture(THREE)
    annotate(captured, "first", "Three more words.")
    post = make_post(blocks=("Four words of mine.", captured))

    post.refresh_from_db()

    assert (post.note_count, post.own_words, post.quoted_words) == (1, 7, 15)
    assert post.galley["flags"].count("M") == 1
    assert post.galley["own"].count("M") == 1


def test_private_half_of_the_words_is_not_told() -> None:
    captured = make_capture(THREE)
    annotation = Annotation.objects.create(body="Both.", annotator=make_user())
    add_target(annotation, captured, captured.plain.index("was late"), captured.plain.index(" was later"))
    captured.passages.filter(position=1).update(is_quoted=False)

    [note] = compose(make_post(blocks=(captured,))).notes

    assert note.words == "was late."
    assert "second" not in note.source_url


def test_target_that_own_words_interrupt_is_marked_twice_and_numbered_once() -> None:
    captured = make_capture(THREE)
    annotation = Annotation.objects.create(body="Both.", annotator=make_user())
    add_target(annotation, captured, captured.plain.index("was late"), captured.plain.index(" was later"))
    post = make_post(
        blocks=(
            {"kind": "excerpt", "capture": captured, "last_passage": 0},
            "Wait.",
            {"kind": "excerpt", "capture": captured, "first_passage": 1},
        )
    )

    first, second = compose(post).excerpts

    html = "".join(quoted.html for quoted in (*first.quoted, *second.quoted))
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["was late.", "The second ferry"]
    assert re.findall(r'\bid="([mr]-[^"]+)"', html) == [f"m-{annotation.uid}", f"r-{annotation.uid}"]
    assert (len(first.notes), len(second.notes)) == (1, 0)


def test_mark_without_a_note_stays_as_typed() -> None:
    [prose] = compose(make_post(blocks=("A class of characters is [^abc] here.",))).sections

    assert plain_text(prose.html) == "A class of characters is [^abc] here."  # type: ignore[union-attr]


def test_number_inside_a_link_stands_after_it() -> None:
    [prose] = compose(make_post(blocks=("[Read this[^1]](https://courier.example/) now.\n\n[^1]: Or not.",))).sections

    assert re.search(r"Read this</a><a class=\"ref\"", prose.html)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("caption", "between", "kinds"),
    [
        ("", (), ["excerpt"]),
        ("Watch the third minute.", (), ["video", "excerpt"]),
        ("", ("Own words.",), ["video", "prose", "excerpt"]),
    ],
)
def test_a_video_and_the_words_below_it_are_one_thing(caption: str, between: tuple[str, ...], kinds: list[str]) -> None:
    film = make_article(kind="video", url="https://www.youtube.com/watch?v=aB3-_xY9zQ1")
    shown = {"kind": "video", "video": film, "caption": caption}

    composed = compose(make_post(blocks=(shown, *between, make_capture("What it shows.", film))))

    assert [section.kind for section in composed.sections] == kinds
    assert composed.excerpts[0].is_film == (kinds == ["excerpt"])


def test_words_of_another_article_leave_the_video_alone() -> None:
    film = make_article(kind="video", url="https://www.youtube.com/watch?v=aB3-_xY9zQ1")

    composed = compose(make_post(blocks=({"kind": "video", "video": film}, make_capture(THREE))))

    assert [section.kind for section in composed.sections] == ["video", "excerpt"]
