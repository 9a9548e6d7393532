"""Rows over sockets: streams, datagrams, round trips, many connections. All over loopback, all bounded."""
import json
import subprocess
import time

from harness import Child, Samples, free_port, many_files, start, wait_for_port

GIB = 1 << 30
LISTEN = "tcp-listen://127.0.0.1:0"


def send_tcp(run, port, size):
    return run.ask("bench_peer", "tcp-send", port, size)[-1]


def check_all_there(server, before, size, what):
    got = server.settled("bytes", 10)["bytes"] - before["bytes"]
    if got != size:
        raise RuntimeError(f"{what}: {size} bytes sent, {got} recorded")


def measure_engine_stream(run, server, size, samples, name):
    before = server.settled("bytes")  # the stream before is counted to its end
    sent = send_tcp(run, server.port, size)
    check_all_there(server, before, size, name)
    samples.add(name, rate=sent["rate"] / 1e9, cpu=(server.stats()["cpu"] - before["cpu"]) / (size / 1e9))


def measure_iperf(run, size, samples):
    port = free_port()
    with Child([run.tool("iperf3"), "-s", "-1", "-B", "127.0.0.1", "-p", str(port)]):
        wait_for_port(port)
        done = subprocess.run([run.tool("iperf3"), "-c", "127.0.0.1", "-p", str(port), "-n", str(size), "-J"],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"iperf3: {done.stdout.strip()[-200:]}")
        end = json.loads(done.stdout)["end"]
        seconds = end["sum_received"]["seconds"]
        cpu = end["cpu_utilization_percent"]["remote_total"] / 100 * seconds
        samples.add("iperf3", rate=end["sum_received"]["bytes"] / seconds / 1e9, cpu=cpu / (size / 1e9))


def measure_socat(run, size, samples, name, target):
    port = free_port()
    with Child([run.tool("socat"), "-u", "-b262144", f"TCP-LISTEN:{port},bind=127.0.0.1,reuseaddr", target]) as child:
        wait_for_port(port)
        sent = send_tcp(run, port, size)
        child.wait()
        samples.add(name, rate=sent["rate"] / 1e9, cpu=child.cpu / (size / 1e9))


def measure_plain(server, run, size, samples, name):
    before = server.stats()["cpu"]
    sent = send_tcp(run, server.port, size)
    time.sleep(0.3)  # what is in its receive buffer still
    samples.add(name, rate=sent["rate"] / 1e9, cpu=(server.stats()["cpu"] - before) / (size / 1e9))


