"""An annotation's own page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from blog.annotations.models import Annotation, Target
from blog.articles.models import Passage
from blog.posts.composition import Composer, with_article
from blog.posts.models import Block, Correction, Post
from blog.posts.visibility import public_annotations, public_captures, public_targets
from blog.website import structured
from blog.website.errors import gone
from blog.website.reading import Reader, by_annotation


def annotation(request: HttpRequest, uid: str) -> HttpResponse:
    """The note beside the paragraphs it is about, and the posts it stands in; 410 once withdrawn."""
    found = public_annotations().filter(uid=uid).select_related("annotator").first()
    if found is None:
        if Annotation.objects.filter(uid=uid, state=Annotation.State.WITHDRAWN).exists():
            return gone(request, "note")
        raise Http404("There is no such note.")
    targets = list(public_targets().filter(annotation=found).order_by("capture", "start", "id"))
    for target in targets:
        target.annotation = found
    captures = list(
        public_captures()
        .filter(pk__in={target.capture_id for target in targets})
        .select_related("article__publisher")
        .prefetch_related(*with_article())
    )
    corrections = list(Correction.objects.filter(annotation=found))
    composer, reader = Composer(targets), Reader(by_annotation(corrections))
    excerpts = []
    for capture in captures:
        capture.shown = [passage for passage in capture.shown if _is_about(targets, passage)]
        excerpts.append(composer.excerpt(capture))
    blocks = Block.objects.filter(capture__in=captures)
    context = {
        "annotation": found,
        "clips": [reader.clip(excerpt) for excerpt in excerpts],
        "posts": list(Post.objects.published().filter(pk__in=blocks.values("post")).newest_first()),
        "url": request.build_absolute_uri(found.get_absolute_url()),
        "json_ld": structured.comment_page(request, found, excerpts),
    }
    return render(request, "website/annotation.html", context)


def _is_about(targets: list[Target], passage: Passage) -> bool:
    return any(
        target.capture_id == passage.capture_id
        and target.part == Target.Part.TEXT
        and target.start <= passage.end
        and target.end >= passage.start
        for target in targets
    )
