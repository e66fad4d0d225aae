"""What people can be told. Each room registers its own kinds in its events.py."""

from dataclasses import dataclass
from typing import Any

KINDS: dict[str, "NoticeKind"] = {}


@dataclass(frozen=True)
class NoticeKind:
    """`text` is what happened, `why` answers »Hvorfor får jeg den?«, `page` is the name of the page
    to go to. `of_child`: the page takes the child's number. `by_mail`: a mail with a link as well.
    """

    code: str
    text: Any
    why: Any
    page: str
    of_child: bool = False
    by_mail: bool = False

    def __post_init__(self) -> None:
        if self.code in KINDS:
            raise ValueError(f"notice kind {self.code} is registered twice")
        KINDS[self.code] = self
