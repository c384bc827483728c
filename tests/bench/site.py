"""A site of generated posts, made through the same doors as the admin and the importer."""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from blog.accounts.models import User
from blog.annotations.anchoring import describe
from blog.annotations.models import Annotation, Target
from blog.articles.capturing import capture
from blog.articles.models import Article, Author, Byline, Publisher
from blog.posts.digest import postponed
from blog.posts.models import Block, Category, Post, Series
from blog.tags.models import Tag
from tests.bench.words import WORDS


def sentence(dice: random.Random, length: int = 16) -> str:
    words = [dice.choice(WORDS) for _ in range(length)]
    return f"{' '.join(words).capitalize()} {dice.randrange(100_000)}."


@transaction.atomic
def build(posts: int, *, passages: int = 14, notes: int = 3, tags: int = 30, seed: int = 7) -> None:
    """About 550 quoted words, `notes` annotations and `tags` tags a post."""
    dice = random.Random(seed)
    writer = User.objects.create_user("bench", display_name="Bench Writer", handle="bench")
    publishers = [Publisher.objects.create(name=f"Publisher {n}") for n in range(12)]
    authors = [Author.objects.create(name=f"Author {n}") for n in range(60)]
    series = [Series.objects.create(name=f"Series {n}") for n in range(10)]
    categories = [Category.objects.create(name=f"Category {n}") for n in range(20)]
    every_tag = [Tag.objects.create(name=f"tag {n}", slug=f"tag-{n}") for n in range(max(tags * 10, 300))]
    now = timezone.now()
    with postponed():
        for n in range(posts):
            article = Article.objects.create(
                headline=sentence(dice, 8), url=f"https://press.example/{n}", publisher=dice.choice(publishers)
            )
            for position, author in enumerate(dice.sample(authors, 2)):
                Byline.objects.create(article=article, author=author, position=position)
            text = "\n\n".join(f"{sentence(dice)} **{sentence(dice, 4)}** {sentence(dice)}" for _ in range(passages))
            captured, _ = capture(article, text)
            post = Post.objects.create(
                title=sentence(dice, 6), author=writer, status=Post.Status.PUBLISHED, dek=sentence(dice),
                publish_at=now - dt.timedelta(hours=7 * n + 1), series=series[n % 10] if n % 4 == 0 else None,
            )  # fmt: skip
            Block.objects.create(post=post, position=0, prose=f"{sentence(dice)}\n\n{sentence(dice)}")
            Block.objects.create(post=post, position=1, kind=Block.Kind.EXCERPT, capture=captured)
            for passage in captured.passages.all()[:notes]:
                annotation = Annotation.objects.create(annotator=writer, body=f"{sentence(dice)} {sentence(dice)}")
                start = passage.start + passage.text.index(" ") + 1
                quote = describe(captured.plain, start, start + 30)
                Target.objects.create(
                    annotation=annotation, capture=captured, start=start, end=start + 30, exact=quote.exact,
                    prefix=quote.prefix, suffix=quote.suffix,
                )  # fmt: skip
            post.categories.add(dice.choice(categories))
            Post.tags.through.objects.bulk_create(
                Post.tags.through(tag=tag, content_object=post) for tag in dice.sample(every_tag, tags)
            )
