"""One of every row there is, connected, and input that nobody means well."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.db.models import Model
from model_bakery import baker

from blog.accounts.models import User
from blog.annotations.models import Annotation
from blog.articles.models import Article, Capture
from blog.images import library
from blog.images.models import Image
from blog.posts.models import Block, Category, Correction, FormerAddress, Page, Post, Series, Snippet
from blog.tags.models import Alias, Tag
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


class Everything(NamedTuple):
    user: User
    tag: Tag
    image: Image
    article: Article
    capture: Capture
    annotation: Annotation
    series: Series
    category: Category
    snippet: Snippet
    post: Post
    page: Page


def make_everything() -> Everything:
    """A public post with a block of every kind, and whatever it can be connected with."""
    user = make_user(bio="Writes about *boats*.", handle="boats")
    user.portrait.save("portrait.jpg", ContentFile(drawn()))
    publisher = make_publisher("The Courier", "courier.example")
    article = make_article(
        authors=("Ada Quill",), publisher=publisher, dek="A dek.", url="https://courier.example/ferry"
    )
    video = make_article(kind="video", publisher=publisher, url="https://courier.example/film")
    capture = make_capture(article=article)
    annotation = annotate(capture, "a ferry", "Is it? See[^1].\n\n[^1]: The log.", annotator=user)
    add_target(annotation, capture, 0, 5, part="headline", exact=article.headline[:5])
    image = library.add(drawn(), alt="A ferry", credit="Quill", source_url="https://courier.example/picture")
    snippet = Snippet.objects.create(name="ferries", body="How ferries count[^1].\n\n[^1]: Slowly.")
    series = Series.objects.create(name="The ferry", description="All of *it*.")
    category = Category.objects.create(name="Harbour", description="Boats.")
    post = make_post(
        title="The ferry", dek="A dek.", pull_quote="No ferry.", pull_quote_by="Ada Quill", author=user, series=series,
        part=1, lead_image=image, tags=("harbour", "ferries"),
        blocks=(
            "Words of my own[^1].\n\n[^1]: A note.",
            capture,
            {"kind": Block.Kind.IMAGE, "image": image, "caption": "A ferry."},
            {"kind": Block.Kind.VIDEO, "video": video, "caption": "A film."},
            {"kind": Block.Kind.SNIPPET, "snippet": snippet},
        ),
    )  # fmt: skip
    post.categories.add(category)
    Correction.objects.create(post=post, body="It was Monday.")
    Correction.objects.create(annotation=annotation, body="It was Tuesday.")
    FormerAddress.objects.create(path="/2001/01/ferry/", post=post)
    page = make_page("Words about *us*[^1].\n\n[^1]: A note.", title="About us")
    FormerAddress.objects.create(path="/about-us.html", page=page)
    tag = Tag.objects.get(name="harbour")
    Alias.objects.create(name="port", tag=tag)
    return Everything(user, tag, image, article, capture, annotation, series, category, snippet, post, page)


def a_row_of_each(models: Iterable[type[Model]]) -> dict[type[Model], Any]:
    """Where `make_everything` makes none, the least valid one."""
    made = make_everything()
    known = {type(row): row for row in (*made, made.article.publisher, made.article.bylines.get().author)}
    return {model: known.get(model) or baker.make(model) for model in models}
