"""Looks for CPR numbers where none may be: in what was said, in the database as stored, in files."""

import re
from pathlib import Path

import duckdb
from django.apps import apps
from django.db import connection

NUMBER = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")


def numbers_in(text):
    return {found.replace("-", "").replace(" ", "") for found in NUMBER.findall(text)}


def everything_stored():
    """All columns of all tables as they lie in the database: what is encrypted stays so."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label != "contenttypes":
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def everything_in(folder):
    """Names and contents of all files; Parquet as its rows."""
    found = []
    for file in Path(folder).rglob("*"):
        found.append(str(file.relative_to(folder)))
        if file.suffix == ".parquet":
            rows = (
                duckdb.sql(f"SELECT * EXCLUDE (pupil) FROM read_parquet('{file}')")
                if ("school-days" not in str(file))
                else duckdb.sql(f"FROM read_parquet('{file}')")
            )
            found.append(str(rows.fetchall()))
        elif file.is_file():
            found.append(file.read_bytes().decode("latin-1"))
    return "\n".join(found)
