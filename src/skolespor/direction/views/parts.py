"""What several views of preparedness do."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from skolespor.accounts.doors import log_refusal
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.direction.queries import reviews


def mine(request: SignedInRequest, organisation_id: int) -> reviews.Standing:
    """A place that is not one's own to lead: who may look at it is refused, for everybody else there is
    no such page. Both are written down."""
    standing = reviews.place_to_review(organisation_id, reader=request.user)
    if standing is None:
        log_refusal(request, Permission.PREPAREDNESS_REVIEW)
        if reviews.is_seen(organisation_id, reader=request.user):
            raise PermissionDenied
        raise Http404
    return standing


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A file whose name holds nothing personal."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
