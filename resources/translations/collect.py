#!/usr/bin/env python3
"""Brings every text of the program into the .ts files.

lupdate reads tr() and QT_TRANSLATE_NOOP; it does not expand NETCORE_REASON("…"), so those are handed to it in
a file of their own, in the context "netcore".
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
REASON = re.compile(r'NETCORE_REASON\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')


def reasons():
    found = set()
    for path in sorted((ROOT / "netcore").rglob("*")):
        if path.suffix in (".h", ".cpp"):
            for literals in REASON.findall(path.read_text(encoding="utf-8")):
                found.add("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)))
    return sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lupdate", default="/usr/lib/qt6/bin/lupdate")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent,
                        help="where the .ts files are")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        listed = pathlib.Path(folder) / "netcorereasons.cpp"
        listed.write_text(
            "".join(f'static const char *reason{n} = QT_TRANSLATE_NOOP("netcore", "{text}");\n'
                    for n, text in enumerate(reasons())), encoding="utf-8")
        sources = [ROOT / "app", ROOT / "widgets", listed]
        collect = [arguments.lupdate, "-silent", "-no-obsolete", "-locations", "none", "-I", ROOT]
        return (subprocess.run(collect + sources + ["-ts", arguments.folder / "socketarium_zh_CN.ts"],
                               check=False).returncode
                or subprocess.run(collect + ["-pluralonly"] + sources
                                  + ["-ts", arguments.folder / "socketarium_en.ts"], check=False).returncode)


if __name__ == "__main__":
    sys.exit(main())
