"""ZIP files → the files in them.

In: the bytes of an archive. Out: name and bytes of each file that may hold text, in the order of the archive. Names
that the packing program wrote in GBK are read as such. Left alone: hidden files, pictures; archives in archives are
said, not opened.
Nothing is written to disk; counts and sizes are limited, so that a small archive can't unpack into an endless one.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from drafter.errors import DrafterError

INSIDE = "／"
"""What parts the name of an archive or a letter from that of a file in it."""
FILES = 2000
ONE = 50_000_000  # bytes of one file, unpacked
ALL = 300_000_000  # bytes of all of them
BROKEN = "不是完好的压缩包（zip），请重新下载或压缩"
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_ARCHIVES = {".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar"}
_NO_TEXT = {
    ".exe", ".dll", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".mp3",
    ".mp4", ".avi", ".mov", ".xls", ".xlsx", ".ppt", ".pptx", ".css", ".js", ".ico", ".db", ".lnk", ".woff", ".ttf",
}  # fmt: skip


def members(raw: bytes, name: str) -> Iterator[tuple[str, bytes | DrafterError]]:
    """Each file of an archive with its bytes, or with what is wrong with it.

    Raises DrafterError for a broken archive and for one that is beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and may_hold_text(file_name(info))]
            if len(infos) > FILES:
                raise DrafterError(f"{name}：压缩包里有{len(infos)}个文件，超过上限{FILES}个，请分开压缩")
            if sum(info.file_size for info in infos) > ALL:
                raise DrafterError(f"{name}：压缩包解开后超过{ALL // 1_000_000}兆，请先解压，再读其中的文件夹")
            for info in infos:
                yield file_name(info), _unpacked(archive, info, name)
    except zipfile.BadZipFile:
        raise DrafterError(f"{name}：{BROKEN}") from None


def names(raw: bytes) -> list[str] | None:
    """The files in an archive; None when it is none, or broken."""
    if not raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes | DrafterError:
    place = f"{name}{INSIDE}{file_name(info)}"
    if PurePosixPath(info.filename).suffix.lower() in _ARCHIVES:
        return DrafterError(f"{place}：是压缩包里的压缩包，请先解压")
    if info.flag_bits & _ENCRYPTED:
        return DrafterError(f"{place}：压缩包有密码，请先解压")
    if info.file_size > ONE:
        return DrafterError(f"{place}：解开后超过{ONE // 1_000_000}兆，不像讲话，没有读")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return DrafterError(f"{place}：压缩方法少见，解不开，请用普通的 zip 重新压缩")
    try:
        with archive.open(info) as file:
            return file.read(ONE)  # never more than the directory of the archive says
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return DrafterError(f"{place}：解不开，请重新压缩")


def file_name(info: zipfile.ZipInfo) -> str:
    """The path of a file in an archive; without the mark of UTF-8 it is GBK or UTF-8 that was read as cp437."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def may_hold_text(name: str) -> bool:
    """Whether a file in an archive is worth a look: not hidden, no picture, no program."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not hidden and path.suffix.lower() not in _NO_TEXT and not path.name.startswith("~$")
