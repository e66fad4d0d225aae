"""The agency publishes a new version of a text."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.core.no_child import check_no_child
from skolespor.core.versions import EditedMeanwhile
from skolespor.public import access, events, rules
from skolespor.public.models import TextVersion
from skolespor.public.queries import versions
from skolespor.public.rules import Name


@transaction.atomic
def publish(
    *, name: Name, language: str, title: str, body: str, not_a_child: bool, seen: int, by: User
) -> TextVersion:
    """Everybody reads it from now on. Raises `EditedMeanwhile` when somebody has published since the
    writer's page was made: nothing is written over."""
    if not access.may_write(by):
        raise PermissionDenied
    rules.check_text(title, body)
    names = check_no_child({"title": title, "body": body}, is_confirmed=not_a_child)
    newest = versions(name, language).first()
    number = newest.version if newest else 0
    if newest and seen != number:
        raise EditedMeanwhile(newest)
    facts = {"title": title.strip(), "body": body.strip(), "written_by": by}
    version, is_new = TextVersion.objects.get_or_create(
        name=name, language=language, version=number + 1, defaults=facts
    )
    if not is_new:
        raise EditedMeanwhile(version)
    log.record(
        events.PUBLISHED,
        by=by,
        about=version,
        name=name.value,
        version=str(version.version),
        names_confirmed=str(names),
    )
    return version
