"""Pictures in the library and their renditions."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from blog.core.pictures import PictureRefused, clean_picture
from blog.images import library
from blog.images.models import Image, Rendition
from blog.posts.models import Snippet
from tests.images.drawing import drawn, noisy, opened

pytestmark = pytest.mark.django_db
SMALL = noisy((600, 400))


def stored() -> set[str]:
    """The names of all files on the disk."""
    root = Path(default_storage.location)  # type: ignore[attr-defined]
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def files_of(image: Image) -> set[str]:
    return {str(image.file.name), *(str(rendition.file.name) for rendition in image.renditions.all())}


def test_wide_picture_gets_three_widths_in_three_formats() -> None:
    image = library.add(noisy((2000, 1000)), alt="Fog")

    found = {(r.format, r.width, r.height) for r in image.renditions.all()}
    assert found >= {(name, w, w // 2) for name in ("jpeg", "avif") for w in (480, 960, 1600)}
    assert {width for name, width, _ in found} == {480, 960, 1600}


def test_renditions_are_never_wider_than_the_picture() -> None:
    image = library.add(SMALL, alt="Fog")

    assert sorted(set(image.renditions.values_list("width", flat=True))) == [480, 600]


def test_tiny_picture_has_renditions_of_its_own_size() -> None:
    image = library.add(drawn((7, 3), written="PNG"), alt="A dot")

    assert set(image.renditions.values_list("width", "height")) == {(7, 3)}


def test_very_tall_picture_is_taken() -> None:
    image = library.add(noisy((100, 12_000)), alt="A rope")

    assert set(image.renditions.values_list("width", "height")) == {(100, 12_000)}


@pytest.mark.parametrize("name", ["avif", "webp", "jpeg"])
def test_rendition_holds_what_its_row_says(name: str) -> None:
    image = library.add(noisy((1800, 1200)), alt="Fog")

    for rendition in image.renditions.filter(format=name):
        with rendition.file.open() as file:
            data = file.read()
        assert opened(data).format == name.upper()
        assert opened(data).size == (rendition.width, rendition.height)
        assert len(data) == rendition.size


def test_transparent_picture_falls_back_to_png() -> None:
    image = library.add(drawn((600, 400), mode="RGBA", written="PNG"), alt="A logo")

    assert image.fallback.mime == "image/png"


def test_same_bytes_are_kept_once() -> None:
    first = library.add(SMALL, alt="Fog", name="First")
    before = stored()

    second = library.add(SMALL, alt="Something else", name="Second")

    assert second.pk == first.pk
    assert second.alt == "Fog"
    assert stored() == before


def test_picture_needs_a_text_alternative_or_to_be_decorative() -> None:
    with pytest.raises(ValidationError, match="Say what the picture shows"):
        library.add(SMALL, alt="  ")

    assert stored() == set()
    assert library.add(SMALL, is_decorative=True).text_alternative == ""


def test_refused_picture_leaves_nothing() -> None:
    with pytest.raises(PictureRefused):
        library.add(b"<svg/>", alt="Fog")

    assert (Image.objects.count(), stored()) == (0, set())


def test_failed_save_leaves_no_files() -> None:
    library.add(SMALL, alt="Fog")
    before = stored()
    twin = Image(alt="Twin")

    with pytest.raises(IntegrityError), transaction.atomic():
        library.keep(twin, clean_picture(SMALL))

    assert stored() == before


def test_deletion_removes_every_file(django_capture_on_commit_callbacks: Any) -> None:
    image = library.add(SMALL, alt="Fog")
    assert stored() == files_of(image)

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    assert stored() == set()


def test_replacing_makes_renditions_anew_and_removes_the_old(django_capture_on_commit_callbacks: Any) -> None:
    image = library.add(SMALL, alt="Fog")
    former = files_of(image)

    with django_capture_on_commit_callbacks(execute=True):
        library.replace(image, clean_picture(noisy((1000, 500), seed=3)))

    image = Image.objects.get()
    assert (image.width, image.height) == (1000, 500)
    assert sorted(set(image.renditions.values_list("width", flat=True))) == [480, 960, 1000]
    assert stored() == files_of(image)
    assert not former & stored()


def test_replacing_takes_texts_along() -> None:
    image = library.add(SMALL, alt="Fog")
    narrow = image.renditions.filter(format="jpeg").first()
    assert narrow
    snippet = Snippet.objects.create(name="a", body=f"![Fog]({image.fallback.url}) and ![Fog]({narrow.file.url})")
    other = Snippet.objects.create(name="b", body="![Fog](/media/images/another.jpg)")

    count = library.replace(image, clean_picture(noisy((700, 500), seed=3)))

    snippet.refresh_from_db()
    other.refresh_from_db()
    url = Image.objects.get().fallback.url
    assert count == 1
    assert snippet.body == f"![Fog]({url}) and ![Fog]({url})"
    assert snippet.body_html.count(f'src="{url}"') == 2
    assert other.body == "![Fog](/media/images/another.jpg)"


def test_sources_name_every_width_smallest_format_first() -> None:
    image = library.add(noisy((1000, 500)), alt="Fog")

    avif = image.sources[0]

    urls = [r.file.url for r in image.renditions.filter(format="avif").order_by("width")]
    assert avif.mime == "image/avif"
    assert avif.srcset == f"{urls[0]} 480w, {urls[1]} 960w, {urls[2]} 1000w"
    assert image.fallback.srcset.count("w, ") == 2
    assert (image.fallback.width, image.fallback.height) == (1000, 500)
    assert image.thumbnail.width == 480


def test_sources_ask_nothing_when_renditions_are_prefetched(django_assert_num_queries: Any) -> None:
    for seed in range(3):
        library.add(noisy((600, 400), seed=seed), alt="Fog")

    with django_assert_num_queries(2):
        for image in Image.objects.with_renditions():
            assert image.sources
            assert image.fallback.url
            assert image.thumbnail.url


def test_picture_without_renditions_falls_back_to_its_file() -> None:
    image = library.add(SMALL, alt="Fog")
    image.renditions.all().delete()

    image = Image.objects.get()

    assert image.sources == []
    assert image.fallback.url == image.file.url
    assert image.thumbnail.url == image.file.url


def test_modern_format_is_left_out_where_it_takes_more_room() -> None:
    image = library.add(drawn((64, 64), written="PNG"), alt="Flag")

    sizes = {
        name: sum(image.renditions.filter(format=name).values_list("size", flat=True))
        for name in ("png", "avif", "webp")
    }
    assert all(size <= sizes["png"] for size in sizes.values())


def test_focal_classes_are_tenths() -> None:
    image = library.add(SMALL, alt="Fog")
    image.focal_x, image.focal_y = 0.249, 1  # type: ignore[assignment]

    assert image.focal_classes == "fx-2 fy-10"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"width": 0}, "image_has_a_size"),
        ({"height": 0}, "image_has_a_size"),
        ({"focal_x": "1.001"}, "image_focal_point_inside"),
        ({"focal_y": "-0.001"}, "image_focal_point_inside"),
        ({"alt": ""}, "image_alt_or_decorative"),
    ],
)
def test_row_that_must_not_be_is_refused_by_the_database(fields: dict[str, Any], name: str) -> None:
    image = library.add(SMALL, alt="Fog")

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Image.objects.filter(pk=image.pk).update(**fields)


def test_same_bytes_twice_are_refused_by_the_database() -> None:
    first = library.add(SMALL, alt="Fog")
    second = library.add(noisy((300, 200)), alt="Fog")

    with pytest.raises(IntegrityError, match="sha256"), transaction.atomic():
        Image.objects.filter(pk=second.pk).update(sha256=first.sha256)


@pytest.mark.parametrize("fields", [{"width": 0}, {"height": 0}])
def test_rendition_without_a_size_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    library.add(SMALL, alt="Fog")

    with pytest.raises(IntegrityError, match="rendition_has_a_size"), transaction.atomic():
        Rendition.objects.update(**fields)


def test_two_renditions_of_one_kind_are_refused_by_the_database() -> None:
    image = library.add(SMALL, alt="Fog")
    found = image.renditions.filter(format="jpeg").first()
    assert found

    with pytest.raises(IntegrityError, match=r"rendition_once|image_id"), transaction.atomic():
        Rendition.objects.create(image=image, format="jpeg", width=found.width, height=9, file="x.jpg", size=1)
