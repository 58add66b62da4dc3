"""Executes a KQL query on DuckDB through duckdb-kql, for a second opinion on the tests' own evaluator.

Reads {query, now, tables: {name: {columns: {name: type}, rows: [[...]]}}} from standard input, writes the rows as JSON.
"""

import datetime
import json
import sys

import duckdb_kql

TYPES = {"string": "VARCHAR", "datetime": "TIMESTAMP", "int": "INTEGER", "real": "DOUBLE", "bool": "BOOLEAN", "dynamic": "JSON"}


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, datetime.timedelta) else value


def main():
    given = json.load(sys.stdin)
    connection = duckdb_kql.connect()
    for name, table in given["tables"].items():
        columns = table["columns"]
        typed = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in columns.items())
        connection.execute(f'CREATE TABLE "{name}" ({typed})')
        if table["rows"]:
            marks = ", ".join("?" for _ in columns)
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', table["rows"])
    result = duckdb_kql.query(connection, given["query"], query_now=given["now"])
    names = [column[0] for column in result.description]
    json.dump([dict(zip(names, map(plain, row))) for row in result.fetchall()], sys.stdout, default=float)


main()
