#!/usr/bin/env python3
"""Measures how long `vorlage watch` takes from a save to the finished PDF.

    cargo build --release && python3 scripts/watch.py [--runs 40]

Prints medians of the time until the PDF is another file, and the processor time of the
program per save, which does not depend on what else the machine does. Linux only.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("VORLAGE", ROOT / "target/release/vorlage"))


def processor_time(pid: int) -> float:
    """Milliseconds that the process has spent so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(runs: int, change) -> tuple[float, float]:
    """Median milliseconds to the PDF, and processor time per save."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data/kim", f"{folder}/data/kim")
        watch = subprocess.Popen(
            [PROGRAM, "watch", "data/kim"], cwd=folder, stdout=subprocess.PIPE, text=True
        )
        while "beobachtet" not in watch.stdout.readline():
            pass
        threading.Thread(target=watch.stdout.read, daemon=True).start()
        stellen = Path(folder, "data/kim/stellen.yaml")
        pdf = Path(folder, "output/kim/beschlussvorlage.pdf")
        text, times, before = stellen.read_text(), [], processor_time(watch.pid)
        for run in range(runs):
            old = pdf.stat().st_ino
            Path(folder, "neu").write_text(text.replace("anteil: 0.5", f"anteil: {change(run)}"))
            start = time.perf_counter()
            os.rename(f"{folder}/neu", stellen)
            while pdf.stat().st_ino == old:
                time.sleep(0.0005)
            times.append((time.perf_counter() - start) * 1000)
            time.sleep(0.2)
        spent = (processor_time(watch.pid) - before) / runs
        watch.send_signal(2)
        return statistics.median(times), spent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=40)
    runs = parser.parse_args().runs
    for name, change in [
        ("a value never seen before", lambda run: f"0.{601 + run}"),
        ("to and fro between two values", lambda run: f"0.{6 + run % 2}"),
    ]:
        elapsed, spent = measure(runs, change)
        print(f"{name}: {elapsed:.0f} ms until the PDF, {spent:.0f} ms processor time")


if __name__ == "__main__":
    main()
