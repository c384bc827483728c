"""Choosing tags in a form."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.http import QueryDict

from blog.posts.models import Post
from blog.tags.models import Alias, Tag
from blog.tags.widgets import TagsField, TagWidget
from tests.factories import make_post

pytestmark = pytest.mark.django_db
Form: Any = modelform_factory(Post, fields=["tags"])


def data(*names: str) -> QueryDict:
    given = QueryDict(mutable=True)
    given.setlist("tags", list(names))
    return given


def test_tags_of_a_model_form_are_picked_with_our_widget() -> None:
    field = Form().fields["tags"]

    assert isinstance(field, TagsField)
    assert isinstance(field.widget, TagWidget)


def test_names_with_commas_and_quotes_stay_whole() -> None:
    post = make_post()

    Form(data("Quill, Ada", 'The "Old" Ferry', "a,b,c"), instance=post).save()

    assert [tag.name for tag in post.tags.all()] == ["Quill, Ada", 'The "Old" Ferry', "a,b,c"]


def test_other_name_becomes_its_tag() -> None:
    post = make_post()
    harbour = Tag.objects.create(name="Harbour board")
    Alias.objects.create(name="HB", tag=harbour)

    Form(data("hb", "Harbour board"), instance=post).save()

    assert list(post.tags.all()) == [harbour]


def test_form_that_is_not_saved_makes_no_tag() -> None:
    assert Form(data("New"), instance=make_post()).is_valid()

    assert Tag.objects.count() == 0


def test_chosen_tags_alone_are_in_the_page() -> None:
    post = make_post(tags=("Quill, Ada", "<b>bold</b>"))
    Tag.objects.create(name="Another")

    html = str(Form(instance=post)["tags"])

    assert '<option value="Quill, Ada" selected>Quill, Ada</option>' in html
    assert '<option value="&lt;b&gt;bold&lt;/b&gt;" selected>&lt;b&gt;bold&lt;/b&gt;</option>' in html
    assert "Another" not in html
    assert " multiple" in html


def test_form_shown_again_keeps_what_was_typed() -> None:
    post = make_post(tags=("Ferry",))

    html = str(Form(data("New, one"), instance=post)["tags"])

    assert '<option value="New, one" selected>New, one</option>' in html
    assert "Ferry" not in html


def test_too_long_name_is_refused_at_the_field() -> None:
    form = Form(data("x" * 1201), instance=make_post())

    assert form.errors == {"tags": ["This name has 1,201 characters; at most 1,200 can be kept. Shorten it."]}


def test_form_without_tags_clears_them() -> None:
    post = make_post(tags=("Ferry",))

    Form(data(), instance=post).save()

    assert post.tags.count() == 0


def test_required_field_wants_one() -> None:
    with pytest.raises(ValidationError, match="Choose at least one tag"):
        TagsField().clean([" "])


def test_change_is_noticed_by_name_not_by_spelling() -> None:
    post = make_post(tags=("Ferry", "Fog"))
    field = TagsField()

    assert field.has_changed(list(post.tags.all()), ["ferry", "Fog"]) is False
    assert field.has_changed(list(post.tags.all()), ["Ferry"]) is True
    assert field.has_changed(None, []) is False
