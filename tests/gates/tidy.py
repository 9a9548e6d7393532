"""Runs clang-tidy over our .cpp files, in parallel, and remembers what was clean.

A file is checked again only when it, a header of ours that it includes (as the compiler told ninja), .clang-tidy or
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
GROUP = 8  # files read together
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
        text = re.sub(r"-Winvalid-pch|-fpch-preprocess|-include [^ ]*cmake_pch\.hxx", "", file.read())
    made = os.path.join(CACHE, "commands")
    os.makedirs(made, exist_ok=True)
    with open(os.path.join(made, "compile_commands.json"), "w") as file:
        file.write(text)
    return made


def sources_of(folder, commands):
    """{our source: (its compile command, our files that it is made from)}"""
    deps = headers_by_object(folder)
    result = {}
    with open(os.path.join(commands, "compile_commands.json")) as file:
        for entry in json.load(file):
            path = ours(entry["file"], entry["directory"])
            if path:
                made = entry["command"].split(" -o ")[1].split()[0]
                result[path] = (entry, sorted(set(deps.get(made, []) + [path])))
    return result


def digest(program, version, files):
    sha = hashlib.sha256(version.encode())
    for path in [".clang-tidy", *files]:
        with open(path, "rb") as file:
            sha.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return sha.hexdigest()


def groups_of(paths, sources):
    """Files of one folder that are compiled alike, some at a time: most of the time goes into Qt's headers, and a
    group reads them once."""
    alike = {}
    for path in sorted(paths):
        flags = sources[path][0]["command"].split(" -o ")[0]
        alike.setdefault((os.path.dirname(path), flags), []).append(path)
    for files in alike.values():
        for at in range(0, len(files), GROUP):
            yield files[at:at + GROUP]


def tidy(program, commands, path):
    run = subprocess.run([program, "-p", commands, "--quiet", f"--header-filter={TOP}/(app|widgets|netcore)/.*", path],
                         capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def check_together(program, files, sources):
    """True where a file that includes all of these is clean; where it is not (two files may use one name), each is
    looked at alone."""
    folder = os.path.join(CACHE, "groups", hashlib.sha256("".join(files).encode()).hexdigest()[:16])
    os.makedirs(folder, exist_ok=True)
    group = os.path.join(TOP, folder, "group.cpp")
    with open(group, "w") as file:
        file.writelines(f'#include "{os.path.join(TOP, path)}"\n' for path in files)
    entry = dict(sources[files[0]][0])
    entry["command"] = f'{entry["command"].split(" -o ")[0]} -o group.o -c {group}'
    entry["file"] = group
    with open(os.path.join(folder, "compile_commands.json"), "w") as file:
        json.dump([entry], file)
    return tidy(program, folder, group) == ""


def check(program, commands, files, sources, keys):
    texts = []
    together = len(files) > 1 and check_together(program, files, sources)
    for path in files:
        text = "" if together else tidy(program, commands, path)
        if text:
            texts.append(text)
        else:
            open(os.path.join(CACHE, keys[path]), "w").close()
    return texts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("folder")
    args = parser.parse_args()
    program = shutil.which("clang-tidy-14") or "clang-tidy"
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    os.makedirs(CACHE, exist_ok=True)
    commands = plain_commands(args.folder)
    sources = sources_of(args.folder, commands)
    if not sources:
        sys.exit("compile_commands.json names no source of ours")
    keys = {path: digest(program, version, deps) for path, (_, deps) in sources.items()}
    todo = [path for path in sources if not os.path.exists(os.path.join(CACHE, keys[path]))]
    with ThreadPoolExecutor(args.jobs) as pool:
        results = pool.map(lambda files: check(program, commands, files, sources, keys), groups_of(todo, sources))
        bad = [text for texts in results for text in texts]
    print("\n".join(bad))
    print(f"{len(sources)} files, {len(todo)} checked, {len(bad)} with errors")
    sys.exit(bool(bad))


main()
