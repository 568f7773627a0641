#!/usr/bin/env python3
"""Times a whole run of vorlage against other ways to a PDF of the same paper.

    cargo build --release && python3 scripts/benchmark.py [--runs 15]

Prints a Markdown table of medians. The others come from PyPI and are kept in a
virtual environment in the user's cache:

- the Typst compiler on the very Typst source that vorlage generates. Its Python
  binding cannot switch on the feature for row headers, so these become plain
  cells: it has a little less to do.
- pandoc, which turns the Markdown into Typst, and then the Typst compiler.
- WeasyPrint, on the Markdown as HTML with a plain style for A4.

Each run is a process of its own, as it is for a clerk. What the others need for
starting Python and loading the library is measured apart.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import typing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["typst==0.15.2", "pypandoc_binary==1.17", "weasyprint==70.0", "markdown==3.11.3"]

TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]],
              ignore_system_fonts=True, pdf_standards=["ua-1", "a-3a"])
"""

PLAIN_TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""

WHERE_PANDOC = "import pypandoc; print(pypandoc.get_pandoc_path())"

WEASYPRINT = """
import sys, markdown, weasyprint
text = open(sys.argv[1], encoding="utf-8").read()
html = markdown.markdown(text, extensions=["tables"])
style = "@page { size: A4; margin: 25mm } body { font: 10pt sans-serif; hyphens: auto }"
page = f'<html lang="de"><head><title>Vorlage</title><style>{style}</style></head>{html}</html>'
weasyprint.HTML(string=page).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""


def python_with_packages():
    """The interpreter of a virtual environment that holds the other tools."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = cache / "vorlage" / "benchmark"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


def measured(command, runs):
    """The medians of wall-clock and processor time of `command`, in milliseconds."""
    walls, processors = [], []
    for _ in range(runs + 1):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        walls.append((time.perf_counter() - start) * 1000)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        processors.append(used * 1000)
    # The first run fills the caches of the disk.
    return Times(statistics.median(walls[1:]), statistics.median(processors[1:]))


class Times(typing.NamedTuple):
    """How long something took, and how long processors worked for it."""

    wall: float
    processor: float

    def __add__(self, other):
        return Times(self.wall + other.wall, self.processor + other.processor)

    def __str__(self):
        return f"{self.wall:.0f} ms | {self.processor:.0f} ms"


def machine():
    """Processor, number of cores and system, as far as the system tells."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":", 1)[1].strip() if names else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/vorlage")
    arguments = parser.parse_args()
    python, fonts = python_with_packages(), ROOT / "templates/schriften"

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        build = [arguments.program, "build", ROOT / "data/kim", "--out", out]
        subprocess.run([*build, "--format", "md,typ"], check=True, stdout=subprocess.DEVNULL)
        markdown, typ = (out / "kim" / f"beschlussvorlage.{end}" for end in ("md", "typ"))
        plain = out / "plain.typ"
        shim = '#let kopfzelle(scope: none, level: 1, cell) = cell\n'
        plain.write_text(shim + typ.read_text("utf-8").replace("pdf.header-cell(", "kopfzelle("), "utf-8")
        pandoc = out / "pandoc.typ"

        def measure(*command):
            return measured(command, arguments.runs)

        def script(code, *files):
            return measure(python, "-c", code, *files)

        start_typst = script("import typst")
        start_weasyprint = script("import markdown, weasyprint")
        typst = script(TYPST, plain, out / "a.pdf", fonts)
        tool = subprocess.check_output([python, "-c", WHERE_PANDOC], text=True).strip()
        to_typst = ["--from", "gfm", "--to", "typst", "--standalone"]
        pandoc_typst = measure(tool, *to_typst, markdown, "--output", pandoc)
        pandoc_pdf = script(PLAIN_TYPST, pandoc, out / "b.pdf", fonts)
        weasyprint = script(WEASYPRINT, markdown, out / "c.pdf")
        rows = [
            ("`vorlage build` (YAML → Markdown + PDF)", measure(*build)),
            ("`vorlage build --format md` (YAML → Markdown)", measure(*build, "--format", "md")),
            ("Typst compiler (generated Typst → PDF)", typst),
            ("– of that, starting Python and loading the library", start_typst),
            ("pandoc, then Typst compiler (Markdown → PDF)", pandoc_typst + pandoc_pdf),
            ("WeasyPrint (Markdown → PDF)", weasyprint),
            ("– of that, starting Python and loading the libraries", start_weasyprint),
        ]

    print(f"{machine()}; medians of {arguments.runs} runs; {', '.join(PACKAGES)}\n")
    print("| way to the paper | whole process | processor time |")
    print("|---|--:|--:|")
    for name, times in rows:
        print(f"| {name} | {times} |")


if __name__ == "__main__":
    main()
