"""Encrypted model fields and the blind index that makes an exact search possible."""

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

from cryptography.fernet import InvalidToken
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from skolespor.core.keys import keys

if TYPE_CHECKING:
    AnyText = models.TextField[Any, Any]
else:
    AnyText = models.TextField


class SecretTextField(AnyText):
    """Text that is stored encrypted (Fernet: AES-128-CBC with HMAC-SHA256).

    Cannot be searched or sorted by; use a blind index beside it. Empty text stays empty, so that
    one can ask the database whether there is any.
    """

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return keys().cipher.encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if not value:
            return value
        try:
            return keys().cipher.decrypt(value.encode()).decode()
        except InvalidToken:
            raise ImproperlyConfigured(
                "Et krypteret felt kan ikke læses med de nøgler, der er i brug."
            ) from None

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in ("exact", "isnull"):
            return None
        return super().get_lookup(lookup_name)


class SecretJSONField(SecretTextField):
    """A dict or list, stored as encrypted JSON."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(json.dumps(value, ensure_ascii=False, default=str))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return json.loads(text) if text else {}

    def to_python(self, value: Any) -> Any:
        return value


def blind_index(purpose: str, value: str) -> str:
    """A keyed fingerprint (HMAC-SHA256, 64 hex digits) that is equal for equal values.

    `purpose` keeps the same value apart in two columns.
    """
    message = f"{purpose}:{value}".encode()
    return hmac.new(keys().index, message, hashlib.sha256).hexdigest()
