"""Pages in schema.org's terms, as JSON-LD."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone

from blog.annotations.models import Annotation
from blog.articles.models import Article
from blog.core.text import shorten
from blog.posts.composition import Composed, Excerpt, Note
from blog.posts.models import Correction, Page, Post
from blog.website.addresses import address
from blog.website.entries import Entry

Thing = dict[str, Any]
LONGEST_QUOTATION = 300  # code points; more of somebody else's text is not given away as data


def blog(request: HttpRequest, entries: Iterable[Entry]) -> Thing:
    return {
        "@context": "https://schema.org",
        "@type": "Blog",
        "name": settings.SITE_NAME,
        "description": settings.SITE_MOTTO,
        "url": request.build_absolute_uri("/"),
        "publishingPrinciples": request.build_absolute_uri(address("about")),
        "correctionsPolicy": request.build_absolute_uri(address("corrections")),
        "blogPost": [
            {
                "@type": "BlogPosting",
                "headline": entry.post.title,
                "url": request.build_absolute_uri(entry.url),
                "datePublished": _moment(entry.post.publish_at),
            }
            for entry in entries
        ],
    }


def posting(
    request: HttpRequest, post: Post, composed: Composed, tags: Sequence[str], corrections: Iterable[Correction]
) -> Thing:
    """The post as the blogger's, citing the articles as theirs; each note a comment about a quotation."""
    url = request.build_absolute_uri(post.get_absolute_url())
    thing = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": url,
        "mainEntityOfPage": url,
        "headline": post.title,
        "description": post.dek or None,
        "url": url,
        "datePublished": _moment(post.publish_at),
        "dateModified": _moment(post.last_changed),
        "author": {
            "@type": "Person",
            "name": post.author.public_name,
            "url": request.build_absolute_uri(address("about")),
        },
        "publisher": _publisher(request),
        "inLanguage": settings.LANGUAGE_CODE,
        "isPartOf": _series(request, post),
        "position": post.part,
        "keywords": list(tags) or None,
        "image": request.build_absolute_uri(
            post.lead_image.fallback.url if post.lead_image else static("img/card.png")
        ),
        "wordCount": post.own_words or None,
        "citation": [article_thing(article) for article in composed.articles] or None,
        "comment": [
            _comment(request, note, excerpt.article)
            for excerpt in composed.excerpts
            for note in excerpt.notes
            if note.annotation
        ]
        or None,
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": _moment(correction.made_at),
                "text": shorten(correction.body, 500),
            }
            for correction in corrections
        ]
        or None,
    }
    return _filled(thing)


def comment_page(request: HttpRequest, annotation: Annotation, excerpts: Sequence[Excerpt]) -> Thing:
    notes = [(note, excerpt.article) for excerpt in excerpts for note in excerpt.notes]
    thing = _comment(request, *notes[0]) if notes else {"@type": "Comment", "text": annotation.body_text}
    return {"@context": "https://schema.org"} | thing | {"dateCreated": _moment(annotation.created)}


def article_page(request: HttpRequest, article: Article, excerpts: Iterable[Excerpt]) -> Thing:
    """A page about somebody else's article; it is not ours."""
    comments = [_comment(request, note, article) for excerpt in excerpts for note in excerpt.notes if note.annotation]
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "url": request.build_absolute_uri(article.get_absolute_url()),
            "mainEntity": article_thing(article),
            "comment": comments or None,
        }
    )


def own_page(request: HttpRequest, page: Page) -> Thing:
    url = request.build_absolute_uri(page.get_absolute_url())
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "name": page.title,
        "url": url,
        "datePublished": _moment(page.publish_at),
        "dateModified": _moment(page.last_changed),
        "publisher": _publisher(request),
        "inLanguage": settings.LANGUAGE_CODE,
    }


def article_thing(article: Article) -> Thing:
    """Needs publisher and bylines at hand."""
    kinds = {Article.Kind.ARTICLE: "NewsArticle", Article.Kind.VIDEO: "VideoObject"}
    is_video = article.kind == Article.Kind.VIDEO
    return _filled(
        {
            "@type": kinds.get(Article.Kind(article.kind), "CreativeWork"),
            "@id": article.url or None,
            "headline": article.headline,
            "name": article.headline if is_video else None,
            "url": article.url or None,
            "archivedAt": article.archive_url or None,
            "inLanguage": article.language or None,
            "datePublished": _moment(article.published_at),
            "dateModified": _moment(article.modified_at),
            "author": [{"@type": "Person", "name": byline.author.name} for byline in article.bylines.all()] or None,
            "publisher": {"@type": "Organization", "name": article.publisher.name} if article.publisher else None,
        }
    )


def _publisher(request: HttpRequest) -> Thing:
    return {
        "@type": "Organization",
        "name": settings.SITE_NAME,
        "url": request.build_absolute_uri("/"),
        "logo": {"@type": "ImageObject", "url": request.build_absolute_uri(static("img/icon-180.png"))},
    }


def _comment(request: HttpRequest, note: Note, article: Article) -> Thing:
    url = request.build_absolute_uri(address("annotation", note.uid))
    quotation = _filled(
        {
            "@type": "Quotation",
            "text": shorten(note.words, LONGEST_QUOTATION) or None,
            "isPartOf": _filled({"@id": article.url or None, "@type": "CreativeWork", "name": article.headline}),
        }
    )
    return _filled(
        {
            "@type": "Comment",
            "@id": url,
            "url": url,
            "text": note.text,
            "author": {"@type": "Person", "name": note.voice} if note.voice else None,
            "about": quotation,
        }
    )


def _series(request: HttpRequest, post: Post) -> Thing | None:
    if post.series is None:
        return None
    return {
        "@type": "CreativeWorkSeries",
        "name": post.series.name,
        "url": request.build_absolute_uri(post.series.get_absolute_url()),
    }


def _moment(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value is not None}
