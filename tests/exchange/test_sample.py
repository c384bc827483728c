"""What the sample promises to show is there in the rows."""

import datetime as dt
import itertools
import tempfile
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.core.serializers import serialize
from django.db.models import Count, F, Q
from django.test import TestCase, override_settings
from django.utils import timezone

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Author, Capture, Passage, Publisher, PublisherHost
from blog.exchange.sample.loading import Loaded, load
from blog.images.models import Image
from blog.posts.composition import compose
from blog.posts.models import Block, Category, Correction, FormerAddress, Page, Post, Series, Snippet
from blog.posts.visibility import public_annotations, public_articles
from blog.tags.models import Alias, Tag

ROWS = [User, Publisher, PublisherHost, Author, Article, Capture, Passage, Annotation, Target, Image]
ROWS += [Post, Page, Block, Series, Category, Snippet, Correction, FormerAddress, Tag, Alias]
PASSWORD = "nineteen-lanterns-sundry"


def everything() -> list[str]:
    return [serialize("json", model.objects.order_by("pk")) for model in ROWS]


def ranges(capture: Capture) -> list[tuple[int, int, int]]:
    """Placed targets in the text as (start, end, annotation)."""
    targets = Target.objects.filter(capture=capture, part=Target.Part.TEXT, end__gt=F("start"))
    published = targets.filter(annotation__state=Annotation.State.PUBLISHED)
    return [(t.start, t.end, t.annotation_id) for t in published if t.is_placed]


def passages_of(target: Target) -> list[Passage]:
    return [p for p in target.capture.passages.all() if p.start < target.end and p.end > target.start]


