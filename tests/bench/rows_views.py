"""Rows over recordings and views: tables, hex view, dump, search, framing, filter, a hundred million records."""
import os
import subprocess
import time

from harness import Child, Samples

MIB = 1 << 20


def batch(run):
    rows = run.pick(1_000_000, 10_000_000)
    samples = Samples()
    kinds = ["ours", "table"] + (["tree"] if run.full else [])
    names = {"ours": "ours", "table": "QTableView", "tree": "QTreeView"}
    for _ in range(run.pick(2, 2)):  # a process of its own each time; 15 batches in each
        for kind in kinds:
            once = run.ask("bench_views", "batches", rows, 15, kind)[-1]
            samples.add(names[kind], p50=once["p50"], max=once["max"], mib=once["rssGrowthMiB"])
    return [dict(row=f"10,000 rows at the end of a table of {rows:,}", unit="ms", value="p50", samples=samples,
                 peer="QTableView", better="less", aim=3.0, aim_text="≤ 3 ms", absolute=True),
            dict(row="… memory for the rows", unit="MiB", value="mib", samples=samples, peer=None)]


def hex_frame(run):
    samples = Samples()
    for _ in range(run.rounds):
        once = run.ask("bench_views", "hex", run.pick(200, 500, 20))[-1]
        for name, key in (("ours", "ours"), ("drawText per row", "rows"), ("drawText per cell", "cells")):
            samples.add(name, p50=once[key]["p50"], p99=once[key]["p99"])
    return [dict(row="one hex view frame, 60 × 16 bytes", unit="ms", value="p50", samples=samples,
                 peer="drawText per row", better="less", aim=0.6, aim_text="≤ 0.6 ms", absolute=True)]


def timed(command, output):
    """Seconds and CPU of a command that writes to an existing file."""
    with open(output, "r+b") as out, Child(command, stdout=out) as child:
        began = time.monotonic()
        child.wait(300)
        if child.process.returncode != 0:
            raise RuntimeError(f"{command[0]} ended with {child.process.returncode}")
        return time.monotonic() - began, child.cpu


