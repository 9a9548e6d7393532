"""Puts the figures of build/bench/results.json into docs/performance.md, between its marks, and draws the growth.

    python3 tests/bench/report.py build/bench/results.json
"""
import json
import math
import os
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(TOP, "docs", "performance.md")
PLOT = os.path.join(TOP, "docs", "growth.svg")


def number(value):
    if value == 0:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(results):
    machine = results["machine"]
    lines = [f"Measured {machine['date']} with `./bench{' --full' if results['full'] else ''}`: "
             f"{machine.get('processor')}, {machine['processors']} processors, {machine.get('memoryGiB')} GiB, "
             f"Linux {machine['kernel']}, load {machine['load']:.1f} at the start.", "",
             "| work | ours (± half the spread of the rounds) | peers | ratio | aim | |", "|---|---|---|---|---|---|"]
    for name, rows in results["rows"].items():
        for row in rows:
            if "error" in row or "missing" in row:
                lines.append(f"| {name} | not measured: {row.get('error', row.get('missing'))} | | | | |")
                continue
            peers = ", ".join(f"{peer} {number(value)}" for peer, value in row["peers"].items())
            ratio = f"{number(row['ratio'])} × {row['peer']}" if row["ratio"] is not None else ""
            verdict = {True: "met", False: "**missed**", None: ""}[row["met"]]
            if row["met"] is False and row.get("limit"):
                verdict += f": {row['limit']}"
            note = f" ({row['note']})" if row["note"] else ""
            lines.append(f"| {row['row']}{' (fresh)' if row['fresh'] else ''}{note} | "
                         f"{number(row['ours'])} {row['unit']} ± {row['noise'] / 2:.0%} | {peers} | {ratio} | "
                         f"{row['aim']} | {verdict} |")
    return "\n".join(lines)


def scale(values, low, high):
    least, most = math.log10(min(values)), math.log10(max(values))
    span = (most - least) or 1.0
    return lambda value: low + (math.log10(value) - least) / span * (high - low)


def panel(left, title, unit, series, across):
    """One plot, both axes logarithmic; `series` are (name, colour, [(x, y), …])."""
    top, width, height = 40, 330, 190
    points = [(x, max(y, 1e-3)) for _, _, line in series for x, y in line]
    to_x = scale([x for x, _ in points], left + 60, left + width)
    low = 10 ** math.floor(math.log10(min(y for _, y in points)))
    high = 10 ** math.ceil(math.log10(max(y for _, y in points)) + 1e-9)
    high = high if high > low else low * 10
    to_y = scale([low, high], top + height, top)
    out = [f'<text x="{left + 60}" y="20" class="title">{title}</text>']
    mark = low
    while mark <= high * 1.001:
        out.append(f'<path d="M{left + 60} {to_y(mark):.1f}H{left + width}" class="grid"/>'
                   f'<text x="{left + 54}" y="{to_y(mark) + 4:.1f}" text-anchor="end">{mark:g}</text>')
        mark *= 10
    for x in sorted({x for x, _ in points}):
        out.append(f'<text x="{to_x(x):.1f}" y="{top + height + 16}" text-anchor="middle">{short(x)}</text>')
    for i, (name, colour, line) in enumerate(series):
        places = [(to_x(x), to_y(max(y, 1e-3))) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        out.append(f'<text x="{left + 60}" y="{top + height + 50 + 16 * i}" fill="{colour}">{name}</text>')
    out.append(f'<text x="{left + 60 + (width - 60) / 2}" y="{top + height + 32}" text-anchor="middle">{across}</text>')
    out.append(f'<text x="{left + 4}" y="{top - 8}">{unit}</text>')
    return "\n".join(out)


def short(value):
    for limit, letter in ((1e6, "M"), (1e3, "k")):
        if value >= limit:
            return f"{value / limit:g}{letter}"
    return f"{value:g}"


def plot(growth):
    connections, records = growth["connections"], growth["records"]
    parts = []
    if connections:
        parts.append(panel(0, "Connections", "µs, MiB, GB/s", [
            ("echo of 64 B, p50, µs", "#1f5fbf", [(n, p50) for n, p50, *_ in connections]),
            ("memory of all, MiB", "#b8510d", [(n, mib) for n, _, mib, _ in connections]),
            ("one TCP stream beside them, GB/s", "#2e7d32", [(n, rate) for n, *_, rate in connections])],
            "idle connections"))
    if records:
        parts.append(panel(370, "Records", "s, ms, MiB, M/s", [
            ("open until rows show, s", "#1f5fbf", [(n, first) for n, first, *_ in records]),
            ("slowest kind of frame, p99, ms", "#b8510d", [(n, p99) for n, _, p99, *_ in records]),
            ("memory growth, MiB", "#2e7d32", [(n, mib) for n, *_, mib, _ in records]),
            ("filter of headers, M records/s", "#7b3fa0", [(n, rate) for n, *_, rate in records])], "records"))
    style = ("text{font:12px sans-serif;fill:#333}.title{font-weight:bold;font-size:14px}"
             ".grid{stroke:#ddd;stroke-width:1}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="336" viewBox="0 0 720 336">'
            f'<style>{style}</style><rect width="720" height="336" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n")


def main():
    with open(sys.argv[1]) as file:
        results = json.load(file)
    with open(PAGE) as file:
        page = file.read()
    begin, end = "<!-- results -->\n", "<!-- end of results -->"
    before, rest = page.split(begin, 1)
    after = rest.split(end, 1)[1]
    with open(PAGE, "w") as file:
        picture = "\n![What grows and what does not](growth.svg)\n" if results.get("growth") else ""
        file.write(before + begin + table(results) + "\n" + picture + end + after)
    if results.get("growth"):
        with open(PLOT, "w") as file:
            file.write(plot(results["growth"]))


main()
