"""A file on its way in: in memory, so that it is never on a disk as it was sent."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from skolespor.core.papers.rules import LARGEST

if TYPE_CHECKING:
    AnyUpload = UploadedFile[bytes]
else:
    AnyUpload = UploadedFile


class InMemory(FileUploadHandler):
    """Keeps the first file of a request, and of that no more than the limit; the rest is counted only."""

    def __init__(self, request: HttpRequest | None = None):
        super().__init__(request)
        self.content = bytearray()
        self.number = 0

    def new_file(self, *args: Any, **more: Any) -> None:
        super().new_file(*args, **more)
        self.number += 1
        if self.number > 1:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= LARGEST:
            self.content += raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if self.number > 1:
            return None
        return AnyUpload(BytesIO(bytes(self.content)), self.file_name, size=file_size)


def receives_a_file(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that takes a file, inside its door: strangers are turned away before anything is
    read. The token is looked for here, because looking for it reads the file."""
    protected = csrf_protect(view)

    @wraps(view)
    def receive(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        return protected(request, *args, **kwargs)

    return csrf_exempt(receive)
