from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from skolespor.accounts.models import User
from skolespor.core import outbox
from skolespor.notices.kinds import NoticeKind
from skolespor.notices.models import Notice


@transaction.atomic
def tell(kind: NoticeKind, users: Iterable[User], *, key: str, child_id: int | None = None) -> None:
    """Tell each person who can sign in once; by mail too where the kind says so. The mail carries
    only a link, and is Danish whatever language the one who acts reads."""
    for user in {user.pk: user for user in users if user.is_active}.values():
        notice, is_new = Notice.objects.get_or_create(
            user=user, key=key, defaults={"kind": kind.code, "child_id": child_id}
        )
        if is_new and kind.by_mail and user.email:
            with translation.override(settings.LANGUAGE_CODE):
                _send(kind, notice, to=user.email)


def _send(kind: NoticeKind, notice: Notice, *, to: str) -> None:
    outbox.put(
        key=f"notice-{notice.pk}",
        recipient=to,
        subject=_("Skolespor: noget venter på dig"),
        body=_("{text}\n\nLog ind og se det:\n{link}").format(
            text=kind.text, link=settings.SITE_URL + reverse("notices:index")
        ),
    )


def point_to(child_id: int, *, instead_of: int) -> None:
    """Two children were one: notices about the double lead to the one that is kept."""
    Notice.objects.filter(child_id=instead_of).update(child_id=child_id)


def mark_read(*, notice: Notice, by: User) -> None:
    mine = Notice.objects.filter(pk=notice.pk, user=by, read_at=None)
    mine.update(read_at=timezone.now())


def mark_all_read(*, by: User) -> None:
    Notice.objects.filter(user=by, read_at=None).update(read_at=timezone.now())
