#!/usr/bin/env python3
"""Brings every text of the program into the .ts files.

lupdate reads tr() and QT_TRANSLATE_NOOP; it does not expand NETCORE_REASON("…"), so those are handed to it in
a file of their own, in the context "netcore".
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
REASON = re.compile(r'NETCORE_REASON\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')


def reasons():
    found = set()
    for path in sorted((ROOT / "netcore").rglob("*")):
        if path.suffix in (".h", ".cpp"):
            for literals in REASON.findall(path.read_text(encoding="utf-8")):
                found.add("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)))
    return sorted(found)


def collect(lupdate, folder):
    with tempfile.TemporaryDirectory() as scratch:
        listed = pathlib.Path(scratch) / "netcorereasons.cpp"
        listed.write_text(
            "".join(f'static const char *reason{n} = QT_TRANSLATE_NOOP("netcore", "{text}");\n'
                    for n, text in enumerate(reasons())), encoding="utf-8")
        command = [lupdate, "-silent", "-no-obsolete", "-locations", "none", "-I", ROOT]
        sources = [ROOT / "app", ROOT / "widgets", listed]
        subprocess.run(command + sources + ["-ts", folder / "socketarium_zh_CN.ts"], check=True)
        subprocess.run(command + ["-pluralonly"] + sources + ["-ts", folder / "socketarium_en.ts"], check=True)


def hidden():
    """Texts marked inside the call of a function named tr: lupdate passes over them."""
    for room in ("app", "widgets"):
        for path in sorted((ROOT / room).rglob("*.cpp")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if re.search(r"\btr\(\s*QT_TRANSLATE", line):
                    yield f"{path.relative_to(ROOT)}:{number}: lupdate does not see this text"


def check(lupdate, folder):
    """Collects into a copy: what is unfinished there has no translation here."""
    missing = 0
    for place in hidden():
        missing += 1
        print(place)
    with tempfile.TemporaryDirectory() as scratch:
        for file in folder.glob("*.ts"):
            shutil.copy(file, scratch)
        collect(lupdate, pathlib.Path(scratch))
        for file in sorted(pathlib.Path(scratch).glob("*.ts")):
            for context in ElementTree.parse(file).getroot().iter("context"):
                for message in context.iter("message"):
                    if message.find("translation").get("type") == "unfinished":
                        missing += 1
                        print(f"{file.name}: {context.findtext('name')}: {message.findtext('source')!r}")
    print(f"{missing} texts without a translation")
    return 1 if missing else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lupdate", default="/usr/lib/qt6/bin/lupdate")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent,
                        help="where the .ts files are")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where a translation is missing")
    arguments = parser.parse_args()
    if arguments.check:
        return check(arguments.lupdate, arguments.folder)
    collect(arguments.lupdate, arguments.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
