"""What every page knows about the person who is signed in."""

from typing import Any

from django.http import HttpRequest

from skolespor.accounts.models import Accent
from skolespor.accounts.queries import first_job


def signed_in(request: HttpRequest) -> dict[str, Any]:
    """One query, and none for those who are not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"user": user, "accent": Accent.PETROL.value}
    job = first_job(user)
    if job is None:
        return {"user": user, "user_name": user.name, "accent": Accent.PETROL.value}
    return {
        "user": user,
        "user_name": user.name,
        "user_role": job.role_label,
        "authority": job.organisation.home_municipality.name,
        "accent": job.organisation.home_municipality.accent,
    }
