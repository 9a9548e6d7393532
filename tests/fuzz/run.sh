#!/usr/bin/env bash
# Fuzzes with libFuzzer. What it finds is kept in build/fuzz/found/<target>; a broken promise ends with a file
# crash-… there.
set -u -o pipefail
cd "$(dirname "$0")/../.." || exit 1

usage() {
    cat <<'TXT'
tests/fuzz/run.sh [TARGET…] [--seconds N] [--keep]
  TARGET       folders of tests/fuzz/corpus; all of them where none is named
  --seconds N  for each target (120)
  --keep       puts the smallest set of inputs that covers as much into the corpus of the repo
TXT
}

seconds=120 keep=no targets=()
while [ $# -gt 0 ]; do
    case $1 in
    --seconds) seconds=${2:?}; shift ;;
    --keep) keep=yes ;;
    --help | -h) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) targets+=("$1") ;;
    esac
    shift
done
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls tests/fuzz/corpus)

cmake -S . -B build/fuzz -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-14 \
    -DCMAKE_CXX_FLAGS=-w -DSOCKETARIUM_FUZZ=ON -DSOCKETARIUM_UNITY=ON \
    -DSOCKETARIUM_SANITIZE=address,undefined,fuzzer-no-link >/dev/null || exit 1
cmake --build build/fuzz --target fuzz_long || exit 1

failed=0
for target in "${targets[@]}"; do
    found=build/fuzz/found/$target corpus=tests/fuzz/corpus/$target
    mkdir -p "$found"
    echo "== $target, $seconds s"
    FUZZ_TARGET=$target build/fuzz/tests/fuzz/fuzz_long -max_total_time="$seconds" -rss_limit_mb=512 -timeout=10 \
        -max_len=4096 -print_final_stats=1 -verbosity=1 -artifact_prefix="$found/" "$found" "$corpus" \
        2>"build/fuzz/$target.log" || { failed=1; echo "   FAILED, see build/fuzz/$target.log"; }
    grep -E 'stat::(number_of_executed|average_exec|peak_rss)|DONE' "build/fuzz/$target.log"
    if [ $keep = yes ]; then
        FUZZ_TARGET=$target build/fuzz/tests/fuzz/fuzz_long -merge=1 -max_len=512 "$corpus" "$found" \
            2>>"build/fuzz/$target.log"
    fi
done
exit $failed
