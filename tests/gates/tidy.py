"""Runs clang-tidy over our .cpp files, in parallel, and remembers what was clean.

It reads what the compiler read: a room's files as one where they are compiled so (most of the time goes into Qt's
headers). Such a unit is checked again only when a file of ours in it (as the compiler told ninja), .clang-tidy or
clang-tidy itself has changed: a clean result leaves an empty file named by that hash in build/tidy-cache.
"""
import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

TOP = os.path.realpath(os.getcwd())
CACHE = "build/tidy-cache"
ROOMS = ("app/", "widgets/", "netcore/")  # not tests/: their files are as many again, and the gate must stay short


def ours(path, folder):
    full = os.path.realpath(os.path.join(folder, path))
    relative = os.path.relpath(full, TOP)
    return relative if relative.startswith(ROOMS) else None


def headers_by_object(folder):
    """What the compiler said each object was made from: {object: [our files]}."""
    text = subprocess.run(["ninja", "-C", folder, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    result, current = {}, None
    for line in text.splitlines():
        if line.startswith("    "):
            path = ours(line.strip(), folder)
            if path:
                current.append(path)
        elif ": #deps" in line:
            current = result.setdefault(line.split(": #deps")[0], [])
    return result


def plain_commands(folder):
    """The compile commands without precompiled headers: they are another compiler's, and each file must stand alone."""
    with open(os.path.join(folder, "compile_commands.json")) as file:
        text = re.sub(r"-Winvalid-pch|-Wno-subobject-linkage|-fpch-preprocess|-include [^ ]*cmake_pch\.hxx", "", file.read())
    made = os.path.join(CACHE, "commands")
    os.makedirs(made, exist_ok=True)
    with open(os.path.join(made, "compile_commands.json"), "w") as file:
        file.write(text)
    return made


def units_of(folder, commands):
    """{what is compiled: our files that it is made from}"""
    deps = headers_by_object(folder)
    result = {}
    with open(os.path.join(commands, "compile_commands.json")) as file:
        for entry in json.load(file):
            made = entry["command"].split(" -o ")[1].split()[0]
            files = {file for file in deps.get(made, []) + [ours(entry["file"], entry["directory"])] if file}
            if any(file.endswith(".cpp") for file in files):
                result[entry["file"]] = sorted(files)
    return result


def digest(program, version, files):
    sha = hashlib.sha256(version.encode())
    for path in [".clang-tidy", *files]:
        with open(path, "rb") as file:
            sha.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return sha.hexdigest()


def tidy(program, commands, path):
    run = subprocess.run([program, "-p", commands, "--quiet", f"--header-filter={TOP}/(app|widgets|netcore)/.*", path],
                         capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def check(program, commands, path, key):
    text = tidy(program, commands, path)
    if not text:
        open(os.path.join(CACHE, key), "w").close()
    return text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("folder")
    args = parser.parse_args()
    program = shutil.which("clang-tidy-14") or "clang-tidy"
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    os.makedirs(CACHE, exist_ok=True)
    commands = plain_commands(args.folder)
    units = units_of(args.folder, commands)
    if not units:
        sys.exit("compile_commands.json names no source of ours")
    keys = {path: digest(program, version, files) for path, files in units.items()}
    todo = [path for path in units if not os.path.exists(os.path.join(CACHE, keys[path]))]
    todo.sort(key=lambda path: -len(units[path]))  # the longest first, so that no worker is left with one at the end
    with ThreadPoolExecutor(args.jobs) as pool:
        bad = [text for text in pool.map(lambda path: check(program, commands, path, keys[path]), todo) if text]
    print("\n".join(bad))
    print(f"{len(units)} units, {len(todo)} checked, {len(bad)} with errors")
    sys.exit(bool(bad))


main()
