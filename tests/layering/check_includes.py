"""Fails on an include in any direction that docs/design.md does not allow.

Debian's Qt headers lie under one root, so nothing but this stops netcore from including a widget.
"""
import re
import subprocess
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.M)

# room -> rooms of ours that it may include besides itself
NETCORE = {
    "base": [],
    "address": ["base"],
    "payload": ["base"],
    "structure": ["payload", "base"],
    "framing": ["structure", "payload", "base"],
    "recording": ["address", "base"],
    "socket": ["address", "base"],
    "tls": ["socket", "address", "base"],
    "observe": ["address", "base"],
    "discover": ["address", "base"],
    "exchange": ["recording", "payload", "address", "base"],
    "dissect": ["exchange", "recording", "address", "base"],
    "frames": ["framing", "structure", "payload", "recording", "address", "base"],
    "session": ["socket", "tls", "framing", "payload", "recording", "address", "base"],
    "automation": ["session", "framing", "structure", "payload", "recording", "address", "base"],
    "relay": ["session", "framing", "payload", "base"],
    "lesson": ["automation", "observe", "base"],
}
# One header of another room: the socket layer tells each call as a CallRecord.
SINGLE = {("netcore/socket", "netcore/recording/callrecord.h")}
QT = {
    "netcore": ("QtCore", "QtNetwork"),
    "models": ("QtCore", "QtNetwork"),
    "cli": ("QtCore", "QtNetwork"),
    "workspace": ("QtCore", "QtNetwork"),
    "widgets": ("QtCore", "QtNetwork", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport"),
    "gui": ("QtCore", "QtNetwork", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport"),
}


def room_of(path):
    parts = path.split("/")
    if parts[0] == "netcore":
        return "netcore/" + parts[1] if len(parts) > 2 else "netcore"
    if parts[:2] == ["widgets", "models"]:
        return "models"
    if parts[0] == "widgets":
        return "widgets"
    if parts[0] == "app":
        return "app/" + parts[1] if len(parts) > 2 else "app"
    return parts[0]


def layer_of(room):
    if room.startswith("netcore/"):
        return "netcore"
    return room.split("/")[1] if room.startswith("app/") else room


def may_include(source, target, header):
    if source == target or (source, header) in SINGLE:
        return True
    if source.startswith("netcore/"):
        return target.startswith("netcore/") and target.split("/")[1] in NETCORE.get(source.split("/")[1], [])
    if source == "models":
        return target.startswith("netcore/")
    if source == "widgets":
        return target == "models" or target.startswith("netcore/")
    if source in ("app/cli", "app/workspace"):
        return target in ("models", "app/workspace") or target.startswith("netcore/")
    if source.startswith("app"):
        return target in ("models", "widgets") or target.startswith(("netcore/", "app"))
    return False


def faults_in(path, text):
    room = room_of(path)
    for kind, header in INCLUDE.findall(text):
        if kind == "<" and header.startswith("Qt"):
            module = header.split("/")[0]
            if "/" not in header or module not in QT.get(layer_of(room), QT["gui"]):
                yield f"{path}: {room} may not include <{header}>"
        elif kind == "<" and re.fullmatch(r"Q[A-Z]\w*", header):
            yield f"{path}: write <{header}> with its module, as <QtCore/{header}>"
        elif kind == '"' and header.split("/")[0] in ("netcore", "widgets", "app", "tests"):
            if not may_include(room, room_of(header), header):
                yield f'{path}: {room} may not include "{header}"'
        elif kind == '"' and not header.endswith(".moc") and not header.startswith("ui_"):
            yield f'{path}: include "{header}" from the root of the repo'


def self_check():
    """The rule must be able to fail."""
    bad = {
        "netcore/base/a.h": "#include <QtWidgets/QWidget>",
        "netcore/framing/a.h": '#include "netcore/session/snapshot.h"',
        "netcore/socket/a.h": '#include "netcore/recording/record.h"',
        "widgets/models/a.h": "#include <QtGui/QColor>",
        "widgets/tables/a.h": '#include "app/gui/mainwindow.h"',
        "app/cli/a.h": '#include "widgets/common/theme.h"',
        "app/cli/b.h": "#include <QtGui/QIcon>",
        "netcore/base/b.h": "#include <QObject>",
    }
    for path, text in bad.items():
        if not list(faults_in(path, text)):
            sys.exit(f"this gate no longer sees {text} in {path}")
    good = {"netcore/socket/a.h": '#include "netcore/recording/callrecord.h"',
            "netcore/session/a.h": '#include "netcore/socket/poller.h"',
            "widgets/tables/a.h": '#include "widgets/models/plaintext.h"'}
    for path, text in good.items():
        if list(faults_in(path, text)):
            sys.exit(f"this gate refuses {text} in {path}")


def main():
    self_check()
    sources = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "netcore", "widgets",
                              "app"], capture_output=True, text=True, check=True).stdout.split()
    sources = [path for path in sources if path.endswith((".cpp", ".h"))]
    faults = []
    for path in sources:
        try:
            with open(path, encoding="utf-8") as file:
                faults += faults_in(path, file.read())
        except FileNotFoundError:
            continue  # removed, not committed yet
    print("\n".join(faults))
    print(f"{len(sources)} files, {len(faults)} includes against the plan")
    sys.exit(bool(faults) or not sources)


main()
