"""Each named constraint, and an attempt to break it."""

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from blog.annotations.models import Annotation, Target
from tests.factories import add_target, annotate, make_capture, make_user

pytestmark = pytest.mark.django_db


def test_annotation_says_something() -> None:
    with pytest.raises(IntegrityError, match="annotation_says_something"):
        Annotation.objects.create(body="", annotator=make_user())


def test_target_ends_after_it_starts() -> None:
    annotate(make_capture(), "ferry")

    with pytest.raises(IntegrityError, match="target_ends_after_it_starts"):
        Target.objects.update(start=9, end=3)


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_target_score_between_0_and_1(score: float) -> None:
    annotate(make_capture(), "ferry")

    with pytest.raises(IntegrityError, match="target_score_between_0_and_1"):
        Target.objects.update(score=score)


def test_target_once() -> None:
    captured = make_capture()
    annotation = annotate(captured, "ferry")
    target = annotation.targets.get()

    with pytest.raises(IntegrityError):
        add_target(annotation, captured, target.start, target.end)


def test_article_with_annotated_words_cannot_be_deleted() -> None:
    captured = make_capture()
    annotate(captured, "ferry")

    with pytest.raises(ProtectedError):
        captured.article.delete()


def test_person_with_annotations_cannot_be_deleted() -> None:
    annotation = annotate(make_capture(), "ferry")

    with pytest.raises(ProtectedError):
        annotation.annotator.delete()  # type: ignore[union-attr]
