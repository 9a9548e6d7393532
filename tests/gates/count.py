"""Counts the Qt Test functions in a ctest log: prints "passed failed skipped".

A program that ended without Qt's Totals line (a crash, a time-out, a sanitizer's abort) is one failure, and so is a
log without any test.
"""
import re
import sys

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.M)
NAME = re.compile(r"^\d+/\d+ Test: (\S+)$", re.M)


def count(log):
    passed = failed = skipped = 0
    starts = [m.start() for m in NAME.finditer(log)] + [len(log)]
    for begin, end in zip(starts, starts[1:]):
        part = log[begin:end]
        totals = TOTALS.findall(part)
        program_passed = "\nTest Passed.\n" in part
        if not totals:
            passed += program_passed
            failed += not program_passed
            continue
        for p, f, s in totals:
            passed, failed, skipped = passed + int(p), failed + int(f), skipped + int(s)
        if not program_passed and not any(int(f) for _, f, _ in totals):
            failed += 1
    if len(starts) == 1:
        failed += 1
    return passed, failed, skipped


if __name__ == "__main__":
    try:
        with open(sys.argv[1], errors="replace") as file:
            print(*count(file.read()))
    except OSError as error:
        print(error, file=sys.stderr)
        print(0, 1, 0)
