from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any, NoReturn

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField
from django.http import Http404, HttpResponse

from skolespor.accounts.doors import log_refusal
from skolespor.accounts.http import SignedInRequest, origin_of
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events
from skolespor.children.models import Child
from skolespor.core.doors import View, mark


class ChildRequest(SignedInRequest):
    """What a view gets behind a child's door: the way by which the person came in."""

    way: access.Way


Judge = Callable[..., bool]
"""Asked with the request, the child and what else stands in the address: may this person do it there?"""


def child_door(permission: Permission, *, may: Judge | None = None) -> Callable[[View], View]:
    """Find the child, check the person, write it in the log book, open the door or not. `may` narrows it
    to one thing at the child: who is refused there stands in the log as refused."""

    def door(view: View) -> View:
        @wraps(view)
        @login_required
        def entered(request: ChildRequest, child_id: int, **kwargs: Any) -> HttpResponse:
            judged = partial(may, request, **kwargs) if may else None
            return view(request, enter(request, child_id, permission, may=judged), **kwargs)

        return mark(entered, permission)

    return door


def enter(
    request: ChildRequest,
    child_id: int,
    permission: Permission,
    *,
    may: Callable[[Child], bool] | None = None,
) -> Child:
    """404 when the child is not yours to see (say nothing), 403 when you see but may not act.

    Both a visit and a refused visit are logged before the answer is given.
    """
    child_id = _fitting(child_id)
    way = access.way_in(request.user, permission, child_id)
    if way and (may is None or may(way.seat.child)):
        _log(events.OPENED, request, child_id, permission, way=way)
        request.way = way
        return way.seat.child
    _log(events.REFUSED, request, child_id, permission)
    if access.way_in(request.user, Permission.CHILD_VIEW, child_id):
        raise PermissionDenied
    raise Http404


def refuse(
    request: SignedInRequest, permission: Permission, *, child_id: int | None = None
) -> NoReturn:
    """Behind an organisation's door: a number that is not this person's to work with. Written down
    like a refused visit, and then there is no such page."""
    if child_id is None:
        log_refusal(request, permission)
    else:
        _log(events.REFUSED, request, _fitting(child_id), permission)
    raise Http404


def refuse_each(
    request: SignedInRequest, permission: Permission, *, children: Iterable[int]
) -> NoReturn:
    """The same where several were asked for at once: a line at each of the children. A number that is
    no child's leaves a line at the person."""
    asked = sorted(set(children))
    for child_id in asked:
        _log(events.REFUSED, request, child_id, permission)
    if not asked:
        log_refusal(request, permission)
    raise Http404


def forbid(request: SignedInRequest, permission: Permission, *, child_id: int) -> NoReturn:
    """Who sees it and may not act: written down like a refused visit, and then 403."""
    _log(events.REFUSED, request, child_id, permission)
    raise PermissionDenied


def _fitting(number: int) -> int:
    """Larger numbers fit in no database."""
    return min(number, BigIntegerField.MAX_BIGINT)


@transaction.atomic
def _log(
    kind: log.Kind,
    request: SignedInRequest,
    child_id: int,
    permission: Permission,
    way: access.Way | None = None,
) -> None:
    """The purpose in codes: seat, permission and page. A guessed number is logged as well."""
    log.record(
        kind,
        by=request.user,
        about=Child(pk=child_id),
        child_id=child_id,
        role=way.role if way else "",
        origin=origin_of(request),
        permission=permission,
        step=step_of(request),
        **({"seat": way.seat.pk} if way else {}),
    )


@transaction.atomic
def log_shown(kind: log.Kind, children: Iterable[Child], *, request: SignedInRequest) -> None:
    """A list that shows children is a visit to each of them: one insert for all.

    Who has a seat at the child looked as that; nobody else has a role there.
    """
    shown = list(children)
    roles = access.roles_at(request.user, shown)
    log.write(
        log.entry(
            kind,
            by=request.user,
            about=child,
            child_id=child.pk,
            role=roles.get(child.pk, ""),
            origin=origin_of(request),
            step=step_of(request),
        )
        for child in shown
    )


def step_of(request: SignedInRequest) -> str:
    """The page's name: what the person was doing."""
    return request.resolver_match.view_name if request.resolver_match else ""
