#!/usr/bin/env python3
"""Runs a notebook from top to bottom, writes it as a page, and puts that into the desk's archive of reports.

    python3 run.py kpi-history.ipynb --html out.html
    python3 run.py service-level-study.ipynb --from 2026-11-01 --to 2026-11-30 --post "Service levels, November"

It stands beside Apollo (cron, a container): no silo runs notebooks. Exit code 0: done; 1: not, with one line that says
why.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter

HERE = Path(__file__).resolve().parent
DRAW = ["node", str(HERE / "draw.js")]
# Plotly puts this where a page without scripts has lost it.
LAYERS = """<style>.js-plotly-plot .svg-container { position: relative } .modebar-container { display: none }
.js-plotly-plot .main-svg { position: absolute; top: 0; left: 0 }</style></head>"""
LEFT = re.compile(r"(?is)<script\b.*?</script\s*>|<script\b[^>]*/>|<link\b[^>]*>|<noscript\b.*?</noscript\s*>")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("notebook", type=Path)
    asked.add_argument("--desk", help="id of the desk; else APOLLO_DESK")
    asked.add_argument("--from", dest="start", type=date.fromisoformat, help="first desk day")
    asked.add_argument("--to", dest="end", type=date.fromisoformat, help="last desk day, included")
    asked.add_argument("--html", type=Path, help="where to write the page")
    asked.add_argument("--figures", type=Path, help="where to write the notebook's `figures` as JSON")
    asked.add_argument("--post", metavar="NAME", help="puts the page into the archive under this name")
    asked.add_argument("--code", action="store_true", help="the page shows the cells' code too")
    asked.add_argument("--within", type=int, default=600, help="seconds that a cell may take; 600")
    asked.add_argument("--chromium", help="draws the charts of a page that is put into the archive")
    options = asked.parse_args()
    for name, value in (("APOLLO_DESK", options.desk), ("APOLLO_FROM", options.start), ("APOLLO_TO", options.end)):
        if value is not None:
            os.environ[name] = str(value)
    try:
        notebook, figures = run(options.notebook, options.within)
        look = {"exclude_input": not options.code, "exclude_input_prompt": True, "exclude_output_prompt": True}
        page = HTMLExporter(**look).from_notebook_node(notebook)[0]
        if options.figures:
            options.figures.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        if options.html:
            options.html.write_text(page, encoding="utf-8")
        if options.post:
            post(options.post, page, options.chromium)
    except Failed as failed:
        print(f"{options.notebook.name}: {failed}", file=sys.stderr)
        return 1
    return 0


class Failed(Exception):
    """Why it cannot be done, one line."""


def run(path: Path, within: int) -> tuple[nbformat.NotebookNode, dict]:
    """All cells; and what the notebook put into `figures`."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError) as error:
        raise Failed(f"cannot be read: {error}") from None
    asked = nbformat.v4.new_code_cell("import json as _json\nprint(_json.dumps(globals().get('figures') or {}))")
    notebook.cells.append(asked)
    draws_altair = any("altair" in cell.source for cell in notebook.cells) and can_draw()
    if draws_altair:
        # A chart comes as what it is made of, not as a script that fetches what draws it.
        asking = "import altair as _altair\n_altair.renderers.enable('mimetype')"
        notebook.cells.insert(0, nbformat.v4.new_code_cell(asking))
    # The kernel says nothing of its debugger, and a notebook finds apollo.py wherever this is started.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    # What a library tells its own developers is nothing for a page.
    os.environ.setdefault("PYTHONWARNINGS", "ignore::FutureWarning")
    os.environ["PLOTLY_RENDERER"] = "plotly_mimetype"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
    resources = {"metadata": {"path": str(path.resolve().parent)}}
    try:
        NotebookClient(notebook, timeout=within, kernel_name="python3", resources=resources).execute()
    except CellExecutionError as error:
        said = error.evalue.strip()
        raise Failed(said if error.ename == "ApolloError" else f"{error.ename}: {said}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise Failed(str(error).strip().splitlines()[0]) from None
    notebook.cells.pop()
    if draws_altair:
        notebook.cells.pop(0)
        draw_altair_from_within(notebook)
    draw_plotly_from_within(notebook)
    return notebook, json.loads(asked.outputs[0]["text"])


def can_draw() -> bool:
    """Whether Node.js is here with what draws Altair's charts; says the mend where not."""
    try:
        subprocess.run(DRAW, input=b"[]", capture_output=True, timeout=60, check=True)
        return True
    except (OSError, subprocess.SubprocessError):
        print("run.py: Altair's charts need the network: Node.js and `npm ci` here draw them without", file=sys.stderr)
        return False


def draw_altair_from_within(notebook: nbformat.NotebookNode) -> None:
    """Altair's charts become pictures that stand in the page: they need neither script nor network."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])
               if any(name.startswith("application/vnd.vegalite.") for name in output.get("data", {}))]
    charts = [next(part for name, part in output["data"].items() if name.startswith("application/vnd.vegalite."))
              for output in outputs]
    if not charts:
        return
    try:
        drawn = subprocess.run(DRAW, input=json.dumps(charts).encode(), capture_output=True, timeout=120, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise Failed(f"Altair's charts cannot be drawn: {error}") from None
    for output, picture in zip(outputs, json.loads(drawn.stdout)):
        output["data"] = {"text/html": picture or "<p>This chart cannot be drawn; its table has the figures.</p>"}


def draw_plotly_from_within(notebook: nbformat.NotebookNode) -> None:
    """Plotly's own script goes into the page once, so that its charts need no network."""
    from plotly.io import to_html

    script: bool = True
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        figure = output.get("data", {}).get("application/vnd.plotly.v1+json")
        if figure is not None:
            html = to_html({part: figure[part] for part in ("data", "layout")}, None, True, script, full_html=False)
            output["data"], script = {"text/html": html}, False


def post(name: str, page: str, chromium: str | None) -> None:
    """The archive shows no scripts: what they draw is drawn here, and they are left out."""
    from apollo import ApolloError, Desk

    try:
        desk = Desk()
        start, end = desk.period()
        desk.archive(name, scriptless(drawn(page, chromium)), start, end)
    except ApolloError as error:
        raise Failed(str(error)) from None


def scriptless(page: str) -> str:
    return LEFT.sub("", page).replace("</head>", LAYERS, 1)


def drawn(page: str, chromium: str | None) -> str:
    """The page as it stands when its scripts have run; without a Chromium as it is: its tables remain."""
    program = chromium or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("run.py: no Chromium found (--chromium): charts are left out, their tables remain", file=sys.stderr)
        return page
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                   # What a page would fetch is no part of it: it looks the same wherever it is drawn.
                   "--host-resolver-rules=MAP * ~NOTFOUND",
                   "--virtual-time-budget=20000", "--dump-dom", file.as_uri()]
        try:
            return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode("utf-8")
        except (OSError, subprocess.SubprocessError) as error:
            raise Failed(f"{program} cannot draw the page: {error}") from None


if __name__ == "__main__":
    sys.exit(main())
