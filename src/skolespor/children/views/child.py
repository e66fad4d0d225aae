from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child


@child_door(Permission.CHILD_VIEW)
def overview(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404
