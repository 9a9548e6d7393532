"""Starts the measured programs, asks them, and keeps what every round gave."""
import json
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time


class Missing(Exception):
    """A peer or a right that this machine does not have: the row says so and is passed over."""


started = []  # whatever runs beside us: none of it outlives its row


def start(command, **options):
    """As subprocess.Popen, in a session of its own: ended with the row, however the row ends."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    started.append(process)
    return process


def end_all():
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    started.clear()


class Run:
    """One run of ./bench: where the programs are, how thorough, and a folder that goes when it ends."""

    def __init__(self, bin_folder, full, smoke=False):
        self.bin = os.path.abspath(bin_folder)
        self.full = full
        self.smoke = smoke
        self.folder = tempfile.mkdtemp(prefix="socketarium-bench-")
        self.views = {}  # what rows_views.large_once() has measured, by the number of records

    @property
    def rounds(self):
        return 1 if self.smoke else 5 if self.full else 3

    def pick(self, quick, full, smoke=None):
        return smoke if self.smoke and smoke is not None else full if self.full else quick

    def path(self, name):
        return os.path.join(self.folder, name)

    def program(self, name):
        return os.path.join(self.bin, name)

    def tool(self, name):
        found = shutil.which(name)
        if not found:
            raise Missing(f"{name} is not installed")
        return found

    def ask(self, name, *arguments, env=None):
        """Runs a program of ours to its end; the lines of JSON that it wrote."""
        done = subprocess.run([self.program(name), *map(str, arguments)], capture_output=True, text=True,
                              env={**os.environ, **(env or {})})
        if done.returncode != 0:
            raise RuntimeError(f"{name} {' '.join(map(str, arguments))}: {done.stderr.strip()[-300:]}")
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def serve(self, name, *arguments):
        return Server([self.program(name), *map(str, arguments)])

    def end_row(self):
        """Nothing runs on, and no disk stays taken, whether the row has failed or not."""
        end_all()
        self.close()
        os.makedirs(self.folder, mode=0o700, exist_ok=True)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Server:
    """A program that says "ready PORT", answers each line with one line of JSON, and ends with its input."""

    def __init__(self, command):
        self.name = os.path.basename(command[0])
        self.process = start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=many_files)
        line = self.process.stdout.readline()
        if not line.startswith("ready"):
            raise RuntimeError(f"{self.name} did not start: {line!r}")
        self.port = int(line.split()[1])

    def stats(self):
        self.process.stdin.write("stats\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} has ended with {self.process.wait(10)}")
        return json.loads(line)

    def settled(self, key="records", patience=3.0):
        """The stats once they have stood still for 0.15 s."""
        until = time.monotonic() + patience
        last = self.stats()
        while time.monotonic() < until:
            time.sleep(0.15)
            now = self.stats()
            if now[key] == last[key]:
                return now
            last = now
        return last

    def close(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def many_files():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, seconds=5):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        listening = f":{port:04X} 00000000:0000 0A"
        if listening in open("/proc/net/tcp").read():
            return
        time.sleep(0.01)
    raise RuntimeError(f"nothing listens at port {port}")


class Child:
    """Any other program, ended with the block; `cpu` is what it used."""

    def __init__(self, command, **options):
        self.command = command
        self.options = options
        self.cpu = 0.0

    def __enter__(self):
        self.process = start(self.command, **{"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL,
                                              "stderr": subprocess.DEVNULL, **self.options})
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def wait(self, seconds=120):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.process.wait(seconds)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def status_kib(pid, name):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith(name + ":"):
            return float(line.split()[1])
    return -1.0


class Samples:
    """What the rounds gave, for each contender: interleaved, so that what the machine does else hits all alike."""

    def __init__(self):
        self.values = {}

    def add(self, contender, **values):
        for name, value in values.items():
            self.values.setdefault(contender, {}).setdefault(name, []).append(float(value))

    def median(self, contender, name):
        return statistics.median(self.values[contender][name])

    def noise(self, contender, name):
        """(largest - smallest) / median of the rounds."""
        values = self.values[contender][name]
        middle = statistics.median(values)
        return (max(values) - min(values)) / middle if middle else 0.0

    def ratio(self, ours, theirs, name):
        """The median of the rounds' own ratios: what slows a whole round does not count."""
        pairs = zip(self.values[ours][name], self.values[theirs][name])
        return statistics.median(a / b if b else float("inf") for a, b in pairs)
