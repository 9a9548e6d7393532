"""Rows about the real window, under Xvfb: start-up, answers while flooded, growth, and the soak."""
import json
import os
import shutil
import subprocess
import time

from harness import Child, Missing, Samples, free_port, many_files, start, status_kib, wait_for_port
from rows_net import LISTEN, measure_engine_stream
from rows_views import large_once

ON_REQUEST = ("soak",)
SOAK_SECONDS = int(os.environ.get("SOAK_SECONDS", "600"))


class Screen:
    """An X server of our own, without a window manager: the benchmark plays that part."""

    def __init__(self, run):
        self.run = run

    def __enter__(self):
        read, write = os.pipe()
        self.server = start(
            [self.run.tool("Xvfb"), "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            display = pipe.readline().strip()
        self.home = home = self.run.path("home")
        os.makedirs(home, exist_ok=True)
        self.env = {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "HOME": home,
                    "XDG_CONFIG_HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8"}
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def start(self, command):
        """The program as a Child, and the seconds until its window was painted."""
        began = time.monotonic()
        child = Child(command, env=self.env, preexec_fn=many_files).__enter__()
        try:
            painted = self.run.ask("bench_ping", "first", child.process.pid, began, env=self.env)[-1]["painted"]
        except RuntimeError:
            child.__exit__()
            raise
        return child, painted

    def window(self, *endpoints):
        """In a home without settings: always at the same place of the screen."""
        shutil.rmtree(self.home)
        os.makedirs(self.home)
        return self.start([self.run.program("socketarium"), "--language", "en", *endpoints])[0]

    def ping(self, child, seconds, rate=100):
        return start([self.run.program("bench_ping"), "ping", str(child.process.pid), str(seconds), str(rate)],
                     env=self.env, stdout=subprocess.PIPE, text=True)

    def xdotool(self, *arguments):
        subprocess.run([self.run.tool("xdotool"), *map(str, arguments)], env=self.env, check=True,
                       stdout=subprocess.DEVNULL, timeout=20)

    def picture(self, name):
        if self.run.keep_pictures:
            subprocess.run([self.run.tool("import"), "-window", "root", os.path.join(self.run.keep_pictures, name)],
                           env=self.env, check=False)


def drop_caches():
    if os.geteuid() != 0:
        raise Missing("only root may empty the page cache")
    subprocess.run(["sync"], check=True)
    with open("/proc/sys/vm/drop_caches", "w") as file:
        file.write("1")


def start_up(run):
    programs = {"ours": [run.program("socketarium"), "--language", "en"], "Packet Sender": [run.tool("packetsender")]}
    warm, cold = Samples(), Samples()
    with Screen(run) as screen:
        for turn in range(run.rounds + 1):  # the first one warms
            for name, command in programs.items():
                child, painted = screen.start(command)
                time.sleep(1.0)
                if turn > 0:
                    pid = child.process.pid
                    warm.add(name, painted=painted, rss=status_kib(pid, "VmRSS") / 1024,
                             anon=status_kib(pid, "RssAnon") / 1024)
                child.__exit__()
        if run.full and os.geteuid() == 0:
            for _ in range(3):
                for name, command in programs.items():
                    drop_caches()
                    child, painted = screen.start(command)
                    cold.add(name, painted=painted)
                    child.__exit__()
    rows = [dict(row="start to the first painted frame, warm", unit="s", value="painted", samples=warm,
                 peer="Packet Sender", better="less"),
            dict(row="… idle memory (VmRSS)", unit="MiB", value="rss", samples=warm, peer="Packet Sender", better="less"),
            dict(row="… of that its own (RssAnon)", unit="MiB", value="anon", samples=warm, peer="Packet Sender",
                 better="less")]
    if cold.values:
        rows.insert(1, dict(row="… cold (page cache emptied)", unit="s", value="painted", samples=cold,
                            peer="Packet Sender", better="less"))
    return rows


def socket_is_there(kind, port):
    """The bound datagram socket, or the listener: not its connections, and not who sends to it."""
    state = "0A" if kind == "tcp" else "07"
    with open(f"/proc/net/{kind}") as table:
        table.readline()
        for fields in map(str.split, table):
            if fields[1] == f"0100007F:{port:04X}" and fields[3] == state:
                return True
            if kind == "tcp" and fields[3] != state:
                break  # the listeners come first, and the connections may be many
    return False


def stop_session(screen, kind, port):
    """Selects the session's row and presses Del, as a person would: milliseconds until its socket is gone."""
    screen.xdotool("mousemove", 90, 64, "click", 1)
    time.sleep(0.3)
    began = time.monotonic()
    screen.xdotool("key", "Delete")
    while socket_is_there(kind, port) and time.monotonic() - began < 5:
        time.sleep(0.001)
    return (time.monotonic() - began) * 1000


def under_load(run, screen, kind, endpoint, load, seconds):
    """Pings while `load(port)` runs; `load` gives a process that ends by itself."""
    port = free_port()
    child = screen.window(f"{endpoint}://127.0.0.1:{port}" + ("?rcvbuf=16777216" if kind == "udp" else
                                                              "?backlog=4096&maxconnections=20000"))
    try:
        until = time.monotonic() + 5
        while not socket_is_there(kind, port) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.5)
        ping = screen.ping(child, seconds)
        sender = load(port)
        answer = json.loads(ping.communicate(timeout=seconds + 30)[0])
        screen.picture(f"flood-{endpoint}.png")
        stopped = stop_session(screen, kind, port) if run.can_type else -1.0
        screen.picture(f"stopped-{endpoint}.png")
        if sender.stdin:
            sender.stdin.close()
        sender.wait(60)
        return answer, stopped
    finally:
        child.__exit__()


def loads_of(run, seconds):
    """Endpoint and sender of each load; a sender still sends when Stop is pressed."""
    def sends(*arguments):
        return lambda port: start([run.program("bench_peer"), arguments[0], str(port), *arguments[1:]],
                                  stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  preexec_fn=many_files)

    longer = str(seconds + 2)
    return {"nothing": ("tcp", "tcp-listen", sends("connect", "1")),
            "a plain UDP sender": ("udp", "udp-listen", sends("udp-send", "2000000000", "64", "0", longer)),
            "one TCP stream": ("tcp", "tcp-listen", sends("tcp-send", str(1 << 50), longer)),
            "10,000 connections opening": ("tcp", "tcp-listen", sends("connect", "10000"))}


def flood(run):
    seconds = run.pick(3, 8)
    pings, stops = [], []
    with Screen(run) as screen:
        for name, (kind, endpoint, load) in loads_of(run, seconds).items():
            samples = Samples()
            for _ in range(run.pick(1, 3)):
                answer, stopped = under_load(run, screen, kind, endpoint, load, seconds)
                samples.add("ours", p50=answer["p50"], p99=answer["p99"], max=answer["max"],
                            unanswered=answer["unanswered"], stop=stopped)
            note = "p50 {:.2f} ms, max {:.0f} ms (aim 100), unanswered {:.0f}".format(
                samples.median("ours", "p50"), samples.median("ours", "max"), samples.median("ours", "unanswered"))
            base = dict(unit="ms", samples=samples, peer=None, better="less", absolute=True)
            pings.append(dict(row=f"window's answer to a ping: {name}", value="p99", aim=16.0, aim_text="p99 ≤ 16 ms",
                              note=note, **base))
            stops.append(dict(row=f"from the key Del (xdotool's start included) to the closed socket: {name}", value="stop", aim=100.0,
                              aim_text="at once: ≤ 100 ms", **base))
    return pings + (stops if run.can_type else [])


def idle_clients(run, server, count):
    """A process that holds so many connections, until its input is closed."""
    client = start([run.program("bench_peer"), "connect", str(server.port), str(count)],
                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=many_files)
    client.stdout.readline()
    time.sleep(0.2)
    return client


def stream_beside(run, count, samples):
    server = run.serve("bench_engine", "--dir", run.path("beside"), "--mib", 512,
                       LISTEN + "?backlog=4096&maxconnections=20000")
    client = idle_clients(run, server, count)
    for kept in (Samples(), samples):  # the first one warms the ring
        measure_engine_stream(run, server, run.pick(256 << 20, 1 << 30), kept, "stream")
    client.stdin.close()
    client.wait(30)
    server.close()
    subprocess.run(["rm", "-rf", run.path("beside")], check=True)


def growth(run):
    counts = run.pick([1, 100, 1000], [1, 10, 100, 1000, 10_000])
    rows, points = [], {"connections": [], "records": []}
    for count in counts:
        samples = Samples()
        for _ in range(run.pick(1, 3)):
            server = run.serve("bench_engine", "--dir", run.path("growth"), "--mib", 512, "--respond", "echo",
                               LISTEN + "?backlog=4096&maxconnections=20000&nodelay=1")
            before = server.stats()
            client = idle_clients(run, server, count)
            held = server.stats()
            once = run.ask("bench_peer", "echo-client", server.port, run.pick(2000, 10_000), 64)[-1]
            samples.add("ours", p50=once["p50"], p99=once["p99"],
                        mib=(held["rssAnonKiB"] - before["rssAnonKiB"]) / 1024)
            client.stdin.close()
            client.wait(30)
            server.close()
            subprocess.run(["rm", "-rf", run.path("growth")], check=True)
            stream_beside(run, count, samples)
        stream = samples.median("stream", "rate")
        points["connections"].append([count, samples.median("ours", "p50"), samples.median("ours", "mib"), stream])
        rows.append(dict(row=f"echo p50 beside {count:,} idle connections", unit="µs", value="p50", samples=samples,
                         peer=None, shown=["ours"],
                         note=f"memory of all: {samples.median('ours', 'mib'):.2f} MiB, one TCP stream recorded beside "
                              f"them: {stream:.2f} GB/s"))
    for count in run.pick([1_000_000], [1_000_000, 10_000_000, 100_000_000]):
        samples = Samples()
        large_once(run, count, samples, 100)
        points["records"].append([count, samples.median("ours", "first"), samples.median("ours", "p99"),
                                  samples.median("ours", "mib"), samples.median("ours", "filter")])
        rows.append(dict(row=f"{count:,} records: slowest frame, p99", unit="ms", value="p99", samples=samples, peer=None,
                         note=f"rows show after {samples.median('ours', 'first'):.3f} s, all counted after "
                              f"{samples.median('ours', 'all'):.2f} s, memory {samples.median('ours', 'mib'):.1f} MiB, "
                              f"filter {samples.median('ours', 'filter'):.0f} M records/s"))
    run.growth = points
    return rows


def soak(run):
    """SOAK_SECONDS (600) with 10,000 connections with traffic, in the real window."""
    seconds = SOAK_SECONDS
    port = free_port()
    samples = Samples()
    with Screen(run) as screen:
        child = screen.window(f"tcp-listen://127.0.0.1:{port}?backlog=4096&maxconnections=20000")
        pid = child.process.pid
        try:
            wait_for_port(port)
            client = start([run.program("bench_peer"), "connect", str(port), "10000", "20000", str(seconds)],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=many_files)
            client.stdout.readline()
            began, series = time.monotonic(), []
            while time.monotonic() - began < seconds - 2:
                time.sleep(min(10, seconds / 20))
                series.append((time.monotonic() - began, status_kib(pid, "RssAnon") / 1024,
                               len(os.listdir(f"/proc/{pid}/fd"))))
            ping = json.loads(screen.ping(child, 2).communicate(timeout=30)[0])
            screen.picture("soak.png")
            sent = json.loads(client.stdout.readline())["bytes"]
            client.stdin.close()
            client.wait(60)
        finally:
            child.__exit__()
    third = series[len(series) // 3:]
    for _, mib, files in third:
        samples.add("ours", mib=mib, files=files)
    samples.add("ours", p99=ping["p99"])
    note = (f"{sent:,} bytes sent in {seconds} s; RssAnon {third[0][1]:.1f} MiB after a third, {third[-1][1]:.1f} MiB at "
            f"the end; descriptors {third[0][2]} and {third[-1][2]}; ping p99 at the end {ping['p99']:.1f} ms")
    run.soak = series
    return [dict(row="soak, 10,000 connections with traffic: memory", unit="MiB", value="mib", samples=samples, peer=None,
                 note=note)]


ROWS = {"start": start_up, "flood": flood, "growth": growth, "soak": soak}
