"""What is taken for a picture, and what is left of it."""

import contextlib
import io
import random
import struct
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from blog.core.pictures import MAX_FRAMES, PictureField, PictureFile, PictureRefused, clean_picture
from tests.images.drawing import drawn, noisy, opened, png_header

RED, BLUE = (254, 0, 0), (0, 0, 254)


def near(found: Any, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(found, wanted, strict=True))


def with_exif() -> bytes:
    """Lies on its right side (orientation 6), and says where it was taken and with what."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera Works of Nowhere"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 31.0, 12.5)
    return noisy((400, 200), exif=exif)


def test_picture_that_lies_on_its_side_is_put_upright() -> None:
    picture = clean_picture(with_exif())

    assert (picture.width, picture.height) == (200, 400)
    assert opened(picture.data).size == (200, 400)


def test_picture_loses_place_camera_and_comments() -> None:
    original = with_exif()
    assert b"Camera Works" in original

    left = opened(clean_picture(original).data)

    assert dict(left.getexif()) == {}
    assert dict(left.getexif().get_ifd(0x8825)) == {}
    assert "exif" not in left.info
    assert b"Camera Works" not in clean_picture(original).data


def test_comment_of_a_jpeg_and_text_of_a_png_are_gone() -> None:
    words = PngInfo()
    words.add_text("Comment", "a secret of the photographer")
    jpeg = noisy((200, 100), comment=b"a secret of the photographer")
    png = drawn(written="PNG", pnginfo=words)

    assert b"a secret" in jpeg
    assert b"a secret" in png
    assert b"a secret" not in clean_picture(jpeg).data
    assert b"a secret" not in clean_picture(png).data


@pytest.mark.parametrize("written", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_format_of_the_list_is_taken(written: str) -> None:
    picture = clean_picture(drawn(written=written))

    left = opened(picture.data)
    assert left.size == (64, 48)
    assert left.format == picture.format
    assert near(left.convert("RGB").getpixel((16, 40)), RED)
    assert near(left.convert("RGB").getpixel((56, 40)), BLUE)


@pytest.mark.parametrize("written", ["BMP", "TIFF", "ICO", "PPM", "TGA"])
def test_other_formats_are_refused(written: str) -> None:
    with pytest.raises(PictureRefused, match="JPEG"):
        clean_picture(drawn(written=written))


def test_photograph_becomes_jpeg_and_drawing_png() -> None:
    assert clean_picture(noisy((300, 200))).format == "JPEG"
    assert clean_picture(drawn(written="PNG")).format == "PNG"


def test_name_is_ours_and_comes_from_the_bytes() -> None:
    upload = SimpleUploadedFile("../../evil.html", noisy((300, 200)), content_type="image/gif")

    picture = clean_picture(upload)

    assert picture.name == f"{picture.sha256[:20]}.jpg"


def test_cmyk_becomes_rgb() -> None:
    left = opened(clean_picture(drawn(mode="CMYK", written="JPEG")).data)

    assert left.mode == "RGB"
    assert near(left.getpixel((16, 40)), RED)


def test_sixteen_bits_keep_their_brightness() -> None:
    deep = Image.new("I;16", (20, 20), 32768)
    deep.paste(65535, (10, 0, 20, 20))
    target = io.BytesIO()
    deep.save(target, "PNG")

    left = opened(clean_picture(target.getvalue()).data)

    assert left.getpixel((2, 2)) == (127, 127, 127)
    assert left.getpixel((15, 2)) == (255, 255, 255)


def test_dark_sixteen_bits_stay_dark() -> None:
    target = io.BytesIO()
    Image.new("I;16", (20, 20), 200).save(target, "PNG")

    assert opened(clean_picture(target.getvalue()).data).getpixel((2, 2)) == (0, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_png_of_every_mode_is_taken(mode: str) -> None:
    assert opened(clean_picture(drawn(mode=mode, written="PNG")).data).mode in {"RGB", "RGBA"}


def test_transparency_is_kept() -> None:
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 128))
    target = io.BytesIO()
    image.save(target, "WEBP", lossless=True)

    left = opened(clean_picture(target.getvalue()).data)

    assert left.format == "PNG"
    assert left.getpixel((5, 5)) == (255, 0, 0, 128)


def test_transparent_palette_is_kept() -> None:
    image = Image.new("P", (20, 20), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(0, (0, 0, 10, 20))
    target = io.BytesIO()
    image.save(target, "GIF", transparency=0)

    left = opened(clean_picture(target.getvalue()).data)

    assert left.getpixel((5, 5))[3] == 0
    assert left.getpixel((15, 5)) == (0, 0, 255, 255)


def test_opaque_alpha_channel_is_dropped() -> None:
    assert opened(clean_picture(drawn(mode="RGBA", written="PNG")).data).mode == "RGB"


def test_colours_of_a_profile_are_kept_as_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    left = opened(clean_picture(drawn(written="PNG", icc_profile=lab)).data)

    assert "icc_profile" not in left.info
    assert near(left.getpixel((16, 40)), RED)


def test_profile_that_is_no_profile_does_not_matter() -> None:
    left = opened(clean_picture(drawn(written="PNG", icc_profile=b"not a profile at all")).data)

    assert near(left.getpixel((16, 40)), RED)


@pytest.mark.parametrize("written", ["GIF", "WEBP", "PNG"])
def test_first_frame_of_an_animation_is_kept(written: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    target = io.BytesIO()
    frames[0].save(target, written, save_all=True, append_images=frames[1:], duration=100)

    left = opened(clean_picture(target.getvalue()).data)

    assert getattr(left, "n_frames", 1) == 1
    assert near(left.convert("RGB").getpixel((5, 5)), RED)


def test_animation_with_too_many_frames_is_refused() -> None:
    frames = [Image.new("L", (2, 2), n % 256) for n in range(MAX_FRAMES + 1)]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])

    with pytest.raises(PictureRefused, match="still picture"):
        clean_picture(target.getvalue())


def test_picture_of_several_views_is_taken_as_its_first() -> None:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(
        target, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), "blue")]
    )

    assert near(opened(clean_picture(target.getvalue()).data).getpixel((5, 5)), RED)


def test_empty_file_is_refused() -> None:
    with pytest.raises(PictureRefused, match="empty"):
        clean_picture(b"")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Export the drawing as PNG"),
        (b"<?xml version='1.0'?>\n<!-- x --><SVG></SVG>", "Export the drawing as PNG"),
        (b"\xef\xbb\xbf<!DOCTYPE html><script>alert(1)</script>", "This is a web page"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (b"%PDF-1.7\n", "PDF"),
        (b"GIF89a", "damaged"),
        (b"just some words", "not a picture"),
    ],
)
def test_what_is_no_picture_is_refused_with_advice(data: bytes, sentence: str) -> None:
    with pytest.raises(PictureRefused, match=sentence):
        clean_picture(data)


@pytest.mark.parametrize("written", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_truncated_picture_is_refused(written: str) -> None:
    whole = drawn((600, 400), written=written)
    if written == "JPEG":
        whole = noisy((600, 400))

    with pytest.raises(PictureRefused, match="damaged"):
        clean_picture(whole[: len(whole) * 2 // 3])


@pytest.mark.parametrize("seed", range(40))
def test_corrupt_picture_never_raises_anything_else(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(drawn((80, 60), written=chance.choice(["JPEG", "PNG", "WEBP", "AVIF", "GIF"])))
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)

    with contextlib.suppress(PictureRefused):
        assert clean_picture(bytes(data)).width > 0


def test_picture_over_the_pixel_limit_is_told_its_size() -> None:
    with pytest.raises(PictureRefused, match="10,000 × 5,001 pixels; at most 50 million"):
        clean_picture(png_header(10_000, 5_001))


def test_pixel_limit_is_a_setting(settings: Any) -> None:
    settings.IMAGE_MAX_PIXELS = 64 * 48 - 1

    with pytest.raises(PictureRefused, match="64 × 48"):
        clean_picture(drawn())


@pytest.mark.parametrize(("width", "height"), [(10_000, 9_000), (16_000, 8_000), (20_000, 20_000)])
def test_bombs_of_all_sizes_are_refused(width: int, height: int) -> None:
    with pytest.raises(PictureRefused, match="pixels"):
        clean_picture(png_header(width, height))


def test_gif_that_claims_to_be_huge_is_refused() -> None:
    data = bytearray(drawn(written="GIF"))
    data[6:10] = struct.pack("<HH", 60_000, 60_000)

    with pytest.raises(PictureRefused, match="pixels"):
        clean_picture(bytes(data))


def test_side_that_no_format_holds_is_refused() -> None:
    with pytest.raises(PictureRefused, match="Crop"):
        clean_picture(png_header(20_000, 10))


def test_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.IMAGE_MAX_BYTES = 1024

    with pytest.raises(PictureRefused, match="too large"):
        clean_picture(noisy((300, 200)))


def test_longest_side_shrinks_the_picture() -> None:
    picture = clean_picture(noisy((800, 400)), longest=200)

    assert (picture.width, picture.height) == (200, 100)


def test_field_leaves_a_clean_file() -> None:
    field = PictureField()

    file = field.clean(SimpleUploadedFile("évil <b>.php", noisy((300, 200)), content_type="text/html"))

    assert isinstance(file, PictureFile)
    assert file.name == file.picture.name
    assert file.read() == file.picture.data


def test_field_says_why_it_refuses() -> None:
    with pytest.raises(forms.ValidationError, match="SVG") as caught:
        PictureField().clean(SimpleUploadedFile("a.png", b"<svg/>"))

    assert caught.value.code == "refused"