@pytest.mark.xdist_group("sample")
class TestSample(TestCase):
    """Loaded once for all of them."""

    loaded: Loaded

    @classmethod
    def setUpTestData(cls) -> None:
        hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        with tempfile.TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=hashers):
            loaded = load(password=PASSWORD)
        assert loaded is not None
        cls.loaded = loaded

    def test_load_again_changes_nothing(self) -> None:
        before = everything()
        assert load(password="another-password-altogether") is None
        assert everything() == before

    def test_load_again_keeps_what_an_editor_changed(self) -> None:
        Post.objects.filter(slug="partly").update(title="Partly, revised")
        Post.objects.filter(slug="the-bench").delete()
        assert load() is None
        assert Post.objects.get(slug="partly").title == "Partly, revised"
        assert not Post.objects.filter(slug="the-bench").exists()

    def test_editor_logs_in_and_guest_does_not(self) -> None:
        editor, guest = User.objects.order_by("pk")
        assert (self.loaded.login, self.loaded.password) == (editor.username, PASSWORD)
        assert editor.check_password(PASSWORD)
        assert editor.is_superuser
        assert editor.handle
        assert editor.bio_html
        assert not guest.has_usable_password()
        assert not guest.is_staff

    def test_targets_quote_the_text_they_count_in(self) -> None:
        targets = Target.objects.select_related("capture__article")
        statuses = Counter(target.status for target in targets)
        assert set(statuses) == {"anchored", "moved", "reworded", "orphaned"}
        for target in targets.filter(status__in=["anchored", "moved"]):
            is_headline = target.part == Target.Part.HEADLINE
            text = target.capture.article.headline if is_headline else target.capture.plain
            assert target.exact == text[target.start : target.end]
            assert target.exact

    def test_hosts_are_reserved_for_examples(self) -> None:
        hosts = list(PublisherHost.objects.values_list("host", flat=True))
        addresses = [a for article in Article.objects.all() for a in (article.url, article.archive_url) if a]
        addresses += Author.objects.exclude(page_url="").values_list("page_url", flat=True)
        addresses += Publisher.objects.values_list("home_page", flat=True)
        hosts += [urlsplit(address).hostname for address in addresses]
        assert len(hosts) > 40
        assert [host for host in hosts if not host.endswith(".example")] == []

    def test_posts_fill_archives_and_pages(self) -> None:
        published = Post.objects.published()
        assert published.count() > 20
        assert set(published.values_list("year", flat=True)) == {2024, 2025, 2026}
        assert published.values("year", "month").distinct().count() >= 15
        assert Counter(Post.objects.values_list("status", flat=True)) == Counter(
            published=published.count() + 1, draft=1, withdrawn=1
        )
        scheduled = Post.objects.scheduled().get()
        assert scheduled.publish_at is not None
        assert scheduled.publish_at > timezone.now() + dt.timedelta(days=365 * 20)

    def test_series_have_parts_in_order(self) -> None:
        for series in Series.objects.all():
            parts = list(series.posts.order_by("publish_at").values_list("part", flat=True))
            assert parts == list(range(1, len(parts) + 1))
            assert len(parts) >= 3
        assert Series.objects.count() >= 2
        assert Category.objects.filter(posts__isnull=False).distinct().count() >= 3

    def test_publishers_are_quoted(self) -> None:
        quoted = Publisher.objects.filter(articles__in=public_articles()).distinct()
        assert quoted.count() >= 5
        assert PublisherHost.objects.values("publisher").annotate(n=Count("pk")).filter(n__gt=1).exists()
        assert set(Article.objects.values_list("kind", flat=True)) == set(Article.Kind.values)
        assert Article.objects.filter(bylines__role__gt="").exists()
        assert Article.objects.annotate(n=Count("bylines")).filter(n=2).exists()

    def test_tags_of_every_shape(self) -> None:
        names = list(Tag.objects.filter(taggings__isnull=False).distinct().values_list("name", flat=True))
        assert len(names) >= 25
        assert max(map(len, names)) > 100
        assert any(name.isalpha() and not name.isascii() and ord(name[0]) > 0x5FF for name in names)
        alias = Alias.objects.get(name="AIFA")
        assert alias.tag.name == "Ferry Authority"
        assert "AIFA" not in names
        assert alias.tag.taggings.count() >= 3

    def test_annotations_of_every_kind_and_state(self) -> None:
        assert public_annotations().count() >= 28
        assert set(public_annotations().values_list("kind", flat=True)) == set(Annotation.Kind.values)
        states = Counter(Annotation.objects.values_list("state", flat=True))
        assert states["draft"] == 1
        assert states["withdrawn"] == 1
        assert public_annotations().values("annotator").distinct().count() == 2

    def test_annotations_overlap_and_nest_three_deep(self) -> None:
        crossing = three_deep = 0
        for capture in Capture.objects.all():
            spans = ranges(capture)
            for (a, b, n), (c, d, m) in itertools.permutations(spans, 2):
                crossing += n != m and a < c < b < d
            for one, two, three in itertools.permutations(spans, 3):
                inside = one[0] < two[0] < three[0] < three[1] < two[1] <= one[1]
                three_deep += inside and len({one[2], two[2], three[2]}) == 3
        assert crossing >= 1
        assert three_deep >= 1

    def test_annotations_on_words_of_every_extent(self) -> None:
        placed = [t for t in Target.objects.select_related("capture") if t.is_placed and t.part == Target.Part.TEXT]
        html = {t.pk: "".join(p.html for p in passages_of(t)) for t in placed}
        roles = {p.role for t in placed for p in passages_of(t)}
        assert any(" " not in t.exact for t in placed)
        assert any(t.exact.endswith(".") and t.exact[0].isupper() and len(t.exact) > 60 for t in placed)
        assert any(len(passages_of(t)) == 2 for t in placed)
        assert any("<a " in html[t.pk] and "according to harbour records" in t.exact for t in placed)
        assert any("<em>" in html[t.pk] and "Open Drawers Act" in t.exact for t in placed)
        assert roles >= {"body", "summary", "table", "list", "pull_quote", "dek"}
        assert Target.objects.filter(part=Target.Part.HEADLINE).exists()

    def test_annotations_cited_twice(self) -> None:
        twice = Target.objects.values("annotation", "capture").annotate(n=Count("pk")).filter(n=2)
        assert twice.count() >= 3

    def test_annotation_of_several_paragraphs(self) -> None:
        longest = max(public_annotations(), key=lambda note: len(note.body_text))
        assert len(longest.body_text) > 700
        assert longest.body_html.count("<p>") >= 3
        assert "<ol>" in longest.body_html
        assert "<blockquote>" in longest.body_html

    def test_annotation_with_a_footnote_of_its_own(self) -> None:
        [note] = Annotation.objects.filter(body__contains="[^")
        assert note.body_html.count("<ol") == 1
        assert note.body_html.count('href="#') == 2

    def test_passages_kept_private(self) -> None:
        private = Passage.objects.filter(is_quoted=False)
        assert private.count() >= 5
        page = self.client.get("/2024/11/eleven-nights/").content.decode()
        assert "No one was hurt" in page
        assert "A person familiar with the household" not in page

    def test_passages_of_every_role(self) -> None:
        assert set(Passage.objects.values_list("role", flat=True)) == set(Passage.Role.values)

    def test_articles_quoted_by_two_posts_and_captured_twice(self) -> None:
        posts = Count("captures__blocks__post", distinct=True)
        assert Article.objects.annotate(n=posts).filter(n=2).count() >= 2
        revised = Article.objects.annotate(n=Count("captures")).get(n=2)
        assert all(Block.objects.filter(capture=capture).exists() for capture in revised.captures.all())

    def test_blocks_of_every_kind(self) -> None:
        published = Block.objects.filter(post__in=Post.objects.published())
        assert set(published.values_list("kind", flat=True)) == set(Block.Kind.values)
        image = published.filter(kind="image", caption__gt="").first()
        assert image is not None
        assert image.image is not None
        assert image.image.credit
        assert image.image.renditions.exists()
        assert published.values("snippet").filter(snippet__isnull=False).annotate(n=Count("post")).get()["n"] == 2
        assert Post.objects.published().filter(lead_image__isnull=False).count() >= 4

    def test_prose_interrupts_an_excerpt(self) -> None:
        post = Post.objects.get(slug="the-bulb-was-in-the-pub")
        kinds = [section.kind for section in compose(post).sections]
        assert kinds == ["prose", "excerpt", "prose", "excerpt", "prose"]
        first, second = compose(post).excerpts
        assert (first.capture, second.is_continued) == (second.capture, True)
        shown = [quoted.passage.pk for excerpt in (first, second) for quoted in (*excerpt.dek, *excerpt.quoted)]
        assert len(shown) == len(set(shown)) == first.capture.passages.filter(is_quoted=True).count()

    def test_prose_with_notes_table_and_list(self) -> None:
        prose = Block.objects.filter(kind="prose", post__in=Post.objects.published())
        assert sum(len(block.prose_notes) for block in prose) >= 5
        assert prose.filter(prose_html__contains="<table>").exists()
        assert prose.filter(Q(prose_html__contains="<ol>") | Q(prose_html__contains="<ul>")).exists()

    def test_scripts_accents_and_emoji(self) -> None:
        assert set(Article.objects.values_list("language", flat=True)) >= {"ar", "fr", "en"}
        assert Author.objects.filter(name__contains="Ł").exists()
        assert Annotation.objects.filter(body_text__contains="🦜").exists()

    def test_corrections_on_posts_and_notes(self) -> None:
        assert Correction.objects.filter(post__in=Post.objects.published()).exists()
        assert Correction.objects.filter(annotation__in=public_annotations()).exists()

    def test_former_addresses_lead_to_a_post(self) -> None:
        former = FormerAddress.objects.get(path="/2024/08/on-time/")
        assert former.post.get_absolute_url() == "/2024/08/within-the-tide/"

    def test_published_pages_open(self) -> None:
        posts = list(Post.objects.published())
        statuses = {post.get_absolute_url(): self.client.get(post.get_absolute_url()).status_code for post in posts}
        assert statuses == dict.fromkeys(statuses, 200)
        assert len(statuses) == len(posts)

    def test_about_is_a_page_with_notes_a_list_and_a_table(self) -> None:
        page = Page.objects.get()
        assert (page.title, page.get_absolute_url(), len(page.body_notes)) == ("About", "/pages/about/", 2)
        assert page.publish_at < page.modified < timezone.now()
        shown = self.client.get(page.get_absolute_url()).content.decode()
        assert "<table>" in shown
        assert "The tide declined to comment." in shown
