"""Measures what docs/design.md promises, each row side by side with its peer in one run. Started by ./bench.

Rounds are interleaved: every contender runs once in each. Shown are medians; the ratio is the median of the rounds'
own ratios, and the noise is (largest - smallest) / median of our rounds. Never fails for a figure, only for an error.
"""
import argparse
import json
import os
import platform
import shutil
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rows_net  # noqa: E402
import rows_views  # noqa: E402
import rows_window  # noqa: E402
from harness import Missing, Run  # noqa: E402

ROWS = {**rows_net.ROWS, **rows_views.ROWS, **rows_window.ROWS}
ROW_SECONDS = 480  # twice what any takes: what hangs must not keep the rest from being measured


def machine():
    facts = {"kernel": platform.release(), "processors": os.cpu_count(), "load": os.getloadavg()[0],
             "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())}
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            facts["processor"] = line.split(":", 1)[1].strip()
            break
    for line in open("/proc/meminfo"):
        if line.startswith("MemTotal"):
            facts["memoryGiB"] = round(int(line.split()[1]) / (1 << 20), 1)
    return facts


def number(value):
    if value == 0:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def judged(entry):
    """Ratio or value, whether the aim is met, and the row as plain data."""
    samples, name = entry["samples"], entry["value"]
    ours = samples.median("ours", name)
    ratio = samples.ratio("ours", entry["peer"], name) if entry.get("peer") else None
    measured = ours if entry.get("absolute") else ratio
    met = None
    if "aim" in entry and measured is not None:
        met = measured >= entry["aim"] if entry["better"] == "more" else measured <= entry["aim"]
    shown = entry.get("shown") or list(samples.values)
    return dict(row=entry["row"], unit=entry["unit"], ours=ours, noise=samples.noise("ours", name),
                peers={peer: samples.median(peer, name) for peer in shown
                       if peer != "ours" and name in samples.values[peer]},
                rounds={peer: samples.values[peer][name] for peer in samples.values if name in samples.values[peer]},
                peer=entry.get("peer"), ratio=ratio, aim=entry.get("aim_text", ""), met=met,
                fresh=entry.get("fresh", False), note=entry.get("note", ""), limit=entry.get("limit", ""))


def show(result):
    peers = ", ".join(f"{name} {number(value)}" for name, value in result["peers"].items())
    ratio = f"{number(result['ratio'])} ×" if result["ratio"] is not None else ""
    verdict = {True: "met", False: "MISSED", None: ""}[result["met"]]
    ours = f"{number(result['ours'])} {result['unit']} ±{result['noise'] / 2:.0%}"
    print(f"{result['row'] + (' (fresh)' if result['fresh'] else ''):<58} {ours:>24}  {ratio:>9}  "
          f"{result['aim']:<30} {verdict}")
    limit = f"limit: {result['limit']}" if result["met"] is False and result["limit"] else ""
    for text in filter(None, (peers, result["note"], limit)):
        print(f"    {text}")
    sys.stdout.flush()


def out_of_time(*_):
    raise TimeoutError("took too long, and was ended")


def measured(run, name):
    """What the row gives. Whatever goes wrong in it is told, and ends this row alone."""
    signal.alarm(ROW_SECONDS + (rows_window.SOAK_SECONDS if name in rows_window.ON_REQUEST else 0))
    try:
        return [judged(entry) for entry in ROWS[name](run)]
    except Missing as missing:
        return [dict(row=name, missing=str(missing))]
    except Exception as error:
        return [dict(row=name, error=f"{type(error).__name__}: {error}")]
    finally:
        signal.alarm(0)
        run.end_row()


def measure(run, names, keep):
    """One row after the other; `keep` gets what there is after each."""
    signal.signal(signal.SIGALRM, out_of_time)
    results, began = {}, time.monotonic()
    for name in names:
        row_began = time.monotonic()
        results[name] = measured(run, name)
        for result in results[name]:
            if "error" in result or "missing" in result:
                print(f"{name}: " + ("ERROR: " + result["error"] if "error" in result
                                     else "not measured: " + result["missing"]), flush=True)
            else:
                show(result)
        print(f"    {name}: {time.monotonic() - row_began:.0f} s", flush=True)
        keep(results)
        os.sync()  # what this row left for the disk is not the next one's load
    rows = [row for group in results.values() for row in group]
    print(f"all of it took {time.monotonic() - began:.0f} s: {sum(row.get('met') is True for row in rows)} aims met, "
          f"{sum(row.get('met') is False for row in rows)} missed, {sum('error' in row for row in rows)} errors")
    return results


def main():
    parser = argparse.ArgumentParser(prog="./bench", description=__doc__)
    parser.add_argument("--bin", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--full", action="store_true", help="the sizes of docs/design.md and five rounds")
    parser.add_argument("--only", metavar="ROW", action="append", choices=ROWS, help=f"one of: {', '.join(ROWS)}")
    parser.add_argument("--json", metavar="FILE", help="the results as JSON")
    parser.add_argument("--pictures", metavar="FOLDER", help="screenshots of the flooded window go there")
    parser.add_argument("--smoke", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    run = Run(options.bin, options.full, options.smoke)
    run.keep_pictures = options.pictures
    run.can_type = shutil.which("xdotool") is not None
    facts = machine()
    print(f"{facts.get('processor')}, {facts['processors']} processors, {facts.get('memoryGiB')} GiB, "
          f"Linux {facts['kernel']}, load {facts['load']:.1f} at the start, {facts['date']}; loopback; "
          f"{run.rounds} interleaved rounds{'' if options.full else ' (quick; --full takes five and larger loads)'}; "
          "warmed, where not said to be fresh")
    every = [name for name in ROWS if name not in rows_window.ON_REQUEST]
    names = ["echo", "hex"] if options.smoke else options.only or every
    old = json.load(open(options.json)) if options.json and options.only and os.path.exists(options.json) else {"rows": {}}

    def keep(results):
        if options.json:
            with open(options.json, "w") as file:
                kept = {key: getattr(run, key, old.get(key)) for key in ("growth", "soak")}
                json.dump({"machine": facts, "full": options.full, "rows": {**old["rows"], **results}, **kept}, file,
                          indent=1)

    try:
        results = measure(run, names, keep)
    finally:
        run.end_row()
        run.close()
    return 1 if options.smoke and any("error" in row for rows in results.values() for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
