"""The Danish content as data: read one file at a time where it is used. `shapes`, `references` and
`check` are for the commands that check a folder; nothing here imports them."""

from skolespor.core.content.place import kept
from skolespor.core.content.read import choices, code_list, in_language, label, read_csv, read_yaml

__all__ = ["choices", "code_list", "in_language", "kept", "label", "read_csv", "read_yaml"]
