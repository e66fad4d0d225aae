"""A file on its way in: encrypted while it arrives, so that it is never on a disk as it was sent."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from skolespor.core.vault import Sealing
from skolespor.imports import depot
from skolespor.imports.rules import LARGEST

if TYPE_CHECKING:
    AnyUpload = UploadedFile[bytes]
else:
    AnyUpload = UploadedFile

START = 4096
"""Bytes by which one can tell what kind of file it is. They stay in memory, for this request."""


class Received(AnyUpload):
    """A file that lies in the depot: `stored` is its name there, `key` opens it. It is removed when the
    request ends, unless somebody keeps it. What its sender called it is forgotten."""

    def __init__(self, sealing: Sealing, size: int, start: bytes, field: str):
        super().__init__(file=None, name="file", size=size)
        self.sealing, self.start, self.field_name = sealing, start, field
        self.stored, self.key, self.is_kept = sealing.file.name, "", False

    def keep(self) -> None:
        """Whole, and to stay."""
        self.is_kept = True


def received(content: bytes) -> Received:
    """A file that does not come through a page."""
    sealing = Sealing(depot.new_file())
    sealing.write(content)
    file = Received(sealing, len(content), content[:START], "file")
    file.key = sealing.close()
    return file


class SealedUploads(FileUploadHandler):
    """Writes every chunk encrypted. What is larger than the limit is counted and not written."""

    def __init__(self, request: HttpRequest | None = None):
        super().__init__(request)
        self.received: list[Received] = []
        self.sealing: Sealing | None = None
        self.start = b""

    def new_file(self, field_name: str, *args: Any, **more: Any) -> None:
        super().new_file(field_name, *args, **more)
        self.sealing, self.start = Sealing(depot.new_file()), b""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if len(self.start) < START:
            self.start += raw_data[: START - len(self.start)]
        if self.sealing and start + len(raw_data) <= LARGEST:
            self.sealing.write(raw_data)

    def file_complete(self, file_size: int) -> Received | None:
        if self.sealing is None:
            return None
        received = Received(self.sealing, file_size, self.start, self.field_name or "")
        received.key = self.sealing.close()
        self.received.append(received)
        self.sealing = None
        return received

    def tidy(self) -> None:
        """What nobody has kept goes, also what never came to an end."""
        if self.sealing:
            self.sealing.discard()
        for received in self.received:
            if not received.is_kept:
                received.sealing.discard()


def receives_sealed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that takes a file, inside its door: strangers are turned away before anything is
    read. The token is looked for here, because looking for it reads the file."""
    protected = csrf_protect(view)

    @wraps(view)
    def receive(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        handler = SealedUploads(request)
        request.upload_handlers = [handler]
        try:
            return protected(request, *args, **kwargs)
        finally:
            handler.tidy()

    return csrf_exempt(receive)
