"""PNG and JPEG: what a camera writes beside the picture (where it was taken, when, by whom) is taken out.

Nothing is decoded: the blocks of the file are copied or left out. Which way up the picture is stays.
"""

import struct
import zlib
from collections.abc import Iterator

from skolespor.core.papers.shape import Fault, Kind, Reading, Unreadable

PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 120_000_000
KEPT_IN_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"}
KEPT_IN_PNG |= {b"sBIT", b"bKGD", b"pHYs", b"cICP"}
SCAN, END, QUANTISING, RESTART, FILLING = 0xDA, 0xD9, 0xDB, range(0xD0, 0xD8), 0xFF
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
KEPT_IN_JPEG = {0xC4, 0xCC, QUANTISING, 0xDD, SCAN, *FRAMES}
JFIF, EXIF, COLOURS, ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
ORIENTATION = 0x0112


def read_picture(content: bytes) -> Reading:
    """A picture has no text that can be read: a person looks it through."""
    if content.startswith(PNG_START):
        return Reading(Kind.PNG, has_unread=True, content=_png(content))
    return Reading(Kind.JPEG, has_unread=True, content=_jpeg(content))


def _png(content: bytes) -> bytes:
    kept = [PNG_START]
    for name, block in _png_blocks(content):
        if name == b"IHDR":
            _check_size(*struct.unpack(">II", block[8:16]))
        if name in KEPT_IN_PNG:
            kept.append(block)
    return b"".join(kept)


def _png_blocks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each block with its name, to the last one; what follows that is no picture."""
    at = len(PNG_START)
    while True:
        head = content[at : at + 8]
        if len(head) < 8:
            raise Unreadable(Fault.BROKEN)
        length, name = struct.unpack(">I4s", head)
        block = content[at : at + 12 + length]
        checksum = zlib.crc32(block[4:-4]).to_bytes(4, "big")
        is_first = at == len(PNG_START)
        if len(block) < 12 + length or block[-4:] != checksum or is_first != (name == b"IHDR"):
            raise Unreadable(Fault.BROKEN)
        if name == b"IHDR" and length != 13:
            raise Unreadable(Fault.BROKEN)
        yield name, block
        if name == b"IEND":
            return
        at += len(block)


def _jpeg(content: bytes) -> bytes:
    kept, at, turned, has_frame = [b"\xff\xd8"], 2, 1, False
    while True:
        mark, block = _jpeg_block(content, at)
        at += len(block)
        if mark == END:
            break
        if mark in FRAMES:
            has_frame = True
            _check_size(*struct.unpack(">HH", block[5:9]))
        if mark == EXIF:
            turned = _orientation(block) or turned
        if _is_kept(mark, block):
            kept.append(block)
        if mark == SCAN:
            scan = _scan(content, at)
            kept.append(scan)
            at += len(scan)
    if not has_frame:
        raise Unreadable(Fault.BROKEN)
    return b"".join([kept[0], _which_way_up(turned), *kept[1:], b"\xff\xd9"])


def _jpeg_block(content: bytes, at: int) -> tuple[int, bytes]:
    """The mark of the block that begins there, and all of it."""
    head = content[at : at + 4]
    if len(head) < 2 or head[0] != 0xFF:
        raise Unreadable(Fault.BROKEN)
    if head[1] == END:
        return END, head[:2]
    length = int.from_bytes(head[2:4], "big")
    block = content[at : at + 2 + length]
    if length < 2 or len(block) < 2 + length or (head[1] in FRAMES and length < 8):
        raise Unreadable(Fault.BROKEN)
    return head[1], block


def _scan(content: bytes, start: int) -> bytes:
    """The picture itself, to the next mark that is not part of it."""
    at = start
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Unreadable(Fault.BROKEN)
        following = content[at + 1]
        if following == FILLING:
            at += 1
        elif following == 0 or following in RESTART:
            at += 2
        else:
            return content[start:at]


def _is_kept(mark: int, block: bytes) -> bool:
    """The picture, its colours, and nothing that tells of people or places."""
    if mark == COLOURS:
        return block[4:].startswith(b"ICC_PROFILE\x00")
    if mark == JFIF:
        return block[4:].startswith(b"JFIF\x00")
    return mark in KEPT_IN_JPEG or mark == ADOBE


def _orientation(block: bytes) -> int:
    """Which way up, from 2 to 8; 0 where the camera does not say."""
    tiff = block[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    if not block[4:].startswith(b"Exif\x00\x00") or not order or len(tiff) < 8:
        return 0
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[first : first + 2].ljust(2, b"\x00"))
    for number in range(min(count, 100)):
        entry = tiff[first + 2 + 12 * number :][:12]
        if len(entry) == 12 and struct.unpack(f"{order}H", entry[:2]) == (ORIENTATION,):
            (found,) = struct.unpack(f"{order}H", entry[8:10])
            return found if 2 <= found <= 8 else 0
    return 0


def _which_way_up(turned: int) -> bytes:
    """A note of a camera that says nothing else."""
    if turned == 1:
        return b""
    entry = struct.pack("<HHIHH", ORIENTATION, 3, 1, turned, 0)
    tiff = b"II*\x00\x08\x00\x00\x00\x01\x00" + entry + b"\x00\x00\x00\x00"
    payload = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload


def _check_size(one: int, other: int) -> None:
    if one * other > MOST_PIXELS:
        raise Unreadable(Fault.TOO_MUCH)
