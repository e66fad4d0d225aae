"""How large a file may be. A file beyond the limits is refused before it costs anything."""

COLUMNS = 200
CELL = 32_767
"""Characters, as in Excel."""
XLSX_PACKED = 50 * 1024**2
XLSX_UNPACKED = 500 * 1024**2
XLSX_PARTS = 1_000
XLSX_ROWS = 1_000_000
LINE = COLUMNS * 8_192
"""Bytes in one line of a plain file; longer ones are read with care, cell by cell."""
