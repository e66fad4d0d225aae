"""Looking into a PDF that typst has made, without a program to read it."""

import re


def bookmarks(made: bytes) -> list[str]:
    """The titles a reader can jump to, as they stand in the file: Latin letters plainly, others in UTF-16."""
    plain = re.findall(rb"/Title\((.*?)\)/Dest", made)
    wide = re.findall(rb"/Title<FEFF([0-9A-F]+)>/Dest", made)
    return [re.sub(rb"\\(.)", rb"\1", one).decode() for one in plain] + [
        bytes.fromhex(one.decode()).decode("utf-16-be") for one in wide
    ]