def dump(run):
    size = run.pick(64 * MIB, 256 * MIB, MIB)
    small = size // 32  # hexdump is a hundred times slower: less of the same
    source, part, out = run.path("bytes"), run.path("part"), run.path("dump")
    block = bytes((i * 131 >> 2) & 0xff for i in range(65536)) * 16
    with open(source, "wb") as file:
        for _ in range(size // len(block)):
            file.write(block)
    with open(part, "wb") as file:
        file.write((block * (small // len(block) + 1))[:small])
    run.ask("bench_store", "dump", source, out)  # from here on the file exists and is as long as it gets
    samples = Samples()
    for _ in range(run.rounds):
        once = run.ask("bench_store", "dump", source, out)[-1]
        samples.add("ours", rate=once["bytesPerSecond"] / 1e9, cpu=once["cpu"] / (size / 1e9))
        seconds, cpu = timed([run.tool("xxd"), source], out)
        samples.add("xxd", rate=size / seconds / 1e9, cpu=cpu / (size / 1e9))
        seconds, cpu = timed([run.tool("hexdump"), "-v", "-C", part], out)
        samples.add("hexdump -v -C", rate=small / seconds / 1e9, cpu=cpu / (small / 1e9))
    run.ask("bench_store", "dump", part, out)
    expected = subprocess.run([run.tool("hexdump"), "-v", "-C", part], capture_output=True, check=True).stdout
    if open(out, "rb").read() != expected:
        raise RuntimeError("our dump differs from hexdump -v -C")
    return [dict(row=f"hex dump of {size // MIB} MiB to an existing file", unit="GB/s", value="rate", samples=samples,
                 peer="xxd", better="more", aim=10, aim_text="≥ 10 × xxd", note="text equal to hexdump -v -C: checked"),
            dict(row="… CPU", unit="s/GB", value="cpu", samples=samples, peer="xxd", better="less")]


def search(run):
    size = run.pick(256 * MIB, 256 * MIB)
    folder = run.path("search")
    run.ask("bench_store", "make", folder, size // 65536, 65536)
    data = sorted(name for name in os.listdir(folder) if name.startswith("d"))
    # grep reads the recording's own payload files: the same bytes.
    files = [os.path.join(folder, name) for name in data]
    length = size + size // 65536 * 32
    samples = Samples()
    # Both with what is there never, so that all is read; the needle's letters are common in the bytes.
    for needle in ("needless", "qrstuvwxyzabc"):
        run.ask("bench_store", "search", folder, needle)
        for _ in range(run.rounds):
            once = run.ask("bench_store", "search", folder, needle)[-1]
            samples.add("ours", rate=length / once["seconds"] / 1e9, cpu=once["cpu"])
            with Child([run.tool("grep"), "-F", "-c", needle, *files], env={**os.environ, "LC_ALL": "C"}) as child:
                began = time.monotonic()
                child.wait()
                samples.add("grep -F", rate=length / (time.monotonic() - began) / 1e9, cpu=child.cpu)
    subprocess.run(["rm", "-rf", folder], check=True)
    return [dict(row=f"search in a recording of {size // MIB} MiB", unit="GB/s", value="rate", samples=samples,
                 peer="grep -F", better="more", aim=3, aim_text="≥ 3 × grep -F"),
            dict(row="… CPU", unit="s", value="cpu", samples=samples, peer="grep -F", better="less")]


def framing(run):
    mebibytes = run.pick(64, 64, 1)
    samples = Samples()
    specs = [("delim(0D0A)", "delimiter"), ("len(u16be)", "length prefix"), ("slip", "SLIP")]
    for _ in range(run.rounds):
        for spec, name in specs:
            try:
                once = run.ask("bench_store", "framing", spec, mebibytes)[-1]
            except RuntimeError:
                continue  # a framing that this version does not have
            if once["frames"] != once["expected"]:
                raise RuntimeError(f"{spec}: {once['frames']} frames instead of {once['expected']}")
            samples.add(name, rate=once["bytesPerSecond"] / 1e9)
        once = run.ask("bench_store", "framing", "readline", max(mebibytes // 8, 1))[-1]
        samples.add("QBuffer::readLine", rate=once["bytesPerSecond"] / 1e9)
    samples.values["ours"] = samples.values["delimiter"]
    others = [name for _, name in specs[1:] if name in samples.values]
    return [dict(row="cutting 64 B frames at a delimiter", unit="GB/s", value="rate", samples=samples,
                 peer="QBuffer::readLine", better="more", aim=4.0, aim_text="≥ 4 GB/s", absolute=True,
                 shown=["ours", "QBuffer::readLine", *others])]


def filtering(run):
    rows = run.pick(2_000_000, 10_000_000, 20_000)
    small, large = run.path("small"), run.path("chunks")
    run.ask("bench_store", "make", small, rows, 64)
    run.ask("bench_store", "make", large, rows // 10, 1400)
    rounds = run.rounds + 1  # the first warms, and is not counted
    header, bytes_, tiny = Samples(), Samples(), Samples()
    for samples, folder, text in ((header, small, "in and len > 8 and conn != 7"), (bytes_, large, 'text ~ "needle"'),
                                  (tiny, small, 'text ~ "needle"')):
        for once in run.ask("bench_store", "filter", folder, text, rounds)[1:]:
            samples.add("ours", rows=once["rowsPerSecond"] / 1e6, rate=once["bytesPerSecond"] / 1e9,
                        first=once["firstResult"] * 1000)
    subprocess.run(["rm", "-rf", small, large], check=True)
    return [dict(row=f"filter over {rows:,} records: header conditions", unit="M records/s", value="rows",
                 samples=header, peer=None, better="more", aim=10, aim_text="≥ 10 M records/s", absolute=True),
            dict(row="… byte conditions, payloads of 1,400 B", unit="GB/s", value="rate", samples=bytes_, peer=None,
                 better="more", aim=1, aim_text="≥ 1 GB/s", absolute=True),
            dict(row="… byte conditions, payloads of 64 B", unit="M records/s", value="rows", samples=tiny, peer=None)]


def large_once(run, rows, samples, frames):
    """A recording of so many records, made and looked at; at most once in a run."""
    if rows not in run.views:
        folder = run.path(f"rows{rows}")
        run.ask("bench_store", "make", folder, rows, 8)
        run.views[rows] = run.ask("bench_views", "large", folder, frames)[-1]
        filtered = run.ask("bench_store", "filter", folder, "in and len > 8 and conn != 7", 2)[-1]
        run.views[rows]["filter"] = filtered["rowsPerSecond"] / 1e6
        subprocess.run(["rm", "-rf", folder], check=True)
    once = run.views[rows]
    worst = max(once[key]["p99"] for key in ("scroll", "drag", "select", "next", "ends", "whileCounting"))
    samples.add("ours", first=once["firstRows"], all=once["allRows"], p99=worst, mib=once["rssGrowthMiB"],
                filter=once["filter"])
    return once


def large(run):
    rows = run.pick(5_000_000, 100_000_000)
    samples = Samples()
    once = large_once(run, rows, samples, run.pick(100, 300))
    kinds = {"scroll": "scroll", "drag": "drag", "select": "select", "next": "next", "ends": "ends",
             "whileCounting": "scroll while they are counted"}
    note = ", ".join(f"{name} {once[key]['p99']:.1f}" for key, name in kinds.items())
    base = dict(samples=samples, peer=None, better="less", absolute=True)
    return [dict(row=f"{rows:,} records: open until rows show", unit="s", value="first", aim=1.0, aim_text="≤ 1 s", **base),
            dict(row="… until all are counted", unit="s", value="all", samples=samples, peer=None),
            dict(row="… frames, p99 of the slowest kind", unit="ms", value="p99", aim=8.0, aim_text="≤ 8 ms",
                 note=note, **base),
            dict(row="… memory growth (RssAnon, without mapped files)", unit="MiB", value="mib", aim=64,
                 aim_text="≤ 64 MB", **base)]


ROWS = {"batch": batch, "hex": hex_frame, "dump": dump, "search": search, "framing": framing, "filter": filtering,
        "large": large}
