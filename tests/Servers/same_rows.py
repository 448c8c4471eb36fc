#!/usr/bin/env python3
"""Reads a file of tickets as Apollo writes it by pandas, and compares every column with the rows of the ITSM.

    python3 same_rows.py rows.csv ITSM ZONE

ITSM is psql's copy of the tickets as CSV, or a SQLite file. Some columns at a time, so that a million rows find room.
Says one line on success, and exits with 1 and the first differences else.
"""

from __future__ import annotations

import sqlite3
import sys

import pandas as pd

TEXTS = {"title": "title", "kind": "kind", "state": "state", "category": "category", "service": "service",
         "channel": "channel", "location": "location", "team": "team", "assignee": "assignee",
         "requester": "requester", "url": "url", "outcome": "outcome"}
NUMBERS = {"priority": "priority", "pendingSeconds": "pending_seconds", "reopens": "reopens",
           "reassignments": "reassignments", "rating": "rating"}
TIMES = {"openedAt": "opened_at", "respondedAt": "responded_at", "resolvedAt": "resolved_at", "closedAt": "closed_at",
         "reopenedAt": "reopened_at", "responseDueAt": "response_due_at", "dueAt": "due_at", "updatedAt": "updated_at"}
DERIVED = ["ending", "weekday", "hour", "timeToResolve", "age", "resolvedInTime", "respondedInTime"]


def main(file: str, itsm: str, zone: str) -> int:
    names = list(pd.read_csv(file, nrows=0).columns)
    known = ["id", "escalated", *TEXTS, *NUMBERS, *TIMES, *DERIVED]
    if sorted(names) != sorted(known):
        print(f"other columns: {sorted(set(names) ^ set(known))}")
        return 1
    faults: list[str] = []
    rows = 0
    for group in (TEXTS, NUMBERS | {"escalated": "escalated"}, TIMES):
        # A group of texts is read in two parts, which hold less at a time.
        for part in (list(group)[::2], list(group)[1::2]):
            was, told = read_itsm(itsm, [group[name] for name in part]), read_file(file, part)
            rows = len(told)
            if not was.index.equals(told.index):
                print(f"{len(was)} tickets in the ITSM, {rows} rows in the file, or others")
                return 1
            for name in part:
                compare(name, wanted(name, was[group[name]]), given(name, told[name]), faults)
    derived(read_itsm(itsm, ["state", "pending_seconds", *(TIMES[name] for name in TIMES)]),
            read_file(file, DERIVED), zone, faults)
    print(*faults or [f"{rows:,} rows, {len(names)} columns: the same"], sep="\n")
    return 1 if faults else 0


def read_file(file: str, names: list[str]) -> pd.DataFrame:
    return pd.read_csv(file, usecols=["id", *names], dtype=str, keep_default_na=False).set_index("id").sort_index()


def read_itsm(itsm: str, names: list[str]) -> pd.DataFrame:
    if itsm.endswith(".csv"):
        rows = pd.read_csv(itsm, usecols=["id", *names], dtype=str, keep_default_na=False)
    else:
        with sqlite3.connect(itsm) as connection:
            found = connection.execute(f"SELECT id, {', '.join(names)} FROM tickets")
            rows = pd.DataFrame(([text(cell) for cell in row] for row in found), columns=["id", *names], dtype=str)
    return rows.set_index("id").sort_index()


def text(cell: object) -> str:
    return "" if cell is None else str(cell)


def wanted(name: str, column: pd.Series) -> pd.Series:
    if name in TIMES:
        return times(column).dt.floor("ms")
    if name in NUMBERS:
        return pd.to_numeric(column)
    if name == "escalated":
        return column.map({"1": "yes", "0": "no", "t": "yes", "f": "no", "": ""})
    # So that no spreadsheet takes a text for a formula.
    formula = column.str.match(r"'*[=+\-@\t\r\n＝＋－＠]")
    return column.where(~formula, "'" + column)


def given(name: str, column: pd.Series) -> pd.Series:
    return times(column) if name in TIMES else pd.to_numeric(column) if name in NUMBERS else column


def times(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column.where(column != ""), utc=True)


def derived(was: pd.DataFrame, told: pd.DataFrame, zone: str, faults: list[str]) -> None:
    """What a report tells of a ticket, of tickets that are resolved or closed."""
    at = {name: times(was[column]) for name, column in TIMES.items()}
    wall = at["openedAt"].dt.tz_convert(zone)
    compare("weekday", wall.dt.weekday + 1, pd.to_numeric(told["weekday"]), faults)
    compare("hour", wall.dt.hour, pd.to_numeric(told["hour"]), faults)
    took = (at["resolvedAt"] - at["openedAt"]).dt.total_seconds() - pd.to_numeric(was["pending_seconds"]).fillna(0)
    compare("timeToResolve", took.clip(lower=0).round(3), pd.to_numeric(told["timeToResolve"]).round(3), faults)
    as_of = pd.to_datetime(at["openedAt"].astype("int64") / 1e9 + pd.to_numeric(told["age"]), unit="s")
    if (as_of.max() - as_of.min()).total_seconds() > 0.001:
        faults.append(f"age: as of {as_of.min()} to {as_of.max()}")
    late = at["resolvedAt"] > at["dueAt"]
    compare("ending", late.map({True: "late", False: "in-time"}), told["ending"], faults)
    for name, done, due in (("resolvedInTime", "resolvedAt", "dueAt"),
                            ("respondedInTime", "respondedAt", "responseDueAt")):
        kept = (at[done] <= at[due]).map({True: "yes", False: "no"})
        compare(name, kept.where(at[due].notna() & at[done].notna(), ""), told[name], faults)


def compare(name: str, wanted: pd.Series, given: pd.Series, faults: list[str]) -> None:
    other = ~((wanted == given) | (wanted.isna() & given.isna()))
    for ticket in other.index[other][:3]:
        faults.append(f"{name} of {ticket}: {wanted[ticket]!r} in the ITSM, {given[ticket]!r} in the file")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
