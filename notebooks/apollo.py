"""Apollo's numbers, history, reports and tickets as pandas frames, over its HTTP API.

    from apollo import Desk
    desk = Desk()                                   # APOLLO_URL, APOLLO_DESK, APOLLO_TOKEN
    desk.history("open-tickets", "2026-11-01", "2026-11-28", step="day")

Times are aware of their zone (UTC); lengths of time are seconds as Apollo gives them. What goes wrong is one
`ApolloError` with one line that says what and how to mend it.
"""

from __future__ import annotations

import io
import os
from datetime import date, datetime, timedelta

import pandas as pd
import requests

__all__ = ["ApolloError", "Desk"]


class ApolloError(Exception):
    """What Apollo, or the way to it, answered instead of data: one line."""

    def _render_traceback_(self) -> list[str]:
        # In a notebook the line is the message; where in this file it was raised helps nobody.
        return [f"ApolloError: {self}"]


class Desk:
    """One desk of an Apollo, as the token's role sees it."""

    def __init__(
        self,
        desk: str | None = None,
        url: str | None = None,
        token: str | None = None,
        timeout: float = 60,
    ) -> None:
        """
        :param desk: Id of the desk; else APOLLO_DESK, else "demo".
        :param url: Where Apollo is; else APOLLO_URL, else http://localhost:5080.
        :param token: "apl_…" with the scope read:{desk}:{role}; else APOLLO_TOKEN. An Apollo without sign-in on this
            machine needs none.
        :param timeout: Seconds within which each answer must begin and go on.
        """
        self.id = desk or os.environ.get("APOLLO_DESK") or "demo"
        self.url = (url or os.environ.get("APOLLO_URL") or "http://localhost:5080").rstrip("/")
        self._timeout = timeout
        self._zone: str | None = None
        self._http = requests.Session()
        token = token or os.environ.get("APOLLO_TOKEN")
        if token:
            self._http.headers["Authorization"] = f"Bearer {token.strip()}"

    # The desk's days

    @property
    def zone(self) -> str:
        """The zone of the desk's days, such as "Europe/Paris"."""
        if self._zone is None:
            desks = {desk["id"]: desk["timeZone"] for desk in self._asked("GET", "api/desks").json()}
            if self.id not in desks:
                seen = ", ".join(desks) or "none"
                raise ApolloError(f"there is no desk '{self.id}' that this token may read; it may read: {seen}")
            self._zone = desks[self.id]
        return self._zone

    def period(self, days: int = 28) -> tuple[date, date]:
        """APOLLO_FROM and APOLLO_TO, else the desk's last whole days; both included."""
        last = pd.Timestamp.now(tz=self.zone).date() - timedelta(days=1)
        end = date.fromisoformat(os.environ.get("APOLLO_TO") or last.isoformat())
        start = os.environ.get("APOLLO_FROM")
        return (date.fromisoformat(start) if start else end - timedelta(days=days - 1)), end

    def days(self, start: str | date, end: str | date) -> tuple[datetime, datetime]:
        """From where the first of some desk days begins to where the last ends."""
        first, last = (pd.Timestamp(day).tz_localize(self.zone) for day in (_day(start), _day(end)))
        # A day of 23 or 25 hours ends with its clock, not after 24 hours.
        return first, (last.tz_localize(None) + pd.Timedelta(days=1)).tz_localize(self.zone)

    # What the desk is

    def catalogue(self) -> pd.DataFrame:
        """The KPIs of the desk: title, description, group, unit, better, warning, critical; one row each, by id."""
        return pd.DataFrame(self.json("catalogue")).set_index("id")

    def kpis(self) -> pd.DataFrame:
        """All numbers as they are now, by id. `value` is NaN where there is none."""
        return pd.DataFrame(self.json("kpis")).set_index("kpi")

    # Its past

    def history(
        self,
        kpis: str | list[str],
        start: str | date | datetime,
        end: str | date | datetime,
        step: str | int = "auto",
        group: str | None = None,
    ) -> pd.DataFrame:
        """Every point of one or several KPIs in a range, whatever their number.

        :param kpis: An id, or a list of them.
        :param step: "auto", "day" or seconds: 0 (by change), 60, 300, 900, 1800, 3600, 10800, 21600.
        :param group: "team:Network", "location:Lyon", …; None = the whole desk.
        :returns: kpi, group, at (the step's begin), last, min, max, mean. A gap has no rows.
        """
        ids = [kpis] if isinstance(kpis, str) else list(kpis)
        return self.frame(
            "history.csv",
            times=["at"],
            kpi=",".join(ids),
            **{"from": _instant(start), "to": _instant(end)},
            step=step,
            group=group,
        )

    def limits_of(self, kpi: str, start: str | date | datetime, end: str | date | datetime) -> pd.DataFrame:
        """The limits of a KPI as they were: at, warning, critical."""
        answer = self.json(f"kpis/{kpi}/history", **{"from": _instant(start), "to": _instant(end)})
        limits = pd.DataFrame(answer["limits"], columns=["at", "warning", "critical"])
        limits["at"] = pd.to_datetime(limits["at"], unit="ms", utc=True)
        return limits

    # Its tickets

    def tickets(
        self, kpi: str | None = None, filter: str | None = None, columns: list[str] | None = None
    ) -> pd.DataFrame:
        """The tickets held now, or those behind a number, as far as the token's role sees them.

        :param filter: In the grammar of the ticket lists: 'team = Network and priority <= 2'.
        """
        path = "tickets.csv" if kpi is None else f"kpis/{kpi}/tickets.csv"
        return self.frame(path, filter=filter, columns=",".join(columns) if columns else None)

    def rows(
        self, start: str | date, end: str | date, of: str = "opened", filter: str | None = None
    ) -> pd.DataFrame:
        """The tickets of a period of whole desk days.

        :param of: "opened" or "resolved" in it, or "open" at its end.
        """
        return self.frame(
            "reports/rows.csv", **{"from": _day(start), "to": _day(end)}, of=of, filter=filter
        )

    # Its reports

    def report(self, name: str, start: str | date, end: str | date, **query: object) -> dict:
        """A report of whole desk days, as it is: "flow", "arrivals", "durations", "ageing", "sla"."""
        return self.json(f"reports/{name}", **{"from": _day(start), "to": _day(end)}, **query)

    def flow(
        self,
        start: str | date,
        end: str | date,
        steps: str = "channel,category,team,ending",
        filter: str | None = None,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The ways of the tickets opened in a period.

        :returns: nodes (step, value, count) and links (source, target, count; positions in nodes).
        """
        answer = self.report("flow", start, end, steps=steps, filter=filter)
        return pd.DataFrame(answer["nodes"]), pd.DataFrame(answer["links"], columns=["source", "target", "count"])

    def archive(self, name: str, html: str, start: str | date, end: str | date) -> dict:
        """Puts a page into the desk's archive of reports; the token needs the role manager.

        :param html: Self-contained, at most 10 MB; it is shown without its scripts.
        """
        body = {"name": name, "period": {"from": _day(start), "to": _day(end)}, "html": html}
        return self._asked("POST", f"api/desks/{self.id}/reports/archive/notebooks", json=body).json()

    # The way there

    def json(self, path: str, **query: object) -> dict:
        """Any route of the desk, as JSON."""
        return self._asked("GET", f"api/desks/{self.id}/{path}", params=_given(query)).json()

    def frame(self, path: str, times: list[str] | None = None, **query: object) -> pd.DataFrame:
        """Any CSV of the desk.

        :param times: Columns that are instants; None = those whose name ends in "At" or "at".
        """
        text = self._asked("GET", f"api/desks/{self.id}/{path}", params=_given(query)).content.decode("utf-8-sig")
        table = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])
        for column in times if times is not None else [c for c in table if c.endswith("At")]:
            table[column] = pd.to_datetime(table[column], utc=True)
        return table

    def _asked(self, method: str, path: str, **asked: object) -> requests.Response:
        try:
            answer = self._http.request(method, f"{self.url}/{path}", timeout=self._timeout, **asked)
        except requests.ConnectionError:
            raise ApolloError(f"nothing answers at {self.url}: set APOLLO_URL, or start Apollo") from None
        except requests.Timeout:
            raise ApolloError(f"no answer from {self.url} within {self._timeout:g} s") from None
        except requests.RequestException as error:
            raise ApolloError(f"{self.url} cannot be asked: {error}") from None
        if answer.ok:
            return answer
        raise ApolloError(self._refused(answer))

    def _refused(self, answer: requests.Response) -> str:
        if answer.status_code == 401:
            if "Authorization" not in self._http.headers:
                return f"{self.url} asks for a token: set APOLLO_TOKEN (an admin makes one at People, Tokens)"
            return "the token is wrong, has expired or was ended: ask an admin for another, and set APOLLO_TOKEN"
        try:
            problem = answer.json()
            said = problem.get("detail") or problem.get("title") or ""
        except ValueError:
            said = ""
        if answer.status_code == 404 and not said:
            said = f"there is no desk '{self.id}' here that this token may read"
        return f"{answer.status_code}: {said or answer.reason}"


def _given(query: dict) -> dict:
    return {name: value for name, value in query.items() if value is not None}


def _instant(value: str | date | datetime) -> str:
    if isinstance(value, datetime):
        stamp = pd.Timestamp(value)
        return (stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp).isoformat()
    return pd.Timestamp(value, tz="UTC").isoformat() if isinstance(value, date) else value


def _day(value: str | date) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else value
