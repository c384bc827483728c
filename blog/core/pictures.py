"""Uploaded pictures: checked, turned upright, written anew. No byte that was uploaded is ever served."""

import contextlib
import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import IO, Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

# Process-wide on purpose: filters set around a call would be seen by other threads.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
MAX_SIDE = 16_383
"""Pixels; what WebP can hold."""
MAX_FRAMES = 500
_GRAPHIC_COLOURS = 4096
_TAKEN = "Choose a JPEG, PNG, WebP, AVIF or GIF file."


class PictureRefused(ValueError):
    """Its message tells the person who uploaded what to do."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A JPEG or, with transparency or few colours, a PNG; upright, sRGB, without metadata.

    `sha256` is of the bytes as uploaded, and names the file.
    """

    data: bytes
    format: str
    width: int
    height: int
    sha256: str

    @property
    def stem(self) -> str:
        return self.sha256[:20]

    @property
    def name(self) -> str:
        return f"{self.stem}.{'jpg' if self.format == 'JPEG' else 'png'}"

    def as_file(self) -> "ContentFile[bytes]":
        return ContentFile(self.data, name=self.name)


def clean_picture(data: "bytes | IO[bytes] | File[bytes]", *, longest: int | None = None) -> CleanPicture:
    """No side longer than `longest` pixels, where given. Keeps the first frame. Raises PictureRefused."""
    raw = _read(data)
    image = _decode(raw)
    if longest is not None:
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    written = "PNG" if image.mode == "RGBA" or _is_graphic(image) else "JPEG"
    return CleanPicture(
        data=encode(image, written, **({"quality": 90} if written == "JPEG" else {})),
        format=written,
        width=image.width,
        height=image.height,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def encode(image: Image.Image, written: str, **options: Any) -> bytes:
    """The image's bytes in a format of Pillow's name; options are those of that format."""
    target = io.BytesIO()
    if written == "JPEG":
        options = {"optimize": True, "progressive": True} | options
    image.save(target, written, **options)
    return target.getvalue()


def _read(data: "bytes | IO[bytes] | File[bytes]") -> bytes:
    limit = settings.IMAGE_MAX_BYTES
    if isinstance(data, bytes):
        raw = data
    else:
        data.seek(0)
        raw = data.read(limit + 1)
    if not raw:
        raise PictureRefused("This file is empty. Choose it again, or save it anew where it comes from.")
    if len(raw) > limit:
        raise PictureRefused(
            f"This file is too large: at most {limit // 2**20} MB are taken. Save it smaller and try again."
        )
    return raw


def _decode(raw: bytes) -> Image.Image:
    """Upright, RGB or RGBA, 8 bits a channel, nothing in `info`."""
    try:
        image = Image.open(io.BytesIO(raw), formats=FORMATS)
    except UnidentifiedImageError:
        raise PictureRefused(_what_it_is(raw)) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused(_too_many_pixels()) from None
    except Exception:  # whatever hostile bytes lead a decoder to raise
        raise PictureRefused(_damaged()) from None
    _check_size(image.width, image.height)
    try:
        if getattr(image, "n_frames", 1) > MAX_FRAMES:
            raise PictureRefused(
                f"This animation has more than {MAX_FRAMES} frames. Upload one of them as a still picture."
            )
        image.seek(0)
        image.load()
        return _plain(image)
    except PictureRefused:
        raise
    except Exception:
        raise PictureRefused(_damaged()) from None


def _check_size(width: int, height: int) -> None:
    if width * height > settings.IMAGE_MAX_PIXELS:
        raise PictureRefused(_too_many_pixels(width, height))
    if max(width, height) > MAX_SIDE:
        raise PictureRefused(
            f"This picture is {width:,} × {height:,} pixels; a side may have at most {MAX_SIDE:,}. Crop it."
        )


def _plain(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    with contextlib.suppress(Exception):  # EXIF that cannot be read says nothing about which side is up
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I") or image.mode == "F":
        image = _eight_bits(image)
    alpha = None
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        if alpha.getextrema() == (255, 255):
            alpha = None
    image = _in_srgb(image, profile)
    if alpha is not None:
        image.putalpha(alpha)
    image.info = {}
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greyscale of 16 bits or more, scaled: Pillow alone cuts off what is above 255."""
    wide = image.convert("F")
    low, high = cast(tuple[float, float], wide.getextrema())
    scale = 255 / 65535 if high > 255 or image.mode.startswith("I;16") else 1.0
    if high > 65535 or low < 0:
        scale, offset = 255 / ((high - low) or 1), -low
    else:
        offset = 0.0
    return wide.point(lambda value: value * scale + offset * scale).convert("L")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    opaque = image.convert("RGB") if image.mode not in {"RGB", "CMYK", "L"} else image
    if profile:
        # A profile that does not fit the pixels is as good as none.
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            given, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(opaque, given, srgb, outputMode="RGB")
            if converted is not None:
                return converted
    return opaque.convert("RGB") if opaque.mode != "RGB" else opaque


def _is_graphic(image: Image.Image) -> bool:
    """Few colours: a chart, a logo or a page of text, which JPEG would blur."""
    sample = image.copy()
    sample.thumbnail((600, 600), Image.Resampling.NEAREST)
    return sample.getcolors(_GRAPHIC_COLOURS) is not None


def _too_many_pixels(width: int = 0, height: int = 0) -> str:
    most = f"{settings.IMAGE_MAX_PIXELS / 1_000_000:,.0f} million pixels"
    size = f"is {width:,} × {height:,} pixels" if width else "has too many pixels"
    return f"This picture {size}; at most {most} can be taken. Save it smaller and try again."


def _damaged() -> str:
    return "This picture is damaged or was not sent whole. Open it, save it anew, and upload that file."


def _what_it_is(raw: bytes) -> str:
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head:
        return "SVG files can carry scripts and are not taken. Export the drawing as PNG and upload that."
    if raw[4:8] == b"ftyp" and raw[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        return "HEIC pictures cannot be shown by browsers. Export the picture as JPEG and upload that file."
    if head.startswith((b"ii*\0", b"mm\0*")):
        return "TIFF pictures cannot be shown by browsers. Export the picture as JPEG and upload that file."
    if head.startswith(b"%pdf"):
        return "This is a PDF document, not a picture. Save the page as PNG and upload that file."
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<script")):
        return f"This is a web page, not a picture, whatever its name says. {_TAKEN}"
    if raw.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8")) or raw[:4] == b"RIFF":
        return _damaged()
    return f"This is not a picture that can be read. {_TAKEN}"


class PictureFile(ContentFile):  # type: ignore[type-arg]  # not subscriptable when it runs
    """What a PictureField leaves in cleaned_data."""

    def __init__(self, picture: CleanPicture) -> None:
        super().__init__(picture.data, name=picture.name)
        self.picture = picture


class PictureField(forms.FileField):
    """A form's upload that accepts pictures only; a refusal is shown at the field."""

    widget = forms.ClearableFileInput

    def __init__(self, *args: Any, longest: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.longest = longest

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": ",".join(SUFFIXES)}

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        try:
            return PictureFile(clean_picture(data, longest=self.longest))
        except PictureRefused as refused:
            raise ValidationError(str(refused), code="refused") from refused
