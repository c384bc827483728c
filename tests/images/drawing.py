"""Pictures made for a test."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def drawn(size: tuple[int, int] = (64, 48), mode: str = "RGB", written: str = "JPEG", **options: Any) -> bytes:
    """Left half red, right half blue (or dark and light), top left corner white."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    image.paste("white", (0, 0, size[0] // 8, size[1] // 8))
    target = io.BytesIO()
    image.convert(mode).save(target, written, **options)
    return target.getvalue()


def noisy(size: tuple[int, int] = (1800, 1200), seed: int = 0, **options: Any) -> bytes:
    """A JPEG with as many colours as a photograph; another seed, another picture."""
    grain = Image.effect_noise((size[0] // 8 + seed, size[1] // 8), 60).resize(size)
    slope = Image.linear_gradient("L").resize(size)
    target = io.BytesIO()
    Image.merge("RGB", (grain, slope, slope.rotate(180))).save(target, "JPEG", **{"quality": 85, **options})
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it has this size, with next to nothing in it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )
