"""Fails where clang-format would change a source of ours, and names the lines."""
import os
import shutil
import subprocess
import sys

sources = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.cpp", "*.h"],
                         capture_output=True, text=True, check=True).stdout.split()
sources = [path for path in sources if os.path.exists(path)]
if not sources:
    sys.exit("no sources found")
program = shutil.which("clang-format-14") or "clang-format"
sys.exit(subprocess.run([program, "--dry-run", "--Werror", *sources]).returncode)