def tcp_ring(run):
    size = run.pick(GIB, 4 * GIB, 16 << 20)
    samples = Samples()
    server = run.serve("bench_engine", "--dir", run.path("ring"), "--mib", run.pick(512, 1024, 256), LISTEN)
    sink = run.serve("bench_peer", "sink")
    ring = run.serve("bench_peer", "sink", run.path("plain"), run.pick(512, 1024, 256))
    for each in (server, ring):
        send_tcp(run, each.port, run.pick(GIB, 2 * GIB, 1 << 20))  # warm from here on
    for _ in range(run.rounds):
        measure_engine_stream(run, server, size, samples, "ours")
        if not run.smoke:
            measure_iperf(run, size, samples)
            measure_socat(run, size // 2, samples, "socat", "OPEN:/dev/null")
            measure_socat(run, size // 4, samples, "socat to a file",
                          f"OPEN:{run.path('socat')},creat,trunc")
        measure_plain(sink, run, size, samples, "read and dropped")
        measure_plain(ring, run, size, samples, "read and written to a ring")
    for each in (server, sink, ring):
        each.close()
    peer = "read and dropped" if run.smoke else "iperf3"
    return [dict(row="one TCP stream, recorded to a warm ring", unit="GB/s", value="rate", samples=samples, peer=peer,
                 better="more", aim=1.0, aim_text="≥ 1.0 × iperf3",
                 limit="iperf3 writes nothing; a plain loop of recv and pwrite reaches what stands beside it"),
            dict(row="… CPU of the receiver", unit="s/GB", value="cpu", samples=samples, peer=None,
                 better="less", aim=0.35, aim_text="≤ 0.35 s/GB", absolute=True,
                 limit="two copies, of which that plain loop's two calls alone take what stands beside it, and a CRC32C")]


def tcp_unbounded(run):
    size = 8 * GIB  # less than the kernel lets wait would only fill the page cache, for a plain writer
    samples = Samples()
    for turn in range(run.rounds):
        name = run.path(f"unbounded{turn}")
        server = run.serve("bench_engine", "--dir", name, "--unbounded", LISTEN)
        measure_engine_stream(run, server, size, samples, "ours")
        server.close()
        subprocess.run(["rm", "-rf", name], check=True)
        plain = run.serve("bench_peer", "sink", run.path("plain"))
        samples.add("plain buffered writer", rate=send_tcp(run, plain.port, size)["rate"] / 1e9)
        plain.close()
        subprocess.run(["rm", "-f", run.path("plain")], check=True)
        if run.full:
            measure_socat(run, size, samples, "socat -b256K", f"OPEN:{run.path('plain')},creat,trunc")
            subprocess.run(["rm", "-f", run.path("plain")], check=True)
    return [dict(row="one TCP stream, recorded to fresh files without bound", unit="GB/s", value="rate",
                 samples=samples, peer="plain buffered writer", better="more", aim=2.0,
                 aim_text="≥ 2 × a plain buffered writer", fresh=True,
                 limit="the disk: the more the kernel lets wait, the longer a plain writer does not meet it")]


def send_udp(run, port, command, count, rate=0):
    return run.ask("bench_peer", command, port, count, 64, rate)[-1]


def udp_once(run, server, command, count, rate=0):
    """Sent, received and CPU of one load. Of ours, sent = recorded + drops; a drop of the kernel may be a whole run."""
    before = server.stats()
    sent = send_udp(run, server.port, command, count, rate)
    after = server.settled()
    received = after["records"] - before["records"]
    lost = count - received
    if "drops" in after:
        drops = after["drops"] - before["drops"]
        per_drop = 1 if command == "udp-send" else 64
        if not drops <= lost <= drops * per_drop or after["dropped"] != before["dropped"]:
            raise RuntimeError(f"{count} datagrams sent, {received} recorded, {drops} drops of the kernel")
    return dict(rate=sent["rate"], received=received, lost=lost, cpu=after["cpu"] - before["cpu"])


def udp_servers(run):
    """Both warm: each of our segments has been written once."""
    ours = run.serve("bench_engine", "--dir", run.path("udp"), "--mib", 256, "udp-listen://127.0.0.1:0")
    theirs = run.serve("bench_qt", "udp")
    send_udp(run, ours.port, "udp-gso", 3_000_000, 1_500_000)
    send_udp(run, theirs.port, "udp-send", 100_000, 100_000)
    return ours, theirs


def udp_plain(run):
    count = run.pick(200_000, 1_000_000, 2_000)
    samples = Samples()
    ours, theirs = udp_servers(run)
    for _ in range(run.rounds):
        for name, server in (("ours", ours), ("QUdpSocket", theirs)):
            once = udp_once(run, server, "udp-send", count)
            samples.add(name, rate=once["rate"] / 1e6, lost=once["lost"],
                        cpu=once["cpu"] / max(once["received"], 1) * 1e6)
    note = granted(ours)
    ours.close()
    theirs.close()
    return [dict(row="UDP 64 B from a plain sender: lost", unit="datagrams", value="lost", samples=samples, peer=None,
                 better="less", aim=0, aim_text="0 lost", absolute=True, note=note),
            dict(row="… rate of that sender", unit="M/s", value="rate", samples=samples, peer=None),
            dict(row="… CPU for each datagram", unit="µs", value="cpu", samples=samples, peer="QUdpSocket",
                 better="less", aim=0.4, aim_text="≤ 0.4 × QUdpSocket",
                 limit="recvmmsg's own work for each message; fewer calls need more than 200 µs of patience")]


def granted(server):
    return f"kernel granted {server.stats()['granted'] // 1024:,} KiB of receive buffer"


def lossless(run, server, rates):
    """The highest of these rates (datagrams a second, ascending) without loss, by halving: as it was really sent."""
    low, high, sent = -1, len(rates), 0.0
    while high - low > 1:
        middle = (low + high) // 2
        count = int(max(rates[middle] * run.pick(0.3, 0.5), 20_000))
        loads = []
        while len(loads) < 2 and (not loads or loads[0]["lost"] == 0):
            loads.append(udp_once(run, server, "udp-gso", count, rates[middle]))
        if all(load["lost"] == 0 for load in loads):
            low, sent = middle, max(sent, min(load["rate"] for load in loads))
        else:
            high = middle
    return sent / 1e6


def udp_gso(run):
    samples = Samples()
    ours, theirs = udp_servers(run)
    steps = [20_000 * 1.25 ** i for i in range(34)]  # 0.02 to 32 M/s: more than the sender makes
    for _ in range(run.rounds):
        for name, server in (("ours", ours), ("QUdpSocket", theirs)):
            samples.add(name, rate=lossless(run, server, steps))
    note = f"rates 25 % apart, two loads each; {granted(ours)}"
    ours.close()
    theirs.close()
    return [dict(row="UDP 64 B, GSO sender: highest rate without loss", unit="M/s", value="rate", samples=samples,
                 peer="QUdpSocket", better="more", aim=20, aim_text="≥ 20 × QUdpSocket",
                 note=note)]


def echo(run):
    count = run.pick(4_000, 20_000, 100)
    samples = Samples()
    servers = {"ours": run.serve("bench_engine", "--dir", run.path("echo"), "--respond", "echo",
                                 LISTEN + "?nodelay=1"),
               "raw epoll": run.serve("bench_peer", "echo"), "QTcpSocket": run.serve("bench_qt", "echo")}
    ports = {name: server.port for name, server in servers.items()}
    others = {}
    if not run.smoke:
        port = free_port()
        others["socat"] = (port, [run.tool("socat"), f"TCP-LISTEN:{port},bind=127.0.0.1,reuseaddr,fork,nodelay", "PIPE"])
        port = free_port()
        others["ncat"] = (port, [run.tool("ncat"), "-l", "127.0.0.1", str(port), "-k", "-e", "/bin/cat"])
    children = [Child(command).__enter__() for _, command in others.values()]
    try:
        for name, (port, _) in others.items():
            wait_for_port(port)
            ports[name] = port
        for _ in range(run.rounds):
            for name, port in ports.items():
                once = run.ask("bench_peer", "echo-client", port, count, 64)[-1]
                samples.add(name, p50=once["p50"], p99=once["p99"])
    finally:
        for child in children:
            child.__exit__()
        for server in servers.values():
            server.close()
    return [dict(row="echo of 64 B, round trip p50", unit="µs", value="p50", samples=samples, peer="raw epoll",
                 better="less", aim=1.10, aim_text="≤ 1.10 × raw epoll"),
            dict(row="… p99", unit="µs", value="p99", samples=samples, peer="raw epoll", better="less")]


def connect_many(run, server, count):
    """CPU and memory of `count` connections, held by a process of their own."""
    before = server.stats()
    client = start([run.program("bench_peer"), "connect", str(server.port), str(count)],
                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=many_files)
    json.loads(client.stdout.readline())
    time.sleep(0.3)
    after = server.stats()
    client.stdin.close()
    client.wait(30)
    time.sleep(0.2)
    return dict(kib=(after["rssAnonKiB"] - before["rssAnonKiB"]) / count,
                cpu=(after["cpu"] - before["cpu"]) / count * 1e6)


def idle(run):
    count = run.pick(10_000, 10_000, 50)
    samples = Samples()
    for _ in range(run.rounds):  # a fresh server each time: memory once taken is not given back
        for name, command in (("ours", ("bench_engine", "--dir", run.path("idle"), "--mib", 512,
                                        LISTEN + "?backlog=4096&maxconnections=20000")),
                              ("QTcpServer", ("bench_qt", "hold")), ("raw epoll", ("bench_peer", "hold"))):
            server = run.serve(*command)
            samples.add(name, **connect_many(run, server, count))
            server.close()
            subprocess.run(["rm", "-rf", run.path("idle")], check=True)
    return [dict(row=f"{count} idle connections: memory of each", unit="KiB", value="kib", samples=samples, peer=None,
                 better="less", aim=1.0, aim_text="≤ 1 KiB", absolute=True, fresh=True),
            dict(row="… CPU to accept each", unit="µs", value="cpu", samples=samples, peer="QTcpServer", better="less",
                 aim=0.25, aim_text="≤ 0.25 × QTcpServer", fresh=True,
                 limit="raw epoll's three calls for each, which stand beside it; ours are recorded, too")]


ROWS = {"tcp-ring": tcp_ring, "tcp-unbounded": tcp_unbounded, "udp-plain": udp_plain, "udp-gso": udp_gso,
        "echo": echo, "idle": idle}
