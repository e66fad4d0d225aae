"""Whose files one may send and see. No page about a child follows from it."""

from django.db.models import QuerySet

from skolespor.accounts.access import municipalities_where
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.imports.models import Batch, ColumnName, Upload


def senders_for(user: User) -> QuerySet[Organisation]:
    """The municipalities for which the user takes files in."""
    return municipalities_where(user, Permission.FILES_TAKE_IN)


def uploads_where(user: User) -> QuerySet[Upload]:
    return Upload.objects.filter(sender__in=senders_for(user))


def batches_where(user: User) -> QuerySet[Batch]:
    return Batch.objects.filter(sender__in=senders_for(user))


def names_where(user: User) -> QuerySet[ColumnName]:
    return ColumnName.objects.filter(municipality__in=senders_for(user))


def may_send_for(user: User, sender: Organisation) -> bool:
    return senders_for(user).filter(pk=sender.pk).exists()
